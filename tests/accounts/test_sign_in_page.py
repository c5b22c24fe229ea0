"""Signing in as a person sees it."""

import datetime as dt

import pytest

from accounts.models import Membership, User
from accounts.permissions import Role
from accounts.security import hash_password
from core.audit import AuditEntry
from tests.accounts.factories import PASSWORD, add_membership, make_own_office, make_user, password_hash


@pytest.fixture
def somchai(session):
    return make_user(email="somchai@example.invalid", password=password_hash(), name="สมชาย")


def sign_in(client, email="somchai@example.invalid", password=PASSWORD, following=""):
    return client.post("/sign-in" + following, data={"email": email, "password": password})


def acts(session):
    return [str(entry.act) for entry in session.query(AuditEntry).order_by(AuditEntry.id)]


def test_it_signs_in_and_goes_to_the_page_asked_for(client, somchai, session):
    answer = sign_in(client, email=" Somchai@Example.invalid ", following="?next=/letters/7?tab%3Dchain")
    assert answer.status_code == 302
    assert answer.location == "/letters/7?tab=chain"
    assert somchai.last_signed_in_at is not None
    assert acts(session) == ["user:signed_in"]


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"])
def test_it_never_leads_to_another_site(client, somchai, elsewhere):
    assert sign_in(client, following=f"?next={elsewhere}").location == "/"


def test_it_hashes_with_argon2id(app):
    assert hash_password(PASSWORD).startswith("$argon2id$")


def test_it_takes_a_password_typed_on_another_keyboard(client, session):
    """Sara am can be typed as one character or as two that look the same."""
    make_user(email="a@example.invalid", password=hash_password("คำสั่งสำนักงาน๑๒๓"))
    assert sign_in(client, "a@example.invalid", "คําสั่งสํานักงาน๑๒๓").status_code == 302


def test_it_counts_down_the_same_for_known_and_unknown_addresses(client, somchai):
    for email in ("somchai@example.invalid", "nobody@example.invalid"):
        pages = [sign_in(client, email, "wrong") for _ in range(6)]
        assert [page.status_code for page in pages] == [401, 401, 401, 401, 429, 429]
        assert "ลองใหม่ได้อีก ๔ ครั้ง" in pages[0].text
        assert "ครบจำนวนครั้งแล้ว" in pages[4].text
        assert "ยังเข้าใช้งานไม่ได้จนถึง" in pages[5].text


def test_it_refuses_the_right_password_while_locked_and_records_why(client, somchai, session):
    for _ in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 429
    assert acts(session) == ["user:sign_in_failed"] * 5 + ["user:locked"]


def test_it_opens_again_after_fifteen_minutes(client, somchai, monkeypatch):
    for _ in range(5):
        sign_in(client, password="wrong")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=15, seconds=1)
    monkeypatch.setattr("core.clock.now", lambda: later)
    assert sign_in(client).status_code == 302


def test_it_begins_to_count_anew_after_a_success(client, somchai, app):
    for _ in range(4):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 302
    assert "อีก ๔ ครั้ง" in sign_in(app.test_client(), password="wrong").text


def test_it_stops_one_machine_that_tries_many_addresses(client, session):
    answers = [sign_in(client, f"guess{number}@example.invalid", "wrong").status_code for number in range(61)]
    assert answers[:60] == [401] * 60
    assert answers[60] == 429


def test_it_tells_a_deactivated_person_only_after_the_right_password(client, session):
    make_user(email="gone@example.invalid", password=password_hash(), active=False)
    assert "ปิดใช้งาน" not in sign_in(client, "gone@example.invalid", "wrong").text
    assert "บัญชีนี้ปิดใช้งานแล้ว" in sign_in(client, "gone@example.invalid").text


def test_it_asks_for_what_is_missing(client, session):
    page = client.post("/sign-in", data={})
    assert page.status_code == 422
    assert "ใส่อีเมลที่ใช้เข้าระบบ" in page.text
    assert "ใส่รหัสผ่าน" in page.text


def test_it_signs_out(client, somchai):
    sign_in(client)
    assert client.post("/sign-out").location == "/sign-in"
    assert client.post("/sign-out").status_code == 401


def test_it_speaks_the_language_of_the_person(client, somchai, session):
    somchai.locale = "en"
    sign_in(client)
    assert client.get_cookie("language").value == "en"


def test_it_switches_the_office_and_remembers(sign_in_as, session):
    user = make_user(Role.CLERK)
    second = make_own_office()
    add_membership(user, Role.SIGNATORY, second)
    browser = sign_in_as(user)
    answer = browser.post("/office", data={"office": second.id, "next": "/letters"})
    assert answer.location == "/letters"
    assert session.get(User, user.id).last_office_id == second.id


@pytest.mark.parametrize("ended", ["never", "membership", "office"])
def test_it_does_not_switch_to_an_office_one_does_not_belong_to(sign_in_as, session, ended):
    user, other = make_user(Role.CLERK), make_own_office()
    if ended != "never":
        add_membership(user, Role.CLERK, other)
    if ended == "membership":
        session.query(Membership).filter_by(office_id=other.id).update({"active": False})
    if ended == "office":
        other.active = False
    assert sign_in_as(user).post("/office", data={"office": other.id}).status_code == 422
