"""A letter's body without its white space, with the way back: Thai words break over lines and spread anywhere.

Wordings are looked for in the squeezed text, so "บันทึก ข้อมูล" and "บันทึก\\nข้อมูล" are one; what the spaces and lines
told (rows of a table, where a sentence may end) is kept beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from letters.reading.reading import Span
from thai_numerals import FoundDate, find_dates

_WORD = re.compile(r"\S+")
_URL = re.compile(r"(?:https?://|www\.)[^\s()<>\"”“]{3,300}|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,5}")


@dataclass(frozen=True, slots=True)
class Placed:
    """A date of the body, at [start, end) of the squeezed text."""

    start: int
    end: int
    date: FoundDate


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` has no white space; `offsets` of each of its characters are into the letter's whole text.

    `gaps` and `lines` hold the places in `text` before which a space or a line break stood; `links` the stretches
    that URLs and e-mail addresses take.
    """

    text: str
    offsets: tuple[int, ...]
    gaps: frozenset[int]
    lines: frozenset[int]
    dates: tuple[Placed, ...]
    links: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """[start, end) of the squeezed text as a span of the letter."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """The words at [start, end), with one space where the letter has any white space."""
        breaks = [at for at in range(start + 1, end) if at in self.gaps]
        return " ".join(self.text[a:b] for a, b in zip([start, *breaks], [*breaks, end], strict=True))


def squeeze(text: str, pieces: Sequence[Span]) -> Squeezed:
    """The stretches `pieces` of a letter's `text`, in order, as one squeezed text."""
    raw = "\n".join(text[start:end] for start, end in pieces)
    shifts: list[int] = []  # from raw to the letter's text
    for start, end in pieces:
        shifts += range(start, end + 1)
    words = list(_WORD.finditer(raw))
    kept = [at for word in words for at in range(word.start(), word.end())]
    gaps: list[int] = []
    lines = [0]
    place, over = 0, 0
    for word in words:
        if place:
            gaps.append(place)
            if raw.find("\n", over, word.start()) >= 0:
                lines.append(place)
        over = word.end()
        place += over - word.start()
    return Squeezed(
        "".join(word.group() for word in words),
        tuple([shifts[at] for at in kept]),
        frozenset(gaps),
        frozenset(lines),
        tuple(_placed(found, kept) for found in find_dates(raw)),
        tuple((bisect_left(kept, url.start()), bisect_left(kept, url.end())) for url in _URL.finditer(raw)),
    )


def _placed(found: FoundDate, kept: list[int]) -> Placed:
    start, end = found.span
    return Placed(bisect_left(kept, start), bisect_left(kept, end), found)
