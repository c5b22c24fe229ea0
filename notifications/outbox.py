"""Adding messages, never sending: a row in the caller's transaction, exactly one per cause (design rule 7)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import sqlalchemy as sa

from core.claims import rows_changed
from core.extensions import db
from core.upsert import insert
from notifications.models import OutboxMessage
from notifications.status import OutboxStatus

CHUNK = 500


@dataclass(frozen=True)
class Message:
    """One message to be sent. `kind` names its renderer (notifications.renderers), `payload` the JSON values it needs;
    no secret stands in it: links with tokens are made while rendering. `at` is now, `due_at` when to send (None: now).
    """

    kind: str
    to_address: str
    dedupe_key: str
    at: dt.datetime
    payload: dict[str, Any] = field(default_factory=dict)
    due_at: dt.datetime | None = None
    locale: str = "th"


def enqueue(message: Message) -> bool:
    """Add one message; False when its key was there already, and nothing changed."""
    return enqueue_all([message]) == 1


def enqueue_all(messages: Iterable[Message]) -> int:
    """Add many in a few statements; gives how many were new. Keys are unique for ever, sent or not."""
    added, rest = 0, iter(messages)
    while chunk := list(islice(rest, CHUNK)):
        statement = insert(OutboxMessage).values([_row(message) for message in chunk]).on_conflict_do_nothing()
        added += len(db.session.execute(statement.returning(OutboxMessage.id)).all())
    return added


def cancel(key: str | None = None, prefix: str | None = None) -> int:
    """Take back what has not been claimed yet: the message `key`, or all whose key begins with `prefix`.

    Called in the transaction that settles the matter; gives how many were taken back.
    """
    if (key is None) == (prefix is None):
        raise ValueError("cancel by key or by prefix")
    fits = (
        OutboxMessage.dedupe_key == key
        if key is not None
        else OutboxMessage.dedupe_key.startswith(prefix or "", autoescape=True)
    )
    statement = sa.update(OutboxMessage).where(fits, OutboxMessage.status == OutboxStatus.QUEUED)
    return rows_changed(statement.values(status=OutboxStatus.CANCELLED))


def cancel_reminders(obligation_ids: Sequence[int]) -> int:
    """Take back the waiting messages that remind of these obligations, in the transaction that settles them."""
    taken = 0
    for start in range(0, len(obligation_ids), CHUNK):
        about = OutboxMessage.obligation_id.in_(obligation_ids[start : start + CHUNK])
        statement = sa.update(OutboxMessage).where(about, OutboxMessage.status == OutboxStatus.QUEUED)
        taken += rows_changed(statement.values(status=OutboxStatus.CANCELLED))
    return taken


def _row(message: Message) -> dict[str, Any]:
    return {
        "dedupe_key": message.dedupe_key,
        "kind": message.kind,
        "to_address": message.to_address,
        "locale": message.locale,
        "payload": message.payload,
        "status": OutboxStatus.QUEUED,
        "due_at": message.due_at or message.at,
        "attempts": 0,
        # stable, and the same on a repeat: a mail that went out twice is recognised as one
        "message_id": hashlib.sha256(message.dedupe_key.encode()).hexdigest()[:40],
        "created_at": message.at,
    }
