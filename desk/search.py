"""Search all letters an organisation may see: words anywhere in them, numbers however typed, filters, newest first.

The letters that bear the very number typed come before the others. Who may see what is routing.policy's rule, applied
to every letter before it counts as found: nothing tells that another exists.

How a page is found, so that it costs the same among many letters: a reader or a filter that leaves few letters is
looked through directly; else the index of words is asked, on PostgreSQL after a look at the newest letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.database import look_up_one_by_one
from core.errors import InvalidInput
from core.extensions import db
from core.paging import Cursor
from desk.search_filter import Ids, Narrowed, SearchFilter, narrow
from letters.search_index import Condition, Stretch, among, contains, holding, is_sqlite, newest, newest_first
from letters.search_models import SearchText
from letters.search_words import OWN, Wanted
from routing.policy import Reach, letters_in_reach, visible_letters

PAGE = 25
FEW = 2_000  # letters: a set of so many is worth beginning with
FEWEST = 600  # so many are looked through word for word
NEWEST = 1_000  # so many of the newest are looked at before PostgreSQL's index
BY_NUMBER, BY_WORDS = 0, 1  # the two parts of a list of results


@dataclass(frozen=True)
class Found:
    """One page of results: letter ids in order, how many of them (from the top) bear the number typed, the cursor of
    the next page.
    """

    letter_ids: list[int]
    by_number: int = 0
    next: str | None = None


@dataclass(frozen=True)
class _Few:
    """The smallest known set of letters the results lie in; `ids` None when none is small."""

    ids: sa.SelectBase | None
    count: int


def search(
    organisation_id: int, wanted: Wanted, wish: SearchFilter | None = None, cursor: str | None = None, size: int = PAGE
) -> Found:
    """Give one page of the letters the organisation may see that hold the words and pass the filter.

    Raises InvalidInput without words and filter, and for a cursor that was cut or made up.
    """
    wish = wish or SearchFilter()
    if not wanted and not wish:
        raise InvalidInput(_("ยังไม่ได้ใส่คำค้น"), _("ใส่คำในเรื่อง เลขที่หนังสือ หรือชื่อหน่วยงาน หรือเลือกตัวกรอง"), "q")
    part, below = _place_in(cursor)
    look_up_one_by_one()
    narrowed = narrow(organisation_id, wish)
    few = _fewest(letters_in_reach(organisation_id), narrowed.sets)
    narrowed.conditions.append(visible_letters(organisation_id))
    found: list[tuple[int, int, int]] = []
    if wanted.number and part == BY_NUMBER:
        by_number = Wanted(wanted.number)
        found += [(BY_NUMBER, *row) for row in _page(by_number, narrowed, few, below, size + 1)]
        below = narrowed.stretch.below
    if wanted.number:  # what stands above does not come again
        narrowed.conditions.append(sa.not_(sa.and_(*map(contains, wanted.number))))
    if len(found) <= size:
        found += [(BY_WORDS, *row) for row in _page(wanted, narrowed, few, below, size + 1 - len(found))]
    shown = found[:size]
    following = Cursor((shown[-1][0], shown[-1][2])).encode() if len(found) > size else None
    return Found([row[1] for row in shown], sum(row[0] == BY_NUMBER for row in shown), following)


def _place_in(cursor: str | None) -> tuple[int, int]:
    """Give the part of the results and the place below which to go on."""
    if not cursor:
        return BY_NUMBER, 1 << 62
    values = Cursor.decode(cursor).values
    match values:
        case (int(part), int(below)) if part in (BY_NUMBER, BY_WORDS):
            return part, below
    raise InvalidInput(_("ลิงก์ไปหน้าถัดไปนี้ใช้ไม่ได้"), _("กลับไปหน้าแรกของรายการ แล้วเปิดต่อจากตรงนั้น"))


def _fewest(reach: Reach, sets: list[Ids]) -> _Few:
    """Count every set as far as FEW, in one statement, and give the smallest."""
    choices = [(reach.counted, reach.ways), *((parts, parts) for parts in sets)]
    counted = [sum(map(_count, parts[1:]), _count(parts[0])) for parts, _ in choices]
    counts: Sequence[int] = db.session.execute(sa.select(*counted)).one()
    count, ways = min(zip(counts, [ways for _, ways in choices], strict=True), key=lambda pair: pair[0])
    return _Few(sa.union_all(*ways) if count <= FEW else None, count)


def _count(part: sa.Select[Any]) -> Any:  # noqa: ANN401
    rows = part.with_only_columns(sa.literal(1).label("one")).limit(FEW + 1).subquery()
    return sa.select(sa.func.count()).select_from(rows).scalar_subquery()


def _page(wanted: Wanted, narrowed: Narrowed, few: _Few, below: int, size: int) -> list[tuple[int, int]]:
    """Give (letter id, place) of the next letters below a place, the newest first."""
    stretch = replace(narrowed.stretch, below=min(below, narrowed.stretch.below))
    words = list(map(contains, (*wanted.words, *wanted.beside)))
    conditions = [*narrowed.conditions, *words]
    if few.ids is not None and (not wanted or few.count <= FEWEST):
        return _rows(among(few.ids, stretch, conditions), size)
    if not wanted:
        return _rows(newest_first(stretch, conditions), size)
    beside = [*narrowed.conditions, *map(contains, wanted.beside)]
    if few.ids is not None:
        beside.append(SearchText.letter_id.in_(few.ids))
    if is_sqlite():
        return _rows(holding(wanted.words, stretch, beside), size)
    return _newest_then_index(wanted, stretch, conditions, beside, size)


def _newest_then_index(
    wanted: Wanted, stretch: Stretch, conditions: list[Condition], beside: list[Condition], size: int
) -> list[tuple[int, int]]:
    if _few_bear(wanted):
        return _rows(holding(wanted.words, stretch, beside), size)
    upper = newest(NEWEST, stretch)
    found = _rows(newest_first(upper, conditions), size)
    if len(found) < size and upper.least > stretch.least:
        lower = Stretch(stretch.least, upper.least)
        found += _rows(holding(wanted.words, lower, beside), size - len(found))
    return found


def _few_bear(wanted: Wanted) -> bool:
    """Say whether a word is a letter's own number: looking at the newest letters first would gain nothing."""
    return any(word.startswith(OWN) for word in wanted.words)


def _rows(select: sa.Select[int, int], size: int) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in db.session.execute(select.limit(size))]
