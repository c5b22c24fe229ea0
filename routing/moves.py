"""The one place that changes a delivery's state."""

from __future__ import annotations

from flask_babel import gettext as _

from core.claims import claim
from core.errors import Refused, StaleState
from routing.models import Delivery
from routing.status import DELIVERY_MOVES, DeliveryState


def may_move(here: DeliveryState, to: DeliveryState) -> bool:
    """Say whether the transition table allows the move."""
    return to in DELIVERY_MOVES[here]


def move(delivery: Delivery, to: DeliveryState, **facts: object) -> None:
    """Change the state and the `facts` beside it in one UPDATE, only while the row is as it was read.

    Raises Refused when the table forbids the move, StaleState when somebody else moved the delivery in between.
    """
    here = delivery.state
    if not may_move(here, to):
        raise refused(here)
    if not claim(Delivery, delivery.id, {"state": here}, {"state": to, **facts}):
        raise StaleState(_("มีผู้อื่นบันทึกการรับหนังสือนี้ก่อนท่านเมื่อสักครู่"), _("เปิดหน้านี้ใหม่ ดูสถานะล่าสุด แล้วทำอีกครั้งถ้ายังต้องทำ"))


def refused(here: DeliveryState) -> Refused:
    """Give the refusal that says why a delivery in this state cannot be moved, and what to do instead."""
    if here is DeliveryState.RECALLED:
        return Refused(_("หนังสือนี้ถูกเรียกคืนหรือยกเลิกการส่งแล้ว"), _("ดูเหตุผลในหน้าหนังสือ หรือติดต่อผู้ส่ง"))
    if here in (DeliveryState.REJECTED, DeliveryState.INVALID):
        return Refused(_("หน่วยงานแจ้งปฏิเสธหรือแจ้งหนังสือผิดไว้แล้ว"), _("ถอนการแจ้งนั้นก่อน แล้วทำอีกครั้ง"))
    return Refused(_("หน่วยงานรับทราบหนังสือนี้แล้ว"), _("ถอนการรับทราบก่อน แล้วทำอีกครั้ง"))
