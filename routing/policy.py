"""Who may see a letter and who may act on a delivery. Rules on plain values; one select says the same in SQL.

An organisation sees what it issued, what was sent to it, the letters such a letter came from, what its
districts issued (a province), and every letter of a chain that it began itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.permissions import Permission
from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Organisation
from organisations.tree import descendant_ids
from routing.models import Delivery
from routing.status import DeliveryState

P = Permission
OUT = (LetterStatus.ISSUED, LetterStatus.RECALLED, LetterStatus.SUPERSEDED)  # has left the house


class Standing(StrEnum):
    """What an organisation is to a letter."""

    ISSUER = "issuer"
    RECIPIENT = "recipient"  # a delivery names it
    SOURCE_READER = "source_reader"  # it got a letter that forwards this one
    ABOVE_ISSUER = "above_issuer"  # the issuer is a district below it
    CHAIN_OWNER = "chain_owner"  # it issued the first letter of the chain


def can_see(standings: frozenset[Standing], status: LetterStatus) -> bool:
    """Say whether an organisation with these standings may see a letter in this status.

    A draft is its issuer's own business; whatever has left the house is open to all who stand in its chain.
    """
    if Standing.ISSUER in standings:
        return True
    return bool(standings) and status in OUT


TRACKERS = frozenset({Standing.ISSUER, Standing.ABOVE_ISSUER, Standing.CHAIN_OWNER})


def can_track(standings: frozenset[Standing]) -> bool:
    """Say whether an organisation with these standings sees what every recipient of the letter did: who sent it, the
    province above that district, and whoever began the chain. A recipient sees itself and those below it.
    """
    return bool(standings & TRACKERS)


@dataclass(frozen=True)
class Hands:
    """Who wants to act: the organisation acted for, the office, and what the person may do there."""

    organisation_id: int
    office_id: int
    permissions: frozenset[Permission]


@dataclass(frozen=True)
class DeliveryFacts:
    """What the rules need to know of a delivery; `seen`: whether whoever acts may see its letter."""

    organisation_id: int
    kind: OrganisationKind
    parent_id: int | None
    sender_id: int | None
    state: DeliveryState
    seen: bool


def facts_of(delivery: Delivery, organisation_id: int) -> DeliveryFacts:
    """Give the facts of a delivery, letter and organisation loaded, for one who acts for `organisation_id`."""
    to, sender = delivery.organisation, delivery.from_organisation_id
    seen = organisation_id in (to.id, sender) or may_see(organisation_id, delivery.letter)
    return DeliveryFacts(to.id, to.kind, to.parent_id, sender, delivery.state, seen)


def can_read_delivery(who: Hands, what: DeliveryFacts) -> bool:
    """Say whether the person reads this delivery (its page, its ใบรับหนังสือ) as its recipient, as its sender, or as
    the office above for a letter it may see: what was sent past it to an organisation below is not its to know.
    """
    near = (what.organisation_id, what.sender_id, what.parent_id)
    return P.LETTER_READ in who.permissions and who.organisation_id in near and what.seen


def can_receive(who: Hands, what: DeliveryFacts) -> bool:
    """ลงรับ, take a number back, assign: the registry clerk of the receiving organisation."""
    return P.REGISTER_KEEP in who.permissions and who.organisation_id == what.organisation_id


def can_acknowledge(who: Hands, what: DeliveryFacts) -> bool:
    """Open, acknowledge, reject, report, take back: anyone of the receiving organisation who handles letters."""
    return P.DELIVERY_ACKNOWLEDGE in who.permissions and who.organisation_id == what.organisation_id


def can_forward(who: Hands, what: DeliveryFacts) -> bool:
    """Draft the forwarding letter: an organisation that sends letters on, for a letter it was sent."""
    return (
        P.LETTER_DRAFT in who.permissions
        and who.organisation_id == what.organisation_id
        and what.kind not in LAO_KINDS
        and what.state not in (DeliveryState.RECALLED, DeliveryState.REJECTED)
    )


def can_confirm(who: Hands, what: DeliveryFacts) -> bool:
    """Confirm for an LAO: the office above it (a district for its ทต. and อบต., a province for its own) for a letter
    it may see, or the sender. `confirmable` says the same in SQL.
    """
    return (
        P.DELIVERY_CONFIRM in who.permissions
        and what.seen
        and what.kind in LAO_KINDS
        and who.organisation_id in (what.parent_id, what.sender_id)
        and who.organisation_id != what.organisation_id
    )


def can_cancel(who: Hands, what: DeliveryFacts) -> bool:
    """Cancel one recipient: whoever may recall letters of the sender."""
    return P.LETTER_RECALL in who.permissions and who.organisation_id == what.sender_id


def confirmable(organisation_id: int) -> sa.ColumnElement[bool]:
    """Give the condition on Delivery that holds for those this organisation may confirm on behalf."""
    to = aliased(Organisation)
    lao = sa.exists().where(to.id == Delivery.organisation_id, to.id != organisation_id, to.kind.in_(LAO_KINDS))
    seen = sa.exists().where(Letter.id == Delivery.letter_id, visible_letters(organisation_id)).correlate(Delivery)
    return sa.or_(
        sa.and_(Delivery.from_organisation_id == organisation_id, lao),
        sa.and_(lao.where(to.parent_id == organisation_id), seen),
    )


def tracked_deliveries(organisation_id: int, standings: frozenset[Standing]) -> sa.ColumnElement[bool]:
    """Give the condition on Delivery that holds for the recipients of one letter whose state the organisation sees."""
    if can_track(standings):
        return sa.true()
    own = Delivery.organisation_id == organisation_id
    return sa.or_(own, Delivery.organisation_id.in_(descendant_ids(organisation_id)))


def visible_letters(organisation_id: int) -> sa.ColumnElement[bool]:
    """Give the condition on Letter that holds for the letters this organisation may see; each branch is answered
    from one index, so it may stand in any query.
    """
    return sa.or_(
        Letter.issuer_id == organisation_id,
        sa.and_(
            Letter.status.in_(OUT),
            sa.or_(
                _is_recipient(organisation_id),
                _reads_source(organisation_id),
                Letter.issuer_id.in_(districts_below(organisation_id)),
                _owns_chain(organisation_id),
            ),
        ),
    )


@dataclass(frozen=True)
class Reach:
    """Selects of letter ids. `ways` together hold every letter an organisation may see, and some it may not; a letter
    may come more than once. `counted` are those of them that indexes alone count and that bound the others' number.
    """

    ways: tuple[sa.Select[Any], ...]
    counted: tuple[sa.Select[Any], ...]


def letters_in_reach(organisation_id: int) -> Reach:
    """Give the rule of `visible_letters` from the other end, for searches that begin with the few letters of a small
    organisation.
    """
    others = _others()
    mine, sent, first = others.delivery, others.letter, others.first
    own = sa.select(first.id).where(first.issuer_id == organisation_id)
    to_us = sa.select(mine.letter_id).where(mine.organisation_id == organisation_id)
    counted = (
        sa.select(Letter.id).where(Letter.issuer_id == organisation_id),
        to_us,
        sa.select(Letter.id).where(Letter.issuer_id.in_(districts_below(organisation_id))),
        sa.select(Letter.id).where(Letter.root_id.in_(own)),
    )
    roots = sa.select(mine.root_letter_id).where(mine.organisation_id == organisation_id)
    sources = sa.select(sent.source_id).where(sent.id.in_(to_us), sent.source_id.is_not(None))
    return Reach((*counted, roots, sources), counted)


def standings(organisation_id: int, letter: Letter) -> frozenset[Standing]:
    """Give what the organisation is to the letter, by one query."""
    tests: dict[Standing, sa.ColumnElement[bool]] = {
        Standing.ISSUER: sa.func.coalesce(Letter.issuer_id == organisation_id, sa.false()),
        Standing.RECIPIENT: _is_recipient(organisation_id),
        Standing.SOURCE_READER: _reads_source(organisation_id),
        Standing.ABOVE_ISSUER: sa.func.coalesce(Letter.issuer_id.in_(districts_below(organisation_id)), sa.false()),
        Standing.CHAIN_OWNER: _owns_chain(organisation_id),
    }
    row = db.session.execute(sa.select(*tests.values()).where(Letter.id == letter.id)).one()
    return frozenset(standing for standing, holds in zip(tests, row, strict=True) if holds)


def may_see(organisation_id: int, letter: Letter) -> bool:
    """Say whether the organisation may see this letter."""
    return can_see(standings(organisation_id, letter), letter.status)


def districts_below(organisation_id: int) -> sa.Select[int]:
    """Give the districts of a province; LAOs govern themselves, so what they write is not the province's to read."""
    district = _others().organisation
    return sa.select(district.id).where(
        district.parent_id == organisation_id, district.kind == OrganisationKind.DISTRICT
    )


class _Others(NamedTuple):
    """Further rows of the tables, each in a subquery of its own."""

    delivery: Any
    letter: Any
    first: Any
    organisation: Any


@cache
def _others() -> _Others:
    """Made once: of tables this wide it takes longer than asking the database."""
    return _Others(aliased(Delivery), aliased(Letter), aliased(Letter), aliased(Organisation))


def _is_recipient(organisation_id: int) -> sa.ColumnElement[bool]:
    mine = _others().delivery
    return sa.exists().where(mine.letter_id == Letter.id, mine.organisation_id == organisation_id)


def _reads_source(organisation_id: int) -> sa.ColumnElement[bool]:
    """The letter is the source, or the first of the chain, of one that was sent to the organisation."""
    mine, sent = _others().delivery, _others().letter
    return sa.exists().where(
        mine.organisation_id == organisation_id,
        mine.root_letter_id == sa.func.coalesce(Letter.root_id, Letter.id),
        sent.id == mine.letter_id,
        sa.or_(Letter.id == mine.root_letter_id, Letter.id == sent.source_id),
    )


def _owns_chain(organisation_id: int) -> sa.ColumnElement[bool]:
    first = _others().first
    return sa.exists().where(first.id == Letter.root_id, first.issuer_id == organisation_id)
