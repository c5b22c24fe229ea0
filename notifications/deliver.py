"""Working the outbox off: claim a batch with a lease, write what became of it, return what a dead worker left.

None of these commits: the worker does (notifications.jobs), so that a claim is out before anything is sent.
A mail may go twice when a worker dies between sending and writing (at most RESULTS of them, same Message-ID); none
is lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.claims import rows_changed
from core.extensions import db
from notifications.models import OutboxMessage
from notifications.status import OutboxStatus as S

BATCH = 100
RESULTS = 25  # results written at once
LEASE = dt.timedelta(minutes=10)
WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""How long to wait after the first, second … failure of one message; after the last it has failed for good."""


@dataclass(frozen=True)
class Result:
    """What became of one claimed message: sent when `error` is empty; `final` when trying again is useless, `cancelled`
    when there was nothing left to say.
    """

    message_id: int
    attempts: int
    error: str = ""
    final: bool = False
    cancelled: bool = False


def claim(worker: str, now: dt.datetime, limit: int = BATCH) -> list[OutboxMessage]:
    """Take up to `limit` due messages for `worker`, oldest first, and the rest of the groups they belong to.

    Two workers never get the same one.
    """
    due = (
        sa.select(OutboxMessage.id)
        .where(OutboxMessage.status == S.QUEUED, OutboxMessage.due_at <= now)
        .order_by(OutboxMessage.due_at, OutboxMessage.group_key, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer at a time anyway
    )
    taken = _take(OutboxMessage.id.in_(due.scalar_subquery()), worker, now)
    if groups := {message.group_key for message in taken if message.group_key is not None}:
        taken += _take(sa.and_(OutboxMessage.group_key.in_(groups), OutboxMessage.due_at <= now), worker, now)
    return sorted(taken, key=lambda message: (message.due_at, message.group_key or "", message.id))


def _take(which: sa.ColumnElement[bool], worker: str, now: dt.datetime) -> list[OutboxMessage]:
    statement = (
        sa.update(OutboxMessage)
        .where(which, OutboxMessage.status == S.QUEUED)
        .values(status=S.SENDING, claimed_by=worker, lease_until=now + LEASE, attempts=OutboxMessage.attempts + 1)
        .returning(OutboxMessage)
        .execution_options(synchronize_session=False)
    )
    return list(db.session.scalars(statement))


def write_results(worker: str, results: Sequence[Result], now: dt.datetime) -> None:
    """Write what became of some messages, and renew the lease on those of `worker` still in hand."""
    for result in results:
        db.session.execute(_mine(worker, result.message_id).values(**_outcome(result, now)))
    holding = sa.update(OutboxMessage).where(OutboxMessage.claimed_by == worker, OutboxMessage.status == S.SENDING)
    db.session.execute(holding.values(lease_until=now + LEASE))


def put_back(worker: str, message_ids: Sequence[int], reason: str, now: dt.datetime) -> None:
    """Return messages that were claimed but not tried, because the way out is closed; tried again in a minute."""
    for message_id in message_ids:
        values = {"due_at": now + WAITS[0], "attempts": OutboxMessage.attempts - 1, "last_error": reason}
        db.session.execute(_mine(worker, message_id).values(status=S.QUEUED, claimed_by=None, **values))


def free_stale(now: dt.datetime) -> int:
    """Return what a worker claimed and never finished; gives how many."""
    stale = sa.update(OutboxMessage).where(OutboxMessage.status == S.SENDING, OutboxMessage.lease_until < now)
    return rows_changed(stale.values(status=S.QUEUED, claimed_by=None, lease_until=None))


def resend(message_id: int, now: dt.datetime) -> bool:
    """Queue a message that failed for good once more, from the beginning; False when it is not a failed one."""
    failed = sa.update(OutboxMessage).where(OutboxMessage.id == message_id, OutboxMessage.status == S.FAILED)
    return rows_changed(failed.values(status=S.QUEUED, attempts=0, due_at=now)) == 1


def _mine(worker: str, message_id: int) -> sa.Update:
    """A lease that ran out belongs to somebody else by now: then this changes nothing."""
    return sa.update(OutboxMessage).where(
        OutboxMessage.id == message_id, OutboxMessage.claimed_by == worker, OutboxMessage.status == S.SENDING
    )


def _outcome(result: Result, now: dt.datetime) -> dict[str, Any]:
    if not result.error:
        return {"status": S.SENT, "sent_at": now, "last_error": None, "lease_until": None}
    if result.cancelled:
        return {"status": S.CANCELLED, "last_error": result.error, "lease_until": None}
    if result.final or result.attempts > len(WAITS):
        return {"status": S.FAILED, "last_error": result.error, "lease_until": None}
    wait = WAITS[result.attempts - 1]
    return {"status": S.QUEUED, "due_at": now + wait, "last_error": result.error, "claimed_by": None}
