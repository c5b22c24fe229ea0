"""Every form of every package refuses a post that does not come from its own page."""

import pytest

from accounts.permissions import Role
from tests.accounts.factories import add_membership, make_user
from tests.architecture.addresses import address_of


def posts(app):
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods:
            yield rule


@pytest.fixture
def everybody(session):
    """Somebody who may do everything, so that only the missing token can be what stops them."""
    user = make_user(Role.NATIONAL_ADMIN)
    for role in (Role.CLERK, Role.SIGNATORY, Role.ORGANISATION_ADMIN):
        add_membership(user, role, user.memberships[0].office)
    return user


def test_it_refuses_every_post_without_a_token(app, everybody, sign_in_as):
    app.config["WTF_CSRF_ENABLED"] = True
    browser = sign_in_as(everybody)
    answers = {}
    for rule in posts(app):
        answer = browser.post(address_of(app, rule))
        answers[rule.endpoint] = (answer.status_code, "เปิดไว้นานเกินไป" in answer.text)
    assert {name: got for name, got in answers.items() if got != (400, True)} == {}
    assert {name.split(".")[0] for name in answers} >= {"accounts", "notifications", "organisations"}
