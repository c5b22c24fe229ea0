"""Reading the books: which there are, a page of rows newest first, the rows of a sheet oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, load_only

from core.errors import NotFound
from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from letters.models import Letter
from letters.register_models import Register, RegisterEntry
from letters.status import Book, EntryStatus, Urgency
from thai_numerals import to_arabic, to_gregorian, to_thai

ORDER = (Order(RegisterEntry.number, descending=True),)
SEARCHED = ("ref_no", "sender", "recipient", "subject", "action", "remark", "void_reason")


@dataclass(frozen=True)
class Wanted:
    """What of a book is asked for: words or a number, a month (1 to 12) of its year, an urgency."""

    text: str = ""
    month: int | None = None
    urgency: Urgency | None = None

    @property
    def narrows(self) -> bool:
        """Say whether anything is asked for at all."""
        return bool(self.text.strip() or self.month or self.urgency)


def books_of(office_id: int) -> Sequence[Register]:
    """Give every book of the office, newest year first."""
    query = sa.select(Register).where(Register.office_id == office_id)
    return db.session.scalars(query.order_by(Register.year.desc(), Register.book)).all()


def book(office_id: int, kind: Book, year: int) -> Register | None:
    """Give one book, None while nobody opened it."""
    return db.session.scalar(
        sa.select(Register).where(Register.office_id == office_id, Register.book == kind, Register.year == year)
    )


def page(register: Register, wanted: Wanted, cursor: str | None = None) -> Page[RegisterEntry]:
    """Give one page of rows, the highest number first, with what a row shows of its letter."""
    query = keyset(_rows(register, wanted), ORDER, cursor)
    return page_of(db.session.scalars(query).all(), ORDER, cursor)


def count(register: Register, wanted: Wanted) -> int:
    """Give how many rows fit what is asked for."""
    rows = _rows(register, wanted).order_by(None).with_only_columns(RegisterEntry.id).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(rows)) or 0


def rows_in_order(register: Register, wanted: Wanted) -> Sequence[RegisterEntry]:
    """Give the rows as a sheet prints them: 1, 2, 3 …"""
    return db.session.scalars(_rows(register, wanted).order_by(RegisterEntry.number)).all()


def reserved(register: Register) -> Sequence[RegisterEntry]:
    """Give the numbers set aside and not used yet, lowest first."""
    query = sa.select(RegisterEntry).where(
        RegisterEntry.register_id == register.id, RegisterEntry.status == EntryStatus.RESERVED
    )
    return db.session.scalars(query.order_by(RegisterEntry.number)).all()


def entry_of(office_id: int, entry_id: int) -> RegisterEntry:
    """Give a row of one of the office's books. Raises NotFound for any other."""
    found = db.session.scalar(
        sa.select(RegisterEntry)
        .join(RegisterEntry.register)
        .where(RegisterEntry.id == entry_id, Register.office_id == office_id)
    )
    if found is None:
        raise NotFound(_("ไม่พบรายการนี้ในทะเบียนของหน่วยงาน"), _("เปิดหน้าทะเบียนใหม่อีกครั้ง"))
    return found


def _rows(register: Register, wanted: Wanted) -> sa.Select[RegisterEntry]:
    shown = joinedload(RegisterEntry.letter).options(load_only(Letter.urgency, Letter.status, Letter.origin))
    query = sa.select(RegisterEntry).where(RegisterEntry.register_id == register.id).options(shown)
    if wanted.month:
        first = dt.date(to_gregorian(register.year), wanted.month, 1)
        after = (first + dt.timedelta(days=31)).replace(day=1)
        query = query.where(RegisterEntry.entry_date >= first, RegisterEntry.entry_date < after)
    if wanted.urgency:
        query = query.where(RegisterEntry.letter.has(Letter.urgency == wanted.urgency))
    if text := " ".join(wanted.text.split()):
        query = query.where(_says(text))
    return query


def _says(text: str) -> sa.ColumnElement[bool]:
    """The row says `text` in any column, in Thai or Arabic digits, or has it as its number."""
    arabic = to_arabic(text)
    spellings = {text, arabic, to_thai(arabic)}
    columns = [getattr(RegisterEntry, name) for name in SEARCHED]
    says = [column.icontains(spelling, autoescape=True) for column in columns for spelling in sorted(spellings)]
    if arabic.isdecimal() and len(arabic) < 10:
        says.append(RegisterEntry.number == int(arabic))
    return sa.or_(*says)
