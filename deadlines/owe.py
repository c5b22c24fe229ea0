"""Who owes what: a row for every organisation in a deadline's scope, and its opening when the letter comes there.

Set-based: a letter to 7,850 costs the same few statements as one to a single office. Callers pass organisations as a
select of ids, since who gets a letter is routing's knowledge.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.claims import rows_changed
from core.clock import day_of
from core.extensions import db
from core.upsert import insert
from deadlines.due import Due, due_for
from deadlines.models import Deadline, DeadlineFor, EarlierDay, Obligation
from deadlines.moves import forget_loaded
from deadlines.reminder_times import DEFAULT_POLICY, next_after
from deadlines.status import ObligationState
from letters.models import Letter
from organisations.models import Organisation

S = ObligationState
Ids = sa.Select[Any]


@dataclass(frozen=True)
class Arrival:
    """A letter of a chain that has come to organisations: `root_id` the first of the chain, `letter` the one that came,
    `organisations` a select of ids.
    """

    root_id: int
    letter: Letter
    organisations: Ids
    now: dt.datetime


def deadlines_of(root_id: int) -> list[Deadline]:
    """Give the standing deadlines of a chain."""
    standing = sa.select(Deadline).where(Deadline.letter_id == root_id, Deadline.withdrawn_at.is_(None))
    return list(db.session.scalars(standing.order_by(Deadline.due_on, Deadline.id)))


def owe(root_id: int, scope: Ids) -> int:
    """Write what every organisation of `scope` owes on the chain's deadlines, `awaiting`; one statement.

    Those that have their row keep it. Gives how many rows were made.
    """
    columns: dict[str, Any] = {
        "deadline_id": Deadline.id,
        "organisation_id": Organisation.id,
        "root_letter_id": Deadline.letter_id,
        "state": sa.literal(S.AWAITING.value),
        "due_on": Deadline.due_on,
        "pieces_done": sa.literal(0),
        "settled_by_name": sa.literal(""),
        "behalf_method": sa.literal(""),
        "behalf_person": sa.literal(""),
        "note": sa.literal(""),
        "extended": sa.false(),
    }
    rows = (
        sa.select(*(value.label(name) for name, value in columns.items()))
        .select_from(Deadline)
        .join(DeadlineFor, DeadlineFor.deadline_id == Deadline.id)
        .join(Organisation, Organisation.kind == DeadlineFor.organisation_kind)
        .where(Deadline.letter_id == root_id, Deadline.withdrawn_at.is_(None), Organisation.id.in_(scope))
    )
    statement = insert(Obligation).from_select(list(columns), rows, include_defaults=False).on_conflict_do_nothing()
    return rows_changed(statement)


def open_obligations(arrival: Arrival) -> int:
    """Open what was awaited of the organisations a letter has just reached, each with its day; gives how many.

    One statement a deadline: every organisation of one arrival has the same day.
    """
    opened = 0
    earlier = _earlier_days(arrival.letter.id)
    received = day_of(arrival.now)
    for deadline in deadlines_of(arrival.root_id):
        due = due_for(Due(deadline.due_on, deadline.due_time), deadline.rule, received, earlier.get(deadline.id))
        statement = (
            sa.update(Obligation)
            .where(Obligation.deadline_id == deadline.id, Obligation.state == S.AWAITING)
            .where(Obligation.organisation_id.in_(arrival.organisations))
            .values(
                state=S.OPEN,
                via_letter_id=arrival.letter.id,
                opened_at=arrival.now,
                due_on=due.day,
                due_at=due.late_from,
                next_reminder_at=next_after(DEFAULT_POLICY, due.day, arrival.now),
            )
            .execution_options(synchronize_session=False)
        )
        opened += rows_changed(statement)
    forget_loaded()
    return opened


def open_reached(deadline: Deadline, reached: sa.Select[Any], now: dt.datetime) -> int:
    """Open what is awaited of a deadline that was set when letters of its chain were already on their way.

    `reached` selects `organisation_id`, `letter_id`, `sent_at` of the first letter that came to each. One statement;
    days counted from receipt or set earlier on the way are spread afterwards (deadlines.set_deadlines.spread).
    """
    came = reached.subquery()
    here = came.c.organisation_id == Obligation.organisation_id
    due = Due(deadline.due_on, deadline.due_time)
    statement = (
        sa.update(Obligation)
        .where(Obligation.deadline_id == deadline.id, Obligation.state == S.AWAITING)
        .where(Obligation.organisation_id.in_(sa.select(came.c.organisation_id)))
        .values(
            state=S.OPEN,
            via_letter_id=sa.select(came.c.letter_id).where(here).scalar_subquery(),
            opened_at=sa.select(came.c.sent_at).where(here).scalar_subquery(),
            due_on=due.day,
            due_at=due.late_from,
            next_reminder_at=next_after(DEFAULT_POLICY, due.day, now),
        )
        .execution_options(synchronize_session=False)
    )
    opened = rows_changed(statement)
    forget_loaded()
    return opened


def _earlier_days(letter_id: int) -> dict[int, Due]:
    rows = db.session.scalars(sa.select(EarlierDay).where(EarlierDay.letter_id == letter_id))
    return {row.deadline_id: Due(row.due_on, row.due_time) for row in rows}
