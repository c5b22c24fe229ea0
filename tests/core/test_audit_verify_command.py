import sqlalchemy as sa

from core.actor import SYSTEM
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.clock import now


def one_act(session):
    record(Act(SYSTEM, AuditAct.SYSTEM_SET_UP, ("installation", 1), now(), note="first"))
    session.commit()


def test_it_ends_with_0_while_the_record_is_whole(app, session):
    one_act(session)
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 0


def test_it_ends_with_1_and_names_the_row_after_tampering(app, session):
    one_act(session)
    session.execute(sa.text("UPDATE audit_entries SET note = 'other'"))
    session.commit()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "chain 0, row 1" in result.output
