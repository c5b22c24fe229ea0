"""What the states of a message are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from notifications.status import OutboxStatus

STATUS_LABELS: dict[OutboxStatus, LazyString] = {
    OutboxStatus.QUEUED: _l("รอส่ง"),
    OutboxStatus.SENDING: _l("กำลังส่ง"),
    OutboxStatus.SENT: _l("ส่งแล้ว"),
    OutboxStatus.FAILED: _l("ส่งไม่สำเร็จ"),
    OutboxStatus.CANCELLED: _l("ยกเลิกแล้ว"),
}
TONES: dict[OutboxStatus, tuple[str, str]] = {
    OutboxStatus.QUEUED: ("", "clock"),
    OutboxStatus.SENDING: ("move", "send"),
    OutboxStatus.SENT: ("done", "check"),
    OutboxStatus.FAILED: ("late", "late"),
    OutboxStatus.CANCELLED: ("void", "no"),
}
"""Colour and icon of each state (templates/macros/state.html)."""
