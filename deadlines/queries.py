"""Reads for the pages of deadlines: what an organisation owes, and who owes what on a letter."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, selectinload

from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from deadlines.models import Deadline, Obligation
from deadlines.status import ObligationState
from letters.models import Letter

S = ObligationState
NO_DAY = dt.date(9999, 12, 31)  # shares without a day stand last


class DutyTab(StrEnum):
    """Parts of what an organisation was asked."""

    OPEN = "open"
    DONE = "done"
    ALL = "all"


STATES_OF: dict[DutyTab, tuple[ObligationState, ...]] = {
    DutyTab.OPEN: (S.OPEN,),
    DutyTab.DONE: (S.SETTLED, S.WAIVED),
    DutyTab.ALL: (S.OPEN, S.SETTLED, S.WAIVED),
}
_DAY: sa.ColumnElement[dt.date] = sa.func.coalesce(Obligation.due_on, NO_DAY, type_=sa.Date).label("day")
SOONEST = (Order(_DAY), Order(Obligation.id.label("share_id")))


def duties_of(organisation_id: int, tab: DutyTab, cursor: str | None = None) -> Page[Any]:
    """Give one page of an organisation's shares, the soonest day first; rows carry `Obligation`, loaded with its
    deadline and letter.
    """
    query = (
        sa.select(Obligation, *(order.column for order in SOONEST))
        .join(Obligation.deadline)
        .join(Letter, Letter.id == Deadline.letter_id)
        .options(contains_eager(Obligation.deadline).contains_eager(Deadline.letter))
        .where(Obligation.organisation_id == organisation_id, Obligation.state.in_(STATES_OF[tab]))
    )
    return page_of(db.session.execute(keyset(query, SOONEST, cursor)).all(), SOONEST, cursor)


def duty_counts(organisation_id: int) -> dict[DutyTab, int]:
    """Give how many shares each part holds."""
    rows = db.session.execute(
        sa.select(Obligation.state, sa.func.count())
        .where(Obligation.organisation_id == organisation_id)
        .group_by(Obligation.state)
    )
    by_state: dict[ObligationState, int] = {row[0]: row[1] for row in rows}
    return {tab: sum(by_state.get(state, 0) for state in states) for tab, states in STATES_OF.items()}


def obligation_with_everything(obligation_id: int) -> Obligation | None:
    """Give one share with its deadline, letter, organisation and evidence."""
    query = (
        sa.select(Obligation)
        .where(Obligation.id == obligation_id)
        .options(
            selectinload(Obligation.deadline).selectinload(Deadline.letter),
            selectinload(Obligation.organisation),
            selectinload(Obligation.evidence_files),
        )
    )
    return db.session.scalar(query)


def duties_on(root_id: int, organisation_id: int) -> list[Obligation]:
    """Give what one organisation owes or owed on a chain, soonest first: the duties shown beside its letter."""
    query = (
        sa.select(Obligation)
        .join(Obligation.deadline)
        .options(contains_eager(Obligation.deadline))
        .where(Obligation.root_letter_id == root_id, Obligation.organisation_id == organisation_id)
        .where(Obligation.state != S.AWAITING)
        .order_by(_DAY, Obligation.id)
    )
    return list(db.session.scalars(query))
