"""What the way of a letter shows once receipts and recipients are known: checks 5, 6, 8, 9, 13, 22, 23 and 33.

Oddities for a person to look at, never a reason to refuse. Check 10 stands beside the
receipt (routing/receipt_notes.py).
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import sqlalchemy as sa
from flask_babel import gettext as _

from core.extensions import db
from deadlines.working_days import is_working_day
from letters.checks.chain import Hop, Received, check_chain
from letters.checks.check import Check
from letters.checks.letter import check_letter, windows_of
from letters.checks.table import SEVERITY
from letters.comparing.scope import forwarding_order
from letters.draft_side import draft_side
from letters.models import Letter
from letters.status import FROZEN
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation
from routing.chain import coverage_of
from routing.models import Delivery, Receipt

DEEPEST = 6


def checks_on(letter: Letter, *, today: dt.date, reader_id: int | None = None) -> list[Check]:
    """Every check a letter and its chain show, by number. `reader_id` is the organisation that has received it; for a
    draft the last day of the chain is `today`."""
    side = draft_side(letter).side
    found = [*check_letter(side, is_working_day), *check_chain(_hops(letter, today, reader_id), is_working_day)]
    found += [*_coverage(letter), *_not_passed_on(letter)]
    return sorted(found, key=lambda one: one.number)


def _hops(letter: Letter, today: dt.date, reader_id: int | None) -> list[Hop]:
    path = [letter]
    while path[-1].source is not None and len(path) < DEEPEST:
        path.append(path[-1].source)
    path.reverse()
    readers = [child.issuer_id for _parent, child in pairwise(path)] + [reader_id]
    return [_hop(one, reader, today) for one, reader in zip(path, readers, strict=True)]


def _hop(letter: Letter, reader_id: int | None, today: dt.date) -> Hop:
    side = draft_side(letter).side
    day = letter.letter_date or (None if letter.status in FROZEN else today)
    received = _received(letter, reader_id) if reader_id else ()
    return Hop(letter.ref_no or _("ฉบับนี้"), day, received, windows_of(side))


def _received(letter: Letter, reader_id: int) -> tuple[Received, ...]:
    rows = db.session.execute(
        sa.select(Receipt.received_on, Receipt.number, Office.short_name)
        .join(Office, Office.id == Receipt.office_id)
        .where(Receipt.letter_id == letter.id, Office.organisation_id == reader_id, Receipt.taken_back_at.is_(None))
        .order_by(Receipt.id)
    )
    return tuple(Received(day, number, office) for day, number, office in rows)


def _coverage(letter: Letter) -> list[Check]:
    if letter.source_id is None or letter.status in FROZEN:
        return []
    coverage = coverage_of(letter)
    if coverage is None or coverage.complete:
        return []
    text = _("ผู้รับไม่ครบหรือซ้ำ: ถึง %(n)s จาก %(all)s แห่ง", n=coverage.reached, all=coverage.in_scope)
    return [Check(22, SEVERITY[22], text, _("ดูตาราง อปท. ที่หนังสือไปถึง แล้วแก้ผู้รับ"))]


def _not_passed_on(letter: Letter) -> list[Check]:
    """A letter that orders districts to pass it on: how many have not."""
    if letter.status not in FROZEN or forwarding_order(draft_side(letter).side) is None:
        return []
    waiting = db.session.scalar(
        sa.select(sa.func.count())
        .select_from(Delivery)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.letter_id == letter.id, Delivery.forwarded_at.is_(None))
        .where(Organisation.kind == OrganisationKind.DISTRICT)
    )
    if not waiting:
        return []
    text = _("หนังสือให้อำเภอแจ้งต่อ แต่ยังไม่แจ้ง %(n)s อำเภอ", n=waiting)
    return [Check(23, SEVERITY[23], text, _("ดูรายชื่อที่หน้าติดตาม แล้วเตือน"))]
