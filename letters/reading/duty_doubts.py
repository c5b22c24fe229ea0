"""What a person should look at before the duties of a letter are taken over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from letters.reading.clause import Clause
from letters.reading.reading import Doubt
from letters.reading.settle import time_of
from letters.reading.squeezed import Squeezed

_LATE = "กำหนดนี้ผ่านไปก่อนวันที่ของหนังสือแล้ว จึงไม่นับเป็นกำหนด โปรดตรวจสอบกับต้นฉบับ"
_WEEKDAY = "วันในสัปดาห์ที่พิมพ์ไม่ตรงกับวันที่ โปรดตรวจสอบกับต้นฉบับ"


def doubts_of(
    body: Squeezed, clauses: Sequence[Clause], kept: Sequence[Clause], letter_date: dt.date | None
) -> tuple[Doubt, ...]:
    """Limits that were over before the letter was written, counted ones, and days whose weekday is another."""
    return (*_late(body, clauses, letter_date), *_counted(body, kept, letter_date), *_weekdays(body, kept))


def _late(body: Squeezed, clauses: Sequence[Clause], letter_date: dt.date | None) -> Iterator[Doubt]:
    for clause in clauses:
        for due in clause.dues:
            last = due.before or due.end
            over = letter_date is not None and last is not None and last < letter_date
            if over and due.kind == "until" and clause.part.zone == "ask":
                yield Doubt("obligations", body.words(due.at, due.to), _LATE, body.span(due.at, due.to))


def _counted(body: Squeezed, kept: Sequence[Clause], letter_date: dt.date | None) -> Iterator[Doubt]:
    for clause in kept:
        time = time_of(clause, letter_date)
        if time.doubt and time.at:
            yield Doubt("obligations", body.words(*time.at), time.doubt, body.span(*time.at))


def _weekdays(body: Squeezed, kept: Sequence[Clause]) -> Iterator[Doubt]:
    places = {(due.at, due.to) for clause in kept for due in clause.dues}
    for placed in body.dates:
        bound = any(at < placed.end and placed.start < to for at, to in places)
        if bound and not placed.date.weekday_agrees:
            yield Doubt(
                "obligations", body.words(placed.start, placed.end), _WEEKDAY, body.span(placed.start, placed.end)
            )
