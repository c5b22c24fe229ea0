"""A file as letters: its text, what was read from each letter, and where on the pages it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from core.errors import InvalidInput
from documents.ocr import is_installed
from letters.reading.marks import marks
from letters.reading.ocr_doubts import as_guessed
from letters.reading.read import read_letters
from letters.reading.reading import LetterReading, Span
from letters.reading.reading_json import reading_as_json
from letters.reading.take_text import TakenText, take_text

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
        if not ocr and is_installed():
            return ReadFile((), 0, waits_for_ocr=True)
        raise Unreadable(str(error)) from error
    letters, start = [], 0
    for reading in read_letters(taken.text, taken.page_starts):
        letters.append(_letter(content, taken, reading, start))
        start += len(reading.text)
    return ReadFile(tuple(letters), len(taken.page_sizes), from_ocr=bool(taken.ocr_pages))


def _letter(content: bytes, taken: TakenText, reading: LetterReading, start: int) -> ReadLetter:
    first = bisect_right(taken.page_starts, start)
    last = bisect_right(taken.page_starts, max(start, start + len(reading.text.rstrip()) - 1))
    if any(first <= page <= last for page in taken.ocr_pages):
        reading = as_guessed(reading)
    found = marks(content, taken, _places(reading, start))
    boxes = {name: [one.percent() for one in some] for name, some in found.items() if some}
    return ReadLetter(reading_as_json(reading), boxes, max(1, first), max(1, last))


def _places(reading: LetterReading, start: int) -> dict[str, list[Span]]:
    """Give where each value and each doubt stands in the whole file's text; the body is marked only where in doubt."""
    places = {name: list(spans) for name, spans in reading.found.items() if name not in _NOT_MARKED}
    for doubt in reading.doubts:
        if doubt.span is not None and doubt.span not in places.setdefault(doubt.field, []):
            places[doubt.field].append(doubt.span)
    return {name: [(start + begin, start + end) for begin, end in spans] for name, spans in places.items()}
