"""A file as letters: its text, what was read from each letter, and where on the pages it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ReadLetter:
    """One letter of a file: `reading` with the keys of `flask letters read`, `marks` {field: [[page, left, top, width,
    height], …]} (page of the file from 1, the rest percent of the page), and the pages it stands on.
    """

    reading: dict[str, Any]
    marks: dict[str, list[list[float]]] = field(default_factory=dict)
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
    """Read every letter of a file; `ocr` False leaves a scan for later. Raises Unreadable."""
    raise Unreadable(file_name)
