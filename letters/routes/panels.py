"""What the pages of a letter show of its way: the proof of its recipients, their states."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from core.extensions import db
from letters.models import Letter
from routing.chain import Coverage, coverage_of
from routing.models import Delivery
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES

SHOWN = 60


@dataclass(frozen=True)
class DeliveryRows:
    """The first deliveries of a letter and the counts of all."""

    shown: list[Delivery]
    total: int
    done: int
    outstanding: int


def delivery_rows(letter: Letter, organisation_id: int) -> DeliveryRows:
    """Give the deliveries of a letter (two statements): all to its issuer, to a recipient its own only."""
    condition = Delivery.letter_id == letter.id
    if letter.issuer_id != organisation_id:
        condition = sa.and_(condition, Delivery.organisation_id == organisation_id)
    rows = sa.select(Delivery).where(condition).options(joinedload(Delivery.organisation))
    shown = list(db.session.scalars(rows.order_by(Delivery.position, Delivery.id).limit(SHOWN)))
    counted = db.session.execute(sa.select(Delivery.state, sa.func.count()).where(condition).group_by(Delivery.state))
    numbers = {row[0]: row[1] for row in counted}
    return DeliveryRows(
        shown,
        sum(numbers.values()),
        sum(numbers.get(state, 0) for state in ACKNOWLEDGED_STATES),
        sum(numbers.get(state, 0) for state in OUTSTANDING_STATES),
    )


def coverage_shown(letter: Letter) -> Coverage | None:
    """Give the proof of design rule 3 for a letter that passes another on; None for any other, which owes none."""
    return coverage_of(letter) if letter.source_id is not None else None
