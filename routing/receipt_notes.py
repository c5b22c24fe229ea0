"""What a receiving clerk should see about a receipt: oddities of dates and numbers, never a reason to refuse.

Numbers are those of the list of checks in the domain notes: 5, 6, 8, 9 and 10. Both example bundles show them: a
stamp older than its letter, a receipt on a Saturday, two numbers in one province.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.extensions import db
from core.jinja_filters import date_short
from deadlines.working_days import holiday_name, is_working_day
from letters.models import Letter
from letters.register_models import Register, RegisterEntry
from letters.status import Book, EntryStatus
from organisations.models import Office
from routing.models import Receipt


@dataclass(frozen=True)
class Note:
    """One oddity: the check's number and what it says."""

    check: int
    text: str


def notes_on(letter: Letter, office: Office, day: dt.date) -> list[Note]:
    """Give what is odd about receiving `letter` in `office` on `day` (Bangkok); three statements at most."""
    return [*_of_dates(letter, day), *_of_other_books(letter, office), *_of_duplicates(letter, office)]


def _of_dates(letter: Letter, day: dt.date) -> list[Note]:
    notes = []
    if letter.letter_date and day < letter.letter_date:
        days = (letter.letter_date - day).days
        notes.append(Note(5, _("วันที่รับก่อนวันที่ของหนังสือ %(days)s วัน ตรวจดูตราประทับอีกครั้ง", days=days)))
    notes.extend(_of_the_chain(letter))
    if not is_working_day(day):
        reason = holiday_name(day) or (_("วันเสาร์") if day.weekday() == 5 else _("วันอาทิตย์"))
        notes.append(Note(8, _("รับในวันหยุดราชการ: %(reason)s", reason=reason)))
    return notes


def _of_the_chain(letter: Letter) -> list[Note]:
    """Parent's date ≤ parent's receipt ≤ child's date."""
    source = letter.source
    if source is None or letter.letter_date is None:
        return []
    if source.letter_date and letter.letter_date < source.letter_date:
        return [Note(6, _("หนังสือนี้ลงวันที่ก่อนต้นเรื่อง (%(day)s)", day=date_short(source.letter_date)))]
    received = db.session.scalar(
        sa.select(sa.func.min(Receipt.received_on))
        .join(Office, Office.id == Receipt.office_id)
        .where(Receipt.letter_id == source.id, Office.organisation_id == letter.issuer_id)
        .where(Receipt.taken_back_at.is_(None))
    )
    if received is not None and letter.letter_date < received:
        return [Note(6, _("หนังสือนี้ลงวันที่ก่อนวันที่ผู้ส่งได้รับต้นเรื่อง (%(day)s)", day=date_short(received)))]
    return []


def _of_other_books(letter: Letter, office: Office) -> list[Note]:
    """A second number in one organisation is lawful (ข้อ 40); the clerk should know of the first."""
    query = (
        sa.select(Office.short_name, Receipt.number)
        .join(Office, Office.id == Receipt.office_id)
        .where(Receipt.letter_id == letter.id, Receipt.taken_back_at.is_(None))
        .where(Office.organisation_id == office.organisation_id, Office.id != office.id)
        .order_by(Receipt.id)
    )
    return [
        Note(9, _("%(office)s ลงรับแล้ว เลขรับ %(number)s เลขของท่านเป็นทะเบียนของหน่วยย่อย", office=name, number=number))
        for name, number in db.session.execute(query)
    ]


def _of_duplicates(letter: Letter, office: Office) -> list[Note]:
    """The same ที่ and date already stand in this very book, for another letter."""
    if not letter.ref_no or letter.letter_date is None:
        return []
    query = (
        sa.select(RegisterEntry.number)
        .join(Register, Register.id == RegisterEntry.register_id)
        .where(Register.office_id == office.id, Register.book == Book.RECEIVED)
        .where(RegisterEntry.ref_no == letter.ref_no, RegisterEntry.dated == letter.letter_date)
        .where(RegisterEntry.status == EntryStatus.USED, RegisterEntry.letter_id != letter.id)
        .order_by(RegisterEntry.id)
    )
    return [
        Note(10, _("ที่และวันที่นี้ลงรับในทะเบียนเล่มนี้แล้ว เลขรับ %(number)s อาจเป็นหนังสือซ้ำ", number=number))
        for number in db.session.scalars(query)
    ]
