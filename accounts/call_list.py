"""The list to telephone by: who was invited and has not come, as XLSX."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from flask_babel import gettext

from accounts.queries import WaitingInvitation
from core.jinja_filters import date_short
from notifications.status_labels import STATUS_LABELS


def call_list(rows: Sequence[WaitingInvitation], now: dt.datetime) -> bytes:
    """Give the workbook. Every cell is text, so that a phone keeps its 0 and nothing is taken for a formula."""
    from openpyxl import Workbook  # heavy, and most processes never write one
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("ยังไม่เข้าใช้งาน"))
    heads = (
        gettext("องค์กร"),
        gettext("หน่วยงาน"),
        gettext("โทรศัพท์"),
        gettext("อีเมล"),
        gettext("ชื่อ"),
        gettext("เชิญเมื่อ"),
        gettext("สถานะอีเมล"),
    )
    for row in [heads, *(_cells(row, now) for row in rows)]:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cells(row: WaitingInvitation, now: dt.datetime) -> tuple[str, ...]:
    invitation, office = row.invitation, row.invitation.office
    state = str(STATUS_LABELS[row.mail.status]) if row.mail else ""
    if invitation.expires_at <= now:
        state = gettext("หมดอายุแล้ว")
    return (
        office.organisation.label,
        office.name,
        office.phone or office.organisation.phone or "",
        invitation.email,
        invitation.name,
        date_short(invitation.invited_at),
        state,
    )
