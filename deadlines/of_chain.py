"""The deadlines of a chain with how many stand where, and who may follow which share. Only reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core.extensions import db
from deadlines.models import Deadline, EarlierDay, Obligation
from deadlines.status import ObligationState
from organisations.tree import descendant_ids

S = ObligationState


@dataclass(frozen=True)
class ShareCounts:
    """Shares of a deadline by where they stand; `late` are open ones past their day, counted in `open` as well."""

    awaiting: int = 0
    open: int = 0
    late: int = 0
    settled: int = 0
    waived: int = 0
    behalf: int = 0  # of the settled

    @property
    def total(self) -> int:
        """All who were asked."""
        return self.awaiting + self.open + self.settled + self.waived


def followed(organisation_id: int, asker_id: int | None) -> sa.ColumnElement[bool]:
    """Give the condition on Obligation that holds for the shares an organisation may follow: all for whoever asked, its
    own and those below it for anybody else.
    """
    if organisation_id == asker_id:
        return sa.true()
    own = Obligation.organisation_id == organisation_id
    return sa.or_(own, Obligation.organisation_id.in_(descendant_ids(organisation_id)))


def share_counts(which: sa.ColumnElement[bool], now: dt.datetime) -> dict[int, ShareCounts]:
    """Give the counts of the selected shares by deadline; one grouped query."""

    def number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

    late = sa.and_(Obligation.state == S.OPEN, Obligation.due_at <= now)
    states = (Obligation.state == S.AWAITING, Obligation.state == S.OPEN, late)
    done = (Obligation.state == S.SETTLED, Obligation.state == S.WAIVED, Obligation.behalf_method != "")
    query = sa.select(Obligation.deadline_id, *(number(one) for one in (*states, *done))).where(which)
    return {row[0]: ShareCounts(*tuple(row)[1:]) for row in db.session.execute(query.group_by(Obligation.deadline_id))}


def earlier_days_of(letter_id: int) -> dict[int, EarlierDay]:
    """Give the earlier days a forwarding letter sets, by deadline."""
    rows = db.session.scalars(sa.select(EarlierDay).where(EarlierDay.letter_id == letter_id))
    return {row.deadline_id: row for row in rows}


def deadline_with_letter(deadline_id: int) -> Deadline | None:
    """Give a deadline with the letter it belongs to."""
    return db.session.get(Deadline, deadline_id)
