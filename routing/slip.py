"""What stands on the ใบรับหนังสือ of a delivery (แบบ 17, ข้อ 50)."""

from __future__ import annotations

from core.clock import BANGKOK, day_of
from documents.receipt_pdf import Receipt as Slip
from routing.labels import METHOD_LABELS
from routing.models import Delivery
from thai_numerals import format_date


def slip_of(delivery: Delivery) -> Slip:
    """Give the slip of an acknowledged delivery: by its first standing entry, else by the acknowledgement.

    `delivery.acknowledged_at` is set, letter, organisation and receipts are loaded.
    """
    assert delivery.acknowledged_at is not None
    entry = next((one for one in delivery.receipts if one.taken_back_at is None), None)
    local = delivery.acknowledged_at.astimezone(BANGKOK)
    day = entry.received_on if entry else day_of(delivery.acknowledged_at)
    time = entry.received_time if entry else local.time()
    letter = delivery.letter
    return Slip(
        ref_no=letter.ref_no or "",
        to=delivery.organisation.form_of_address,
        subject=letter.subject,
        received_on=format_date(day, "full"),
        time=f"{time:%H.%M} น." if time else "",
        receiver=(entry.by_name if entry else delivery.acknowledged_by_name) or "",
        office=entry.office.name if entry else delivery.organisation.name,
        note=_note(delivery, entry.number if entry else ""),
    )


def _note(delivery: Delivery, number: str) -> str:
    parts = [f"เลขรับ {number}"] if number else []
    if delivery.behalf_method is not None:
        how = METHOD_LABELS[delivery.behalf_method]
        parts.append(f"ยืนยันแทนโดย {delivery.acknowledged_by_name} ทาง{how} ผู้ให้คำยืนยัน {delivery.behalf_person}")
    parts.append(f"จาก {delivery.letter.issuer_name}")
    return " · ".join(parts)
