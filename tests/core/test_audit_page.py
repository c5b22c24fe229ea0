"""An administrator reads what was done in the office's name; nobody else's acts are shown."""

from accounts.permissions import Role
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.audit_labels import ACT_LABELS
from core.clock import now
from core.extensions import db
from tests.accounts.factories import make_user


def test_it_has_a_word_for_every_act():
    assert set(ACT_LABELS) == set(AuditAct)


def test_it_shows_the_acts_of_the_office_and_of_no_other(app, sign_in_as):
    admin = make_user(Role.ORGANISATION_ADMIN)
    office = admin.memberships[0].office
    for actor, note in ((Actor(None, "สมศรี", office.id), "ของเรา"), (Actor(None, "สมชาย", office.id + 1), "ของเขา")):
        record(Act(actor, AuditAct.NUMBER_VOIDED, ("register_entries", 1), now(), note=note))
    db.session.commit()
    page = sign_in_as(admin).get("/audit").get_data(as_text=True)
    assert "ของเรา" in page
    assert "ยกเลิกเลข" in page
    assert "ของเขา" not in page


def test_it_is_not_for_a_clerk(app, sign_in_as):
    clerk = make_user(Role.CLERK)
    db.session.commit()
    assert sign_in_as(clerk).get("/audit").status_code == 403
