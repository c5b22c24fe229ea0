"""What a person must tick off in text that was guessed from a picture.

Measured with Tesseract on clean Thai pages: of eight years none came back right. So every number, date, reference and
address in such a text is a doubt until somebody has compared it with the paper; no field is filled from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace

from flask_babel import gettext as _

from letters.reading.emails import find_emails
from letters.reading.reading import Doubt, LetterReading, Span
from letters.reading.urls import find_urls
from letters.reference_number import find_reference_numbers
from thai_numerals import find_dates

_DIGITS = re.compile(r"[0-9๐-๙]+(?:[.,:/\-–][0-9๐-๙]+)*")
_KEPT = {"text", "page_starts", "body", "found", "doubts"}  # of LetterReading; every other field is read, not guessed


def ocr_doubts(text: str, *, field: str = "body") -> list[Doubt]:
    """Return a doubt for each address, reference number, date and other run of digits of `text`, in its order.

    None overlap: the digits of a date are part of the date's doubt.
    """
    found: list[tuple[Span, str]] = []
    taken = bytearray(len(text))
    for spans, reason in _kinds(text):
        for start, end in spans:
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(((start, end), reason))
    return [Doubt(field, text[start:end], reason, (start, end)) for (start, end), reason in sorted(found)]


def _kinds(text: str) -> Iterable[tuple[Iterable[Span], str]]:
    """Addresses first: what stands in them is part of them."""
    yield [one.span for one in find_urls(text)], _("ที่อยู่เว็บอ่านจากภาพสแกน เทียบกับต้นฉบับ")
    yield [one.span for one in find_emails(text)], _("อีเมลอ่านจากภาพสแกน เทียบกับต้นฉบับ")
    yield [one.span for one in find_reference_numbers(text)], _("เลขที่หนังสืออ่านจากภาพสแกน เทียบกับต้นฉบับ")
    yield [one.span for one in find_dates(text)], _("วันที่อ่านจากภาพสแกน เทียบกับต้นฉบับ")
    yield [one.span() for one in _DIGITS.finditer(text)], _("ตัวเลขอ่านจากภาพสแกน เทียบกับต้นฉบับ")


def as_guessed(reading: LetterReading) -> LetterReading:
    """Return what may be kept of a letter whose text is OCR: its text and body; each field read becomes a doubt.

    The doubt's text is what stands there, so that a person who has looked at the paper may take it over.
    """
    reason = _("อ่านจากภาพสแกน ดูต้นฉบับแล้วกรอกเอง")
    doubts, empty = [], {}
    for one in fields(LetterReading):
        value = getattr(reading, one.name)
        if one.name in _KEPT or value in (None, ()):
            continue
        empty[one.name] = () if isinstance(value, tuple) else None
        for start, end in reading.found.get(one.name, ()):
            doubts.append(Doubt(one.name, reading.text[start:end], reason, (start, end)))
        if not reading.found.get(one.name):
            doubts.append(Doubt(one.name, "", reason))
    found = {name: spans for name, spans in reading.found.items() if name in _KEPT}
    doubts += _body_doubts(reading)
    return replace(reading, **empty, found=found, doubts=tuple(doubts))  # type: ignore[arg-type]


def _body_doubts(reading: LetterReading) -> list[Doubt]:
    """The doubts in the body, with places in the whole text."""
    found = []
    for start, end in reading.found.get("body", ((0, len(reading.text)),)):
        for doubt in ocr_doubts(reading.text[start:end]):
            inner = doubt.span or (0, 0)
            found.append(replace(doubt, span=(start + inner[0], start + inner[1])))
    return found
