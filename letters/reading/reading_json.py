"""A LetterReading as the JSON object of `flask letters read` (docs/reading.md says what each key holds)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from letters.reading.duty import Deadline, Duty, Meeting, RecurringRule, RelativeRule, Session
from letters.reading.reading import Citation, Doubt, Enclosed, LetterReading, ReceivingStamp, Signatory

Json = dict[str, Any]


def readings_as_json(readings: Sequence[LetterReading], file: str, checks: Sequence[list[Json]] = ()) -> list[Json]:
    """One object a letter of the file named, in order; `part` counts them from 1, `checks` are a bundle's findings."""
    return [
        {"file": file, "part": part} | reading_as_json(reading) | {"checks": checks[part - 1] if checks else []}
        for part, reading in enumerate(readings, 1)
    ]


def reading_as_json(reading: LetterReading) -> Json:
    """The keys of docs/reading.md; null or [] where the letter has none. Days are ISO, `found` counts pages from 1."""
    return {
        "ref_no": reading.ref_no,
        "circular": reading.circular,
        "urgency": reading.urgency,
        "urgency_by": _day(reading.urgency_by),
        "secrecy": reading.secrecy,
        "date": _day(reading.date),
        "date_partial": reading.date_partial,
        "date_from": reading.date_from,
        "issuing_office": reading.issuing_office,
        "subject": reading.subject,
        "to": list(reading.to),
        "references": [_citation(one) for one in reading.references],
        "enclosures": [_enclosed(one) for one in reading.enclosures],
        "signatory": _signatory(reading.signatory),
        "phones": list(reading.phones),
        "fax": list(reading.fax),
        "urls": list(reading.urls),
        "emails": list(reading.emails),
        "deadline": _deadline(reading.deadline),
        "meeting": _meeting(reading.meeting),
        "received": [_stamp(one) for one in reading.received],
        "obligations": [_duty(one) for one in reading.obligations],
        "sessions": [_session(one) for one in reading.sessions],
        "form": reading.form,
        "copies_to": list(reading.copies_to),
        "body": list(reading.body),
        "doubts": [_doubt(one) for one in reading.doubts],
        "found": {
            name: [[start, end, reading.page_of(start)] for start, end in spans]
            for name, spans in reading.found.items()
        },
        "text": reading.text,
    }


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _moment(value: dt.date | dt.datetime | None) -> str | None:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return _day(value)


def _time(value: dt.time | None) -> str | None:
    return value.strftime("%H:%M") if value else None


def _citation(one: Citation) -> Json:
    return {"text": one.text, "ref_no": one.ref_no, "date": _day(one.date)}


def _enclosed(one: Enclosed) -> Json:
    return {"text": one.text, "ref_no": one.ref_no, "date": _day(one.date), "copies": one.copies}


def _signatory(one: Signatory | None) -> Json | None:
    return {field.name: getattr(one, field.name) for field in fields(one)} if one else None


def _stamp(one: ReceivingStamp) -> Json:
    return {"office": one.office, "number": one.number, "date": _day(one.date), "time": _time(one.time)}


def _rule(rule: RelativeRule | RecurringRule | None) -> Json | None:
    if isinstance(rule, RelativeRule):
        return {"n": rule.n, "unit": rule.unit, "from": rule.origin}
    if isinstance(rule, RecurringRule):
        return _given({field.name: getattr(rule, field.name) for field in fields(rule)})
    return None


def _given(values: Json) -> Json:
    """Without the keys that hold nothing: those that only some letters have."""
    return {key: value for key, value in values.items() if value not in (None, False, (), [])}


def _deadline(one: Deadline | None) -> Json | None:
    if one is None:
        return None
    always = {"start": _day(one.start), "end": _day(one.end), "precision": one.precision, "what": one.what}
    return always | _given({"time": _time(one.time), "before": _day(one.before), "rule": _rule(one.rule)})


def _meeting(one: Meeting | None) -> Json | None:
    return {"start": _moment(one.start), "end": _moment(one.end), "place": one.place} if one else None


def _session(one: Session) -> Json:
    always = {
        "start": _moment(one.start),
        "end": _moment(one.end),
        "platform": one.platform,
        "url": one.url,
        "for_kinds": list(one.for_kinds),
    }
    some = {
        "meeting_id": one.meeting_id,
        "optional": one.optional,
        "districts": list(one.districts),
        "regions": list(one.regions),
    }
    return always | _given(some)


def _duty(one: Duty) -> Json:
    always = {
        "action": one.action.value,
        "who": list(one.who),
        "start": _day(one.start),
        "end": _day(one.end),
        "time": _time(one.time),
        "text": one.text,
    }
    some = {
        "before": _day(one.before),
        "rule": _rule(one.rule),
        "recurrence": one.recurrence,
        "limit": one.limit,
        "optional": one.optional,
        "precision": one.precision,
    }
    return always | _given(some)


def _doubt(one: Doubt) -> Json:
    return {"field": one.field, "text": one.text, "reason": one.reason, "span": list(one.span) if one.span else None}
