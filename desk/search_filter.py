"""What narrows a search: the year, our book, urgency, state, another organisation, a day to keep in mind.

A filter is a condition on a letter. One that leaves few letters also says which, as selects of letter ids, so that a
search can begin there instead of with the words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from core.errors import InvalidInput
from deadlines.models import Deadline
from letters.models import Letter
from letters.search_content import first_place
from letters.search_index import Condition, Stretch
from letters.search_models import LetterDay
from letters.status import OPEN_WORK, Book, LetterStatus, Urgency
from organisations import queries
from organisations.models import Organisation
from organisations.tree import descendant_ids
from routing.models import Delivery
from routing.policy import districts_below
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES

Ids = tuple[sa.Select[Any], ...]
MOST_MEANT = 9
ALL_PLACES = Stretch(0, 1 << 62)


class SearchState(StrEnum):
    """Where a letter stands, seen from our desk."""

    DRAFT = "draft"  # in any step before it has its files
    ISSUED = "issued"
    WAITING = "waiting"  # came to us, neither received nor acknowledged
    RECEIVED = "received"
    RECALLED = "recalled"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


STATUSES: dict[SearchState, frozenset[LetterStatus]] = {
    SearchState.DRAFT: OPEN_WORK | {LetterStatus.NUMBERED},
    SearchState.ISSUED: frozenset({LetterStatus.ISSUED}),
    SearchState.RECALLED: frozenset({LetterStatus.RECALLED}),
    SearchState.SUPERSEDED: frozenset({LetterStatus.SUPERSEDED}),
    SearchState.DISCARDED: frozenset({LetterStatus.DISCARDED}),
}
DELIVERY_STATES = {SearchState.WAITING: OUTSTANDING_STATES, SearchState.RECEIVED: ACKNOWLEDGED_STATES}


@dataclass(frozen=True)
class SearchFilter:
    """`year` is Buddhist, of the letter's date; `book` ours; `other` an organisation that sent the letter or got it;
    `due` the first and last day of which the letter names one.
    """

    year: int | None = None
    book: Book | None = None
    urgency: Urgency | None = None
    state: SearchState | None = None
    other: int | None = None
    due: tuple[dt.date, dt.date] | None = None

    def __bool__(self) -> bool:
        return self != SearchFilter()


@dataclass(frozen=True)
class Narrowed:
    """A filter as the search uses it: the places to look at, the conditions, and sets of ids to begin with."""

    stretch: Stretch
    conditions: list[Condition]
    sets: list[Ids]


def meant(name: str) -> Sequence[Organisation]:
    """Give the organisation somebody means by a name or code; several when it may be any of them. Raises InvalidInput
    (field "other") when there is none.
    """
    found = queries.search(name[:100], MOST_MEANT)
    if not found:
        raise InvalidInput(_("ไม่พบองค์กร “%(name)s”", name=name[:60]), _("ลองพิมพ์ให้สั้นลง หรือไม่ใส่คำนำหน้า"), "other")
    exact = [one for one in found if name in (one.code, one.name, one.label)]
    return exact if len(exact) == 1 else found


def due_within(days: int, today: dt.date) -> tuple[dt.date, dt.date]:
    """Give the days from today to `days` from now."""
    return today, today + dt.timedelta(days=days)


def narrow(organisation_id: int, wish: SearchFilter) -> Narrowed:
    """Give what `wish` means to an organisation; whom it lets see what is not decided here."""
    parts = list(_parts(organisation_id, wish))
    stretch = ALL_PLACES
    if wish.year:
        stretch = Stretch(*(first_place(dt.date(wish.year - 543 + after, 1, 1)) for after in (0, 1)))
    return Narrowed(stretch, [one[0] for one in parts], [one[1] for one in parts])


def _parts(us: int, wish: SearchFilter) -> Iterator[tuple[Condition, Ids]]:
    if wish.book:
        yield _in_book(us, wish.book)
    if wish.urgency:
        urgent = Letter.urgency == wish.urgency
        yield urgent, (sa.select(Letter.id).where(Letter.status.in_(LetterStatus), urgent),)
    if wish.state in STATUSES:
        standing = Letter.status.in_(STATUSES[wish.state])
        yield standing, (sa.select(Letter.id).where(standing),)
    elif wish.state:
        yield _came_to(us, sa.true(), Delivery.state.in_(DELIVERY_STATES[wish.state]))
    if wish.other:
        yield _with_other(us, wish.other)
    if wish.due:
        yield _names_day(*wish.due)


def _in_book(us: int, book: Book) -> tuple[Condition, Ids]:
    if book is Book.RECEIVED:
        return _came_to(us)
    ours = sa.and_(Letter.issuer_id == us, Letter.circular.is_(book is Book.CIRCULAR))
    return ours, (sa.select(Letter.id).where(ours),)


def _came_to(organisation_id: int, *conditions: Condition) -> tuple[Condition, Ids]:
    came = sa.and_(Delivery.organisation_id == organisation_id, *conditions)
    return sa.exists().where(Delivery.letter_id == Letter.id, came), (sa.select(Delivery.letter_id).where(came),)


def _with_other(us: int, other: int) -> tuple[Condition, Ids]:
    """From the other, or to it. To whom else a letter went is shown to those who follow it (policy.can_track), and of
    us and those below us to everybody who has the letter.
    """
    came, to_other = _came_to(other)
    first = aliased(Letter)
    ours = sa.select(Organisation.id).where(
        Organisation.id == other, sa.or_(Organisation.id == us, Organisation.id.in_(descendant_ids(us)))
    )
    followed = sa.or_(
        Letter.issuer_id == us,
        Letter.issuer_id.in_(districts_below(us)),
        sa.exists().where(first.id == Letter.root_id, first.issuer_id == us),
        sa.exists(ours),
    )
    sent = sa.select(Letter.id).where(Letter.issuer_id == other)
    return sa.or_(Letter.issuer_id == other, sa.and_(came, followed)), (sent, *to_other)


def _names_day(first: dt.date, last: dt.date) -> tuple[Condition, Ids]:
    """The letter's own text names a day, or a deadline of its chain ends."""
    named = sa.select(LetterDay.letter_id).where(LetterDay.day.between(first, last))
    asked = Deadline.due_on.between(first, last), Deadline.withdrawn_at.is_(None)
    in_text = sa.exists().where(LetterDay.letter_id == Letter.id, LetterDay.day.between(first, last))
    of_chain = sa.exists().where(Deadline.letter_id == sa.func.coalesce(Letter.root_id, Letter.id), *asked)
    roots = sa.select(Deadline.letter_id).where(*asked)
    chained = sa.select(Letter.id).where(Letter.root_id.in_(roots))
    return sa.or_(in_text, of_chain), (named, roots, chained)
