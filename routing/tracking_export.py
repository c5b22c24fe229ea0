"""The recipients of a letter as rows of a list to keep: one function says the columns, one gives the rows."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from core.clock import day_of
from core.extensions import db
from documents.table_file import Column, Value
from organisations.kinds import KIND_FACTS
from organisations.models import Organisation
from routing.labels import METHOD_LABELS
from routing.lao_counts import SENDS_ON
from routing.status_labels import STATE_LABELS
from routing.tracking import Recipient, RecipientFilter, Tracked, recipients

CHUNK = 1000  # rows read at a time


def columns() -> list[Column]:
    """Give the heads in the language of the page."""
    return [
        Column(_("รหัส"), 10),
        Column(_("ผู้รับ"), 36),
        Column(_("ประเภท"), 16),
        Column(_("จังหวัด"), 20),
        Column(_("อำเภอ"), 22),
        Column(_("สถานะ")),
        Column(_("เลขรับ"), 10),
        Column(_("วันที่ลงรับ")),
        Column(_("วันที่ส่ง")),
        Column(_("วันที่เปิดอ่าน")),
        Column(_("วันที่รับทราบ")),
        Column(_("ผู้รับทราบ"), 24),
        Column(_("ยืนยันแทนทาง")),
        Column(_("ผู้ให้คำยืนยัน"), 24),
        Column(_("ส่งต่อด้วยหนังสือที่"), 24),
        Column(_("หนังสือส่งต่อลงวันที่")),
        Column(_("อปท. ทั้งหมด"), 10),
        Column(_("อปท. ถึงแล้ว"), 10),
        Column(_("อปท. รับทราบ"), 10),
        Column(_("ค้าง (วันทำการ)"), 12),
        Column(_("โทร."), 22),
        Column(_("อีเมล"), 28),
        Column(_("เหตุผล"), 30),
    ]


def rows(tracked: Tracked, wish: RecipientFilter) -> Iterator[list[Value]]:
    """Give one row a recipient, read in pieces: a letter to 7,850 needs no more memory than one to 1,000."""
    places = _places()
    cursor: str | None = None
    while True:
        page = recipients(tracked, wish, cursor, CHUNK)
        yield from (_row(one, places) for one in page.items)
        db.session.expunge_all()
        cursor = page.next
        if cursor is None:
            return


def _places() -> dict[str, str]:
    found = db.session.execute(sa.select(Organisation.code, Organisation.name).where(Organisation.kind.in_(SENDS_ON)))
    return {row[0]: row[1] for row in found}


def _row(one: Recipient, places: dict[str, str]) -> list[Value]:
    to, here = one.organisation, one.delivery
    return [
        to.code,
        to.label,
        str(KIND_FACTS[to.kind].label),
        places.get(to.province_code or "", ""),
        places.get(to.district_code or "", ""),
        str(STATE_LABELS[here.state]),
        int(here.number) if here.number.isdecimal() else here.number,
        one.received_on,
        day_of(here.sent_at),
        day_of(here.opened_at) if here.opened_at else None,
        day_of(here.acknowledged_at) if here.acknowledged_at else None,
        here.acknowledged_by_name,
        str(METHOD_LABELS[here.behalf_method]) if here.behalf_method else "",
        here.behalf_person,
        one.onward.ref_no if one.onward else "",
        one.onward.letter_date if one.onward else None,
        one.laos.total,
        one.laos.reached,
        one.laos.acknowledged,
        one.held_days,
        one.phone,
        to.saraban_email or "",
        here.reason,
    ]
