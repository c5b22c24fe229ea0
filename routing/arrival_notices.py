"""Tell recipients by e-mail that a letter has come: one row a dispatch, from which the worker makes the messages.

A dispatch to 7,850 must not build 7,850 messages while the clerk waits: it leaves one ArrivalNotice, and the worker
turns it into outbox rows by one INSERT … SELECT (design rule 7).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from core.claims import rows_changed
from core.column_types import Json
from core.extensions import db
from core.upsert import insert
from letters.models import Letter
from letters.status import URGENCY_WORDS
from notifications.models import OutboxMessage
from notifications.status import OutboxStatus
from organisations.models import Office, Organisation
from routing.models import ArrivalNotice, Delivery
from routing.status import OUTSTANDING_STATES

KIND = "letter_arrived"
_Outbox = OutboxMessage.__table__


def notify_recipients(letter: Letter, *, now: dt.datetime) -> None:
    """Leave the note that the letter's recipients are to be told; a later call for the same letter renews it."""
    notice = db.session.get(ArrivalNotice, letter.id)
    if notice is None:
        db.session.add(ArrivalNotice(letter_id=letter.id, made_at=now))
    else:
        notice.made_at, notice.expanded_at = now, None


def waiting() -> list[int]:
    """Give the ids of letters whose recipients have not been told, oldest first."""
    query = sa.select(ArrivalNotice.letter_id).where(ArrivalNotice.expanded_at.is_(None))
    return list(db.session.scalars(query.order_by(ArrivalNotice.made_at, ArrivalNotice.letter_id)))


def expand(letter_id: int, *, now: dt.datetime) -> int:
    """Make one outbox row for each recipient that has an e-mail address and has not acted yet; give how many.

    Whoever claims the note makes the rows; a worker killed before its commit leaves the note for the next one, and
    the unique key keeps a repetition from writing twice.
    """
    if not _claim(letter_id, now):
        return 0
    letter = db.session.get_one(Letter, letter_id)
    columns = _message(letter, now)
    rows = (
        sa.select(*(value.label(name) for name, value in columns.items()))
        .select_from(Delivery)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .outerjoin(Office, Office.id == Delivery.holder_office_id)
        .where(Delivery.letter_id == letter_id, Delivery.state.in_(OUTSTANDING_STATES), _address().is_not(None))
    )
    statement = insert(OutboxMessage).from_select(list(columns), rows, include_defaults=False)
    return rows_changed(statement.on_conflict_do_nothing())


def _claim(letter_id: int, now: dt.datetime) -> bool:
    """Take the note of one letter; False when another worker has it."""
    statement = sa.update(ArrivalNotice).where(
        ArrivalNotice.letter_id == letter_id, ArrivalNotice.expanded_at.is_(None)
    )
    return rows_changed(statement.values(expanded_at=now)) == 1


def _address() -> sa.ColumnElement[str | None]:
    """The desk's own address before the organisation's; an empty one is none."""
    return sa.func.coalesce(sa.func.nullif(Office.saraban_email, ""), sa.func.nullif(Organisation.saraban_email, ""))


def _message(letter: Letter, now: dt.datetime) -> dict[str, sa.ColumnElement[Any]]:
    payload = {
        "letter_id": letter.id,
        "ref_no": letter.ref_no,
        "subject": letter.subject,
        "sender": letter.issuer_name,
        "urgency": URGENCY_WORDS[letter.urgency],
    }
    key = sa.literal(f"{KIND}:{letter.id}:").concat(sa.cast(Delivery.organisation_id, sa.String))
    unique = sa.literal(f"{KIND}.{letter.id}.").concat(sa.cast(Delivery.organisation_id, sa.String))
    return {
        "dedupe_key": key,
        "kind": sa.literal(KIND),
        "to_address": _address(),
        "locale": sa.literal("th"),
        "payload": sa.literal(payload, Json),
        "status": sa.literal(OutboxStatus.QUEUED.value),
        "due_at": sa.literal(now, _Outbox.c.due_at.type),
        "attempts": sa.literal(0),
        "message_id": unique,
        "created_at": sa.literal(now, _Outbox.c.created_at.type),
    }
