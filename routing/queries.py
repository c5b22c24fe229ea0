"""Reading deliveries for pages: what came, what waits, who has a letter; each page a fixed number of statements."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, load_only, selectinload

from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from letters.models import Enclosure, Letter
from letters.status import LetterStatus
from routing.models import Assignment, Delivery, Receipt
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES, DeliveryState

S = DeliveryState
NEWEST_FIRST = (Order(Delivery.id, descending=True),)


class InboxTab(StrEnum):
    """The parts of an organisation's incoming letters."""

    WAITING = "waiting"  # neither received nor acknowledged
    RECEIVED = "received"
    RETURNED = "returned"  # rejected or reported faulty by us, recalled by the sender
    ALL = "all"


TAB_STATES: dict[InboxTab, frozenset[DeliveryState]] = {
    InboxTab.WAITING: OUTSTANDING_STATES,
    InboxTab.RECEIVED: ACKNOWLEDGED_STATES,
    InboxTab.RETURNED: frozenset({S.REJECTED, S.INVALID, S.RECALLED}),
    InboxTab.ALL: frozenset(S),
}

_LISTED = load_only(
    Letter.id,
    Letter.subject,
    Letter.ref_no,
    Letter.letter_date,
    Letter.issuer_name,
    Letter.urgency,
    Letter.urgency_by,
    Letter.status,
    raiseload=True,
)


def inbox(organisation_id: int, tab: InboxTab, cursor: str | None = None, *, size: int = 50) -> Page[Delivery]:
    """Give one page of what came to an organisation, newest first, with letters and holding desks loaded.

    One statement, from the index (organisation, state, id).
    """
    query = (
        sa.select(Delivery)
        .join(Delivery.letter)
        .where(Delivery.organisation_id == organisation_id, Letter.status != LetterStatus.NUMBERED)
        .options(contains_eager(Delivery.letter).options(_LISTED), joinedload(Delivery.holder_office))
    )
    if tab is not InboxTab.ALL:
        query = query.where(Delivery.state.in_(TAB_STATES[tab]))
    rows = db.session.scalars(keyset(query, NEWEST_FIRST, cursor, size)).all()
    return page_of(rows, NEWEST_FIRST, cursor, size)


def inbox_counts(organisation_id: int) -> dict[InboxTab, int]:
    """Give how many letters lie in the waiting and the returned part (the received part grows for ever)."""
    parts = (InboxTab.WAITING, InboxTab.RETURNED)
    states = frozenset().union(*(TAB_STATES[part] for part in parts))
    query = (
        sa.select(Delivery.state, sa.func.count())
        .where(Delivery.organisation_id == organisation_id, Delivery.state.in_(states))
        .group_by(Delivery.state)
    )
    found: dict[DeliveryState, int] = {row[0]: row[1] for row in db.session.execute(query)}
    return {part: sum(found.get(state, 0) for state in TAB_STATES[part]) for part in parts}


def delivery_with_everything(delivery_id: int) -> Delivery | None:
    """Give a delivery with its letter, files, enclosures (and those of an enclosed letter), organisation and receipts;
    five statements.
    """
    files = joinedload(Delivery.letter)
    enclosures = selectinload(Letter.enclosures)
    linked = joinedload(Enclosure.linked_letter)
    query = (
        sa.select(Delivery)
        .where(Delivery.id == delivery_id)
        .options(
            files.joinedload(Letter.pdf_file),
            files.joinedload(Letter.scan_file),
            files.joinedload(Letter.issuer),
            files.joinedload(Letter.office),
            files.joinedload(Letter.source),
            files.options(enclosures.joinedload(Enclosure.file)),
            files.options(enclosures.options(linked.joinedload(Letter.pdf_file))),
            files.options(enclosures.options(linked.options(selectinload(Letter.enclosures)))),
            joinedload(Delivery.organisation),
            joinedload(Delivery.holder_office),
            selectinload(Delivery.receipts).joinedload(Receipt.office),
        )
    )
    return db.session.scalar(query)


def hold_delivery(delivery_id: int) -> None:
    """Lock the row until the transaction ends. SQLite drops the lock: there its writers take turns anyway."""
    db.session.execute(sa.select(Delivery.id).where(Delivery.id == delivery_id).with_for_update())


def delivery_for(letter_id: int, organisation_id: int) -> Delivery | None:
    """Give the delivery of a letter to an organisation."""
    query = sa.select(Delivery).where(Delivery.letter_id == letter_id, Delivery.organisation_id == organisation_id)
    return db.session.scalar(query)


def assignments_of(delivery_id: int) -> list[Assignment]:
    """Give the assignments of a delivery, newest first, with their desks."""
    query = (
        sa.select(Assignment)
        .where(Assignment.delivery_id == delivery_id)
        .options(joinedload(Assignment.to_office), joinedload(Assignment.from_office))
        .order_by(Assignment.id.desc())
    )
    return list(db.session.scalars(query))
