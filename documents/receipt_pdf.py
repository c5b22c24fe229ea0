"""ใบรับหนังสือ (แบบ 17, ข้อ 50): the slip either side prints to show that a letter was received."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from documents.printable_text import printable
from documents.text_layer import repair_text_layer
from documents.thai_line_breaks import hinted
from documents.typst_compiler import compile_pdf
from thai_numerals import to_thai


@dataclass(frozen=True)
class Receipt:
    """The slip's fields as displayed; an empty one is left as a dotted place.

    `ref_no` ที่, `to` ถึง, `subject` เรื่อง, `received_on` รับวันที่, `time` เวลา, `receiver` ผู้รับ (name, or name and
    position); `office` is the receiving office printed under the heading, `note` one small line at the foot.
    """

    ref_no: str
    to: str
    subject: str
    received_on: str
    time: str = ""
    receiver: str = ""
    office: str = ""
    note: str = ""


def render_receipt_pdf(receipt: Receipt, *, timestamp: datetime, thai_digits: bool = True) -> bytes:
    """Return the slip as PDF/A-2u, half an A4 page. Raises UnprintableText naming the field."""
    data = {}
    for field in fields(receipt):
        text = printable(field.name, getattr(receipt, field.name))
        data[field.name] = hinted(to_thai(text) if thai_digits else text, field.name)
    return repair_text_layer(compile_pdf("receipt.typ", data, timestamp=timestamp))
