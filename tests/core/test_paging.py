"""Going through a long list page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from core.errors import InvalidInput
from core.paging import Cursor, Order, Page, keyset, page_of


class Base(DeclarativeBase):
    pass


class Entry(Base):
    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[dt.date]
    office: Mapped[str]


ORDER = (Order(Entry.day, descending=True), Order(Entry.office), Order(Entry.id))


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for number in range(1, 24):
            day = dt.date(2024, 3, 1 + number % 4)
            session.add(Entry(id=number, day=day, office="กข"[number % 2]))
        session.flush()
        yield session
    engine.dispose()


def page(session: Session, cursor: str | None, size: int = 5) -> Page[Entry]:
    rows = session.scalars(keyset(select(Entry), ORDER, cursor, size)).all()
    return page_of(rows, ORDER, cursor, size)


def in_order(session: Session) -> list[int]:
    return [e.id for e in sorted(session.scalars(select(Entry)), key=lambda e: (-e.day.toordinal(), e.office, e.id))]


def test_it_shows_every_row_once_and_in_order(session: Session) -> None:
    seen: list[int] = []
    cursor: str | None = None
    while True:
        shown = page(session, cursor)
        seen += [entry.id for entry in shown.items]
        cursor = shown.next
        if cursor is None:
            break
    assert seen == in_order(session)


def test_it_goes_back_the_way_it_came(session: Session) -> None:
    first = page(session, None)
    second = page(session, first.next)
    third = page(session, second.next)
    back = page(session, third.previous)
    assert [e.id for e in back.items] == [e.id for e in second.items]
    start = page(session, back.previous)
    assert [e.id for e in start.items] == [e.id for e in first.items]
    assert start.previous is None


def test_it_offers_no_neighbours_where_there_are_none(session: Session) -> None:
    everything = page(session, None, size=23)
    assert (everything.next, everything.previous) == (None, None)
    assert page(session, None, size=22).next is not None


def test_a_row_added_meanwhile_neither_repeats_nor_hides_another(session: Session) -> None:
    first = page(session, None)
    session.add(Entry(id=99, day=dt.date(2024, 4, 1), office="ก"))
    session.flush()
    second = page(session, first.next)
    assert [e.id for e in second.items] == in_order(session)[6:11]


@pytest.mark.parametrize(
    "word",
    [
        "x",
        "!!",
        "bm90anNvbg",
        "W10",
        "WzIsMV0",
        "WzAsMSwyXQ",
        "WzAseyJkIjoiMiJ9LDEsMV0",
        "WzAsMSwyLDNd",
        "WzAseyJkIjoiMjAyNC0wMy0wMSJ9LCJcdWQ4MDAiLDNd",
        "WzAseyJkIjoiMjAyNC0wMy0wMSJ9LCJcdTAwMDAiLDNd",
    ],
)
def test_it_refuses_a_cursor_that_was_made_up(word: str) -> None:
    with pytest.raises(InvalidInput):
        keyset(select(Entry), ORDER, word)


@given(
    st.tuples(
        st.integers(-(2**62), 2**62),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        st.dates(),
        st.datetimes(timezones=st.just(dt.UTC)),
        st.booleans(),
    )
)
def test_a_cursor_survives_the_address_line(values: tuple[int, str, dt.date, dt.datetime, bool]) -> None:
    cursor = Cursor(values[:4], backward=values[4])
    assert Cursor.decode(cursor.encode()) == cursor
