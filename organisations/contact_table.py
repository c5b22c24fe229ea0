"""The table an office fills in: its organisations with what is known, in the form the import reads."""

from __future__ import annotations

import io
from collections.abc import Iterable

from flask_babel import gettext as _

from organisations.contact_file import SHOWN
from organisations.import_contacts import FIELDS
from organisations.models import Organisation

WIDTHS = (11, 44, 26, 34, 30, 60)


def contact_table(organisations: Iterable[Organisation]) -> bytes:
    """Give an XLSX with one row an organisation: code, name, contacts. Every cell is text, so phones keep their 0."""
    from openpyxl import Workbook  # heavy, and most processes never write one
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(_("ข้อมูลติดต่อ")))
    sheet.freeze_panes = "C2"
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width

    def text(value: object, bold: bool = False) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value=str(value or ""))
        cell.data_type, cell.number_format = "s", "@"
        if bold:
            cell.font = Font(bold=True)
        return cell

    heads = [SHOWN["code"], _("ชื่อ"), *(SHOWN[name] for name in FIELDS)]
    sheet.append([text(head, bold=True) for head in heads])
    for one in organisations:
        sheet.append([text(value) for value in (one.code, one.label, *(getattr(one, name) for name in FIELDS))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
