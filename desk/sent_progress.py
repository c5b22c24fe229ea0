"""The office's newest letters that not everyone has acknowledged yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus
from routing.models import Delivery
from routing.status import ACKNOWLEDGED_STATES, DeliveryState

NEWEST = 40  # letters looked at: older open ones are found on the tracking page


@dataclass(frozen=True)
class SentProgress:
    """How far one letter has come with its own recipients; `on_behalf` is part of `acknowledged`."""

    letter_id: int
    subject: str
    ref_no: str
    letter_date: dt.date
    recipients: int
    acknowledged: int
    on_behalf: int


def unfinished(office_id: int, limit: int = 5) -> list[SentProgress]:
    """Give the newest letters of the office with someone outstanding, by one grouped query."""
    newest = (
        sa.select(Letter.id, Letter.subject, Letter.ref_no, Letter.letter_date)
        .where(Letter.office_id == office_id, Letter.status == LetterStatus.ISSUED, Letter.recipient_count > 0)
        .order_by(Letter.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    done = sa.func.sum(sa.case((Delivery.state.in_(ACKNOWLEDGED_STATES), 1), else_=0))
    behalf = sa.func.sum(sa.case((Delivery.behalf_method.is_not(None), 1), else_=0))
    rows = db.session.execute(
        sa.select(*newest.c, sa.func.count(), done, behalf)
        .join(Delivery, Delivery.letter_id == newest.c.id)
        .where(Delivery.state != DeliveryState.RECALLED)
        .group_by(*newest.c)
        .having(done < sa.func.count())
        .order_by(newest.c.id.desc())
        .limit(limit)
    )
    return [SentProgress(row.id, row.subject, row.ref_no, row.letter_date, row[4], row[5], row[6]) for row in rows]
