"""A table of contacts as an office sends it: XLSX or CSV, Thai or English column names, read to plain rows.

Nothing is guessed: a formula, or a number that lost its leading zero, is an error of that cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.errors import InvalidInput
from organisations.table_rows import MOST_ROWS, cell_text, rows_of, unusable
from thai_numerals import to_arabic

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัสองค์กร", "รหัสอปท", "รหัสหน่วยงาน"),
    "phone": ("phone", "telephone", "tel", "โทรศัพท์", "โทร", "เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์"),
    "saraban_email": (
        *("sarabanaddress", "sarabanemail", "saraban", "email", "อีเมล", "อีเมลสารบรรณ", "อีเมลสารบรรณกลาง", "ที่อยู่สารบรรณ"),
        *("ไปรษณีย์อิเล็กทรอนิกส์", "สารบรรณกลาง"),
    ),
    "head_name": ("head", "headname", "ผู้บริหาร", "ชื่อผู้บริหาร", "หัวหน้าหน่วยงาน", "ผู้บริหารท้องถิ่น"),
    "address": ("address", "ที่อยู่", "ที่ตั้ง"),
}
SHOWN = {
    "code": _l("รหัส"),
    "phone": _l("โทรศัพท์"),
    "saraban_email": _l("อีเมลสารบรรณ"),
    "head_name": _l("ผู้บริหาร"),
    "address": _l("ที่อยู่"),
}
HARMLESS = ("name", "ชื่อ", "ชื่อองค์กร", "องค์กร", "อำเภอ", "จังหวัด", "ลำดับ", "no", "ประเภท", "หน่วยงาน")


@dataclass(frozen=True)
class CellError:
    """A cell that cannot be used: `row` as numbered in the file, `column` as headed there."""

    row: int
    column: str
    value: str
    message: str
    remedy: str


@dataclass
class ContactTable:
    """The rows read: (row number in the file, {field: text}); empty cells are left out. `ignored`: headings of columns
    that are not used.
    """

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_contacts(content: bytes, file_name: str) -> ContactTable:
    """Read a table whatever its form. Raises InvalidInput (field `file`) when the file as a whole cannot be used."""
    return _table(rows_of(content, file_name))


def _table(rows: Iterable[Sequence[Any]]) -> ContactTable:
    table = ContactTable()
    columns: dict[int, str] = {}
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise unusable(_("ตารางยาวเกิน 20,000 แถว"), _("ลบแถวที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์"))
        if not any(cell_text(cell) for cell in row):
            continue
        if not columns:
            columns = _columns(row, table)
            continue
        values = {}
        for position, name in columns.items():
            cell = row[position] if position < len(row) else None
            try:
                values[name] = _value(cell, name)
            except InvalidInput as error:
                table.errors.append(CellError(number, str(SHOWN[name]), cell_text(cell), error.message, error.remedy))
        broken = any(error.row == number for error in table.errors[-len(columns) :])
        if not broken:
            table.rows.append((number, {name: value for name, value in values.items() if value}))
    if not columns:
        raise unusable(_("ไฟล์ว่างเปล่า"), _("เลือกไฟล์ที่มีข้อมูล"))
    return table


def _columns(row: Sequence[Any], table: ContactTable) -> dict[int, str]:
    """Find which column holds what. Raises InvalidInput when the code is missing, or one thing has two columns."""
    known = {word: name for name, words in COLUMNS.items() for word in words}
    found: dict[int, str] = {}
    for position, cell in enumerate(row):
        heading = cell_text(cell)
        word = re.sub(r"[\s._\-()/]+", "", heading).lower()
        if name := known.get(word):
            if name in found.values():
                raise unusable(_("มีคอลัมน์ %(name)s สองคอลัมน์", name=SHOWN[name]), _("ลบออกให้เหลือคอลัมน์เดียว"))
            found[position] = name
        elif heading and word not in HARMLESS:
            table.ignored.append(heading[:60])
    if "code" not in found.values():
        raise unusable(_("ไม่พบคอลัมน์รหัสในแถวแรก"), _("ตั้งหัวคอลัมน์แรกว่า รหัส หรือ code แล้วใส่รหัสองค์กรทุกแถว"))
    if len(found) == 1:
        raise unusable(_("ไม่มีคอลัมน์ข้อมูลติดต่อ"), _("ใส่อย่างน้อยหนึ่งคอลัมน์: โทรศัพท์ อีเมลสารบรรณ ผู้บริหาร ที่อยู่"))
    return found


def _value(cell: object, name: str) -> str:
    text = cell_text(cell)
    if getattr(cell, "data_type", "") == "f" or (text.startswith(("=", "@")) and len(text) > 1):
        raise InvalidInput(_("เป็นสูตร ไม่ใช่ค่า"), _("คัดลอกแล้ววางเฉพาะค่า (Paste values)"), name)
    if getattr(cell, "data_type", "") == "e":
        raise InvalidInput(_("เป็นข้อผิดพลาดของ Excel"), _("แก้เซลล์นี้ในไฟล์"), name)
    if name == "phone" and isinstance(getattr(cell, "value", None), int | float):
        raise InvalidInput(_("Excel เก็บเป็นตัวเลข เลข 0 ข้างหน้าหายไป"), _("จัดรูปแบบเซลล์เป็นข้อความ แล้วพิมพ์ใหม่"), name)
    return to_arabic(text).upper() if name == "code" else text
