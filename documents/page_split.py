"""Where the last page must begin so that the closing does not stand there alone (saraban 1.5)."""

from __future__ import annotations

from itertools import groupby
from typing import Any

LINES_WITH_CLOSING = 2


def split_before_closing(facts: dict[str, Any]) -> list[int] | None:
    """Return [paragraph, word] at which the last page has to begin, or None when all is well.

    `facts` comes from the page set once: `words` = [paragraph, word, page, height] of every word of the body in
    order, `closing` = the page of the closing. At least two body lines go with it; a paragraph is not cut so that
    one line of it stands alone, and one of three lines or fewer is not cut at all.
    """
    lines = [list(line) for _, line in groupby(facts["words"], key=lambda word: (word[0], word[2], word[3]))]
    if not lines or facts["closing"] == 1:
        return None
    together = sum(1 for line in lines if line[0][2] == facts["closing"])
    if together >= LINES_WITH_CLOSING or len(lines) <= LINES_WITH_CLOSING:
        return None
    first = len(lines) - LINES_WITH_CLOSING
    in_paragraph = [index for index, line in enumerate(lines) if line[0][0] == lines[first][0][0]]
    if first - in_paragraph[0] < 2 or in_paragraph[-1] - first < 1:
        first = in_paragraph[0] if len(in_paragraph) <= 3 else max(in_paragraph[-1] - 1, in_paragraph[0])
    paragraph, word = lines[first][0][:2]
    return [paragraph, word] if first > 0 else None
