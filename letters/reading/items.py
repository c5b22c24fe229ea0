"""A labelled part that lists things: numbered "๑. … ๒. …", over wrapped lines, with or without counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letters.reading import wording as words
from letters.reading.body_text import BodyText, join
from letters.reading.lines import Line
from letters.reading.reading import Span
from thai_numerals import to_arabic

_NUMBER = re.compile(rf"(?:(?<=\s)|\A)\(?(?P<number>{words.D}{{1,2}})[.)]\s{{0,6}}(?!{words.D})(?=\S)")
_NUMBER_BARE = re.compile(rf"(?:(?<=\s)|\A)(?P<number>{words.D}{{1,2}})\s{{1,6}}(?=[ก-๙A-Za-z])")
_BULLET = re.compile(r"\A[-–•●○▪*]\s{0,6}")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing listed: [begin, end) of the part's joined text, single spaces where its lines end."""

    whole: BodyText
    begin: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.whole.text[self.begin : self.end]

    @property
    def printed(self) -> str:
        """Its words, as long, with a line break where a line ends."""
        return self.whole.printed(self.begin, self.end)

    @property
    def span(self) -> Span:
        """Where it stands in the letter."""
        return self.whole.span(self.begin, self.end)

    def part(self, start: int, end: int) -> Item:
        """[start, end) of its text as an item, the spaces and commas around it left out."""
        raw = self.text[start:end]
        text = raw.strip(" ,;|")
        begin = self.begin + start + (raw.index(text) if text else 0)
        return Item(self.whole, begin, begin + len(text))


def items_of(lines: list[Line]) -> list[Item]:
    """The items of a part, without their numbers. A part without numbers is one item, or one a bullet line."""
    if not lines:
        return []
    whole = join([lines])
    cuts = _numbered(whole) or _bulleted(whole, lines)
    everything = Item(whole, 0, len(whole.text))
    if not cuts:
        return [everything.part(0, everything.end)]
    ends = [start for start, _ in cuts[1:]] + [len(whole.text)]
    items = [everything.part(begin, end) for (_, begin), end in zip(cuts, ends, strict=True)]
    return [item for item in items if item.text]


def _numbered(whole: BodyText) -> list[tuple[int, int]]:
    """Where each number stands and the text behind it begins, when numbers run 1, 2, 3 … from the very beginning."""
    for pattern in (_NUMBER, _NUMBER_BARE):
        cuts: list[tuple[int, int]] = []
        for match in pattern.finditer(whole.text):
            if int(to_arabic(match["number"])) == len(cuts) + 1 and (cuts or match.start() == 0):
                cuts.append(match.span())
        if cuts and (len(cuts) > 1 or pattern is _NUMBER):
            return cuts
    return []


def _bulleted(whole: BodyText, lines: list[Line]) -> list[tuple[int, int]]:
    cuts = []
    at = 0
    for line in lines:
        bullet = _BULLET.match(line.text)
        if bullet:
            cuts.append((at, at + bullet.end()))
        at += len(line.text) + 1
    return cuts if cuts and cuts[0][0] == 0 else []


def split_at(item: Item, offsets: list[int]) -> list[Item]:
    """The pieces of `item` that begin at `offsets` of its text (0 included)."""
    bounds = [0, *sorted(set(offsets) - {0}), len(item.text)]
    pieces = [item.part(start, end) for start, end in zip(bounds, bounds[1:], strict=False)]
    return [piece for piece in pieces if piece.text]
