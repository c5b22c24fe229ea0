"""Who has a letter and who has not: the recipients of one letter with the facts beside their state. Only reads.

Each function is a fixed number of statements, whether a letter went to one organisation or to 7,850.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, defer

from core.clock import day_of
from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from deadlines.working_days import working_days_between
from letters.models import Letter
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Office, Organisation
from organisations.queries import fitting
from routing.lao_counts import NONE, SENDS_ON, LaoCounts, below_letters, below_organisations, waits_to_be_forwarded
from routing.models import Delivery, Receipt
from routing.policy import OUT
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES, DeliveryState
from thai_numerals import to_arabic

RECIPIENT_PAGE = 50
_DIALLED = re.compile(r"[0-9][0-9 -]{6,14}")
D = DeliveryState


@dataclass(frozen=True)
class DirectCounts:
    """Recipients of one letter by what they did."""

    total: int = 0
    acknowledged: int = 0
    outstanding: int = 0
    objected: int = 0  # rejected or reported faulty
    recalled: int = 0
    behalf: int = 0  # of the acknowledged
    to_forward: int = 0  # provinces and districts that still have to send it on
    laos_outstanding: int = 0  # of the outstanding: LAOs, whom one may confirm for


def counted(by_state: dict[DeliveryState, int], behalf: int = 0, to_forward: int = 0) -> DirectCounts:
    """Give the counts of recipients by their state."""

    def of(states: Collection[DeliveryState]) -> int:
        return sum(number for state, number in by_state.items() if state in states)

    return DirectCounts(
        total=sum(by_state.values()),
        acknowledged=of(ACKNOWLEDGED_STATES),
        outstanding=of(OUTSTANDING_STATES),
        objected=of((D.REJECTED, D.INVALID)),
        recalled=of((D.RECALLED,)),
        behalf=behalf,
        to_forward=to_forward,
    )


def without_text(letter: type[Letter] = Letter) -> tuple[Any, ...]:
    """Give the options that leave the long texts of letters in the database: a list shows none of them."""
    return tuple(defer(column) for column in (letter.canonical, letter.body_cause, letter.body_purpose))


class Doing(StrEnum):
    """What recipients did, as one filters by it."""

    OUTSTANDING = "outstanding"
    ACKNOWLEDGED = "acknowledged"
    TO_FORWARD = "to_forward"
    BEHALF = "behalf"
    OBJECTED = "objected"
    RECALLED = "recalled"


@dataclass(frozen=True)
class RecipientFilter:
    """Which recipients are wanted; codes are the official ones, `text` is searched as organisations are."""

    doing: Doing | None = None
    kind: OrganisationKind | None = None
    province: str = ""
    district: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is filtered at all."""
        return any((self.doing, self.kind, self.province, self.district, self.text))


@dataclass(frozen=True)
class Recipient:
    """One recipient with its state and the facts beside it. `held_days`: working days since it was sent to an
    organisation that has not acknowledged or not sent it on yet, else None. `laos`: below it, or itself when an LAO.
    """

    delivery: Delivery
    organisation: Organisation
    onward: Letter | None
    holder: Office | None
    received_on: dt.date | None
    waits: bool
    laos: LaoCounts = NONE
    held_days: int | None = None

    @property
    def id(self) -> int:
        """The delivery's id; with `position` and `sort_key` the place in the list."""
        return self.delivery.id

    @property
    def position(self) -> int:
        """The rule of the letter that named it."""
        return self.delivery.position

    @property
    def sort_key(self) -> str:
        """Thai dictionary order."""
        return self.organisation.sort_key

    @property
    def phone(self) -> str:
        """The telephone of the desk that has the letter, else of the organisation."""
        return (self.holder.phone if self.holder else "") or self.organisation.phone or ""

    @property
    def dialled(self) -> str:
        """Give the digits a telephone dials: the first number without its extension; empty when there is none."""
        found = _DIALLED.search(to_arabic(self.phone))
        return "".join(filter(str.isdigit, found[0])) if found else ""


RECIPIENT_ORDER = (Order(Delivery.position), Order(Organisation.sort_key), Order(Delivery.id))


@dataclass(frozen=True)
class Tracked:
    """One letter as one organisation may follow it; `seen` is routing.policy.tracked_deliveries."""

    letter_id: int
    seen: sa.ColumnElement[bool]
    today: dt.date


def recipients(
    tracked: Tracked, wish: RecipientFilter, cursor: str | None = None, size: int = RECIPIENT_PAGE
) -> Page[Recipient]:
    """Give one page of recipients in the order of the letter, three statements."""
    rows = db.session.execute(keyset(_recipient_rows(tracked, wish), RECIPIENT_ORDER, cursor, size)).all()
    page = page_of([Recipient(*row) for row in rows], RECIPIENT_ORDER, cursor, size)
    return Page(_with_counts(page.items, tracked.today), page.next, page.previous)


def _recipient_rows(tracked: Tracked, wish: RecipientFilter) -> sa.Select[*tuple[Any, ...]]:
    onward = aliased(Letter)
    received = (
        sa.select(sa.func.max(Receipt.received_on))
        .where(Receipt.delivery_id == Delivery.id, Receipt.taken_back_at.is_(None))
        .scalar_subquery()
    )
    return (
        sa.select(Delivery, Organisation, onward, Office, received, waits_to_be_forwarded())
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .outerjoin(onward, sa.and_(onward.id == Delivery.forwarded_letter_id, onward.status.in_(OUT)))
        .outerjoin(Office, Office.id == Delivery.holder_office_id)
        .where(Delivery.letter_id == tracked.letter_id, tracked.seen, *_chosen(wish))
        .options(*without_text(onward))
    )


