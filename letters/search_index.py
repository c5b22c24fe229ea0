"""Where in the index to look: the places of the letters that hold some words, the newest first.

SQLite answers from FTS5, read backwards and only as far as a page needs. PostgreSQL answers from an index of
three-character pieces, which gives all the letters that hold them, unordered: what is frequent is better sought among
the newest first. Decision 0008.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from core.extensions import db
from letters.models import Letter
from letters.search_content import trigrams
from letters.search_models import SearchText

FTS = sa.table("search_index", sa.column("rowid"), sa.column("search_index"))
Condition = sa.ColumnElement[bool]
_ALL = -1  # a LIMIT that takes all, and on SQLite keeps a subquery apart


@dataclass(frozen=True)
class Stretch:
    """The part of the places to look at: from `least` on, below `below`."""

    least: int
    below: int

    def holds(self, place: Any) -> Condition:  # noqa: ANN401
        """Give the condition that a place lies in the stretch."""
        return sa.and_(place >= self.least, place < self.below)


def is_sqlite() -> bool:
    """Say which of the two indexes there is."""
    return db.engine.dialect.name == "sqlite"


def contains(word: str) -> Condition:
    """Give the condition that the search text holds the word."""
    return (sa.func.instr if is_sqlite() else sa.func.strpos)(SearchText.text, word) > 0


def newest_first(stretch: Stretch, conditions: Sequence[Condition]) -> sa.Select[int, int]:
    """Select (letter id, place) of the letters that meet the conditions, walking down all of the stretch."""
    return _letters().where(stretch.holds(SearchText.place), *conditions).order_by(SearchText.place.desc())


def among(letter_ids: sa.SelectBase, stretch: Stretch, conditions: Sequence[Condition]) -> sa.Select[int, int]:
    """The same, looking at these letters only."""
    chosen = sa.select(SearchText.place).where(SearchText.letter_id.in_(letter_ids), stretch.holds(SearchText.place))
    return _apart(chosen.order_by((SearchText.place + 0).desc()), conditions)  # + 0: not down all places


def holding(words: Sequence[str], stretch: Stretch, conditions: Sequence[Condition]) -> sa.Select[int, int]:
    """The same, looking at the letters that hold every word (each of three characters or more), by the index."""
    if is_sqlite():
        asked = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        place: Any = sa.literal_column("+search_index.rowid")  # the plus: never looked up from the letters' side
        found = _letters(FTS, SearchText.place == place).where(FTS.c.search_index.op("MATCH")(asked))
        return found.where(stretch.holds(FTS.c.rowid), *conditions).order_by(FTS.c.rowid.desc())
    pieces = sorted({piece for word in words for piece in trigrams(word)})
    grams = sa.type_coerce(SearchText.grams, ARRAY(sa.Integer))
    chosen = sa.select(SearchText.place).where(grams.contains(pieces), stretch.holds(SearchText.place))
    return _apart(chosen.order_by(SearchText.place.desc()), [*map(contains, words), *conditions])


def newest(count: int, stretch: Stretch) -> Stretch:
    """Give the upper part of a stretch that has `count` letters; one statement, from the index of places."""
    down = sa.select(SearchText.place).where(stretch.holds(SearchText.place)).order_by(SearchText.place.desc())
    least = db.session.scalar(down.offset(count - 1).limit(1))
    return Stretch(stretch.least if least is None else least, stretch.below)


def _letters(rows: sa.FromClause | None = None, joined: Any = None) -> sa.Select[int, int]:  # noqa: ANN401
    columns = sa.select(Letter.id, SearchText.place)
    if rows is None:
        return columns.select_from(SearchText).join(Letter, Letter.id == SearchText.letter_id)
    return columns.select_from(rows).join(SearchText, joined).join(Letter, Letter.id == SearchText.letter_id)


def _apart(chosen: sa.Select[int], conditions: Sequence[Condition]) -> sa.Select[int, int]:
    """Have the places found and put in order before the texts are looked at, and then only as far as a page needs."""
    places = (chosen.limit(_ALL) if is_sqlite() else chosen.offset(0)).subquery("places")
    return _letters(places, SearchText.place == places.c.place).where(*conditions).order_by(places.c.place.desc())
