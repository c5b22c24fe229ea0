"""The way of one letter from its first issuer down: who issued, received and forwarded it, when, and where it lies.

Above the letter there is one way; below it many (11 districts, 76 provinces): the first that went on stands for
them, with a count of the others, and those that still hold it are named. A chain is read in at most a dozen statements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core.clock import day_of
from core.extensions import db
from deadlines.working_days import working_days_between
from letters.models import Letter
from letters.status import FROZEN
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Office, Organisation
from routing.chain_days import Hop, Step, StepKind, hops_of
from routing.models import Delivery, Receipt
from routing.status import ACKNOWLEDGED_STATES, DeliveryState

K = OrganisationKind
DEEPEST = 6  # steps below or above; the real chain has two
NAMED_HOLDERS = 5


@dataclass(frozen=True)
class Holder:
    """An organisation that has the letter and has not sent it on: its desk, since which day, how many working days,
    and how many LAOs wait behind it.
    """

    organisation: str
    desk: str
    since: dt.date
    working_days: int
    laos: int


@dataclass(frozen=True)
class Chain:
    """The chain as a page shows it. `laos` counts the LAOs the chain has come to, `acknowledged` those that have
    acknowledged; `holders` names the longest holding, `holding` counts them all.
    """

    hops: tuple[Hop, ...]
    holders: tuple[Holder, ...]
    holding: int
    laos: int
    acknowledged: int
    waiting: int = 0

    @property
    def days(self) -> int:
        """Give the calendar days from the first step to the last."""
        return sum(hop.days for hop in self.hops)

    @property
    def working_days(self) -> int:
        """Give the working days from the first step to the last."""
        return sum(hop.working_days for hop in self.hops)


def chain_of(letter: Letter, *, now: dt.datetime, seen_by: int | None = None) -> Chain:
    """Give the chain that the letter stands in, seen from it. With `seen_by` (an organisation's id) the last letter
    also shows how that organisation received it.
    """
    path = [*_above(letter), letter]
    others: dict[int, int] = {}
    for _level in range(DEEPEST):
        found = _first_below(path[-1], seen_by)
        if found is None:
            break
        path.append(found[0])
        others[found[0].id] = found[1]
    steps = _steps(path, letter, others, seen_by)
    holders = _holders(letter, now, seen_by)
    laos, acknowledged = _laos(letter)
    waiting = sum(one.laos for one in holders)
    return Chain(hops_of(steps), tuple(holders[:NAMED_HOLDERS]), len(holders), laos, acknowledged, waiting)


def _above(letter: Letter) -> list[Letter]:
    """Give the sources, the first of the chain first, by one recursive statement."""
    if letter.source_id is None:
        return []
    up = sa.select(Letter.id, Letter.source_id, sa.literal(1).label("height")).where(Letter.id == letter.source_id)
    above = up.cte("above", recursive=True)
    higher = sa.select(Letter.id, Letter.source_id, above.c.height + 1).join(above, Letter.id == above.c.source_id)
    above = above.union_all(higher.where(above.c.height < DEEPEST))
    query = sa.select(Letter).join(above, above.c.id == Letter.id).order_by(above.c.height.desc())
    return list(db.session.scalars(query))


def _first_below(letter: Letter, seen_by: int | None) -> tuple[Letter, int] | None:
    """Give the earliest letter that forwards this one, and how many others do. A recipient sees its own way only."""
    query = (
        sa.select(Letter, sa.func.count().over())
        .join(Delivery, Delivery.forwarded_letter_id == Letter.id)
        .where(Delivery.letter_id == letter.id, Letter.status.in_(FROZEN), _own_part(letter, seen_by))
        .order_by(Letter.letter_date, Letter.id)
        .limit(1)
    )
    row = db.session.execute(query).first()
    return (row[0], row[1] - 1) if row else None


def _own_part(letter: Letter, seen_by: int | None) -> sa.ColumnElement[bool]:
    """Give the condition on Delivery that leaves other recipients out where the reader is one of the letter's
    recipients: what the 75 other provinces do with it is the sender's to know.
    """
    if seen_by is None or seen_by == letter.issuer_id:
        return sa.true()
    mine = aliased(Delivery)
    received = sa.exists().where(mine.letter_id == letter.id, mine.organisation_id == seen_by)
    return sa.or_(Delivery.organisation_id == seen_by, ~received)


def _steps(path: Sequence[Letter], here: Letter, others: dict[int, int], seen_by: int | None) -> list[Step]:
    """Issued and received in turn: each letter, then its receipts by whoever issued the next one. What others
    registered stands in the list of recipients.
    """
    receivers = [*(letter.issuer_id for letter in path[1:]), seen_by]
    receipts = _receipts(path, receivers)
    steps: list[Step] = []
    for letter, receiver in zip(path, receivers, strict=True):
        if letter.letter_date is not None:
            steps.append(_issued(letter, here, others.get(letter.id, 0)))
        steps.extend(
            _received(receipt, desk)
            for receipt, desk, organisation in receipts
            if receipt.letter_id == letter.id and organisation == receiver
        )
    return steps


def _issued(letter: Letter, here: Letter, others: int) -> Step:
    assert letter.letter_date is not None
    return Step(
        StepKind.ISSUED,
        letter.issuer_name,
        letter.ref_no or "",
        letter.letter_date,
        letter.id,
        subject=letter.subject,
        here=letter.id == here.id,
        others=others,
    )


def _received(receipt: Receipt, desk: str) -> Step:
    return Step(
        StepKind.RECEIVED, desk, receipt.number, receipt.received_on, receipt.letter_id, time=receipt.received_time
    )


def _receipts(path: Sequence[Letter], receivers: Sequence[int | None]) -> list[tuple[Receipt, str, int]]:
    """Give the standing receipts of the letters by these organisations, in the order they were made, each with its
    desk's short name and organisation.
    """
    query = (
        sa.select(Receipt, Office.short_name, Office.organisation_id)
        .join(Office, Office.id == Receipt.office_id)
        .where(Receipt.letter_id.in_([letter.id for letter in path]), Receipt.taken_back_at.is_(None))
        .where(Office.organisation_id.in_([one for one in receivers if one is not None]))
        .order_by(Receipt.received_on, Receipt.id)
    )
    return [(row[0], row[1], row[2]) for row in db.session.execute(query)]


def _holders(letter: Letter, now: dt.datetime, seen_by: int | None) -> list[Holder]:
    """Give who has the letter and owes sending it on, the longest first; a recipient learns of itself only."""
    lao = aliased(Organisation)
    behind = (
        sa.select(sa.func.count())
        .where(lao.parent_id == Organisation.id, lao.kind.in_((K.SUBDISTRICT_MUNICIPALITY, K.SAO)), lao.active)
        .scalar_subquery()
    )
    query = (
        sa.select(Organisation.name, Organisation.kind, Office.short_name, Delivery.sent_at, behind.label("laos"))
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .outerjoin(Office, Office.id == Delivery.holder_office_id)
        .where(Delivery.letter_id == letter.id, Delivery.forwarded_letter_id.is_(None), ~Delivery.for_information)
        .where(
            _own_part(letter, seen_by), Delivery.closed_at.is_(None), Organisation.kind.in_((K.PROVINCE, K.DISTRICT))
        )
        .where(Delivery.state.not_in((DeliveryState.RECALLED, DeliveryState.REJECTED)))
        .order_by(Delivery.sent_at, Organisation.sort_key)
    )
    today = day_of(now)
    return [
        Holder(
            row.name,
            row.short_name or "",
            day_of(row.sent_at),
            working_days_between(day_of(row.sent_at), today),
            row.laos,
        )
        for row in db.session.execute(query)
        if row.laos or row.kind is not K.DISTRICT  # a district with nobody below owes nothing (rule 3)
    ]


def _laos(letter: Letter) -> tuple[int, int]:
    """Count the LAOs this letter and those that forward it have come to, and those that acknowledged."""
    child = aliased(Letter)
    below = sa.select(child.id).where(sa.or_(child.id == letter.id, child.source_id == letter.id))
    if letter.source_id is None:  # the first of its chain: every letter of it
        mine = Delivery.root_letter_id == letter.id
    else:
        mine = Delivery.letter_id.in_(below)
    done = sa.case((Delivery.state.in_(ACKNOWLEDGED_STATES), 1), else_=0)
    query = (
        sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(done), 0))
        .select_from(Delivery)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(mine, Organisation.kind.in_(LAO_KINDS), Delivery.state != DeliveryState.RECALLED)
    )
    reached, acknowledged = db.session.execute(query).one()
    return reached, acknowledged
