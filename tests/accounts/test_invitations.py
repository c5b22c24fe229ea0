"""Inviting one and many, coming in once, who has not come."""

import datetime as dt
import hashlib

import pytest
from openpyxl import load_workbook

from accounts.invitation_links import token_of
from accounts.models import Invitation, User
from accounts.permissions import Role
from core import clock
from core.audit import AuditEntry
from notifications.models import OutboxMessage
from notifications.renderers import render
from organisations.kinds import OrganisationKind
from tests.accounts.factories import PASSWORD, make_user, password_hash
from tests.factories.organisations import make_office, make_organisation

K = OrganisationKind


@pytest.fixture
def province(session):
    return make_organisation(kind=K.PROVINCE, short_name="ทดสอบ", name="จังหวัดทดสอบ")


@pytest.fixture
def admin(province):
    return make_user(Role.ORGANISATION_ADMIN, province.offices[0], name="นางสาวผู้ดูแล ใจดี")


@pytest.fixture
def administrator(sign_in_as, admin):
    return sign_in_as(admin)


def districts(province, count, **changes):
    return [
        make_organisation(
            kind=K.DISTRICT, parent_id=province.id, saraban_email=f"district{number}@example.invalid", **changes
        )
        for number in range(count)
    ]


def invite_one(administrator, office, email="somchai@example.invalid", roles=("clerk",), organisation=None):
    where = f"?organisation={organisation}" if organisation else ""
    form = {"email": email, "office": office.id, "roles": list(roles), "name": "สมชาย"}
    return administrator.post(f"/invitations/one{where}", data=form)


def link(session, email="somchai@example.invalid"):
    return f"/join/{token_of(session.query(Invitation).filter_by(email=email).one().nonce)}"


JOINING = {"name": "นายสมชาย ใจดี", "position": "นิติกร", "password": PASSWORD, "again": PASSWORD, "terms": "y"}


def test_it_invites_one_person_who_comes_in_once(administrator, province, session, app):
    page = invite_one(administrator, province.offices[0])
    assert page.status_code == 302, page.text
    mail = session.query(OutboxMessage).one()
    assert link(session) in render(mail.kind, mail.payload, "th").text
    visitor = app.test_client()
    assert "เจ้าหน้าที่สารบรรณ" in visitor.get(link(session)).text
    assert visitor.post(link(session), data=JOINING).location == "/"
    assert visitor.get("/account").status_code == 200  # signed in at once
    user = session.query(User).filter_by(email="somchai@example.invalid").one()
    assert [(one.office_id, one.role) for one in user.memberships] == [(province.offices[0].id, Role.CLERK)]
    again = app.test_client().post(link(session), data=JOINING)
    assert again.status_code == 410
    assert "คำเชิญนี้ใช้ไปแล้ว" in again.text


def test_it_stores_no_token(administrator, province, session):
    invite_one(administrator, province.offices[0])
    found = session.query(Invitation).one()
    token = token_of(found.nonce)
    assert found.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(session.query(OutboxMessage).one().payload)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": "กขค", "again": "กขค"}, "รหัสผ่านสั้นไป"),
        ({"password": "password1234", "again": "password1234"}, "เดาได้ง่าย"),
        ({"password": "somchai2567", "again": "somchai2567"}, "เดาได้ง่าย"),
        ({"again": "อีกอย่างหนึ่ง"}, "ไม่ตรงกัน"),
        ({"terms": ""}, "ยอมรับก่อน"),
        ({"name": "  "}, "ใส่ชื่อ"),
    ],
)
def test_it_says_what_is_wrong_when_joining(administrator, province, session, app, wrong, said):
    invite_one(administrator, province.offices[0])
    page = app.test_client().post(link(session), data={**JOINING, **wrong})
    assert page.status_code == 422
    assert said in page.text
    assert session.query(User).filter_by(email="somchai@example.invalid").count() == 0


def test_it_ends_after_fourteen_days(administrator, province, session, app, monkeypatch):
    invite_one(administrator, province.offices[0])
    later = clock.now() + dt.timedelta(days=14, seconds=1)
    address = link(session)
    monkeypatch.setattr("core.clock.now", lambda: later)
    page = app.test_client().get(address)
    assert page.status_code == 410
    assert "หมดอายุ" in page.text


def test_it_adds_the_office_to_an_account_there_is(administrator, province, session, app):
    known = make_user(email="somchai@example.invalid", password=password_hash())
    invite_one(administrator, province.offices[0])
    visitor = app.test_client()
    assert "บัญชีอยู่แล้ว" in visitor.get(link(session)).text
    assert visitor.post(link(session)).location == "/sign-in"
    assert len(session.get(User, known.id).memberships) == 2


