"""Wordings that come round again: ทุกวันที่ ๕ ของเดือน, ทุกวันศุกร์, ภายในวันสุดท้ายของทุกเดือน, ทุกวันก่อนเวลา ๑๕.๐๐ น."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from letters.reading.due import Due
from letters.reading.duty import RecurringRule
from letters.reading.squeezed import Squeezed
from thai_numerals import to_arabic
from thai_numerals.dates import WEEKDAYS

_D = "[0-9๐-๙]"
_LIMIT = r"(?:ภายใน|ไม่เกิน|ก่อน|ไม่ช้ากว่า)"
_DAYS = rf"(?P<day>{_D}{{1,2}})(?!{_D})(?:(?:และ|,|-){_D}{{1,2}})?"
_WEEKDAY = f"(?P<weekday>{'|'.join(WEEKDAYS)}|พฤหัส)(?:บดี)?"
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST = 31

# Most telling first. "ทุกเดือน ภายในวันที่ ๕" has the period before the day, "วันที่ ๕ ของทุกเดือน" after it.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("monthly", re.compile(rf"{_LIMIT}?ทุก(?:ๆ)?วันที่{_DAYS}(?:ของ(?:ทุก|แต่ละ)?เดือน(?:ถัดไป)?)?")),
    ("monthly", re.compile(rf"(?:เป็นประจำ)?(?:ทุก|ราย)เดือน(?:ๆ)?{_LIMIT}(?:ทุก)?วันที่{_DAYS}(?:ของเดือน(?:ถัดไป)?)?")),
    ("monthly", re.compile(rf"{_LIMIT}?วันที่{_DAYS}ของ(?:ทุก|แต่ละ|ทุก ๆ)เดือน(?:ถัดไป)?")),
    ("monthly", re.compile(rf"{_LIMIT}?วันที่{_DAYS}ของเดือนถัดไป(?:ของทุกเดือน|ทุกเดือน|เป็นประจำทุกเดือน)?")),
    ("last", re.compile(rf"{_LIMIT}?(?:ทุก)(?:วัน)?สิ้นเดือน(?!ม|ก|เม|พ|มิ|ส|ต|ธ)")),
    ("last", re.compile(rf"{_LIMIT}?(?:วัน)?สิ้นเดือน(?:ของ)?(?:ทุก|แต่ละ)เดือน")),
    ("last", re.compile(rf"{_LIMIT}?(?:วันสุดท้าย|สิ้นเดือน)ของ(?:ทุก|แต่ละ)เดือน")),
    ("last_working", re.compile(rf"{_LIMIT}?วันทำการสุดท้ายของ(?:ทุก|แต่ละ)?เดือน(?![ก-ฮ])")),
    ("weekly", re.compile(rf"{_LIMIT}?ทุก(?:ๆ)?วัน{_WEEKDAY}(?:ของ(?:ทุก)?สัปดาห์)?(?!ที่)")),
    ("weekly", re.compile(rf"{_LIMIT}?วัน{_WEEKDAY}ของ(?:ทุก|แต่ละ)สัปดาห์")),
    (
        "daily",
        re.compile(
            r"(?:เป็นประจำ)?ทุก(?:ๆ)?วัน(?:ทำการ)?(?=ภายใน|ก่อน|ไม่เกิน|เวลา|ใน|จน|ตั้งแต่|ทาง|ผ่าน|$)|(?:เป็น)?ประจำทุกวัน(?!ที่)"
        ),
    ),
    ("weekly", re.compile(r"(?:เป็นประจำ)?(?:ทุก(?:ๆ)?|ราย)สัปดาห์")),
    ("quarterly", re.compile(r"(?:เป็นประจำ|เป็น)?(?:ทุก(?:ๆ)?|ราย)ไตรมาส")),
    ("monthly", re.compile(r"(?:เป็นประจำ|เป็น)(?:ทุก(?:ๆ)?|ราย)เดือน|ทุก(?:ๆ)?เดือน")),
)
_TRIGGER = re.compile(r"ทุก|รายเดือน|รายสัปดาห์|รายไตรมาส|แต่ละเดือน|แต่ละสัปดาห์|เดือนถัดไป|วันทำการสุดท้าย")
_BEFORE, _AFTER = 28, 48
_TIME = re.compile(rf"(?:ภายใน|ก่อน|ไม่เกิน)?เวลา(?P<h>{_D}{{1,2}})[.:](?P<m>{_D}{{2}})(?:น\.)?")
_HOLIDAY = re.compile(r".{0,40}?ตรงกับวันหยุด.{0,30}?วัน(?:เปิด)?(?:ทำ(?:การ|งาน)|ราชการ)?(?P<way>ถัดไป|แรก|ก่อน|สุดท้าย)")
_HOLIDAY_WAYS = {"ถัดไป": "next_working_day", "แรก": "next_working_day"}


def recurring_dues(body: Squeezed) -> Iterator[Due]:
    """The recurring wordings of the body; a day or weekday goes into the rule, a time of day into `time`."""
    over = 0
    for trigger in _TRIGGER.finditer(body.text):
        if trigger.end() <= over:
            continue
        start, end = max(over, trigger.start() - _BEFORE), trigger.end() + _AFTER
        matches = ((name, pattern.search(body.text, start, end)) for name, pattern in _PATTERNS)
        found = next(
            (
                (name, match)
                for name, match in matches
                if match and match.start() <= trigger.start() and match.end() >= trigger.end()
            ),
            None,
        )
        if found:
            over = found[1].end()
            yield _due(body.text, found[1], found[0])


def _due(text: str, match: re.Match[str], name: str) -> Due:
    groups = match.groupdict()
    end, time = match.end(), None
    clock = _TIME.match(text, end)
    if clock:
        end, time = clock.end(), clock_time(clock)
    day = int(to_arabic(groups["day"])) if groups.get("day") else None
    holiday = _HOLIDAY.match(text, end, end + 120)
    way = _HOLIDAY_WAYS.get(holiday["way"], "previous_working_day") if holiday else None
    if name in ("last", "last_working"):
        day, name = _LAST, "monthly"
        way = way or ("previous_working_day" if "ทำการ" in match.group() else None)
    weekday = groups.get("weekday")
    code = _CODES[next(i for i, name in enumerate(WEEKDAYS) if name.startswith(weekday))] if weekday else None
    rule = RecurringRule(name, day if day and day <= _LAST else None, code, way)  # type: ignore[arg-type]
    return Due(match.start(), end, "recurring", precision="recurring", time=time, rule=rule)


def clock_time(match: re.Match[str]) -> dt.time | None:
    """The time of day in groups h and m, None where there is no such time. 24.00 is the last minute of the day."""
    hour, minute = int(to_arabic(match["h"])), int(to_arabic(match["m"]))
    if (hour, minute) == (24, 0):
        return dt.time(23, 59)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
