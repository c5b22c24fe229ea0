"""Reminding of what is still owed: due steps become outbox rows, set-based, exactly one per obligation, day and step.

The only fact is `Obligation.next_reminder_at`. A tick takes each group of shares that fall due together (one deadline,
one day, one instant): first it moves them on to their next step, which holds their rows, then it writes the messages of
those still open. So whoever settles at the same moment either comes first, and is not reminded, or comes after, and
takes the waiting message back. After a power cut only the last step gone by is told, not every missed one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, lazyload

from core.claims import rows_changed
from core.clock import day_of
from core.column_types import Json
from core.extensions import db
from core.upsert import insert
from deadlines.models import Deadline, Obligation
from deadlines.reminder_times import DEFAULT_POLICY, RemindWhom, Step, next_after, times
from deadlines.status import ObligationState
from notifications.models import OutboxMessage
from notifications.status import OutboxStatus
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation

REMINDER, MISSING = "deadlines.reminder", "deadlines.missing"
NO_ADDRESS = "ไม่มีอีเมลของหน่วยงาน"
_Outbox = OutboxMessage.__table__


@dataclass(frozen=True)
class Falling:
    """Shares of one deadline with the same day whose next step falls at the same instant."""

    deadline_id: int
    due_on: dt.date
    at: dt.datetime


def falling(now: dt.datetime, limit: int = 500) -> list[Falling]:
    """Give what has fallen due, the longest waiting first; read from the index on `next_reminder_at` alone."""
    columns = (Obligation.deadline_id, Obligation.due_on, Obligation.next_reminder_at)
    due = sa.and_(Obligation.next_reminder_at <= now, Obligation.state == ObligationState.OPEN)
    query = sa.select(*columns).where(due).distinct()
    rows = db.session.execute(query.order_by(Obligation.next_reminder_at, Obligation.deadline_id).limit(limit))
    return [Falling(deadline_id, day, at) for deadline_id, day, at in rows if day is not None and at is not None]


def remind(group: Falling, now: dt.datetime) -> int:
    """Write the messages of one group and move it on; gives how many messages. The caller commits."""
    gone_by = [step for step, at in times(DEFAULT_POLICY, group.due_on) if group.at <= at <= now]
    last = {step.whom: step for step in gone_by}
    if not _move_on(group, gone_by[-1].offset if gone_by else None, now):
        return 0
    return sum(_enqueue(group, step, gone_by[-1].offset, now) for step in last.values())


def _move_on(group: Falling, offset: int | None, now: dt.datetime) -> int:
    statement = (
        sa.update(Obligation)
        .where(
            Obligation.deadline_id == group.deadline_id,
            Obligation.due_on == group.due_on,
            Obligation.next_reminder_at == group.at,
            Obligation.state == ObligationState.OPEN,
        )
        .values(next_reminder_at=next_after(DEFAULT_POLICY, group.due_on, now), last_offset=offset)
        .execution_options(synchronize_session=False)
    )
    return rows_changed(statement)


def _enqueue(group: Falling, step: Step, last_offset: int, now: dt.datetime) -> int:
    told = aliased(Organisation) if step.whom is not RemindWhom.ORGANISATION else Organisation
    desk = sa.and_(Office.organisation_id == told.id, Office.is_central_desk, Office.active)
    columns = _columns(step, told, group.due_on, now)
    rows = sa.select(*(value.label(name) for name, value in columns.items())).select_from(Obligation)
    rows = rows.join(Organisation, Organisation.id == Obligation.organisation_id)
    if told is not Organisation:
        rows = rows.join(told, _above(step.whom, told))
    rows = rows.outerjoin(Office, desk).where(
        Obligation.deadline_id == group.deadline_id,
        Obligation.due_on == group.due_on,
        Obligation.state == ObligationState.OPEN,
        Obligation.last_offset == last_offset,
    )
    statement = insert(OutboxMessage).from_select(list(columns), rows, include_defaults=False).on_conflict_do_nothing()
    return rows_changed(statement)


def _columns(step: Step, told: Any, due_on: dt.date, now: dt.datetime) -> dict[str, sa.ColumnElement[Any]]:  # noqa: ANN401
    """The outbox row of one share and step, told to `told`. Nobody to write to: it has failed, and the page says so.

    The key holds the due day: a day that is moved is reminded of by all its own steps.
    """
    address = sa.func.coalesce(sa.func.nullif(Office.saraban_email, ""), sa.func.nullif(told.saraban_email, ""))
    identity = sa.cast(Obligation.id, sa.String).concat(f":{due_on.isoformat()}:{step.offset}")
    group = sa.literal(f"{step.whom.value}:{day_of(now).isoformat()}:").concat(sa.cast(told.id, sa.String))
    queued, failed = sa.literal(OutboxStatus.QUEUED.value), sa.literal(OutboxStatus.FAILED.value)
    return {
        "dedupe_key": sa.literal("reminder:").concat(identity),
        "kind": sa.literal(REMINDER if step.whom is RemindWhom.ORGANISATION else MISSING),
        "to_address": sa.func.coalesce(address, ""),
        "locale": sa.literal("th"),
        "payload": sa.literal({}, Json),
        "status": sa.case((address.is_(None), failed), else_=queued),
        "last_error": sa.case((address.is_(None), sa.literal(NO_ADDRESS))),
        "due_at": sa.literal(now, _Outbox.c.due_at.type),
        "attempts": sa.literal(0),
        "message_id": sa.literal("reminder.").concat(sa.func.replace(identity, ":", ".")),
        "group_key": group,
        "organisation_id": told.id,
        "obligation_id": Obligation.id,
        "created_at": sa.literal(now, _Outbox.c.created_at.type),
    }


def _above(whom: RemindWhom, told: Any) -> sa.ColumnElement[bool]:  # noqa: ANN401
    """Who can act: the one right above; on the later step the one above a district, which is its province."""
    if whom is RemindWhom.DISTRICT:
        return told.id == Organisation.parent_id
    parent = aliased(Organisation)
    over_district = sa.select(parent.parent_id).where(
        parent.id == Organisation.parent_id, parent.kind == OrganisationKind.DISTRICT
    )
    return told.id == sa.func.coalesce(over_district.correlate(Organisation).scalar_subquery(), Organisation.parent_id)


def standing(obligation_ids: list[int]) -> list[tuple[Obligation, Deadline, Organisation]]:
    """Give those of the obligations that are still open, with their deadline and organisation, soonest first."""
    query = (
        sa.select(Obligation, Deadline, Organisation)
        .join(Deadline, Deadline.id == Obligation.deadline_id)
        .join(Organisation, Organisation.id == Obligation.organisation_id)
        .where(Obligation.id.in_(obligation_ids), Obligation.state == ObligationState.OPEN)
        .options(joinedload(Deadline.letter), lazyload(Deadline.kinds))
        .order_by(Obligation.due_on, Organisation.sort_key)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]
