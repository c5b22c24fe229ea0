"""The turns of a duty that comes again: every month on a day, every week on a weekday. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from deadlines.working_days import add_working_days, is_working_day

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_TURNS = 70  # days or months looked at; a turn is never farther


def next_turn(rule: dict[str, Any], after: dt.date) -> dt.date | None:
    """Give the first turn of a recurring rule later than or on `after`; None for a rule that has no turns of its own.

    Day 31 means the last of every month. `if_holiday` moves a turn that is no working day, where the letter says so.
    """
    if rule.get("freq") == "monthly":
        return _monthly(int(rule["day"]), rule.get("if_holiday"), after)
    if rule.get("freq") == "weekly" and rule.get("weekday") in WEEKDAYS:
        return _weekly(WEEKDAYS.index(rule["weekday"]), rule.get("if_holiday"), after)
    return None


def add_months(day: dt.date, count: int) -> dt.date:
    """Give the same day `count` months on, or that month's last day (ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา ๑๙๓/๕)."""
    month = day.year * 12 + day.month - 1 + count
    return _in_month(month // 12, month % 12 + 1, day.day)


def _monthly(number: int, if_holiday: str | None, after: dt.date) -> dt.date | None:
    first = after.year * 12 + after.month - 2  # a turn of last month may have been moved into this one
    for month in range(first, first + _MOST_TURNS):
        turn = _moved(_in_month(month // 12, month % 12 + 1, number), if_holiday)
        if turn >= after:
            return turn
    return None


def _weekly(weekday: int, if_holiday: str | None, after: dt.date) -> dt.date | None:
    first = after - dt.timedelta(days=14)
    for ahead in range(_MOST_TURNS):
        day = first + dt.timedelta(days=ahead)
        if day.weekday() == weekday and _moved(day, if_holiday) >= after:
            return _moved(day, if_holiday)
    return None


def _in_month(year: int, month: int, number: int) -> dt.date:
    return dt.date(year, month, min(number, calendar.monthrange(year, month)[1]))


def _moved(day: dt.date, if_holiday: str | None) -> dt.date:
    if if_holiday is None or is_working_day(day):
        return day
    return add_working_days(day, 1 if if_holiday == "next_working_day" else -1)
