"""Keyset paging: the next page starts after the last row seen, so page 400 costs what page 1 costs.

No count and no OFFSET: a register of a million entries stays quick, and a row added meanwhile neither repeats nor
hides another. The columns must not be NULL and together must be unique (end with the primary key).

    rows = session.scalars(keyset(select(Entry), ORDER, cursor, size)).all()
    return page_of(rows, ORDER, cursor, size)
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

from core.errors import InvalidInput

Row = TypeVar("Row")
Value = int | str | date | datetime
PAGE_SIZE = 50


@dataclass(frozen=True)
class Order:
    """One column a list is ordered by; its `key` is also the attribute a row carries."""

    column: InstrumentedAttribute[Any] | ColumnElement[Any]
    descending: bool = False

    @property
    def key(self) -> str:
        """The name of the attribute that holds the column's value in a row."""
        return str(self.column.key)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows with the cursors of its neighbours (None: there is none)."""

    items: Sequence[Row]
    next: str | None = None
    previous: str | None = None


@dataclass(frozen=True)
class Cursor:
    """A place between two rows: the values of the row beside it, and whether one goes back from there."""

    values: tuple[Value, ...]
    backward: bool = False

    def encode(self) -> str:
        """Return the cursor as an opaque word that fits in an address."""
        packed = [int(self.backward), *(_pack(value) for value in self.values)]
        text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, word: str) -> "Cursor":
        """Read an encoded cursor. Raises InvalidInput when the word was cut or made up."""
        try:
            text = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
            backward, *packed = json.loads(text)
            values = tuple(_unpack(value) for value in packed)
        except (ValueError, TypeError, KeyError, binascii.Error, RecursionError):
            raise _unreadable() from None
        if backward not in (0, 1):
            raise _unreadable()
        return cls(values, bool(backward))


def keyset(
    query: Select[Any], columns: Sequence[Order], cursor: str | None = None, size: int = PAGE_SIZE
) -> Select[Any]:
    """Return `query` ordered by `columns`, from `cursor` on, one row more than `size` (it tells of a next page).

    Raises InvalidInput when the cursor does not fit the columns.
    """
    place = _place(cursor, columns)
    backward = place is not None and place.backward
    if place is not None:
        query = query.where(_beyond(columns, place))
    ordered = (order.column.desc() if order.descending != backward else order.column.asc() for order in columns)
    return query.order_by(None).order_by(*ordered).limit(size + 1)


def page_of(
    rows: Sequence[Row], columns: Sequence[Order], cursor: str | None = None, size: int = PAGE_SIZE
) -> Page[Row]:
    """Return the page made of the `rows` that `keyset` with the same arguments fetched, in reading order."""
    place = _place(cursor, columns)
    backward = place is not None and place.backward
    more = len(rows) > size
    shown = list(rows[:size])
    if backward:
        shown.reverse()
    if not shown:
        return Page([])
    has_next = more or backward
    has_previous = more if backward else place is not None
    return Page(
        shown,
        next=_cursor_at(shown[-1], columns) if has_next else None,
        previous=_cursor_at(shown[0], columns, backward=True) if has_previous else None,
    )


def _place(cursor: str | None, columns: Sequence[Order]) -> Cursor | None:
    if not cursor:
        return None
    place = Cursor.decode(cursor)
    if len(place.values) != len(columns):
        raise _unreadable()
    for value, order in zip(place.values, columns, strict=True):
        if type(value) is not _kind(order.column.type):
            raise _unreadable()
    return place


def _kind(column_type: TypeEngine[Any]) -> type:
    """The type of a column's values as a cursor holds them; enums and other decorated types go by what is stored."""
    kind = getattr(column_type, "impl", column_type).python_type
    return str if issubclass(kind, str) else kind


def _beyond(columns: Sequence[Order], place: Cursor) -> ColumnElement[bool]:
    """(a > x) or (a = x and b > y) …: row values would be shorter, but cannot mix directions."""
    choices = []
    for position, order in enumerate(columns):
        same = [columns[before].column == place.values[before] for before in range(position)]
        value = place.values[position]
        downwards = order.descending != place.backward
        choices.append(and_(*same, order.column < value if downwards else order.column > value))
    return or_(*choices)


def _cursor_at(row: object, columns: Sequence[Order], backward: bool = False) -> str:
    return Cursor(tuple(getattr(row, order.key) for order in columns), backward).encode()


def _pack(value: Value) -> int | str | dict[str, str]:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    return str(value) if isinstance(value, str) else value


def _unpack(value: object) -> Value:
    if isinstance(value, dict):
        return _instant(value["t"]) if "t" in value else date.fromisoformat(value["d"])
    if isinstance(value, str) and "\0" not in value and value.encode():  # lone surrogates raise here
        return value
    if value == "" or (type(value) is int and abs(value) < 2**63):
        return value
    raise ValueError(value)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


def _unreadable() -> InvalidInput:
    return InvalidInput(gettext("ลิงก์ไปหน้าถัดไปนี้ใช้ไม่ได้"), gettext("กลับไปหน้าแรกของรายการ แล้วเปิดต่อจากตรงนั้น"))
