"""A letter's text as a sheet: lines, their parts, and the text proper, every piece with its place in the whole.

Every field is read from a Sheet. The text is expected in the form of `normalise`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from letters.reading.body_text import BodyText, join, paragraphs_of
from letters.reading.lines import Line, split_lines
from letters.reading.reading import Span
from letters.reading.zones import Zone, label_of, zones_of


@dataclass(frozen=True)
class Sheet:
    """One letter. `lines` are the printed lines that hold anything, `zones` the part of each; see `make_sheet`."""

    text: str
    page_starts: tuple[int, ...]
    lines: tuple[Line, ...]
    zones: tuple[Zone, ...]

    def lines_of(self, *zones: Zone) -> list[Line]:
        """The lines of these parts, in printed order."""
        return [line for line, zone in zip(self.lines, self.zones, strict=True) if zone in zones]

    def span_of(self, *zones: Zone) -> Span | None:
        """From the first to the last character of these parts; None when the letter has none of them."""
        lines = self.lines_of(*zones)
        return (lines[0].start, lines[-1].end) if lines else None

    @cached_property
    def head(self) -> list[Line]:
        """Number, letterhead, date, urgency and receiving stamps, wherever above the text they stand."""
        return self.lines_of(Zone.HEAD)

    @cached_property
    def body(self) -> BodyText:
        """The text proper with its conclusion (จึงเรียนมาเพื่อ…); table rows are paragraphs of their own."""
        return join(paragraphs_of(self.lines_of(Zone.BODY, Zone.CONCLUSION)))

    @cached_property
    def conclusion(self) -> BodyText:
        """The closing request alone, จึงเรียนมาเพื่อ…"""
        return join(paragraphs_of(self.lines_of(Zone.CONCLUSION)))

    @cached_property
    def annex(self) -> BodyText:
        """Enclosures printed behind the letter's foot."""
        return join(paragraphs_of(self.lines_of(Zone.ANNEX)))

    @cached_property
    def is_letter(self) -> bool:
        """Whether the text is a letter at all: it says to whom (เรียน, ถึง) or what about (เรื่อง) at a line's start."""
        return Zone.TO in self.zones or Zone.SUBJECT in self.zones

    def values(self, zone: Zone) -> list[Line]:
        """The lines of a labelled part without the label; an empty label line is left out."""
        lines = self.lines_of(zone)
        if not lines:
            return []
        first = lines[0]
        label = label_of(first.text, stamp_letter=True)
        at = label[1] if label else 0
        value = Line(first.start + at, first.end, first.text[at:], first.page, first.indent + at)
        return [value, *lines[1:]] if value.text else lines[1:]


def make_sheet(text: str, page_starts: tuple[int, ...] = (0,)) -> Sheet:
    """Lay out `text` (normalised); `page_starts` are the offsets at which its pages begin. Linear in the text."""
    lines = split_lines(text, page_starts)
    return Sheet(text, page_starts, tuple(lines), tuple(zones_of(lines)))
