"""What was read from letters as a table for a terminal: one line a field, doubts below with their reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from letters.reading.duty import Deadline, Duty, Meeting, Session
from letters.reading.reading import Citation, Enclosed, LetterReading, ReceivingStamp, Signatory
from thai_numerals import format_date

_WIDTH = 18
_LABELS = (
    ("ref_no", "ที่"),
    ("urgency", "ชั้นความเร็ว"),
    ("urgency_by", "ภายใน"),
    ("secrecy", "ชั้นความลับ"),
    ("date", "ลงวันที่"),
    ("issuing_office", "จาก"),
    ("subject", "เรื่อง"),
    ("to", "เรียน"),
    ("references", "อ้างถึง"),
    ("enclosures", "สิ่งที่ส่งมาด้วย"),
    ("signatory", "ลงนาม"),
    ("deadline", "กำหนด"),
    ("meeting", "ประชุม"),
    ("sessions", "รอบประชุม"),
    ("obligations", "ให้ทำ"),
    ("phones", "โทร."),
    ("fax", "โทรสาร"),
    ("emails", "อีเมล"),
    ("urls", "เว็บไซต์"),
    ("copies_to", "สำเนาส่ง"),
    ("received", "ตรารับ"),
)
_FIELD_NAMES = dict(_LABELS) | {"circular": "หนังสือเวียน", "body": "ข้อความ", "form": "แบบหนังสือ"}


def readings_as_table(readings: Sequence[LetterReading], file: str) -> str:
    """The letters of one file, a blank line between them; a field the letter has not is left out."""
    blocks = []
    for part, reading in enumerate(readings, 1):
        title = f"{file} ฉบับที่ {part}" if len(readings) > 1 else file
        blocks.append("\n".join([title, *_lines(reading)]))
    return "\n\n".join(blocks)


def _lines(reading: LetterReading) -> Iterator[str]:
    for name, label in _LABELS:
        value = getattr(reading, name)
        if name == "date" and value is None and reading.date_partial:
            value = f"{reading.date_partial} (ไม่มีวัน)"
        entries = value if isinstance(value, tuple) else () if value is None else (value,)
        for number, entry in enumerate(entries):
            yield f"  {_padded(label if number == 0 else '')}{_words(entry)}"
    for doubt in reading.doubts:
        shown = f" “{doubt.text[:60]}”" if doubt.text else ""
        yield f"  {_padded('ตรวจ: ' + _FIELD_NAMES.get(doubt.field, doubt.field))}{doubt.reason}{shown}"


def _padded(label: str) -> str:
    """Filled to the column; marks above and below a letter take no place of their own."""
    seen = sum(
        1 for mark in label if not ("\u0e34" <= mark <= "\u0e3a" or "\u0e47" <= mark <= "\u0e4e" or mark == "\u0e31")
    )
    return label + " " * max(1, _WIDTH - seen)


def _words(entry: object) -> str:
    match entry:
        case Signatory():
            acting = " ".join(filter(None, (entry.position, entry.acting, entry.on_behalf)))
            return " ".join(filter(None, (entry.name, acting)))
        case Citation():
            return entry.text
        case Enclosed():
            return entry.text + (f" จำนวน {entry.copies}" if entry.copies else "")
        case ReceivingStamp():
            return " ".join(filter(None, (entry.office, entry.number and f"เลขรับ {entry.number}", _day(entry.date))))
        case Deadline():
            return f"{_span(entry.start, entry.end) or 'ตามเงื่อนไข'} {entry.what or ''}".strip()
        case Meeting() | Session():
            where = entry.place if isinstance(entry, Meeting) else entry.platform
            return " ".join(filter(None, (_span(entry.start, entry.end), where)))
        case Duty():
            return " ".join(filter(None, (entry.text, _span(entry.start, entry.end))))
        case dt.date():
            return _day(entry)
    return str(entry)


def _day(day: dt.date | None) -> str:
    return format_date(day, thai_digits=False) if day else ""


def _moment(moment: dt.date | dt.datetime) -> str:
    if isinstance(moment, dt.datetime):
        return f"{format_date(moment.date(), thai_digits=False)} {moment:%H.%M} น."
    return _day(moment)


def _span(start: dt.date | dt.datetime | None, end: dt.date | dt.datetime | None) -> str:
    if start and end and start != end:
        return f"{_moment(start)} – {_moment(end)}"
    known = start or end
    return _moment(known) if known else ""
