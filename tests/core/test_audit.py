import datetime as dt

import pytest
import sqlalchemy as sa

from core.actor import SYSTEM, Actor
from core.audit import Act, AuditEntry, record, verify
from core.audit_acts import AuditAct
from core.installation import Installation, InstallationKind

NOW = dt.datetime(2024, 3, 28, 3, 0, tzinfo=dt.UTC)


def note(session, actor=SYSTEM, **details):
    record(Act(actor, AuditAct.SYSTEM_SET_UP, ("installation", 1), NOW, **details))


def test_it_chains_acts_of_each_office_by_hash(session):
    note(session)
    note(session, Actor(None, "ก", office_id=7), after={"ที่": "พช 0023.6/ว 1507"})
    note(session)
    session.commit()
    rows = session.execute(sa.select(AuditEntry.chain, AuditEntry.seq).order_by(AuditEntry.chain, AuditEntry.seq)).all()
    assert [tuple(row) for row in rows] == [(0, 1), (0, 2), (7, 1)]
    assert list(verify()) == []


def test_it_keeps_nothing_of_an_act_rolled_back(session):
    note(session)
    session.rollback()
    session.add(Installation(id=1, kind=InstallationKind.DEMO, created_at=NOW))
    session.commit()
    assert session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == 0


def test_it_refuses_to_change_or_delete_an_entry(session):
    note(session)
    session.commit()
    entry = session.scalars(sa.select(AuditEntry)).one()
    entry.note = "another"
    with pytest.raises(RuntimeError, match="append-only"):
        session.commit()
    session.rollback()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entries SET actor_name = 'x' WHERE seq = 2",
        "DELETE FROM audit_entries WHERE seq = 2",
        "DELETE FROM audit_entries WHERE seq = 3",
    ],
)
def test_it_finds_rows_changed_behind_its_back(session, tampering):
    for _ in range(3):
        note(session)
    session.commit()
    session.execute(sa.text(tampering))
    session.commit()
    assert list(verify())
