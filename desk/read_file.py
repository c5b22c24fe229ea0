"""A file as letters: its text, what was read from each letter, and where on the pages it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.errors import InvalidInput
from letters.reading.marks import Mark, part_marks
from letters.reading.read import ReadPart, read_parts
from letters.reading.reading_json import reading_as_json
from letters.reading.take_text import take_text

_NOT_MARKED = {"body", "circular", "form"}  # the body in whole; what the number and the layout say by themselves

Boxes = dict[str, list[list[float]]]


@dataclass(frozen=True)
class ReadLetter:
    """One letter of a file: `reading` with the keys of `flask letters read`, `marks` {field: [[page, left, top, width,
    height], …]} (page of the file from 1, the rest percent of the page), and the pages it stands on.
    """

    reading: dict[str, Any]
    marks: Boxes = field(default_factory=dict)
    first_page: int = 1
    last_page: int = 1


@dataclass(frozen=True)
class ReadFile:
    """Everything read from one file; no letters when it has no text, or waits to be read as a picture."""

    letters: tuple[ReadLetter, ...]
    page_count: int
    from_ocr: bool = False
    waits_for_ocr: bool = False


class Unreadable(ValueError):
    """A file whose text cannot be had; the message is a plain sentence for the person who looks at it."""


def read_file(content: bytes, file_name: str, *, ocr: bool) -> ReadFile:
    """Read every letter of a file. `ocr` False leaves what has no text layer for later, if OCR is installed at all.

    What was guessed from a picture is in doubt from the first word to the last: its fields are empty.
    Raises Unreadable.
    """
    try:
        taken = take_text(content, file_name, ocr=ocr)
    except InvalidInput as error:
        raise Unreadable(str(error)) from error
    if not taken.text.strip():
        return ReadFile((), len(taken.page_sizes), waits_for_ocr=True)
    parts = read_parts(taken.text, taken.page_starts, guessed_pages=frozenset(taken.ocr_pages))
    marked = part_marks(content, taken, parts)
    letters = tuple(_letter(one, found) for one, found in zip(parts, marked, strict=True))
    return ReadFile(letters, len(taken.page_sizes), from_ocr=any(one.guessed for one in parts))


def _letter(one: ReadPart, marked: dict[str, list[Mark]]) -> ReadLetter:
    """A doubt is marked under its field, like the value it is about; the body is marked only where it is in doubt."""
    boxes: Boxes = {name: _boxes(marked.get(name, [])) for name in one.reading.found if name not in _NOT_MARKED}
    for at, doubt in enumerate(one.reading.doubts):
        here = boxes.setdefault(doubt.field, [])
        here += [box for box in _boxes(marked.get(f"d{at}", [])) if box not in here]
    boxes = {name: found for name, found in boxes.items() if found}
    return ReadLetter(reading_as_json(one.reading), boxes, one.part.first_page, one.last_page)


def _boxes(marks: list[Mark]) -> list[list[float]]:
    return [one.percent() for one in marks]
