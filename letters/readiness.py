"""What a draft still lacks before it can be signed: every gap at once, each named by its field."""

from __future__ import annotations

from flask_babel import gettext as _

from core.errors import InvalidInput
from documents.letter_document import LetterForm
from letters.models import Letter
from letters.proofread import blocking
from letters.status import Urgency


def missing(letter: Letter) -> list[InvalidInput]:
    """Give what is missing, in the order of the page, then what contradicts the source without a reason; empty when
    the letter can be signed."""
    stamp = letter.form is LetterForm.STAMP
    body = letter.body_cause + letter.body_purpose + letter.body_conclusion
    gaps = (
        ("subject", letter.subject, _("ยังไม่ได้ใส่เรื่อง"), _("ใส่ใจความสั้นที่สุดของหนังสือ")),
        (
            "urgency_by",
            letter.urgency is not Urgency.URGENT_BY or letter.urgency_by,
            _("ยังไม่ได้ใส่วันเวลาที่ต้องถึงผู้รับ"),
            _("เช่น 5 เมษายน 2567 เวลา 12.00 น."),
        ),
        ("addressee_text", letter.addressee_text, _("ยังไม่ได้เลือกผู้รับ"), _("เลือกผู้รับอย่างน้อยหนึ่งแห่ง")),
        ("body_cause", body, _("ยังไม่มีข้อความ"), _("เขียนเนื้อความของหนังสือ")),
        ("signatory_id", stamp or letter.signature_name, _("ยังไม่ได้เลือกผู้ลงนาม"), _("เลือกผู้ลงนามของหน่วยงาน")),
        (
            "office",
            letter.office is not None and letter.office.reference_code,
            _("หน่วยงานยังไม่มีรหัสสำหรับออกเลข"),
            _("ให้ผู้ดูแลของหน่วยงานใส่รหัส เช่น พช 0023.6"),
        ),
    )
    found = [
        InvalidInput(message, remedy, field)
        for field, value, message, remedy in gaps
        if not (value.strip() if isinstance(value, str) else value)
    ]
    return found + blocking(letter)


def require_complete(letter: Letter) -> None:
    """Raise the first gap of `missing`, if any."""
    for gap in missing(letter):
        raise gap
