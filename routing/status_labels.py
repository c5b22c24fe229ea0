"""What lists call the states of a delivery (pages show them with templates/macros/state.html)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from routing.status import DeliveryState

STATE_LABELS: dict[DeliveryState, LazyString] = {
    DeliveryState.SENT: _l("ส่งแล้ว"),
    DeliveryState.DELIVERED: _l("ถึงแล้ว"),
    DeliveryState.OPENED: _l("เปิดอ่านแล้ว"),
    DeliveryState.ACKNOWLEDGED: _l("รับทราบแล้ว"),
    DeliveryState.REGISTERED: _l("ลงรับแล้ว"),
    DeliveryState.REJECTED: _l("ปฏิเสธการรับ"),
    DeliveryState.INVALID: _l("แจ้งหนังสือผิด"),
    DeliveryState.RECALLED: _l("เรียกคืนแล้ว"),
}
