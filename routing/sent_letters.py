"""Letters that went out and how far each has come: an office's, its organisation's, those of the districts below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from letters.models import Letter
from letters.status import Urgency
from organisations.models import Office, Organisation
from routing.lao_counts import NONE, LaoCounts, below_letters, waits_to_be_forwarded
from routing.models import Delivery
from routing.policy import OUT, districts_below
from routing.status import OUTSTANDING_STATES
from routing.tracking import DirectCounts, counted, without_text
from thai_numerals import to_arabic

SENT_PAGE = 25


class Scope(StrEnum):
    """Whose letters a list holds."""

    OFFICE = "office"
    ORGANISATION = "organisation"
    BELOW = "below"  # what a province's districts sent


@dataclass(frozen=True)
class SentFilter:
    """What of the sent letters is wanted. `year` is Buddhist, of the letter's date; `text` a part of ที่ or subject."""

    scope: Scope = Scope.OFFICE
    year: int | None = None
    urgency: Urgency | None = None
    unfinished: bool = False
    text: str = ""


@dataclass(frozen=True)
class SentLetter:
    """One row of the list."""

    letter: Letter
    direct: DirectCounts = field(default_factory=DirectCounts)
    laos: LaoCounts = NONE


SENT_ORDER = (Order(Letter.issued_at, descending=True), Order(Letter.id, descending=True))


def sent_letters(office: Office, wish: SentFilter, cursor: str | None = None) -> Page[SentLetter]:
    """Give one page of the letters that went out, newest first, with their counts; three statements."""
    query = (
        sa.select(Letter)
        .where(_of_scope(office, wish.scope), Letter.status.in_(OUT), Letter.issued_at.is_not(None))
        .where(*_wanted(wish))
        .options(joinedload(Letter.office), *without_text())
    )
    letters = db.session.scalars(keyset(query, SENT_ORDER, cursor, SENT_PAGE)).all()
    page = page_of(letters, SENT_ORDER, cursor, SENT_PAGE)
    ids = [letter.id for letter in page.items]
    direct, laos = _direct_counts(ids), below_letters(ids)
    rows = [SentLetter(one, direct.get(one.id, DirectCounts()), laos.get(one.id, NONE)) for one in page.items]
    return Page(rows, page.next, page.previous)


def years_of(office: Office, scope: Scope, today: dt.date) -> list[int]:
    """Give the Buddhist years from the oldest letter sent until today, newest first."""
    first = db.session.scalar(
        sa.select(sa.func.min(Letter.letter_date)).where(_of_scope(office, scope), Letter.status.in_(OUT))
    )
    return list(range(today.year + 543, (first or today).year + 542, -1))


def _of_scope(office: Office, scope: Scope) -> sa.ColumnElement[bool]:
    if scope is Scope.ORGANISATION:
        return Letter.issuer_id == office.organisation_id
    if scope is Scope.BELOW:
        return Letter.issuer_id.in_(districts_below(office.organisation_id))
    return Letter.office_id == office.id


def _wanted(wish: SentFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wish.year:
        begin = dt.date(wish.year - 543, 1, 1)
        conditions.append(Letter.letter_date.between(begin, dt.date(begin.year, 12, 31)))
    if wish.urgency:
        conditions.append(Letter.urgency == wish.urgency)
    if wish.unfinished:
        conditions.append(_unfinished())
    if text := " ".join(wish.text.split()):
        number = to_arabic(text).removeprefix("ที่").strip()
        named = Letter.ref_no.contains(number or text, autoescape=True)
        conditions.append(sa.or_(named, Letter.subject.contains(text, autoescape=True)))
    return conditions


def _unfinished() -> sa.ColumnElement[bool]:
    """A recipient of the letter, or of one that forwards it (down to the third letter), still has something to do."""
    onward, last = aliased(Letter), aliased(Letter)
    children = sa.select(onward.id).where(onward.source_id == Letter.id, onward.status.in_(OUT))
    further = (
        sa.select(last.id)
        .join(onward, last.source_id == onward.id)
        .where(onward.source_id == Letter.id, onward.status.in_(OUT), last.status.in_(OUT))
    )
    waiting = Delivery.state.in_(OUTSTANDING_STATES)
    open_one = [sa.exists().where(Delivery.letter_id.in_(ids), waiting) for ids in (children, further)]
    here = sa.exists().where(Delivery.letter_id == Letter.id, waiting)
    held = (
        sa.select(Delivery.id)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.letter_id == Letter.id, waits_to_be_forwarded())
    )
    return sa.or_(here, sa.exists(held.correlate(Letter)), *open_one)


def _direct_counts(letter_ids: Sequence[int]) -> dict[int, DirectCounts]:
    if not letter_ids:
        return {}
    rows = db.session.execute(
        sa.select(Delivery.letter_id, Delivery.state, sa.func.count())
        .where(Delivery.letter_id.in_(letter_ids))
        .group_by(Delivery.letter_id, Delivery.state)
    ).all()
    return {
        one: counted({state: number for letter, state, number in rows if letter == one})
        for one in {row[0] for row in rows}
    }
