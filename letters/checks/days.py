"""Checks 7, 14 and 15: a day left blank, a weekday that is not that day's, a date that only a code tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from flask_babel import gettext as _

from letters.checks.check import Check
from letters.checks.table import SEVERITY
from letters.comparing.dated import Use, dates_of
from letters.comparing.outcome import Severity
from letters.comparing.side import Side
from thai_numerals import find_dates, format_date

WorkingDay = Callable[[dt.date], bool]
_BEHIND_CODE = re.compile(r"ตามวัน(?:และ|\s?)?(?:เวลา)?(?:\s?และ\s?เวลา)?ที่กำหนด|ตามกำหนดการ(?:แนบ|ที่แนบ|ใน)?")


def check_days(side: Side, is_working_day: WorkingDay | None = None) -> list[Check]:
    """`is_working_day` is asked about last days; without it only weekdays are held."""
    found = _blank(side) + _weekdays(side) + _behind_code(side)
    return found + (_holidays(side, is_working_day) if is_working_day else [])


def _blank(side: Side) -> list[Check]:
    if side.date is not None or side.ref_no is None:
        return []
    end = min((span[0] for name, span in side.parts.items() if name != "head"), default=0)
    month = next((one for one in find_dates(side.text[:end]) if one.precision == "month"), None)
    if month is None:
        return []
    remedy = _("ดูวันที่จากหนังสือที่อ้างฉบับนี้ หรือถามเจ้าของหนังสือ")
    return [Check(7, SEVERITY[7], _("วันที่ของหนังสือเว้นวันไว้หรืออ่านไม่ออก"), remedy, side.place(month.span))]


def _weekdays(side: Side) -> list[Check]:
    found = []
    for one in find_dates(side.text):
        if not one.weekday_agrees:
            text = _("วันในสัปดาห์ไม่ตรงกับวันที่: %(shown)s", shown=side.place(one.span).text)
            remedy = _("วันที่นี้คือ%(day)s ตรวจกับต้นเรื่องว่าผิดที่วันหรือที่เลข", day=format_date(one.start, "weekday"))
            found.append(Check(14, SEVERITY[14], text, remedy, side.place(one.span)))
    return found


def _holidays(side: Side, is_working_day: WorkingDay) -> list[Check]:
    found = []
    for one in dates_of(side):
        if one.use is Use.DEADLINE and one.found.precision in ("day", "minute") and not is_working_day(one.end):
            text = _("กำหนด %(day)s ตรงกับวันหยุดราชการ", day=format_date(one.end, "full"))
            found.append(Check(14, Severity.NOTE, text, _("บอกผู้รับให้ส่งก่อนวันหยุด"), one.place))
    return found


def _behind_code(side: Side) -> list[Check]:
    start, end = side.parts["body"]
    match = _BEHIND_CODE.search(side.text, start, end)
    if not match or any(one.use is Use.EVENT for one in dates_of(side)):
        return []
    remedy = _("เปิดสิ่งที่ส่งมาด้วยดูวันที่ แล้วใส่เป็นกำหนดของเรื่องนี้")
    text = _("หนังสือให้ทำตามวันและเวลาที่กำหนด แต่ไม่มีวันที่ในข้อความ")
    return [Check(15, SEVERITY[15], text, remedy, side.place(match.span()))]
