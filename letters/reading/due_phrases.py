"""Every wording of time that binds a duty. Background dates (เมื่อวันที่, ลงวันที่, ณ วันที่, ประจำเดือน) never do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from letters.reading.due import Due
from letters.reading.duty import Precision
from letters.reading.recurring import clock_time, recurring_dues
from letters.reading.relative_days import relative_dues
from letters.reading.squeezed import Placed, Squeezed

_PAST_LEAD = re.compile(
    r"(?:เมื่อ|ณ|ลง|ประจำ|สิ้นสุด|ข้อมูล|ประกาศ|มีผล(?:ใช้)?บังคับ(?:ใช้)?|คำสั่ง|งวด|รอบ|ไตรมาสที่.{1,2}\(?|ลงนามในสัญญา)$"
)
_PAST_INSIDE = re.compile(r"เมื่อ|ณ|ลงวันที่|ลว")
_GONE = re.compile(r"\)?(?:ที่ผ่านมา|ที่แล้ว|เป็นต้นมา)")
_CLOCK = r"เวลา(?P<h>[๐-๙0-9]{1,2})[.:](?P<m>[๐-๙0-9]{2})(?:น\.)?"
_TIME_AFTER = re.compile(rf"(?:,|\()?(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า)?{_CLOCK}")
_TIME_BEFORE = re.compile(rf"(?:ภายใน|ก่อน|ไม่เกิน|ไม่ช้ากว่า){_CLOCK}(?:ของ|ใน)?$")
_AFORESAID = re.compile(r"(?:ภายใน|ตาม(?=กำหนด|ระยะ))(?:กำหนด)?(?:ระยะ)?(?:เวลา|วัน|วันที่)?(?:ที่กำหนด)?ดังกล่าว")
_ONWARD = re.compile(r"เป็นต้นไป")


def dues_of(body: Squeezed, letter_date: dt.date | None) -> list[Due]:
    """The wordings in reading order, none overlapping."""
    found = [*recurring_dues(body), *relative_dues(body, letter_date)]
    taken = [(due.at, due.to) for due in found]
    for placed in body.dates:
        if not any(at < placed.end and placed.start < to for at, to in taken):
            due = _dated(body, placed)
            if due:
                found.append(due)
    found.sort(key=lambda due: due.at)
    return sorted([*found, *_meant_before(body, found)], key=lambda due: due.at)


def _meant_before(body: Squeezed, found: list[Due]) -> Iterator[Due]:
    """ "ภายในกำหนดเวลาดังกล่าว": the limit or window last named before it."""
    for match in _AFORESAID.finditer(body.text):
        named = [due for due in found if due.to <= match.start() and due.kind in ("until", "window")]
        if named:
            yield replace(named[-1], at=match.start(), to=match.end())


def _dated(body: Squeezed, placed: Placed) -> Due | None:
    """The date as a limit, a window or a plain day; None when it only tells of something."""
    date, text = placed.date, body.text
    written = text[placed.start : placed.end]
    past = date.role is None and _PAST_LEAD.search(text, max(0, placed.start - 24), placed.start)
    if date.role == "letter_date" or past:
        return None
    if _PAST_INSIDE.match(written) or _GONE.match(text, placed.end):
        return None
    if date.kind in ("year", "fiscal_year") and date.role != "deadline":
        return None
    at, end, time = _with_time(text, placed)
    if date.role in ("deadline", "until"):
        precision: Precision = "month" if date.kind == "month" else "day"
        return Due(at, end, "until", end=date.end, precision=precision, time=time)
    if date.role == "before":
        if time or at < placed.start:
            return Due(at, end, "until", end=date.start, time=time)
        return Due(at, end, "until", end=date.start - dt.timedelta(days=1), before=date.start)
    if date.kind == "month":
        return Due(at, end, "day", date.start, date.end, "month")
    if date.start != date.end:
        precision = "month" if date.precision == "month" else "day"
        return Due(at, end, "window", date.start, date.end, precision, time)
    if written.startswith(("ตั้งแต่", "นับ")) or _ONWARD.match(text, end):
        return Due(at, end, "since", date.start, time=time)
    return Due(at, end, "day", date.start, date.end, time=time)


def _with_time(text: str, placed: Placed) -> tuple[int, int, dt.time | None]:
    """The wording's place widened over a time of day beside it, and that time."""
    if placed.date.time_start:
        hour, minute = placed.date.time_start.split(":")
        return placed.start, placed.end, dt.time(23, 59) if hour == "24" else dt.time(int(hour), int(minute))
    after = _TIME_AFTER.match(text, placed.end)
    if after:
        return placed.start, after.end(), clock_time(after)
    before = _TIME_BEFORE.search(text, max(0, placed.start - 28), placed.start)
    return (before.start(), placed.end, clock_time(before)) if before else (placed.start, placed.end, None)
