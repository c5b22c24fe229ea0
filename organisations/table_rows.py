"""The rows of a table an office sends, XLSX or CSV, as plain cells. What they mean is for the reader of each table."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from core.errors import InvalidInput
from documents.upload_checks import UploadRefused, check_upload

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also every XLSX with a password


def rows_of(content: bytes, file_name: str) -> Iterator[Sequence[Any]]:
    """Give the rows of the first sheet. Raises InvalidInput (field `file`) when the file as a whole cannot be used."""
    if not content.strip():
        raise unusable(_("ไฟล์ว่างเปล่า"), _("เลือกไฟล์ที่มีข้อมูล"))
    if len(content) > MOST_BYTES:
        raise unusable(_("ไฟล์ใหญ่เกิน 10 MB"), _("แบ่งเป็นหลายไฟล์ เช่น จังหวัดละไฟล์"))
    if content.startswith(OLD_EXCEL):
        raise unusable(_("ไฟล์ Excel นี้มีรหัสผ่าน หรือเป็น .xls รุ่นเก่า"), _("เอารหัสผ่านออก บันทึกเป็น .xlsx หรือ .csv แล้วเลือกใหม่"))
    is_workbook = content.startswith(b"PK")
    return _workbook_rows(content, file_name) if is_workbook else _csv_rows(content)


def cell_text(cell: object) -> str:
    """Give a cell as text: a whole number without its point, nothing for an empty one."""
    value = getattr(cell, "value", cell)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def unusable(message: str, remedy: str) -> InvalidInput:
    """Give the refusal of a whole file."""
    return InvalidInput(message, remedy, "file")


def _workbook_rows(content: bytes, file_name: str) -> Iterator[Sequence[Any]]:
    from openpyxl import load_workbook  # heavy, and most processes never read one

    damaged = unusable(_("เปิดไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสีย"), _("เปิดใน Excel แล้วบันทึกใหม่เป็น .xlsx"))
    try:
        if check_upload(content, file_name, max_bytes=MOST_BYTES).kind != "xlsx":
            raise unusable(_("ไฟล์นี้ไม่ใช่ตาราง"), _("ใช้ไฟล์ .xlsx หรือ .csv"))
    except UploadRefused as refused:
        if refused.code == "macros":
            raise unusable(_("ไฟล์นี้มีมาโคร"), _("บันทึกเป็น .xlsx ที่ไม่มีมาโคร")) from refused
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
        raise unusable(_("ไฟล์นี้ไม่ใช่ตาราง"), _("ใช้ไฟล์ .xlsx หรือ .csv"))
    text = _decoded(content)
    head = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise unusable(_("อ่านไฟล์ CSV ไม่ได้"), _("บันทึกใหม่เป็น CSV (UTF-8) หรือ .xlsx")) from error


def _decoded(content: bytes) -> str:
    """UTF-8 as any program writes it, or the Thai code page Excel writes on older Windows."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unusable(_("อ่านตัวอักษรในไฟล์ไม่ได้"), _("บันทึกใหม่เป็น CSV (UTF-8) หรือ .xlsx"))
