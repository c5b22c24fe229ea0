"""Reads for the outbox page."""

from __future__ import annotations

import sqlalchemy as sa

from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from notifications.models import OutboxMessage
from notifications.status import OutboxStatus

NEWEST = (Order(OutboxMessage.id, descending=True),)


def messages(status: OutboxStatus | None, cursor: str | None) -> Page[OutboxMessage]:
    """Give one page of messages, the newest first."""
    query = sa.select(OutboxMessage)
    if status is not None:
        query = query.where(OutboxMessage.status == status)
    return page_of(db.session.scalars(keyset(query, NEWEST, cursor)).all(), NEWEST, cursor)


def counts() -> dict[OutboxStatus, int]:
    """Give how many messages are in each state; one scan of the index on the state."""
    rows = db.session.execute(sa.select(OutboxMessage.status, sa.func.count()).group_by(OutboxMessage.status))
    return {status: number for status, number in rows.tuples()}  # noqa: C416  (a Result has keys() of its own)
