"""Confirm for organisations that have no line: their district (the province for its own) was told by phone or paper.

The confirmation stands beside the state with who gave it, how and when; it is kept apart from the organisation's own
acknowledgement and can be undone (design rule 4).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput
from core.extensions import db
from routing.acknowledge import NOT_ACKNOWLEDGED, as_far_as_it_came, refuse_when_forwarded
from routing.chain_duties import on_acknowledged, on_acknowledgement_taken_back
from routing.models import Delivery
from routing.moves import move
from routing.status import OUTSTANDING_STATES, BehalfMethod, DeliveryState

MAX_AT_ONCE = 1000


@dataclass(frozen=True)
class Confirmation:
    """What was heard: for which deliveries, how, from whom, when (UTC, not after now)."""

    delivery_ids: tuple[int, ...]
    method: BehalfMethod
    person: str
    confirmed_at: dt.datetime


def confirm(said: Confirmation, *, now: dt.datetime, actor: Actor) -> list[int]:
    """Acknowledge the deliveries on behalf of their organisations, by one statement and one audit row.

    Gives the ids that this call changed: one that was acknowledged meanwhile stays the organisation's own. Raises
    InvalidInput naming the field when nothing is ticked, nobody is named, or the time lies ahead.
    """
    _check(said, now)
    statement = (
        sa.update(Delivery)
        .where(Delivery.id.in_(said.delivery_ids), Delivery.state.in_(OUTSTANDING_STATES))
        .values(
            state=DeliveryState.ACKNOWLEDGED,
            acknowledged_at=said.confirmed_at,
            acknowledged_by_id=actor.user_id,
            acknowledged_by_name=actor.name,
            behalf_method=said.method,
            behalf_person=said.person.strip(),
            behalf_at=now,
        )
        .returning(Delivery.id)
        .execution_options(synchronize_session="fetch")
    )
    changed = sorted(db.session.scalars(statement))
    if changed:
        on_acknowledged(changed, now=now, actor=actor)
        record(_act(changed, said, now, actor))
    return changed


def _act(changed: list[int], said: Confirmation, now: dt.datetime, actor: Actor) -> Act:
    after = {
        "state": DeliveryState.ACKNOWLEDGED.value,
        "count": len(changed),
        "deliveries": changed,
        "deliveries_sha256": hashlib.sha256("\n".join(map(str, changed)).encode()).hexdigest(),
        "method": said.method.value,
        "person": said.person.strip(),
        "confirmed_at": said.confirmed_at.isoformat(),
    }
    return Act(actor, AuditAct.DELIVERIES_CONFIRMED, ("deliveries", changed[0]), now, after=after)


def _check(said: Confirmation, now: dt.datetime) -> None:
    if not said.delivery_ids:
        raise InvalidInput(_("ยังไม่ได้เลือก อปท. ที่จะยืนยันแทน"), _("ติ๊กแห่งที่ยืนยันแล้วอย่างน้อยหนึ่งแห่ง"), "delivery_ids")
    if len(said.delivery_ids) > MAX_AT_ONCE:
        raise InvalidInput(_("เลือกเกิน %(most)s แห่ง", most=MAX_AT_ONCE), _("แบ่งบันทึกเป็นหลายครั้ง"), "delivery_ids")
    if not said.person.strip():
        raise InvalidInput(_("ยังไม่ได้บอกว่าใครเป็นผู้ยืนยัน"), _("เช่น ธุรการ อบต. หรือชื่อผู้รับสาย"), "person")
    if said.confirmed_at > now + dt.timedelta(minutes=1):
        raise InvalidInput(_("เวลาที่ยืนยันอยู่หลังเวลาปัจจุบัน"), _("แก้วันและเวลาให้ไม่เกินตอนนี้"), "confirmed_at")


def undo(delivery: Delivery, *, now: dt.datetime, actor: Actor) -> bool:
    """Take a confirmation on behalf back, with a trace; False when there is none.

    Raises Refused when the letter has already gone on.
    """
    if delivery.behalf_method is None or delivery.state is not DeliveryState.ACKNOWLEDGED:
        return False
    refuse_when_forwarded(delivery)
    before = {"state": delivery.state.value, "method": delivery.behalf_method.value, "person": delivery.behalf_person}
    move(delivery, as_far_as_it_came(delivery), **NOT_ACKNOWLEDGED)
    on_acknowledgement_taken_back([delivery.id])
    record(
        Act(actor, AuditAct.DELIVERY_TAKEN_BACK, delivery, now, before=before, after={"state": delivery.state.value})
    )
    return True
