"""The picture of a letter with what was read from it marked: which field has which number, which mark is where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desk.doubts import OTHER, OpenDoubt
from desk.prefill import FORM_FIELD

# what the form has no field for stands in a list of its own, under the reading's own name
FACTS = ("deadline", "obligations", "meeting", "sessions", "urls", "emails", "phones", "fax", "copies_to", "received")


@dataclass(frozen=True)
class Mark:
    """One frame on a page: place and size in percent of it; `first` carries the number."""

    number: int
    anchor: str
    style: str
    doubtful: bool
    first: bool


@dataclass
class MarkedPages:
    """`numbers` {anchor: number} for the form, `marks` {page of the file: frames}, `pages` those of this letter."""

    pages: tuple[int, ...]
    numbers: dict[str, int] = field(default_factory=dict)
    marks: dict[int, list[Mark]] = field(default_factory=dict)


def marked_pages(
    boxes: Mapping[str, list[list[float]]], pages: tuple[int, ...], open_doubts: list[OpenDoubt]
) -> MarkedPages:
    """Number the fields in the order in which they stand on the pages; a doubtful one is amber.

    `boxes` {field of the reading: [[page, left, top, width, height], …]}; those of doubts stand under their key.
    """
    doubtful = {one.field for one in open_doubts if one.field != OTHER} | {one.key for one in open_doubts}
    places: dict[str, list[list[float]]] = {}
    for name, found in boxes.items():
        anchor = anchor_of(name)
        places.setdefault(anchor, []).extend(box for box in found if int(box[0]) in pages)
    ordered = sorted((found for found in places.items() if found[1]), key=lambda one: min(map(_reading_order, one[1])))
    shown = MarkedPages(pages)
    for number, (anchor, found) in enumerate(ordered, 1):
        shown.numbers[anchor] = number
        for at, box in enumerate(sorted(found, key=_reading_order)):
            mark = Mark(number, anchor, _style(box), anchor in doubtful, at == 0)
            shown.marks.setdefault(int(box[0]), []).append(mark)
    return shown


def anchor_of(name: str) -> str:
    """Give the name of the form's field, or of the list, in which a field of the reading is shown."""
    return FORM_FIELD.get(name, name)


def pages_of(letter: Any, page_count: int) -> tuple[int, ...]:  # noqa: ANN401
    """Give the pages of the file on which a letter stands; all of them for a file nobody could read."""
    if letter is None:
        return tuple(range(1, page_count + 1))
    return tuple(range(letter.first_page, min(letter.last_page, max(page_count, letter.last_page)) + 1))


def _reading_order(box: list[float]) -> tuple[float, ...]:
    page, left, top = box[:3]
    return (page, round(top), left)


def _style(box: list[float]) -> str:
    _page, left, top, width, height = box
    return f"left:{left:.2f}%;top:{top:.2f}%;width:{width:.2f}%;height:{height:.2f}%"


@dataclass(frozen=True)
class Piece:
    """A run of the letter's text: plain, or one found value (`anchor`)."""

    text: str
    anchor: str = ""
    number: int = 0
    doubtful: bool = False
    first: bool = False


def marked_text(reading: Mapping[str, Any], open_doubts: list[OpenDoubt]) -> tuple[MarkedPages, list[Piece]]:
    """Give a letter without pictures as its text in pieces, numbered as they come; of two values on the same
    characters the longer frame wins.
    """
    text = str(reading.get("text") or "")
    spans = []
    for name, found in (reading.get("found") or {}).items():
        if name != "body":
            spans += [(int(start), int(end), anchor_of(name)) for start, end, *_page in found]
    doubtful = {one.field for one in open_doubts}
    shown, pieces, at = MarkedPages(()), [], 0
    for start, end, anchor in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < at or end > len(text):
            continue
        first = anchor not in shown.numbers
        number = shown.numbers.setdefault(anchor, len(shown.numbers) + 1)
        pieces += [Piece(text[at:start]), Piece(text[start:end], anchor, number, anchor in doubtful, first)]
        at = end
    return shown, [*pieces, Piece(text[at:])]
