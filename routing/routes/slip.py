"""ใบรับหนังสือ (แบบ 17): either side prints that the letter was received."""

from __future__ import annotations

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import requires
from accounts.permissions import Permission
from core.errors import Refused
from documents.receipt_pdf import render_receipt_pdf
from routing.routes.blueprint import bp
from routing.routes.loading import delivery_seen
from routing.slip import slip_of


@bp.get("/in/<int:delivery_id>/slip.pdf")
@requires(Permission.LETTER_READ)
def slip(delivery_id: int) -> ResponseReturnValue:
    """Give the slip as PDF, for the recipient, the sender and the office above that may see the letter."""
    found = delivery_seen(delivery_id)
    if found.acknowledged_at is None:
        raise Refused(_("ยังไม่มีใบรับ เพราะหน่วยงานยังไม่ได้รับทราบ"), _("พิมพ์ได้เมื่อรับทราบหรือลงรับแล้ว"))
    pdf = render_receipt_pdf(slip_of(found), timestamp=found.acknowledged_at, thai_digits=found.letter.thai_digits)
    name = f"{_('ใบรับหนังสือ')} {(found.letter.ref_no or '').replace('/', '-')} {found.organisation.label}.pdf"
    return send_file(BytesIO(pdf), mimetype="application/pdf", download_name=name)
