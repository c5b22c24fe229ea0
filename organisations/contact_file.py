"""A table of contacts as an office sends it: XLSX or CSV, Thai or English column names, read to plain rows.

Nothing is guessed: a formula, or a number that lost its leading zero, is an error of that cell.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.errors import InvalidInput
from documents.upload_checks import UploadRefused, check_upload
from thai_numerals import to_arabic

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also every XLSX with a password
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
    if not content.strip():
        raise _unusable(_("ไฟล์ว่างเปล่า"), _("เลือกไฟล์ที่มีข้อมูล"))
    if len(content) > MOST_BYTES:
        raise _unusable(_("ไฟล์ใหญ่เกิน 10 MB"), _("แบ่งเป็นหลายไฟล์ เช่น จังหวัดละไฟล์"))
    if content.startswith(OLD_EXCEL):
        raise _unusable(_("ไฟล์ Excel นี้มีรหัสผ่าน หรือเป็น .xls รุ่นเก่า"), _("เอารหัสผ่านออก บันทึกเป็น .xlsx หรือ .csv แล้วเลือกใหม่"))
    is_workbook = content.startswith(b"PK")
    return _table(_workbook_rows(content, file_name) if is_workbook else _csv_rows(content))


def _unusable(message: str, remedy: str) -> InvalidInput:
    return InvalidInput(message, remedy, "file")


def _workbook_rows(content: bytes, file_name: str) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook  # heavy, and most processes never read one

    damaged = _unusable(_("เปิดไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสีย"), _("เปิดใน Excel แล้วบันทึกใหม่เป็น .xlsx"))
    try:
        if check_upload(content, file_name, max_bytes=MOST_BYTES).kind != "xlsx":
            raise _unusable(_("ไฟล์นี้ไม่ใช่ตาราง"), _("ใช้ไฟล์ .xlsx หรือ .csv"))
    except UploadRefused as refused:
        if refused.code == "macros":
            raise _unusable(_("ไฟล์นี้มีมาโคร"), _("บันทึกเป็น .xlsx ที่ไม่มีมาโคร")) from refused
        raise damaged from refused
    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from (list(row) for row in sheet.iter_rows(max_col=MOST_COLUMNS))
    except (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        raise damaged from error


def _csv_rows(content: bytes) -> Iterator[Sequence[str]]:
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _unusable(_("ไฟล์นี้ไม่ใช่ตาราง"), _("ใช้ไฟล์ .xlsx หรือ .csv"))
    text = _decoded(content)
    head = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise _unusable(_("อ่านไฟล์ CSV ไม่ได้"), _("บันทึกใหม่เป็น CSV (UTF-8) หรือ .xlsx")) from error


def _decoded(content: bytes) -> str:
    """UTF-8 as any program writes it, or the Thai code page Excel writes on older Windows."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unusable(_("อ่านตัวอักษรในไฟล์ไม่ได้"), _("บันทึกใหม่เป็น CSV (UTF-8) หรือ .xlsx"))


def _table(rows: Iterable[Sequence[Any]]) -> ContactTable:
    table = ContactTable()
    columns: dict[int, str] = {}
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise _unusable(_("ตารางยาวเกิน 20,000 แถว"), _("ลบแถวที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์"))
        if not any(_text(cell) for cell in row):
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
                table.errors.append(CellError(number, str(SHOWN[name]), _text(cell), error.message, error.remedy))
        broken = any(error.row == number for error in table.errors[-len(columns) :])
        if not broken:
            table.rows.append((number, {name: value for name, value in values.items() if value}))
    if not columns:
        raise _unusable(_("ไฟล์ว่างเปล่า"), _("เลือกไฟล์ที่มีข้อมูล"))
    return table


def _columns(row: Sequence[Any], table: ContactTable) -> dict[int, str]:
    """Find which column holds what. Raises InvalidInput when the code is missing, or one thing has two columns."""
    known = {word: name for name, words in COLUMNS.items() for word in words}
    found: dict[int, str] = {}
    for position, cell in enumerate(row):
        heading = _text(cell)
        word = re.sub(r"[\s._\-()/]+", "", heading).lower()
        if name := known.get(word):
            if name in found.values():
                raise _unusable(_("มีคอลัมน์ %(name)s สองคอลัมน์", name=SHOWN[name]), _("ลบออกให้เหลือคอลัมน์เดียว"))
            found[position] = name
        elif heading and word not in HARMLESS:
            table.ignored.append(heading[:60])
    if "code" not in found.values():
        raise _unusable(_("ไม่พบคอลัมน์รหัสในแถวแรก"), _("ตั้งหัวคอลัมน์แรกว่า รหัส หรือ code แล้วใส่รหัสองค์กรทุกแถว"))
    if len(found) == 1:
        raise _unusable(_("ไม่มีคอลัมน์ข้อมูลติดต่อ"), _("ใส่อย่างน้อยหนึ่งคอลัมน์: โทรศัพท์ อีเมลสารบรรณ ผู้บริหาร ที่อยู่"))
    return found


def _text(cell: Any) -> str:  # noqa: ANN401
    value = getattr(cell, "value", cell)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _value(cell: Any, name: str) -> str:  # noqa: ANN401
    text = _text(cell)
    if getattr(cell, "data_type", "") == "f" or (text.startswith(("=", "@")) and len(text) > 1):
        raise InvalidInput(_("เป็นสูตร ไม่ใช่ค่า"), _("คัดลอกแล้ววางเฉพาะค่า (Paste values)"), name)
    if getattr(cell, "data_type", "") == "e":
        raise InvalidInput(_("เป็นข้อผิดพลาดของ Excel"), _("แก้เซลล์นี้ในไฟล์"), name)
    if name == "phone" and isinstance(getattr(cell, "value", None), int | float):
        raise InvalidInput(_("Excel เก็บเป็นตัวเลข เลข 0 ข้างหน้าหายไป"), _("จัดรูปแบบเซลล์เป็นข้อความ แล้วพิมพ์ใหม่"), name)
    return to_arabic(text).upper() if name == "code" else text
