"""The printed register's rows as XLSX, safe to open: a text that looks like a formula stays a text."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, TYPE_STRING
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from documents.fixed_zip import same_bytes
from documents.register_pdf import RegisterSheet

FACE = "TH SarabunPSK"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (the format keeps naive times)
_WIDTHS = {"เรื่อง": 55, "จาก": 28, "ถึง": 28, "การปฏิบัติ": 28, "หมายเหตุ": 20}
HEAD_ROW = 3
_LONGEST_CELL = 32_767


def render_register_xlsx(sheet: RegisterSheet) -> bytes:
    """Return the register as a workbook of one sheet, head frozen and repeated in print; same rows, same bytes."""
    book = Workbook()
    page = book.active
    page.title = sheet.title[:31]
    for row, line in enumerate((sheet.title, sheet.office, sheet.columns, *sheet.lines()), start=1):
        for column, text in enumerate([line] if isinstance(line, str) else line, start=1):
            _write(page, row, column, text)
        if isinstance(line, str):
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(sheet.columns))
    _dress(page, sheet)
    book.properties.created = book.properties.modified = _FIXED
    book.properties.creator = ""
    return _deterministic(book)


def _write(page: Worksheet, row: int, column: int, text: str) -> None:
    """Write `text` as text, whatever it begins with; quote-prefixed, so that editing it starts no formula either.

    Only the register's own number, in the first column, is a number to sort by.
    """
    cell = page.cell(row, column)
    if column == 1 and text.isdecimal():
        cell.value = int(text)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    if text.startswith(_FORMULA_STARTS):
        cell.data_type = TYPE_STRING
        cell.quotePrefix = True


def _dress(page: Worksheet, sheet: RegisterSheet) -> None:
    line = Side(style="thin")
    for row in page.iter_rows(min_row=1, max_row=page.max_row, max_col=len(sheet.columns)):
        for cell in row:
            in_table = cell.row >= HEAD_ROW
            cell.font = Font(name=FACE, size=18 if cell.row == 1 else 14, bold=cell.row in (1, HEAD_ROW))
            cell.alignment = Alignment(wrap_text=in_table, vertical="top")
            if in_table:
                cell.border = Border(left=line, right=line, top=line, bottom=line)
    for index, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, 16)
    page.freeze_panes = f"A{HEAD_ROW + 1}"
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _deterministic(book: Workbook) -> bytes:
    saved = io.BytesIO()
    book.save(saved)
    return same_bytes(saved.getvalue())
