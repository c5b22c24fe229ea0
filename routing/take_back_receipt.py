"""Take a mistaken ลงรับ back: the number stays in the book as void, with the reason (design rules 1 and 4)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.extensions import db
from letters.numbering import make_void
from routing.acknowledge import (
    NOT_ACKNOWLEDGED,
    as_far_as_it_came,
    put_off_desk,
    refuse_when_forwarded,
    required_reason,
)
from routing.chain_duties import on_acknowledgement_taken_back
from routing.models import Delivery, Receipt
from routing.moves import move, refused
from routing.status import DeliveryState


def take_back_receipt(receipt: Receipt, reason: str, *, now: dt.datetime, actor: Actor, off_desk: bool = False) -> bool:
    """Take one office's entry back; False when it was already.

    With another office's entry standing the letter stays registered under that number; otherwise it stands where it
    stood before ลงรับ, or leaves the desk as rejected when `off_desk` (a paper letter that should not have been
    recorded). One act on record. Raises InvalidInput without a reason, Refused when the letter has gone on, was
    recalled or reported faulty.
    """
    delivery = receipt.delivery
    assert delivery is not None  # every receipt made here has one
    if receipt.taken_back_at is not None:
        return False
    text = required_reason(reason)
    refuse_when_forwarded(delivery)
    if delivery.state is not DeliveryState.REGISTERED:
        raise refused(delivery.state)
    if not claim(Receipt, receipt.id, {"taken_back_at": None}, {"taken_back_at": now}):
        return False
    entry_id = receipt.entry.id if receipt.entry else None
    before = {"state": delivery.state.value, "number": receipt.number, "voided_entry": entry_id}
    _settle(delivery)
    if receipt.entry is not None:
        make_void(receipt.entry, text)
    if off_desk and delivery.state is not DeliveryState.REGISTERED:
        put_off_desk(delivery, DeliveryState.REJECTED, text, now)
    after = {"state": delivery.state.value, "number": delivery.number}
    record(Act(actor, AuditAct.DELIVERY_TAKEN_BACK, delivery, now, before=before, after=after, note=text))
    return True


def _settle(delivery: Delivery) -> None:
    """Let the delivery say what the remaining entries say."""
    query = sa.select(Receipt).where(Receipt.delivery_id == delivery.id, Receipt.taken_back_at.is_(None))
    last = db.session.scalar(query.order_by(Receipt.id.desc()).limit(1))
    if last is not None:
        facts: dict[str, Any] = {"number": last.number, "holder_office_id": last.office_id}
        claim(Delivery, delivery.id, {"state": delivery.state}, facts)
        return
    gone: dict[str, Any] = {"number": "", "registered_at": None}
    if delivery.acknowledged_at is not None and delivery.acknowledged_at != delivery.registered_at:
        move(delivery, DeliveryState.ACKNOWLEDGED, **gone)
    else:
        move(delivery, as_far_as_it_came(delivery), **gone, **NOT_ACKNOWLEDGED)
        on_acknowledgement_taken_back([delivery.id])
