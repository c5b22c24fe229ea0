"""People of an organisation: roles, leaving, coming back."""

import pytest

from accounts.models import User
from accounts.permissions import Role
from organisations.kinds import OrganisationKind
from tests.accounts.factories import add_membership, make_user
from tests.factories.organisations import make_office, make_organisation


@pytest.fixture
def province(session):
    return make_organisation(kind=OrganisationKind.PROVINCE, short_name="ทดสอบ", name="จังหวัดทดสอบ")


@pytest.fixture
def office(province):
    return province.offices[0]


@pytest.fixture
def clerk(office):
    return make_user(Role.CLERK, office, name="นายสมชาย ใจดี")


@pytest.fixture
def administrator(sign_in_as, office):
    return sign_in_as(make_user(Role.ORGANISATION_ADMIN, office, name="นางผู้ดูแล"))


def set_roles(browser, user, office, *roles):
    return browser.post(f"/people/{user.id}/offices/{office.id}", data={f"office{office.id}-roles": list(roles)})


def roles(user):
    return {str(one.role) for one in user.memberships if one.active}


def test_it_lists_people_with_roles_and_last_sign_in(administrator, clerk):
    page = administrator.get("/people").text
    assert "นายสมชาย ใจดี" in page
    assert "เจ้าหน้าที่สารบรรณ" in page
    assert "ยังไม่เคย" in page


def test_it_changes_roles(administrator, clerk, office, session):
    assert set_roles(administrator, clerk, office, "officer", "signatory").status_code == 302
    assert roles(clerk) == {"officer", "signatory"}
    set_roles(administrator, clerk, office, "clerk")
    assert roles(clerk) == {"clerk"}
    assert "นายสมชาย ใจดี" in administrator.get(f"/people/{clerk.id}").text


def test_it_closes_and_opens_an_account(administrator, sign_in_as, clerk, session):
    browser = sign_in_as(clerk)
    administrator.post(f"/people/{clerk.id}/close")
    assert browser.get("/account").status_code == 302
    assert session.get(User, clerk.id).active is False
    administrator.post(f"/people/{clerk.id}/open")
    assert session.get(User, clerk.id).active is True
    assert browser.get("/account").status_code == 302  # the old session does not come back


def test_it_does_not_close_ones_own_account(administrator, session):
    me = session.query(User).filter_by(name="นางผู้ดูแล").one()
    assert administrator.post(f"/people/{me.id}/close").status_code == 409


def test_it_knows_nothing_of_people_elsewhere(administrator, session):
    stranger = make_user()
    assert administrator.get(f"/people/{stranger.id}").status_code == 404
    assert administrator.post(f"/people/{stranger.id}/close").status_code == 404
    assert administrator.get(f"/people?organisation={make_office().organisation_id}").status_code == 403


def test_it_closes_nobody_who_belongs_elsewhere_too(administrator, clerk, session):
    add_membership(clerk, Role.CLERK, make_office())
    assert administrator.post(f"/people/{clerk.id}/close").status_code == 409


def test_it_closes_somebody_who_left_the_other_place(administrator, clerk, session):
    left = add_membership(clerk, Role.CLERK, make_office())
    left.active = False
    session.commit()
    assert administrator.post(f"/people/{clerk.id}/close").status_code == 302


def test_it_lets_no_administrator_close_the_account_of_one_who_may_more(sign_in_as, session):
    centre = make_organisation(kind=OrganisationKind.CENTRAL, name="ส่วนกลาง", short_name="ส่วนกลาง")
    above = [make_user(Role.NATIONAL_ADMIN, centre.offices[0]) for _ in range(2)]
    browser = sign_in_as(make_user(Role.ORGANISATION_ADMIN, centre.offices[0]))
    assert browser.post(f"/people/{above[0].id}/close").status_code == 403
    assert sign_in_as(above[1]).post(f"/people/{above[0].id}/close").status_code == 302


def test_it_looks_after_people_of_organisations_below(administrator, province, session):
    lao = make_organisation(parent_id=province.id)
    below = make_user(Role.CLERK, lao.offices[0], name="คนของ อบต.")
    assert "คนของ อบต." in administrator.get(f"/people?organisation={lao.id}").text
    assert set_roles(administrator, below, lao.offices[0], "officer").status_code == 302


def test_it_gives_no_role_it_may_not_give(administrator, clerk, office, session):
    assert set_roles(administrator, clerk, office, "national_admin").status_code == 409
    assert set_roles(administrator, clerk, office, "emperor").status_code == 409
    assert roles(clerk) == {"clerk"}


def test_it_keeps_one_national_administrator(sign_in_as, session):
    centre = make_organisation(kind=OrganisationKind.CENTRAL, name="ส่วนกลาง", short_name="ส่วนกลาง")
    only = make_user(Role.NATIONAL_ADMIN, centre.offices[0])
    page = set_roles(sign_in_as(only), only, centre.offices[0], "clerk")
    assert page.status_code == 409
    assert "อย่างน้อยหนึ่งคน" in page.text
    make_user(Role.NATIONAL_ADMIN, centre.offices[0])
    assert set_roles(sign_in_as(only), only, centre.offices[0], "clerk").status_code == 302


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.GROUP_HEAD, Role.SIGNATORY, Role.READ_ONLY])
def test_it_is_closed_to_all_but_administrators(sign_in_as, office, clerk, role):
    browser = sign_in_as(make_user(role, office))
    assert browser.get("/people").status_code == 403
    assert browser.post(f"/people/{clerk.id}/close").status_code == 403
