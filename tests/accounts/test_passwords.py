"""Forgotten and changed passwords."""

import datetime as dt
import re

import pytest

from accounts.models import User
from accounts.permissions import Role
from accounts.sign_in import ADDRESS_LIMIT
from core.audit import AuditEntry
from notifications.models import OutboxMessage
from notifications.renderers import render
from tests.accounts.factories import PASSWORD, make_user, password_hash

NEW = "กระจายอำนาจ-ช้าง-ศาลากลาง"


@pytest.fixture
def somchai(session):
    return make_user(email="somchai@example.invalid", password=password_hash())


def ask(client, email="somchai@example.invalid"):
    return client.post("/password/forgot", data={"email": email})


def reset_link(session):
    mail = session.query(OutboxMessage).filter_by(kind="accounts.password_reset").one()
    return re.search(r"http://127.0.0.1:5000(/\S+)", render(mail.kind, mail.payload, "th").text)[1]


def set_new(client, address, password=NEW):
    return client.post(address, data={"password": password, "again": password})


def sign_in(client, password):
    return client.post("/sign-in", data={"email": "somchai@example.invalid", "password": password}).status_code


def test_it_sets_a_new_password_by_the_link_of_the_mail(client, somchai, session):
    assert ask(client).status_code == 302
    address = reset_link(session)
    assert client.get(address).status_code == 200
    assert set_new(client, address).location == "/sign-in"
    assert sign_in(client, PASSWORD) == 401
    assert sign_in(client, NEW) == 302
    kinds = [mail.kind for mail in session.query(OutboxMessage).order_by(OutboxMessage.id)]
    assert kinds == ["accounts.password_reset", "accounts.password_changed"]


def test_its_link_works_once(client, somchai, session):
    ask(client)
    address = reset_link(session)
    set_new(client, address)
    assert client.get(address).status_code == 410
    assert set_new(client, address, "ครั้งที่สอง-ไม่ได้-แล้ว").status_code == 410


def test_its_link_ends_after_an_hour(client, somchai, session, monkeypatch):
    ask(client)
    address = reset_link(session)
    monkeypatch.setitem(client.application.config, "SECURITY_RESET_PASSWORD_WITHIN", dt.timedelta(seconds=-1))
    assert client.get(address).status_code == 410


def test_it_says_the_same_whoever_asks(client, somchai, session):
    make_user(email="gone@example.invalid", password=password_hash(), active=False)
    answers = {
        ask(client, email).location for email in ("somchai@example.invalid", "nobody@x.invalid", "gone@example.invalid")
    }
    assert len(answers) == 1
    assert session.query(OutboxMessage).count() == 1


def test_it_does_not_fill_a_mailbox(client, somchai, session):
    for _ in range(5):
        ask(client)
    assert session.query(OutboxMessage).count() <= 2  # one in 5 minutes, and the test may stand on an edge


def test_it_lifts_the_lock(client, somchai, session):
    for _ in range(ADDRESS_LIMIT):
        sign_in(client, "wrong")
    ask(client)
    set_new(client, reset_link(session))
    assert sign_in(client, NEW) == 302


def change(browser, **data):
    form = {"present": PASSWORD, "password": NEW, "again": NEW, **data}
    return browser.post("/account/password", data=form)


def test_it_ends_all_other_sessions_when_the_password_changes(sign_in_as, somchai, session):
    here, elsewhere = sign_in_as(somchai), sign_in_as(somchai)
    assert change(here).status_code == 302
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert "user:password_reset" in [str(entry.act) for entry in session.query(AuditEntry)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"present": "wrong"}, "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        ({"password": "สั้น", "again": "สั้น"}, "สั้นไป"),
        ({"password": "a" * 201, "again": "a" * 201}, "ยาวเกิน"),
        ({"password": "1234567890", "again": "1234567890"}, "เดาได้ง่าย"),
        ({"again": "another"}, "ไม่ตรงกัน"),
    ],
)
def test_it_says_why_a_password_was_not_changed(sign_in_as, somchai, session, data, said):
    before = somchai.password
    page = change(sign_in_as(somchai), **data)
    assert page.status_code == 422
    assert said in page.text
    assert session.get(User, somchai.id).password == before


def test_it_changes_name_and_language(sign_in_as, session):
    user = make_user(Role.CLERK)
    browser = sign_in_as(user)
    form = {"name": " นายใหม่ ใจดี ", "position": "", "phone": "", "locale": "en"}
    assert browser.post("/account", data=form).status_code == 302
    assert (user.name, user.locale) == ("นายใหม่ ใจดี", "en")
    assert "Your account" in browser.get("/account").text
