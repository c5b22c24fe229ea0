"""จบเรื่อง: a received letter that needs no forwarding leaves the desk; it may be taken up again."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import Refused
from routing.chain_duties import on_closed, on_reopened
from routing.models import Delivery
from routing.status import ACKNOWLEDGED_STATES


def close(delivery: Delivery, note: str, *, now: dt.datetime, actor: Actor) -> bool:
    """Take the letter off the desk with a note of why nothing follows. False when it already was.

    Raises Refused before the organisation has acknowledged it: what nobody has received is not finished.
    """
    if delivery.closed_at is not None:
        return False
    if delivery.state not in ACKNOWLEDGED_STATES:
        raise Refused(_("ยังไม่ได้รับหนังสือนี้"), _("ลงรับหรือรับทราบก่อน แล้วจึงจบเรื่อง"))
    delivery.closed_at, delivery.closed_note = now, note.strip() or None
    on_closed(delivery, now=now, actor=actor)
    record(Act(actor, AuditAct.DELIVERY_CLOSED, delivery, now, note=delivery.closed_note))
    return True


def reopen(delivery: Delivery, *, now: dt.datetime, actor: Actor) -> bool:
    """Put the letter back on the desk. False when it is there."""
    if delivery.closed_at is None:
        return False
    before = {"note": delivery.closed_note}
    delivery.closed_at, delivery.closed_note = None, None
    on_reopened(delivery)
    record(Act(actor, AuditAct.DELIVERY_REOPENED, delivery, now, before=before))
    return True
