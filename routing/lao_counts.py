"""How many LAOs a letter has reached in the end, through every letter that sends it on: counted set-based.

An LAO counts once, however many letters of the chain it got. Counted in are also those that still wait because a
province or district above them has the letter and has not sent it on yet: so "78 of 128" tells what is missing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Organisation
from routing.models import Delivery
from routing.policy import OUT
from routing.status import ACKNOWLEDGED_STATES, DeliveryState

K = OrganisationKind
SENDS_ON = (K.PROVINCE, K.DISTRICT)  # who owes forwarding: design rule 3
NOT_REACHED = (DeliveryState.SENT, DeliveryState.RECALLED)


@dataclass(frozen=True)
class LaoCounts:
    """LAOs below a letter: all it is meant for, those it reached, who acknowledged, of these confirmed on behalf."""

    total: int = 0
    reached: int = 0
    acknowledged: int = 0
    behalf: int = 0

    @property
    def percent(self) -> int:
        """Give the share acknowledged, rounded down: 100 means everybody."""
        return 100 * self.acknowledged // self.total if self.total else 0


NONE = LaoCounts()


def waits_to_be_forwarded() -> sa.ColumnElement[bool]:
    """Give the condition on Delivery (joined to its Organisation) of a letter that its province or district still
    has to send on: not forwarded, not closed, not for information only, and somebody below to send it to.
    """
    onward, below = aliased(Letter), aliased(Organisation)
    gone_on = sa.exists().where(
        onward.id == Delivery.forwarded_letter_id, onward.status.in_((LetterStatus.ISSUED, LetterStatus.SUPERSEDED))
    )
    return sa.and_(
        Organisation.kind.in_(SENDS_ON),
        Delivery.state.not_in((DeliveryState.RECALLED, DeliveryState.REJECTED)),
        Delivery.closed_at.is_(None),
        Delivery.for_information.is_(False),
        ~gone_on,
        sa.exists().where(below.parent_id == Organisation.id, below.active),
    )


def below_letters(letter_ids: Collection[int]) -> dict[int, LaoCounts]:
    """Give for each letter the LAOs it goes to, directly or through the letters that forward it; one statement."""
    if not letter_ids:
        return {}
    branch = _branches(letter_ids)
    sent = sa.join(branch, Delivery, Delivery.letter_id == branch.c.letter_id)
    each = _each_lao(branch.c.top_id, sent, sa.true())
    figures = _figures(each)
    rows = db.session.execute(sa.select(each.c.top, *figures).group_by(each.c.top))
    return dict.fromkeys(letter_ids, NONE) | {row[0]: LaoCounts(*row[1:]) for row in rows}


def below_organisations(organisation_ids: Collection[int]) -> dict[int, int]:
    """Give how many LAOs stand below each province or district; one statement."""
    if not organisation_ids:
        return {}
    tops = sa.select(Organisation.id).where(Organisation.id.in_(organisation_ids)).subquery()
    each = sa.union(*_laos_under(tops.c.id, tops.c.id, tops)).subquery()
    rows = db.session.execute(sa.select(each.c.top, sa.func.count()).group_by(each.c.top))
    return {row[0]: row[1] for row in rows}


def by_province(root_id: int) -> dict[str, LaoCounts]:
    """Give the counts of a whole chain by province code, from the index on the chain's first letter; one statement."""
    return _by(Organisation.province_code, root_id, sa.true())


def by_parent(root_id: int, province_code: str) -> dict[int, LaoCounts]:
    """Give a chain's counts in one province by the organisation that sends on to the LAOs: its districts, and the
    province itself for อบจ., ทน. and ทม.; one statement.
    """
    return _by(Organisation.parent_id, root_id, Organisation.province_code == province_code)


def _by(column: InstrumentedAttribute[Any], root_id: int, where: sa.ColumnElement[bool]) -> dict[Any, LaoCounts]:
    each = _each_lao(Delivery.root_letter_id, Delivery, Delivery.root_letter_id == root_id)
    named = sa.join(each, Organisation, Organisation.id == each.c.lao)
    rows = db.session.execute(sa.select(column, *_figures(each)).select_from(named).where(where).group_by(column))
    return {row[0]: LaoCounts(*row[1:]) for row in rows}


def _branches(letter_ids: Collection[int]) -> sa.CTE:
    """Each letter with all that forward it, at any depth: (top_id, letter_id)."""
    start = sa.select(Letter.id.label("top_id"), Letter.id.label("letter_id")).where(Letter.id.in_(letter_ids))
    branch = start.cte("branch", recursive=True)
    onward = aliased(Letter)
    further = sa.select(branch.c.top_id, onward.id).join(onward, onward.source_id == branch.c.letter_id)
    return branch.union(further.where(onward.status.in_(OUT)))


def _each_lao(
    top: sa.ColumnElement[int] | InstrumentedAttribute[int],
    sent: sa.Join | type[Delivery],
    where: sa.ColumnElement[bool],
) -> sa.Subquery:
    """One row an LAO and top: whether it was reached, acknowledged, on behalf; those who wait with zeros."""
    done = Delivery.state.in_(ACKNOWLEDGED_STATES)
    flags = (
        _flag(Delivery.state.not_in(NOT_REACHED)),
        _flag(done),
        _flag(sa.and_(done, Delivery.behalf_method.is_not(None))),
    )
    here = sa.join(sent, Organisation, Organisation.id == Delivery.organisation_id)
    got = (
        sa.select(top.label("top"), Organisation.id.label("lao"), *flags)
        .select_from(here)
        .where(where, Organisation.kind.in_(LAO_KINDS), Delivery.state != DeliveryState.RECALLED)
    )
    held = (
        sa.select(top.label("top"), Organisation.id.label("organisation_id"))
        .select_from(here)
        .where(where, waits_to_be_forwarded())
        .cte("held")
        .prefix_with("MATERIALIZED")
    )
    waiting = _laos_under(held.c.top, held.c.organisation_id, held)
    rows = sa.union_all(got, *(one.add_columns(*[sa.literal(0)] * 3) for one in waiting)).subquery()
    top_id, lao, *marks = rows.c
    columns = [sa.func.max(mark).label(name) for mark, name in zip(marks, ("reached", "done", "behalf"), strict=True)]
    return sa.select(top_id.label("top"), lao.label("lao"), *columns).group_by(top_id, lao).subquery()


def _laos_under(
    top: sa.ColumnElement[int], organisation_id: sa.ColumnElement[int], of: sa.FromClause
) -> tuple[sa.Select[int, int], sa.Select[int, int]]:
    """(top, LAO) for those right below the organisations and for those below their districts."""
    lao, district = aliased(Organisation), aliased(Organisation)
    is_lao = sa.and_(lao.kind.in_(LAO_KINDS), lao.active)
    columns = (top.label("top"), lao.id.label("lao"))
    direct = sa.select(*columns).select_from(of).join(lao, lao.parent_id == organisation_id).where(is_lao)
    through = (
        sa.select(*columns)
        .select_from(of)
        .join(district, sa.and_(district.parent_id == organisation_id, district.kind == K.DISTRICT))
        .join(lao, lao.parent_id == district.id)
        .where(is_lao)
    )
    return direct, through


def _figures(each: sa.Subquery) -> tuple[sa.ColumnElement[int], ...]:
    return (sa.func.count(), *(sa.func.sum(each.c[name]) for name in ("reached", "done", "behalf")))


def _flag(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((condition, 1), else_=0)
