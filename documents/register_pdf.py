"""Printed registers: ทะเบียนหนังสือรับ (แบบ 13, ข้อ 38) and ทะเบียนหนังสือส่ง (แบบ 14, ข้อ 43), landscape A4.

The same RegisterSheet feeds the PDF and the XLSX, so the two print the same rows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from documents.printable_text import printable
from documents.text_layer import repair_text_layer
from documents.thai_line_breaks import hinted
from documents.typst_compiler import compile_pdf
from thai_numerals import to_buddhist, to_thai
from thai_numerals.dates import MONTHS

REGISTER_COLUMNS = ("ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
RECEIVED_COLUMNS = ("เลขทะเบียนรับ", *REGISTER_COLUMNS)
SENT_COLUMNS = ("เลขทะเบียนส่ง", *REGISTER_COLUMNS)
_WIDTHS = ("21mm", "36mm", "25mm", "1.1fr", "1.2fr", "2fr", "1.2fr", "24mm")


@dataclass(frozen=True)
class RegisterSheet:
    """One printed register: `title`, `office`, the day it is for (None = open place), columns and rows of plain text.

    `rows` hold one text a column, as displayed; `form_number` is the regulation's form ("แบบที่ 13").
    """

    title: str
    office: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    day: dt.date | None = None
    form_number: str = ""
    thai_digits: bool = True

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} values for {len(self.columns)} columns")


def received_sheet(office: str, rows: tuple[tuple[str, ...], ...], *, day: dt.date | None = None) -> RegisterSheet:
    """Return the sheet of a received book (แบบที่ 13); `rows` in the order of RECEIVED_COLUMNS."""
    return RegisterSheet("ทะเบียนหนังสือรับ", office, RECEIVED_COLUMNS, rows, day, "แบบที่ 13")


def sent_sheet(office: str, rows: tuple[tuple[str, ...], ...], *, day: dt.date | None = None) -> RegisterSheet:
    """Return the sheet of a sent book (แบบที่ 14); `rows` in the order of SENT_COLUMNS."""
    return RegisterSheet("ทะเบียนหนังสือส่ง", office, SENT_COLUMNS, rows, day, "แบบที่ 14")


def render_register_pdf(sheet: RegisterSheet, *, timestamp: dt.datetime) -> bytes:
    """Return the register as PDF/A-2u: landscape A4, heading วันที่ … เดือน … พ.ศ. …, the head repeated on each page.

    Raises UnprintableText naming the column of a text that cannot be printed.
    """
    return repair_text_layer(compile_pdf("register.typ", _data(sheet), timestamp=timestamp))


def _data(sheet: RegisterSheet) -> dict[str, Any]:
    def say(field: str, text: str) -> str:
        ready = printable(field, text)
        return hinted(to_thai(ready) if sheet.thai_digits else ready, field)

    day = sheet.day
    widths = _WIDTHS if len(sheet.columns) == len(_WIDTHS) else ("1fr",) * len(sheet.columns)
    return {
        "title": sheet.title,
        "office": say("office", sheet.office),
        "form": say("form_number", sheet.form_number),
        "day": [say("day", str(day.day)), MONTHS[day.month - 1], say("day", str(to_buddhist(day.year)))]
        if day
        else ["", "", ""],
        "columns": [say("columns", column) for column in sheet.columns],
        "widths": widths,
        "rows": [[say(column, text) for column, text in zip(sheet.columns, row, strict=True)] for row in sheet.rows],
        "thai": sheet.thai_digits,
    }
