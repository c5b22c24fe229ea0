"""What was read from one letter: every field with the places it was found and the doubts about it.

The names and shapes are those of `flask letters read` (docs/reading.md). Offsets count characters of
`LetterReading.text`, the normalised text. A value that cannot be read for sure is None (or missing from its list)
and has a Doubt.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from letters.reading.duty import Deadline, Duty, Meeting, Session

Value = TypeVar("Value", covariant=True)
Span = tuple[int, int]
Source = Literal["pdf", "docx", "text", "ocr"]  # where a text came from


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must look at: the field, the text as printed, and why, in a plain Thai sentence."""

    field: str
    text: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Read(Generic[Value]):
    """One field's value, where it stands (for a list: one span an item, in order), and the doubts about it."""

    value: Value
    spans: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A letter named under อ้างถึง: `text` as printed, number (Arabic digits) and date where they stand there."""

    text: str
    ref_no: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One สิ่งที่ส่งมาด้วย: `text` without the count, `copies` such as "๑ ชุด", number and date if it copies a letter."""

    text: str
    ref_no: str | None = None
    date: dt.date | None = None
    copies: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: name without brackets, own position, acting wording (saraban 1.9), and for whom."""

    name: str | None
    position: str | None = None
    acting: str | None = None
    on_behalf: str | None = None


@dataclass(frozen=True, slots=True)
class ReceivingStamp:
    """A receiving stamp (แบบที่ ๑๒): office, running number, day and time, None where empty or unreadable."""

    office: str | None
    number: str | None
    date: dt.date | None
    time: dt.time | None = None


@dataclass(frozen=True, slots=True)
class LetterReading:
    """All that was read from one letter. None or () means: the text has none, or a doubt says why."""

    text: str
    page_starts: tuple[int, ...] = (0,)
    form: str | None = None  # "external", "memo", "stamp"
    ref_no: str | None = None
    circular: bool | None = None
    urgency: str | None = None
    urgency_by: dt.date | None = None
    secrecy: str | None = None
    date: dt.date | None = None
    date_partial: str | None = None  # "2024-03" when the day is blank
    date_from: str | None = None  # "part 1" when the citing letter of a bundle gave the date
    issuing_office: str | None = None
    subject: str | None = None
    to: tuple[str, ...] = ()
    references: tuple[Citation, ...] = ()
    enclosures: tuple[Enclosed, ...] = ()
    signatory: Signatory | None = None
    phones: tuple[str, ...] = ()
    fax: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    deadline: Deadline | None = None
    meeting: Meeting | None = None
    received: tuple[ReceivingStamp, ...] = ()
    obligations: tuple[Duty, ...] = ()
    sessions: tuple[Session, ...] = ()
    copies_to: tuple[str, ...] = ()
    body: tuple[str, ...] = ()  # paragraphs, page marks and catch-words removed, lines joined
    found: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    def page_of(self, offset: int) -> int:
        """The page, from 1, on which the character at `offset` stands."""
        return sum(1 for start in self.page_starts if start <= offset) or 1
