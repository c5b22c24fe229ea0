"""The received paper with the stamps of this organisation's offices drawn at its top right (แบบ 12)."""

from __future__ import annotations

from io import BytesIO

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core.errors import NotFound
from core.stored_files import StoredFile, current_store
from documents.stamp_pdf import ReceivingStamp, image_to_pdf, stamp_pdf
from letters.models import Letter
from letters.routes.blueprint import bp
from letters.routes.loading import letter_seen
from routing.models import Receipt
from routing.receive import receipts_of
from thai_numerals import format_date, format_time, to_thai


@bp.get("/letters/<int:letter_id>/stamped.pdf")
@requires(Permission.LETTER_READ)
def stamped(letter_id: int) -> ResponseReturnValue:
    """Give the letter as it lies in this organisation's file: scan or PDF, every office's stamp on it."""
    letter = letter_seen(letter_id)
    receipts = receipts_of(letter, office_in_use().organisation_id)
    if not receipts:
        raise NotFound(_("หน่วยงานของท่านยังไม่ได้ลงรับหนังสือนี้"), _("ลงรับก่อน ตราจึงมีเลขรับ"))
    content = stamp_pdf(
        _page_under(letter, receipts), [_stamp(one) for one in receipts], timestamp=receipts[-1].recorded_at
    )
    name = f"{(letter.ref_no or letter.subject[:60]).replace('/', '-')} {_('เลขรับ')} {receipts[-1].number}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name)


def _page_under(letter: Letter, receipts: list[Receipt]) -> bytes:
    """Give the office's own scan, else the letter's scan or official PDF, as a PDF."""
    own = [one.scan_file for one in receipts if one.scan_file]
    file: StoredFile | None = next(iter([*own, letter.scan_file, letter.pdf_file]), None) or letter.pdf_file
    if file is None:
        raise NotFound(_("หนังสือนี้ไม่มีไฟล์ให้ประทับตรา"), _("แนบไฟล์สแกนเมื่อลงรับ"))
    content = current_store().read(file.sha256)
    return content if file.media_type == "application/pdf" else image_to_pdf(content)


def _stamp(receipt: Receipt) -> ReceivingStamp:
    time = format_time(receipt.received_time) if receipt.received_time else ""
    return ReceivingStamp(
        receipt.office.short_name, to_thai(receipt.number), format_date(receipt.received_on, "short"), time
    )
