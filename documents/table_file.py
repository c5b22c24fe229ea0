"""A list as CSV or XLSX, written row by row so that its length costs no memory, and safe to open in a spreadsheet.

A text that looks like a formula stays a text (in CSV behind an apostrophe, in XLSX by its type); numbers are numbers
and dates are dates, shown in the Buddhist era.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | dt.date | None
FACE = "TH SarabunPSK"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BUDDHIST_DAY = "[$-107041E]d mmm yyyy"
_LONGEST_CELL = 32_767
_LONGEST_TITLE = 31
_NOT_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Column:
    """One column: its head, and its width in characters."""

    head: str
    width: int = 14


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Value]], out: IO[bytes]) -> int:
    """Write UTF-8 with a mark that spreadsheets know it by, dates as ISO; give the number of rows."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.head for column in columns])
    count = 0
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        count += 1
    text.detach()
    return count


def _plain(value: Value) -> str | int:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return "" if value is None else value


def write_xlsx(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], out: IO[bytes]) -> int:
    """Write one sheet with its head frozen and a filter on it; give the number of rows."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(title.translate(_NOT_IN_TITLE)[:_LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    head, body = Font(name=FACE, size=14, bold=True), Font(name=FACE, size=14)
    sheet.append([_cell(sheet, column.head, head) for column in columns])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, value, body) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    book.save(out)
    return count


def _cell(sheet: WriteOnlyWorksheet, value: Value, font: Font) -> WriteOnlyCell | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = font
    if isinstance(value, dt.date):
        cell.number_format = _BUDDHIST_DAY
    elif isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        cell.data_type = TYPE_STRING
        cell.quotePrefix = True
    return cell
