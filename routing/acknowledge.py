"""What a recipient says about a letter: opened, acknowledged, rejected, faulty; and taking such an act back.

Opening is not acknowledging, and acknowledging takes no number (design rule 4). Each act may be repeated: the second
time changes nothing and leaves no second trace.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import InvalidInput, Refused
from routing.chain_duties import (
    on_acknowledged,
    on_acknowledgement_taken_back,
    on_rejected,
    on_rejection_taken_back,
)
from routing.models import Delivery
from routing.moves import move, refused
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES, DeliveryState

S = DeliveryState
MAX_REASON = 1000  # characters


def open_delivery(delivery: Delivery, *, now: dt.datetime, actor: Actor) -> bool:
    """Note that someone opened the letter; called by the POST a page sends after load, never by a GET.

    True when this call was the first. A letter already acted on stays as it is.
    """
    if delivery.state not in (S.SENT, S.DELIVERED):
        return False
    before = delivery.state
    move(delivery, S.OPENED, opened_at=now, delivered_at=delivery.delivered_at or now)
    _record(AuditAct.DELIVERY_OPENED, delivery, before, now, actor)
    return True


def acknowledge(delivery: Delivery, *, now: dt.datetime, actor: Actor) -> bool:
    """Acknowledge the letter for its recipient; implies opened, takes no number. False when it already was.

    The organisation's own word replaces a confirmation that was given on its behalf. Raises Refused when the letter
    was recalled, rejected or reported faulty.
    """
    if delivery.state in ACKNOWLEDGED_STATES and delivery.behalf_method is None:
        return False
    before = delivery.state
    if before not in OUTSTANDING_STATES | ACKNOWLEDGED_STATES:
        raise refused(before)
    facts = acknowledged_facts(delivery, now, actor)
    if before in ACKNOWLEDGED_STATES:
        claim(Delivery, delivery.id, {"state": before}, facts)
    else:
        move(delivery, S.ACKNOWLEDGED, **facts)
    on_acknowledged([delivery.id], now=now, actor=actor)
    _record(AuditAct.DELIVERY_ACKNOWLEDGED, delivery, before, now, actor)
    return True


def acknowledged_facts(delivery: Delivery, now: dt.datetime, actor: Actor) -> dict[str, Any]:
    """Give what stands beside the state once the organisation itself has acknowledged."""
    return {
        "delivered_at": delivery.delivered_at or now,
        "opened_at": delivery.opened_at or now,
        "acknowledged_at": now,
        "acknowledged_by_id": actor.user_id,
        "acknowledged_by_name": actor.name,
        **NOT_ON_BEHALF,
    }


NOT_ON_BEHALF: dict[str, Any] = {"behalf_method": None, "behalf_person": "", "behalf_at": None}
NOT_ACKNOWLEDGED: dict[str, Any] = {
    "acknowledged_at": None,
    "acknowledged_by_id": None,
    "acknowledged_by_name": "",
    **NOT_ON_BEHALF,
}


def reject(delivery: Delivery, reason: str, *, now: dt.datetime, actor: Actor) -> bool:
    """Refuse the letter (not for this organisation) with the reason the sender reads. False when it already was.

    Raises InvalidInput without a reason, Refused once it was acknowledged.
    """
    return _object(delivery, S.REJECTED, reason, now, actor)


def mark_invalid(delivery: Delivery, reason: str, *, now: dt.datetime, actor: Actor) -> bool:
    """Report the letter as faulty (pages or enclosures missing, unreadable; ข้อ 37) with what is wrong.

    It may still be reported after acknowledging. Raises InvalidInput without a reason.
    """
    return _object(delivery, S.INVALID, reason, now, actor)


def _object(delivery: Delivery, to: DeliveryState, reason: str, now: dt.datetime, actor: Actor) -> bool:
    if delivery.state is to:
        return False
    text = required_reason(reason)
    before = delivery.state
    put_off_desk(delivery, to, text, now)
    act = AuditAct.DELIVERY_REJECTED if to is S.REJECTED else AuditAct.DELIVERY_MARKED_INVALID
    _record(act, delivery, before, now, actor, note=text)
    return True


def put_off_desk(delivery: Delivery, to: DeliveryState, reason: str, now: dt.datetime) -> None:
    """Let a delivery be rejected or reported faulty, for an act that is recorded by the caller."""
    seen = {"opened_at": delivery.opened_at or now, "delivered_at": delivery.delivered_at or now}
    move(delivery, to, reason=reason, objected_at=now, **seen)
    if to is S.REJECTED:
        on_rejected(delivery)


def required_reason(reason: str) -> str:
    """Give the reason trimmed; raises InvalidInput (field `reason`) when there is none or it is a novel."""
    text = reason.strip()
    if not text:
        raise InvalidInput(_("ยังไม่ได้เขียนเหตุผล"), _("เขียนสั้น ๆ ให้ผู้ส่งเข้าใจ"), "reason")
    if len(text) > MAX_REASON:
        raise InvalidInput(_("เหตุผลยาวเกิน %(most)s ตัวอักษร", most=MAX_REASON), _("ย่อให้สั้นลง"), "reason")
    return text


def take_back(delivery: Delivery, *, now: dt.datetime, actor: Actor, note: str = "") -> bool:
    """Take back an acknowledgement, a rejection or a report: the delivery stands where it stood before, on record.

    False when there is nothing to take back. Raises Refused for a letter entered in a register (its number is taken
    back in routing.receive), one already sent on, and a recalled one.
    """
    before = delivery.state
    if before in OUTSTANDING_STATES:
        return False
    if before is S.RECALLED:
        raise refused(before)
    if before is S.REGISTERED:
        raise Refused(_("หนังสือนี้ลงรับแล้ว"), _("ถอนการลงรับแทน เลขรับจะคงอยู่ในทะเบียนพร้อมเหตุผล"))
    refuse_when_forwarded(delivery)
    if before is S.ACKNOWLEDGED:
        move(delivery, as_far_as_it_came(delivery), **NOT_ACKNOWLEDGED)
        on_acknowledgement_taken_back([delivery.id])
    else:
        move(delivery, state_before_report(delivery), reason="", objected_at=None)
        on_rejection_taken_back(delivery, now=now)
    _record(AuditAct.DELIVERY_TAKEN_BACK, delivery, before, now, actor, note=note.strip() or None)
    return True


def refuse_when_forwarded(delivery: Delivery) -> None:
    """Raise Refused when the letter has gone on: the organisation plainly has it."""
    if delivery.forwarded_at is not None:
        raise Refused(_("หนังสือนี้ส่งต่อแล้ว จึงถอนการรับไม่ได้"), _("ถ้าส่งต่อผิด ให้เรียกคืนหนังสือที่ส่งต่อ"))


def as_far_as_it_came(delivery: Delivery) -> DeliveryState:
    """Give where a delivery stands when its acknowledgement is taken away."""
    if delivery.opened_at is not None:
        return S.OPENED
    return S.DELIVERED if delivery.delivered_at is not None else S.SENT


def state_before_report(delivery: Delivery) -> DeliveryState:
    """Give where a delivery stood before it was rejected or reported faulty."""
    if delivery.registered_at is not None:
        return S.REGISTERED
    return S.ACKNOWLEDGED if delivery.acknowledged_at is not None else as_far_as_it_came(delivery)


def _record(
    act: AuditAct, delivery: Delivery, before: DeliveryState, now: dt.datetime, actor: Actor, *, note: str | None = None
) -> None:
    record(
        Act(actor, act, delivery, now, before={"state": before.value}, after={"state": delivery.state.value}, note=note)
    )
