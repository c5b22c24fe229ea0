"""A book as the regulation's sheet: the rows of แบบ 13 or แบบ 14, for the page, the PDF and the XLSX alike."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from core.clock import day_of
from documents.register_pdf import RegisterSheet, received_sheet, sent_sheet
from letters.register_models import Register, RegisterEntry
from letters.status import URGENCY_WORDS, Book, EntryStatus
from thai_numerals import format_date, to_arabic
from thai_numerals.dates import MONTHS

TITLES = {Book.RECEIVED: "ทะเบียนหนังสือรับ", Book.SENT: "ทะเบียนหนังสือส่ง", Book.CIRCULAR: "ทะเบียนหนังสือส่ง (ว)"}


def remark_of(entry: RegisterEntry) -> str:
    """Give หมายเหตุ: what happened to the number first, then what was written. Official words, always Thai."""
    parts = []
    if entry.status is EntryStatus.VOID:
        parts.append(f"ยกเลิก {entry.void_reason}")
    elif entry.status is EntryStatus.RESERVED:
        parts.append("จองเลข")
    if entry.late_entered:
        parts.append(f"ลงภายหลังเมื่อ {to_arabic(format_date(day_of(entry.recorded_at), 'short'))}")
    return " · ".join([*parts, entry.remark] if entry.remark else parts)


def row_of(entry: RegisterEntry) -> tuple[str, ...]:
    """Give one row in the order of the form's columns, digits Arabic."""
    urgency = URGENCY_WORDS[entry.letter.urgency] if entry.letter else ""
    return (
        str(entry.number),
        entry.ref_no,
        to_arabic(format_date(entry.dated, "short")) if entry.dated else "",
        entry.sender,
        entry.recipient,
        f"{urgency} {entry.subject}".strip(),
        entry.action,
        remark_of(entry),
    )


def sheet_of(register: Register, entries: Sequence[RegisterEntry], month: int | None = None) -> RegisterSheet:
    """Give the printed sheet of a book's rows, of one month or of the year."""
    office = register.office
    span = f"เดือน {MONTHS[month - 1]} พ.ศ. {register.year}" if month else f"พ.ศ. {register.year}"
    make = received_sheet if register.book is Book.RECEIVED else sent_sheet
    days = tuple(entry.entry_date for entry in entries)
    sheet = make(f"{office.name} {span}", tuple(row_of(entry) for entry in entries), days=days)
    return dataclasses.replace(sheet, title=TITLES[register.book])
