"""Who owes what on a deadline as rows of a list to keep."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from core.clock import day_of
from core.extensions import db
from deadlines.models import Deadline
from deadlines.shares import Followed, Share, ShareFilter, shares_of
from deadlines.status import ObligationState
from deadlines.status_labels import STATE_LABELS
from documents.table_file import Column, Value
from organisations.kinds import KIND_FACTS

CHUNK = 1000  # rows read at a time


def columns() -> list[Column]:
    """Give the heads in the language of the page."""
    return [
        Column(_("รหัส"), 10),
        Column(_("หน่วยงาน"), 36),
        Column(_("ประเภท"), 16),
        Column(_("สถานะ"), 18),
        Column(_("เกินกำหนด"), 12),
        Column(_("ครบกำหนด")),
        Column(_("หนังสือมาถึง")),
        Column(_("เสร็จกี่ชิ้น"), 10),
        Column(_("วันที่เสร็จ")),
        Column(_("ผู้แจ้ง"), 24),
        Column(_("ผู้แจ้งของหน่วยงาน"), 24),
        Column(_("ผลหรือเหตุผล"), 40),
        Column(_("โทร."), 22),
        Column(_("อีเมล"), 28),
    ]


def rows(of: Followed, wish: ShareFilter, deadline: Deadline) -> Iterator[list[Value]]:
    """Give one row an organisation, read in pieces: 7,850 need no more memory than 1,000."""
    pieces, cursor = deadline.pieces, None
    while True:
        page = shares_of(of, wish, cursor, CHUNK)
        yield from (_row(one, of, pieces) for one in page.items)
        db.session.expunge_all()
        cursor = page.next
        if cursor is None:
            return


def _row(one: Share, of: Followed, pieces: int) -> list[Value]:
    to, share = one.organisation, one.obligation
    late = share.state is ObligationState.OPEN and share.due_at is not None and share.due_at <= of.now
    done = pieces if share.state is ObligationState.SETTLED else share.pieces_done
    return [
        to.code,
        to.label,
        str(KIND_FACTS[to.kind].label),
        str(STATE_LABELS[share.state]),
        _("เกินกำหนด") if late else "",
        share.due_on,
        day_of(share.opened_at) if share.opened_at else None,
        done,
        day_of(share.settled_at) if share.settled_at else None,
        share.settled_by_name,
        share.behalf_person,
        share.note,
        to.phone or "",
        to.saraban_email or "",
    ]
