"""The counter row of a book: made once, moved by UPDATE, never moved back. Only numbering.py uses it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from core.claims import rows_changed
from core.extensions import db
from letters.register_models import Register
from letters.status import Book

Key = tuple[int, Book, int]  # office, book, Buddhist year
TABLE = cast(sa.Table, Register.__table__)
FRESH = {"first_number": 1, "next_number": 1, "opened_reason": "", "paper_book": ""}


def book_of(office_id: int, book: Book, year: int) -> Register | None:
    """Give the book, or None while nobody has opened it."""
    return db.session.scalar(sa.select(Register).where(*_is((office_id, book, year))))


def ensure(office_id: int, book: Book, year: int, now: dt.datetime) -> None:
    """Make the year's book, beginning at 1, unless it is there; two at once make one."""
    row = {"office_id": office_id, "book": book, "year": year, "opened_at": now, **FRESH}
    slots = ", ".join(f":{name}" for name in row)
    statement = sa.text(f"INSERT INTO registers ({', '.join(row)}) VALUES ({slots}) ON CONFLICT DO NOTHING")
    typed = (sa.bindparam(name, type_=TABLE.c[name].type) for name in row)
    db.session.execute(statement.bindparams(*typed), row)


_DAY = sa.bindparam("day", type_=TABLE.c.last_day.type)
_MOVE = (
    sa.update(TABLE)
    .where(TABLE.c.office_id == sa.bindparam("office"), TABLE.c.book == sa.bindparam("in_book"))
    .where(TABLE.c.year == sa.bindparam("in_year"))
    .values(
        next_number=TABLE.c.next_number + sa.bindparam("count"),
        last_day=sa.case((sa.or_(TABLE.c.last_day.is_(None), TABLE.c.last_day < _DAY), _DAY), else_=TABLE.c.last_day),
    )
    .returning(TABLE.c.id, TABLE.c.next_number, TABLE.c.last_day)
)


@dataclass(frozen=True)
class Taken:
    """Numbers taken: the book's id, the last of them, and whether the book has rows of a later day already."""

    register_id: int
    last: int
    late: bool


def advance(key: Key, count: int, day: dt.date, now: dt.datetime) -> Taken:
    """Take the next `count` numbers for rows of `day`. The counter row stays locked until commit."""
    office_id, book, year = key
    given = {"office": office_id, "in_book": book, "in_year": year, "count": count, "day": day}
    row = db.session.execute(_MOVE, given).first()
    if row is None:
        ensure(*key, now)
        row = db.session.execute(_MOVE, given).one()
    return Taken(row.id, row.next_number - 1, row.last_day > day)


def restart(key: Key, first_number: int, start: dict[str, Any]) -> bool:
    """Let a book no number was taken from begin at `first_number`; False when one was."""
    untouched = TABLE.c.next_number == TABLE.c.first_number
    values = {**start, "first_number": first_number, "next_number": first_number}
    return rows_changed(sa.update(TABLE).where(*_is(key), untouched).values(**values)) == 1


def _is(key: Key) -> tuple[sa.ColumnElement[bool], ...]:
    office_id, book, year = key
    return TABLE.c.office_id == office_id, TABLE.c.book == book, TABLE.c.year == year
