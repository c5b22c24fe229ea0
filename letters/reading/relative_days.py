"""Limits counted from something: ภายใน ๗ วันทำการ นับแต่ได้รับหนังสือ, ภายในสิ้นเดือนนี้, ภายในวันที่ ๑๕ มีนาคม นี้."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from letters.reading.due import Due
from letters.reading.duty import RelativeRule
from letters.reading.squeezed import Squeezed
from thai_numerals import number_from_words, to_arabic
from thai_numerals.dates import MONTHS, SHORT_MONTHS, WEEKDAYS

_D = "[0-9๐-๙]"
_LIMIT = r"(?:ภายใน|ไม่เกิน|ไม่ช้ากว่า|อย่างช้า)"
_NUMBER_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|เอ็ด|ยี่|ร้อย"
_COUNTED = re.compile(
    rf"{_LIMIT}(?:กำหนด|ระยะเวลา|เวลา)?(?:(?P<n>{_D}{{1,3}})(?:\((?:{_NUMBER_WORDS}){{1,5}}\))?|(?P<words>(?:{_NUMBER_WORDS}){{1,5}}))"
    r"(?P<unit>วันทำการ|วันราชการ|วัน|สัปดาห์|เดือน)(?!ที่)"
)
_ORIGIN = re.compile(r"(?:,)?(?:นับ(?:แต่|ตั้งแต่|จาก|ถัดจาก|ถัด|ต่อจาก)?|หลัง(?:จาก)?|ถัดจาก|จาก|ตั้งแต่)(?:วัน)?(?P<what>.{0,40})")
_RECEIPT = re.compile(r"(?:ที่)?(?:ท่าน|จังหวัด|อำเภอ|หน่วยงาน|ได้){0,3}รับ(?:ทราบ)?(?:หนังสือ|แจ้ง|เรื่อง)?")
_OWN_DATE = re.compile(
    r"(?:ที่)?(?:ลง|ใน|ที่ลง|ตาม)?(?:วันที่)?(?:ลง)?(?:ใน)?หนังสือ(?:ฉบับ)?นี้|(?:ที่)?ออกหนังสือ|(?:ที่|วันที่)?ลงในหนังสือ"
)
_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *SHORT_MONTHS))
_NO_YEAR = re.compile(
    rf"(?:{_LIMIT}|ก่อน)(?:วัน(?:{'|'.join(WEEKDAYS)})?ที่)?(?P<day>{_D}{{1,2}})(?P<month>{_MONTH})(?!{_D}|พ\.ศ|ปี|ของทุกปี)(?:นี้)?"
)
_END_OF_MONTH = re.compile(rf"{_LIMIT}(?:วัน)?สิ้นเดือน(?:นี้)?(?!{_MONTH}|ของ)")
_TODAY = re.compile(rf"{_LIMIT}วันนี้(?:ภายใน|ก่อน|ไม่เกิน)?(?:เวลา(?P<h>{_D}{{1,2}})[.:](?P<m>{_D}{{2}}))?")
_FROM_RECEIPT = "หนังสือไม่ได้บอกว่าเริ่มนับจากวันใด จึงนับจากวันที่ได้รับหนังสือ"
_YEAR_MISSING = "วันที่ในหนังสือไม่มีปี จึงใช้วันแรกที่ตรงกันนับจากวันที่ของหนังสือ"


def relative_dues(body: Squeezed, letter_date: dt.date | None) -> Iterator[Due]:
    """The limits that are counted out; those counted from the letter's own date are given as a day when it is known."""
    for match in _COUNTED.finditer(body.text):
        yield _counted(body, match, letter_date)
    if letter_date is None:
        return
    for match in _END_OF_MONTH.finditer(body.text):
        last = calendar.monthrange(letter_date.year, letter_date.month)[1]
        yield Due(*match.span(), "until", end=letter_date.replace(day=last))
    for match in _TODAY.finditer(body.text):
        time = dt.time(int(to_arabic(match["h"])) % 24, int(to_arabic(match["m"])) % 60) if match["h"] else None
        yield Due(*match.span(), "until", end=letter_date, time=time)
    for match in _NO_YEAR.finditer(body.text):
        due = _this_year(match, letter_date)
        if due and not any(placed.start < match.end() and match.start() < placed.end for placed in body.dates):
            yield due


def _counted(body: Squeezed, match: re.Match[str], letter_date: dt.date | None) -> Due:
    number = int(to_arabic(match["n"])) if match["n"] else int(number_from_words(match["words"]) or 0)
    unit, count = match["unit"], number
    if unit == "สัปดาห์":
        unit, count = "วัน", number * 7
    kind = "month" if unit == "เดือน" else "day" if unit == "วัน" else "working_day"
    origin, end, day, doubt = _origin(body, match.end(), letter_date)
    rule = RelativeRule(count, kind, origin)  # type: ignore[arg-type]
    last = day + dt.timedelta(days=count) if day and kind == "day" else None
    return Due(match.start(), end, "relative", end=last, precision="relative", rule=rule, doubt=doubt)


def _origin(body: Squeezed, at: int, letter_date: dt.date | None) -> tuple[str, int, dt.date | None, str | None]:
    """From what the days count, where its wording ends, the day if it is known, and the doubt."""
    lead = _ORIGIN.match(body.text, at)
    if lead is None:
        return "receipt", at, None, _FROM_RECEIPT
    what = lead.start("what")
    printed = next((p for p in body.dates if at <= p.start <= what + 12 or p.start <= at < p.end), None)
    if printed and (printed.start <= what + 2):
        return "date", printed.end, printed.date.end, None
    if own := _OWN_DATE.match(lead["what"]):
        return "date", what + own.end(), letter_date, None
    if receipt := _RECEIPT.match(lead["what"]):
        return "receipt", what + receipt.end(), None, None
    return "event", what, None, None


def _this_year(match: re.Match[str], letter_date: dt.date) -> Due | None:
    month = match["month"]
    number = 1 + (MONTHS.index(month) if month in MONTHS else SHORT_MONTHS.index(month))
    for year in (letter_date.year, letter_date.year + 1):
        try:
            day = dt.date(year, number, int(to_arabic(match["day"])))
        except ValueError:
            return None
        if day >= letter_date:
            before = day if match.group().startswith("ก่อน") else None
            end = day - dt.timedelta(days=1) if before else day
            doubt = None if year == letter_date.year else _YEAR_MISSING
            return Due(*match.span(), "until", end=end, before=before, doubt=doubt)
    return None
