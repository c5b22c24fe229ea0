"""The dates of a letter's body, each with what it is for: a deadline, an event, background or a year."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from letters.comparing.outcome import Place
from letters.comparing.side import MOST_FACTS, Side
from letters.comparing.similar import surroundings
from thai_numerals import FoundDate, find_dates

_LIMIT_WORDS = "ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า|ให้แล้วเสร็จ|จนถึง|สิ้นสุด|หมดเขต|ครบกำหนด"
_LIMIT = re.compile(rf"(?:{_LIMIT_WORDS})[ \t\n\xa0]*(?:ใน|วันที่|เวลา|กำหนด)?[^ก-๙]{{0,4}}\Z")
_WINDOW = re.compile(r"(?:ระหว่าง|ตั้งแต่|นับแต่)[ \t\n\xa0]*(?:วันที่|เดือน|ช่วง)?[^ก-๙]{0,4}\Z")
_PAST = re.compile(r"เมื่อ[ \t\n\xa0]*(?:วัน[ก-๙]*(?:ที่)?)?[^ก-๙]{0,4}\Z|ลงวันที่[^ก-๙]{0,3}\Z|ลว\.?[^ก-๙]{0,3}\Z")
_EVENT = re.compile(r"ประชุม|อบรม|สัมมนา|จัดงาน|พิธี|ฝึกซ้อม|บรรยาย|ชี้แจง|เลือกตั้ง")
_TASK = re.compile(r"บันทึก|รายงาน|จัดส่ง|ส่ง|ตอบรับ|สำรวจ|กรอก|ลงทะเบียน|แจ้งชื่อ|รายชื่อ|สมัคร|ยืนยัน|รวบรวม|ดาวน์โหลด|เสนอ|ยื่น")
_NEAR = 70


class Use(StrEnum):
    """What a date stands for."""

    DEADLINE = "deadline"
    EVENT = "event"
    BACKGROUND = "background"
    YEAR = "year"
    CITATION = "citation"


@dataclass(frozen=True, eq=False)
class Dated:
    """One date of the body: first and last day meant ("ก่อนวันที่" ends a day earlier), its use, what is around it."""

    found: FoundDate
    place: Place
    use: Use
    start: dt.date
    end: dt.date
    around: frozenset[str]
    window: bool

    @property
    def key(self) -> tuple[dt.date, dt.date]:
        """Two dates with one key are the same days."""
        return self.start, self.end


def dates_of(side: Side) -> list[Dated]:
    """The dates of the body in reading order. Spans are those of the whole text."""
    start, end = side.parts["body"]
    body = side.text[start:end]
    return [_dated(side, body, start, one) for one in find_dates(body)[:MOST_FACTS]]


def _dated(side: Side, body: str, offset: int, found: FoundDate) -> Dated:
    span = (found.span[0] + offset, found.span[1] + offset)
    last = found.end - dt.timedelta(days=1) if found.role == "before" else found.end
    before = body[max(0, found.span[0] - _NEAR) : found.span[0]]
    lead = before + body[found.span[0] : found.span[1]]
    use = _use(found, before, lead, side.date)
    window = found.kind in ("range", "datetime_range", "month") and found.start != found.end
    return Dated(found, side.place(span), use, found.start, last, surroundings(body, found.span), window)


def _use(found: FoundDate, before: str, lead: str, letter_date: dt.date | None) -> Use:
    if found.role == "letter_date":
        return Use.CITATION
    printed = lead[len(before) :]
    limit = found.role in ("deadline", "before", "until") or _LIMIT.search(before)
    if found.precision in ("year", "fiscal_year") and not limit:
        return Use.YEAR
    if _PAST.search(before) or printed.startswith("เมื่อ") or (letter_date and found.end < letter_date and not limit):
        return Use.BACKGROUND
    if limit:
        return Use.DEADLINE
    task, event = _last(_TASK, before), _last(_EVENT, before)
    if _WINDOW.search(before) or printed.startswith(("ระหว่าง", "ตั้งแต่")) or found.kind == "range":
        return Use.EVENT if event > task else Use.DEADLINE
    return Use.EVENT


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((one.start() for one in pattern.finditer(text)), default=-1)
