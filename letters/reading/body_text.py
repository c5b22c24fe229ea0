"""The letter's text as paragraphs: lines joined, page marks gone, every character knowing where it came from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from letters.reading import wording as words
from letters.reading.lines import Line
from letters.reading.reading import Span

_COLUMN = 6
_SHORT = 0.62  # a line much shorter than its neighbours ends a paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or table row: `text` with single spaces where lines end; [start, end) in `BodyText.text`."""

    text: str
    start: int
    end: int
    table_row: bool = False


@dataclass(frozen=True, slots=True)
class BodyText:
    """The whole text, paragraphs parted by a line break. Offsets of `text` map back by `origin` and `span`."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    _starts: list[int] = field(repr=False)
    _origins: list[int] = field(repr=False)

    def origin(self, offset: int) -> int:
        """The offset in the letter's text of the character at `offset` of `text`; its length maps to the last's end."""
        if not self._starts:
            return 0
        piece = max(0, bisect_right(self._starts, offset) - 1)
        limit = self._starts[piece + 1] - 1 if piece + 1 < len(self._starts) else len(self.text)
        return self._origins[piece] + min(offset, limit) - self._starts[piece]

    def printed(self, start: int, end: int) -> str:
        """[start, end) of `text` with a line break where a printed line ends, where `text` has a space."""
        pieces = self._starts[bisect_right(self._starts, start) : bisect_right(self._starts, max(start, end - 1))]
        bounds = [start, *pieces, end]
        lines = [self.text[a:b] for a, b in zip(bounds, bounds[1:], strict=False)]
        return "".join(line[:-1] + "\n" for line in lines[:-1]) + lines[-1]

    def span(self, start: int, end: int) -> Span:
        """[start, end) of `text` as offsets in the letter's text."""
        return self.origin(start), self.origin(max(start, end - 1)) + (1 if end > start else 0)


def join(groups: list[list[Line]]) -> BodyText:
    """Paragraphs from groups of lines."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    paragraphs = []
    at = 0
    for group in groups:
        begin = at
        for line in group:
            starts.append(at)
            origins.append(line.start)
            pieces += (line.text, " ")
            at += len(line.text) + 1
        pieces[-1] = "\n"
        text = " ".join(line.text for line in group)
        paragraphs.append(Paragraph(text, begin, at - 1, any(line.table_row for line in group)))
    return BodyText("".join(pieces)[:-1], tuple(paragraphs), starts, origins)


def paragraphs_of(lines: list[Line]) -> list[list[Line]]:
    """The lines of the text grouped into paragraphs, told by empty lines, indents, item numbers and short lines."""
    groups: list[list[Line]] = []
    widths = sorted(len(line.text) for line in lines)
    usual = widths[len(widths) * 3 // 4] if widths else 0
    for line in lines:
        if not groups or _begins(line, groups[-1], usual):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _begins(line: Line, group: list[Line], usual: int) -> bool:
    before = group[-1]
    if line.table_row or before.table_row:
        return True
    if line.page != before.page:
        return _begins_by_words(line) and _ends(before, usual)
    if line.blank_before:
        return True
    if line.indent - before.indent >= _COLUMN:
        return True
    return _begins_by_words(line) or _ends(before, usual)


def _begins_by_words(line: Line) -> bool:
    item = words.ITEM.match(line.text)
    if item:
        return not line.text.startswith("(") or bool(item.group(0).strip())
    return bool(words.CONCLUSION.match(line.text))


def _ends(line: Line, usual: int) -> bool:
    return len(line.text) < usual * _SHORT
