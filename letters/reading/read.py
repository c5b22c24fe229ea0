"""From a normalised text to what its letters say: every field read from the sheet, each with places and doubts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from letters.reading.bundle import Part, link_bundle, split_bundle
from letters.reading.citations import read_enclosures, read_references
from letters.reading.duties import DutyHead, read_duties
from letters.reading.emails import read_emails
from letters.reading.head_fields import read_date, read_form, read_ref_no, read_secrecy, read_urgency
from letters.reading.issuing_office import read_issuing_office
from letters.reading.normalise import moved_starts, normalise, normalise_tracked
from letters.reading.ocr_doubts import as_guessed
from letters.reading.phones import read_phones
from letters.reading.quoted import read_quoted
from letters.reading.reading import LetterReading, Read, Source
from letters.reading.receivers import read_copies_to, read_subject, read_to
from letters.reading.sheet import Sheet, make_sheet
from letters.reading.signatory import read_signatory
from letters.reading.stamps import read_head
from letters.reading.urls import read_urls


def read_letters(text: str, page_starts: tuple[int, ...] = (0,), source: Source = "text") -> list[LetterReading]:
    """The letters of `text` in order, one or several (a bundle: the forwarding letter, then its source).

    `page_starts` are the offsets at which pages begin. Offsets in each reading count from its own `text`, normalised.
    With `source` "ocr" nothing but text and body is kept, each field a doubt (`ocr_doubts`).
    A text that is no letter gives one reading with what can be told of it. Deterministic; time linear in the text.
    """
    plain = normalise(text)
    if plain != text:
        page_starts = tuple(moved_starts(normalise_tracked(text).origins, page_starts))
    pages = range(1, len(page_starts) + 1) if source == "ocr" else ()
    return [one.reading for one in read_parts(plain, page_starts, guessed_pages=frozenset(pages))]


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One letter of a file, where it stands in the file's text, and the pages of the file it stands on (from 1).

    The reading's own `page_starts` count the file's pages: those before the letter begin at 0.
    """

    reading: LetterReading
    part: Part
    last_page: int
    guessed: bool = False


def read_parts(
    text: str, page_starts: tuple[int, ...] = (0,), *, guessed_pages: frozenset[int] = frozenset()
) -> list[ReadPart]:
    """The letters of `text` (normalised) with their places; one that begins on a guessed page keeps no field."""
    parts = split_bundle(text, page_starts)
    readings = []
    for part in parts:
        reading = read_letter(text[part.start : part.end], part.page_starts)
        reading = replace(reading, page_starts=(0,) * part.first_page + part.page_starts[1:])
        readings.append(as_guessed(reading) if part.first_page in guessed_pages else reading)
    return [
        ReadPart(reading, part, part.first_page + len(part.page_starts) - 1, part.first_page in guessed_pages)
        for reading, part in zip(link_bundle(readings)[0], parts, strict=True)
    ]


def read_letter(text: str, page_starts: tuple[int, ...] = (0,)) -> LetterReading:
    """What one letter says. `text` is normalised and holds nothing but this letter and its enclosures."""
    sheet = make_sheet(text, page_starts)
    fields = _head_fields(sheet)
    phones, fax = read_phones(text)
    fields |= {
        "references": read_references(sheet),
        "enclosures": read_enclosures(sheet),
        "phones": phones,
        "fax": fax,
        "urls": read_urls(text),
        "emails": read_emails(text),
        "copies_to": read_copies_to(sheet),
        "body": _body(sheet),
    }
    if not sheet.is_letter:
        fields |= read_quoted(text)
    fields |= _duties(sheet, fields)
    partial = fields.pop("date_partial")
    values: dict[str, Any] = {name: read.value for name, read in fields.items()}
    return LetterReading(
        text=text,
        page_starts=page_starts,
        date_partial=partial.value,
        found={name: read.spans for name, read in fields.items() if read.spans},
        doubts=tuple(doubt for read in fields.values() for doubt in read.doubts),
        **values,
    )


def _body(sheet: Sheet) -> Read[tuple[str, ...]]:
    body = sheet.body
    spans = tuple(body.span(paragraph.start, paragraph.end) for paragraph in body.paragraphs)
    return Read(tuple(paragraph.text for paragraph in body.paragraphs), spans)


def _duties(sheet: Sheet, fields: dict[str, Read[Any]]) -> dict[str, Read[Any]]:
    """What the text proper asks, of whom, until when."""
    head = DutyHead(fields["to"].value, fields["issuing_office"].value, fields["date"].value, fields["urls"].value)
    duties = read_duties(sheet, head)
    return {
        "obligations": duties.obligations,
        "deadline": duties.deadline,
        "meeting": duties.meeting,
        "sessions": duties.sessions,
    }


def _head_fields(sheet: Sheet) -> dict[str, Read[Any]]:
    """The fields above and below the text."""
    form = read_form(sheet)
    head = read_head(sheet)
    ref_no, circular = read_ref_no(sheet, head)
    urgency, urgency_by = read_urgency(sheet, head)
    date, partial = read_date(sheet, head, form.value)
    return {
        "form": form,
        "ref_no": ref_no,
        "circular": circular,
        "urgency": urgency,
        "urgency_by": urgency_by,
        "secrecy": read_secrecy(sheet),
        "date": date,
        "date_partial": Read(partial),
        "issuing_office": read_issuing_office(sheet, head, form.value),
        "subject": read_subject(sheet, form.value),
        "to": read_to(sheet, form.value),
        "signatory": read_signatory(sheet, head, form.value),
        "received": head.stamps,
    }
