"""From a normalised text to what its letters say: every field read from the sheet, each with places and doubts."""

from __future__ import annotations

from typing import Any

from letters.reading.bundle import link_bundle, split_bundle
from letters.reading.citations import read_enclosures, read_references
from letters.reading.duties import DutyHead, read_duties
from letters.reading.emails import read_emails
from letters.reading.head_fields import read_date, read_form, read_ref_no, read_secrecy, read_urgency
from letters.reading.issuing_office import read_issuing_office
from letters.reading.normalise import normalise_tracked
from letters.reading.phones import read_fax, read_phones
from letters.reading.reading import LetterReading, Read
from letters.reading.receivers import read_copies_to, read_subject, read_to
from letters.reading.sheet import Sheet, make_sheet
from letters.reading.signatory import read_signatory
from letters.reading.stamps import read_head
from letters.reading.urls import read_urls


def read_letters(text: str, page_starts: tuple[int, ...] = (0,)) -> list[LetterReading]:
    """The letters of `text` in order, one or several (a bundle: the forwarding letter, then its source).

    `page_starts` are the offsets at which pages begin. Offsets in each reading count from its own `text`, normalised.
    A text that is no letter gives one reading with what can be told of it. Deterministic; time linear in the text.
    """
    text, page_starts = _normal(text, page_starts)
    readings = [read_letter(text[part.start : part.end], part.page_starts) for part in split_bundle(text, page_starts)]
    return link_bundle(readings)[0]


def _normal(text: str, page_starts: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    tracked = normalise_tracked(text)
    if tracked.text == text:
        return text, page_starts
    moved = []
    for start in page_starts:
        moved.append(next((at for at, origin in enumerate(tracked.origins) if origin >= start), len(tracked.text)))
    return tracked.text, tuple(moved)


def read_letter(text: str, page_starts: tuple[int, ...] = (0,)) -> LetterReading:
    """What one letter says. `text` is normalised and holds nothing but this letter and its enclosures."""
    sheet = make_sheet(text, page_starts)
    fields = _head_fields(sheet)
    fields |= {
        "references": read_references(sheet),
        "enclosures": read_enclosures(sheet),
        "phones": read_phones(text),
        "fax": read_fax(text),
        "urls": read_urls(text),
        "emails": read_emails(text),
        "copies_to": read_copies_to(sheet),
        "body": _body(sheet),
    }
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
