"""Who asks: the organisation that may set, change and follow the deadlines of a chain."""

from __future__ import annotations

import sqlalchemy as sa

from core.extensions import db
from letters.models import Letter
from letters.status import Origin
from routing.models import Delivery


def asker_of(root: Letter) -> int | None:
    """Give the organisation that issued the first letter of a chain; for one that came on paper, whose issuer does not
    work here, the organisation that recorded it first.
    """
    if root.origin is not Origin.PAPER:
        return root.issuer_id
    first = sa.select(Delivery.organisation_id).where(Delivery.letter_id == root.id).order_by(Delivery.id).limit(1)
    return db.session.scalar(first) or root.issuer_id
