"""Where the last page must begin so that the closing does not stand there alone (saraban 1.5)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

LINES_WITH_CLOSING = 2
FEW_LINES = 4
TOP, BOTTOM = 105, 774  # where text begins and ends on a page, in points from the upper edge
TIGHT_GAIN = 90  # points that smaller gaps can save at most

Facts = dict[str, Any]


def worth_tightening(facts: Facts) -> bool:
    """Whether so little stands on the closing's page that smaller gaps may save that page.

    `facts` comes from the page set once: `words` = [paragraph, word, page, height] of every word of the body in
    order (only when there are several pages), `closing` = the page of the closing, `end` = height of the letter's end.
    """
    if facts["closing"] == 1 or _lines_on_last_page(facts) > FEW_LINES:
        return False
    last_before = max((word[3] for word in facts["words"] if word[2] == facts["closing"] - 1), default=BOTTOM)
    return facts["end"] - TOP <= BOTTOM - last_before + TIGHT_GAIN


def split_before_closing(facts: Facts) -> list[int] | None:
    """Return [paragraph, word] at which the last page has to begin, or None when all is well.

    At least two body lines go with the closing; a paragraph is not cut so that one line of it stands alone, and one
    of three lines or fewer is not cut at all.
    """
    lines = _lines(facts)
    if facts["closing"] == 1 or _lines_on_last_page(facts) >= LINES_WITH_CLOSING or not lines:
        return None
    first = max(len(lines) - LINES_WITH_CLOSING, 0)
    paragraph = [index for index, line in enumerate(lines) if line[0][0] == lines[first][0][0]]
    leaves_one_behind, takes_one_along = first == paragraph[0] + 1, first == paragraph[-1]
    if len(paragraph) <= 3:
        first = paragraph[0]
    elif leaves_one_behind or takes_one_along:
        first = paragraph[-1] - 1
    start, word = lines[first][0][:2]
    return [start, word] if first > 0 else None


def _lines(facts: Facts) -> list[list[list[int]]]:
    return [list(line) for _, line in groupby(facts["words"], key=lambda word: (word[0], word[2], word[3]))]


def _lines_on_last_page(facts: Facts) -> int:
    return sum(1 for line in _lines(facts) if line[0][2] == facts["closing"])
