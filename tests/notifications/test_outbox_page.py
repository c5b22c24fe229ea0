"""The outbox page of national administrators."""

import pytest

from accounts.permissions import Role
from core import clock
from core.installation import InstallationKind, claim_installation
from notifications.models import OutboxMessage
from notifications.outbox import Message, enqueue
from notifications.status import OutboxStatus
from tests.accounts.factories import make_user, password_hash


@pytest.fixture
def failed(session):
    user = make_user(email="somchai@example.invalid", password=password_hash())
    enqueue(Message("accounts.password_reset", user.email, "reset:1", clock.now(), {"user": user.id}))
    row = session.query(OutboxMessage).one()
    row.status, row.last_error, row.attempts = OutboxStatus.FAILED, "550 no such mailbox", 1
    return row


@pytest.fixture
def administrator(sign_in_as, session):
    return sign_in_as(make_user(Role.NATIONAL_ADMIN))


def test_it_shows_what_failed_and_why_and_sends_it_again(administrator, failed, session):
    assert "550 no such mailbox" in administrator.get("/outbox?status=failed").text
    assert "550" not in administrator.get("/outbox?status=sent").text
    assert administrator.post(f"/outbox/{failed.id}/resend").status_code == 302
    assert (failed.status, failed.attempts) == (OutboxStatus.QUEUED, 0)
    assert administrator.post(f"/outbox/{failed.id}/resend").status_code == 409


def test_it_shows_no_link_that_lets_its_bearer_in(administrator, failed, session):
    claim_installation(InstallationKind.REAL, clock.now())
    page = administrator.get(f"/outbox/{failed.id}").text
    assert "ตั้งรหัสผ่านใหม่" in page
    assert "/password/reset/" not in page


def test_it_shows_the_link_in_a_demo(administrator, failed, session):
    claim_installation(InstallationKind.DEMO, clock.now())
    assert "/password/reset/" in administrator.get(f"/outbox/{failed.id}").text


def test_it_says_when_nobody_works_and_when_no_server_is_set(administrator, session):
    page = administrator.get("/outbox").text
    assert "flask worker" in page
    assert "SMTP_URL" in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.NATIONAL_ADMIN])
def test_it_is_for_national_administrators_only(sign_in_as, failed, role):
    assert sign_in_as(make_user(role)).get("/outbox").status_code == 403


def test_it_does_not_stumble_over_a_made_up_state(administrator):
    assert administrator.get("/outbox?status=nonsense").status_code == 200
    assert administrator.get("/outbox/999").status_code == 404
