"""Days to come that a letter's text names: what a recipient must not miss, in the letter's own words. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from letters.models import Letter
from thai_numerals import find_dates

BEFORE, AFTER = 60, 30  # characters of the sentence shown on either side


@dataclass(frozen=True)
class DayAhead:
    """A day or range the text names, the last day of it, and the words around it."""

    start: dt.date
    end: dt.date
    words: str


def days_ahead(letter: Letter, today: dt.date) -> list[DayAhead]:
    """Give the days from today on that the body names, soonest first, each once. Whole years are background."""
    text = "\n".join((letter.body_cause, letter.body_purpose, letter.body_conclusion))
    found: dict[tuple[dt.date, dt.date], DayAhead] = {}
    for one in find_dates(text):
        if one.end < today or one.precision in ("year", "fiscal_year") or one.role == "letter_date":
            continue
        found.setdefault((one.start, one.end), DayAhead(one.start, one.end, _around(text, one.span)))
    return sorted(found.values(), key=lambda one: (one.end, one.start))


def _around(text: str, span: tuple[int, int]) -> str:
    """Give the words around a date, cut at spaces: a Thai sentence has no full stop to cut at."""
    start = text.rfind(" ", 0, max(0, span[0] - BEFORE)) + 1
    start = max(start, text.rfind("\n", 0, span[0]) + 1)
    end = text.find(" ", min(len(text), span[1] + AFTER))
    line = text.find("\n", span[1])
    end = min(one for one in (end if end >= 0 else len(text), line if line >= 0 else len(text)))
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text) else ''}"
