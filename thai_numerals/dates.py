"""Dates and times written the way official letters write them.

Everything is printed in Thai digits unless `thai_digits=False`; days are `datetime.date` (Gregorian), years
come out in the Buddhist era.
"""

from datetime import date, time
from typing import Literal

from thai_numerals.digits import to_thai
from thai_numerals.years import to_buddhist

DateStyle = Literal["full", "short", "weekday"]

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def format_date(day: date, style: DateStyle = "full", *, thai_digits: bool = True) -> str:
    """`day` as ๒๙ มีนาคม ๒๕๖๗ ("full"), ๒๙ มี.ค. ๖๗ ("short") or วันศุกร์ที่ ๒๙ มีนาคม ๒๕๖๗ ("weekday").

    The full form is that of a letter's date line: no word วันที่, no พ.ศ. Raises ValueError for another style.
    """
    year = to_buddhist(day.year)
    if style == "full":
        written = f"{day.day} {MONTHS[day.month - 1]} {year}"
    elif style == "short":
        written = f"{day.day} {SHORT_MONTHS[day.month - 1]} {year % 100:02d}"
    elif style == "weekday":
        written = f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {MONTHS[day.month - 1]} {year}"
    else:
        raise ValueError(f"ไม่รู้จักรูปแบบวันที่ {style!r} (ใช้ full, short หรือ weekday)")
    return _digits(written, thai_digits)


def format_range(start: date, end: date, *, thai_digits: bool = True) -> str:
    """First to last day without repeating what both share: ๑๕ - ๑๗ กรกฎาคม ๒๕๖๘, ๓๑ กรกฎาคม - ๔ สิงหาคม ๒๕๖๖.

    One day is written as that day. Raises ValueError when `end` lies before `start`.
    """
    _in_order(start, end)
    last = format_date(end, thai_digits=thai_digits)
    if start == end:
        return last
    if start.year != end.year:
        return f"{format_date(start, thai_digits=thai_digits)} - {last}"
    first = str(start.day) if start.month == end.month else f"{start.day} {MONTHS[start.month - 1]}"
    return f"{_digits(first, thai_digits)} - {last}"


def format_month(month: date, *, thai_digits: bool = True) -> str:
    """The month of a day: มีนาคม ๒๕๖๗."""
    return _digits(f"{MONTHS[month.month - 1]} {to_buddhist(month.year)}", thai_digits)


def format_month_range(start: date, end: date, *, thai_digits: bool = True) -> str:
    """The months from one day's to another's: มิถุนายน - กรกฎาคม ๒๕๖๗. Raises ValueError out of order."""
    _in_order(start.replace(day=1), end.replace(day=1))
    last = format_month(end, thai_digits=thai_digits)
    if (start.year, start.month) == (end.year, end.month):
        return last
    first = MONTHS[start.month - 1] if start.year == end.year else format_month(start, thai_digits=thai_digits)
    return f"{first} - {last}"


def format_time(moment: time, *, thai_digits: bool = True) -> str:
    """A time of day: ๐๙.๓๐ น."""
    return _digits(f"{moment:%H.%M} น.", thai_digits)


def format_time_range(start: time, end: time, *, thai_digits: bool = True) -> str:
    """From one time of the day to a later one: ๐๙.๓๐ - ๑๒.๐๐ น. Raises ValueError when `end` is earlier."""
    if end < start:
        raise ValueError("เวลาสิ้นสุดอยู่ก่อนเวลาเริ่ม")
    return _digits(f"{start:%H.%M} - {end:%H.%M} น.", thai_digits)


def format_date_en(day: date) -> str:
    """`day` for the English pages: 28 March 2024."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def _digits(written: str, thai_digits: bool) -> str:
    return to_thai(written) if thai_digits else written


def _in_order(start: date, end: date) -> None:
    if end < start:
        raise ValueError("วันสิ้นสุดอยู่ก่อนวันเริ่ม")