def test_it_sends_again_with_a_new_link(administrator, province, session, app):
    invite_one(administrator, province.offices[0])
    old = link(session)
    administrator.post(f"/invitations/{session.query(Invitation).one().id}/resend")
    assert app.test_client().get(old).status_code == 404
    assert app.test_client().get(link(session)).status_code == 200
    states = [str(mail.status) for mail in session.query(OutboxMessage).order_by(OutboxMessage.id)]
    assert states == ["cancelled", "queued"]


def test_it_withdraws(administrator, province, session, app):
    invite_one(administrator, province.offices[0])
    number = session.query(Invitation).one().id
    administrator.post(f"/invitations/{number}/withdraw")
    assert app.test_client().get(link(session)).status_code == 410
    assert str(session.query(OutboxMessage).one().status) == "cancelled"
    assert administrator.post(f"/invitations/{number}/resend").status_code == 409


def test_it_does_not_invite_twice(administrator, province, session):
    invite_one(administrator, province.offices[0])
    page = invite_one(administrator, province.offices[0])
    assert page.status_code == 302
    assert session.query(OutboxMessage).count() == 1


@pytest.mark.parametrize("email", ["ไม่มีแอต", "a@", "@b", "a b@example.invalid", "a@b@c"])
def test_it_names_a_wrong_address(administrator, province, email):
    page = invite_one(administrator, province.offices[0], email=email)
    assert page.status_code == 422
    assert "อีเมล" in page.text


def test_it_invites_every_district_with_one_act(administrator, province, session):
    below = districts(province, 12)
    without = make_organisation(kind=K.DISTRICT, parent_id=province.id, name="อำเภอไร้อีเมล", short_name="ไร้อีเมล")
    page = administrator.get("/invitations/below").text
    assert "อำเภอไร้อีเมล" in page
    assert "ขาดอีเมล ๑ แห่ง" in page
    chosen = [one.offices[0].id for one in [*below, without]]
    administrator.post("/invitations/below", data={"offices": chosen, "roles": ["clerk", "organisation_admin"]})
    assert session.query(Invitation).count() == session.query(OutboxMessage).count() == 12
    entry = session.query(AuditEntry).one()
    assert (str(entry.act), entry.after["count"]) == ("users:invited", 12)
    administrator.post("/invitations/below", data={"offices": chosen, "roles": ["clerk"]})
    assert session.query(OutboxMessage).count() == 12


def test_it_lets_the_invited_district_invite_its_laos(administrator, province, session, app):
    district = districts(province, 1)[0]
    lao = make_organisation(parent_id=district.id, saraban_email="lao@example.invalid")
    roles = ["clerk", "organisation_admin"]
    administrator.post("/invitations/below", data={"offices": [district.offices[0].id], "roles": roles})
    clerk = app.test_client()
    clerk.post(link(session, "district0@example.invalid"), data=JOINING)
    assert clerk.post("/invitations/below", data={"offices": [lao.offices[0].id], "roles": roles}).status_code == 302
    assert session.query(Invitation).filter_by(email="lao@example.invalid").count() == 1


def test_it_refuses_organisations_one_does_not_look_after(administrator, session):
    stranger = make_office()
    assert invite_one(administrator, stranger, organisation=stranger.organisation_id).status_code == 403


def test_it_makes_no_national_administrator_below_the_centre(administrator, province, session):
    assert invite_one(administrator, province.offices[0], roles=["national_admin"]).status_code == 422
    assert session.query(Invitation).count() == 0


def test_it_lists_who_has_not_come_with_numbers_to_call(administrator, province, session):
    lao = make_organisation(parent_id=province.id, phone="0 5600 0001", short_name="สะเดียง")
    invite_one(administrator, lao.offices[0], organisation=lao.id)
    assert "somchai@example.invalid" in administrator.get("/invitations").text
    answer = administrator.get("/invitations/calls.xlsx")
    rows = list(load_workbook(__import__("io").BytesIO(answer.data)).active.values)
    assert rows[1][0] == "อบต.สะเดียง"
    assert "0 5600 0001" in rows[1]
    assert "somchai@example.invalid" in rows[1]


def test_it_hides_invitations_of_others(sign_in_as, administrator, province, session):
    invite_one(administrator, province.offices[0])
    stranger = sign_in_as(make_user(Role.ORGANISATION_ADMIN))
    assert "somchai" not in stranger.get("/invitations").text
    assert stranger.post(f"/invitations/{session.query(Invitation).one().id}/withdraw").status_code == 403