_DOING: dict[Doing, sa.ColumnElement[bool]] = {
    Doing.OUTSTANDING: Delivery.state.in_(OUTSTANDING_STATES),
    Doing.ACKNOWLEDGED: Delivery.state.in_(ACKNOWLEDGED_STATES),
    Doing.BEHALF: sa.and_(Delivery.state.in_(ACKNOWLEDGED_STATES), Delivery.behalf_method.is_not(None)),
    Doing.OBJECTED: Delivery.state.in_((D.REJECTED, D.INVALID)),
    Doing.RECALLED: Delivery.state == D.RECALLED,
}


def _chosen(wish: RecipientFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wish.doing:
        conditions.append(waits_to_be_forwarded() if wish.doing is Doing.TO_FORWARD else _DOING[wish.doing])
    if wish.kind:
        conditions.append(Organisation.kind == wish.kind)
    if wish.province:
        conditions.append(Organisation.province_code == wish.province)
    if wish.district:
        conditions.append(Organisation.district_code == wish.district)
    if wish.text.strip():
        conditions.append(fitting(wish.text))
    return conditions


def _with_counts(rows: Sequence[Recipient], today: dt.date) -> list[Recipient]:
    below = below_letters([one.onward.id for one in rows if one.onward and not one.waits])
    waiting = below_organisations([one.organisation.id for one in rows if one.waits])
    complete = []
    for one in rows:
        if one.organisation.kind in LAO_KINDS:
            laos = _as_lao(one.delivery)
        elif one.waits:
            laos = LaoCounts(total=waiting.get(one.organisation.id, 0))
        else:
            laos = below.get(one.onward.id, NONE) if one.onward else NONE
        idle = one.waits or one.delivery.state in OUTSTANDING_STATES
        held = working_days_between(day_of(one.delivery.sent_at), today) if idle else None
        complete.append(
            Recipient(one.delivery, one.organisation, one.onward, one.holder, one.received_on, one.waits, laos, held)
        )
    return complete


def _as_lao(delivery: Delivery) -> LaoCounts:
    if delivery.state is D.RECALLED:
        return NONE
    done = delivery.state in ACKNOWLEDGED_STATES
    behalf = done and delivery.behalf_method is not None
    return LaoCounts(1, int(delivery.state is not D.SENT), int(done), int(behalf))


def direct_counts(tracked: Tracked) -> DirectCounts:
    """Give the figures above the list of recipients; one statement."""
    behalf = sa.and_(Delivery.state.in_(ACKNOWLEDGED_STATES), Delivery.behalf_method.is_not(None))
    callable_laos = sa.and_(Delivery.state.in_(OUTSTANDING_STATES), Organisation.kind.in_(LAO_KINDS))
    rows = db.session.execute(
        sa.select(
            Delivery.state,
            sa.func.count(),
            sa.func.sum(sa.case((behalf, 1), else_=0)),
            sa.func.sum(sa.case((waits_to_be_forwarded(), 1), else_=0)),
            sa.func.sum(sa.case((callable_laos, 1), else_=0)),
        )
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.letter_id == tracked.letter_id, tracked.seen)
        .group_by(Delivery.state)
    ).all()
    behalf_all, to_forward, laos = (sum(row[place] for row in rows) for place in (2, 3, 4))
    found = counted({row[0]: row[1] for row in rows}, behalf_all, to_forward)
    return replace(found, laos_outstanding=laos)


@dataclass(frozen=True)
class Choices:
    """What the recipients of a letter can be narrowed to: kinds, then provinces and districts as (code, name)."""

    kinds: tuple[OrganisationKind, ...]
    provinces: tuple[tuple[str, str], ...]
    districts: tuple[tuple[str, str], ...]


def choices(tracked: Tracked, province: str = "") -> Choices:
    """Give the choices worth offering (two and more), districts once the province is plain; two statements."""
    place = (Organisation.kind, Organisation.province_code, Organisation.district_code)
    rows = db.session.execute(
        sa.select(*place)
        .select_from(Delivery)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.letter_id == tracked.letter_id, tracked.seen)
        .distinct()
    ).all()
    provinces = {row[1] for row in rows if row[1]}
    chosen = province or (next(iter(provinces)) if len(provinces) == 1 else "")
    districts = {row[2] for row in rows if row[2] and row[1] == chosen}
    named = db.session.execute(
        sa.select(Organisation.code, Organisation.name)
        .where(Organisation.code.in_(provinces | districts), Organisation.kind.in_(SENDS_ON))
        .order_by(Organisation.sort_key)
    ).all()
    kinds = {row[0] for row in rows}
    return Choices(
        tuple(kind for kind in OrganisationKind if kind in kinds) if len(kinds) > 1 else (),
        _several((code, name) for code, name in named if code in provinces),
        _several((code, name) for code, name in named if code in districts),
    )


def _several(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found = tuple(pairs)
    return found if len(found) > 1 else ()
