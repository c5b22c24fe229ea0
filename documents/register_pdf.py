"""Printed registers: ทะเบียนหนังสือรับ (แบบ 13, ข้อ 38) and ทะเบียนหนังสือส่ง (แบบ 14, ข้อ 43), landscape A4.

The same RegisterSheet feeds the page, the PDF and the XLSX, so all print the same rows. The form gives each day a sheet
of its own under its heading วันที่ … เดือน … พ.ศ. …; here the headings stand between the rows, days follow one another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
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
_WIDTHS = ("20mm", "36mm", "23mm", "1.1fr", "1.2fr", "2.1fr", "0.9fr", "34mm")
WIDEST_IN_A_CELL = 12  # letters side by side that fit the narrowest column of words


@dataclass(frozen=True)
class RegisterSheet:
    """One printed register: `title`, `office`, columns and rows of plain text.

    `rows` hold one text a column, as displayed; `days` the day each row was entered (empty: the heading stays open
    for the pen); `form_number` is the regulation's form ("แบบที่ 13").
    """

    title: str
    office: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    days: tuple[dt.date, ...] = ()
    form_number: str = ""
    thai_digits: bool = True

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} values for {len(self.columns)} columns")
        if self.days and len(self.days) != len(self.rows):
            raise ValueError(f"{len(self.days)} days for {len(self.rows)} rows")

    def lines(self) -> Iterator[str | tuple[str, ...]]:
        """Give what stands under the head: the heading of a day as one text, then that day's rows."""
        for index, row in enumerate(self.rows):
            if self.days and (index == 0 or self.days[index] != self.days[index - 1]):
                day = self.days[index]
                yield f"วันที่ {day.day} เดือน {MONTHS[day.month - 1]} พ.ศ. {to_buddhist(day.year)}"
            yield row


def received_sheet(office: str, rows: tuple[tuple[str, ...], ...], *, days: tuple[dt.date, ...] = ()) -> RegisterSheet:
    """Return the sheet of a received book (แบบที่ 13); `rows` in the order of RECEIVED_COLUMNS."""
    return RegisterSheet("ทะเบียนหนังสือรับ", office, RECEIVED_COLUMNS, rows, days, "แบบที่ 13")


def sent_sheet(office: str, rows: tuple[tuple[str, ...], ...], *, days: tuple[dt.date, ...] = ()) -> RegisterSheet:
    """Return the sheet of a sent book (แบบที่ 14); `rows` in the order of SENT_COLUMNS."""
    return RegisterSheet("ทะเบียนหนังสือส่ง", office, SENT_COLUMNS, rows, days, "แบบที่ 14")


def render_register_pdf(sheet: RegisterSheet, *, timestamp: dt.datetime) -> bytes:
    """Return the register as PDF/A-2u: landscape A4, the heading of each day, the head repeated on each page.

    Raises UnprintableText naming the column of a text that cannot be printed.
    """
    return repair_text_layer(compile_pdf("register.typ", _data(sheet), timestamp=timestamp))


def _data(sheet: RegisterSheet) -> dict[str, Any]:
    def say(field: str, text: str) -> str:
        ready = printable(field, text)
        return hinted(to_thai(ready) if sheet.thai_digits else ready, field, widest=WIDEST_IN_A_CELL)

    return {
        "title": sheet.title,
        "office": say("office", sheet.office),
        "form": say("form_number", sheet.form_number),
        "columns": [say("columns", column) for column in sheet.columns],
        "widths": _WIDTHS if len(sheet.columns) == len(_WIDTHS) else ("1fr",) * len(sheet.columns),
        "lines": [
            say("day", line)
            if isinstance(line, str)
            else [say(column, text) for column, text in zip(sheet.columns, line, strict=True)]
            for line in sheet.lines()
        ],
        "dated": bool(sheet.days),
        "thai": sheet.thai_digits,
    }
