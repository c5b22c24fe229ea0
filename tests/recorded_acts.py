"""What one press of a button leaves on record."""

import contextlib
from collections.abc import Iterator

import sqlalchemy as sa

from core.audit import AuditEntry
from core.extensions import db


@contextlib.contextmanager
def acts_recorded() -> Iterator[list[AuditEntry]]:
    """Give a list that holds, when the block has ended, the acts recorded in it."""
    before = db.session.scalar(sa.select(sa.func.coalesce(sa.func.max(AuditEntry.id), 0)))
    recorded: list[AuditEntry] = []
    yield recorded
    recorded += db.session.scalars(sa.select(AuditEntry).where(AuditEntry.id > before).order_by(AuditEntry.id))
