"""The e-mail address of an office on its settings page."""

import re

import pytest

from accounts.permissions import Role
from core.extensions import db
from desk.intake_models import IntakeAddress
from tests.accounts.factories import make_user
from tests.factories.issuing import make_office


@pytest.fixture
def office(app):
    return make_office()


def with_mailbox(app):
    settings = app.config["WIAN"]
    given = {**settings.__dict__, "mailbox_url": "maildir:///mail", "mailbox_address": "wian@example.go.th"}
    app.config["WIAN"] = type(settings)(**given)


def test_an_administrator_makes_an_address_and_takes_it_away(app, office, sign_in_as):
    with_mailbox(app)
    admin = sign_in_as(make_user(Role.ORGANISATION_ADMIN, office))
    clerk = sign_in_as(make_user(Role.CLERK, office))
    where = f"/import/offices/{office.id}/address"

    def shown(browser=admin, page=f"/offices/{office.id}"):
        return re.findall(r"wian\+[a-z0-9]+@example\.go\.th", browser.get(page).text)

    assert shown() == []
    admin.post(where)
    first = shown()
    assert (len(first), shown(clerk, "/import/")) == (1, first)
    admin.post(where)
    assert shown() != first
    admin.post(f"{where}/drop")
    assert shown() == []
    assert db.session.query(IntakeAddress).filter_by(revoked_at=None).count() == 0
    assert clerk.post(where).status_code == 403


def test_without_a_mailbox_there_is_no_address_to_make(app, office, sign_in_as):
    admin = sign_in_as(make_user(Role.ORGANISATION_ADMIN, office))
    assert "MAILBOX_URL" in admin.post(f"/import/offices/{office.id}/address").text
    assert "/address" not in admin.get(f"/offices/{office.id}").text
