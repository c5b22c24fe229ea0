"""Working days of the Thai state: Monday to Friday without public and government holidays.

The cabinet's extra days come with the `holidays` package as far as they were known at its release. Labour Day and its
day in lieu are holidays of private employers only, Children's Day is none: both are working days (saraban.md 4).
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import holidays

_NOT_THE_STATES = ("วันแรงงาน", "วันเด็ก")


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> dict[dt.date, str]:
    """Give the state's holidays of a common year with their Thai names."""
    listed = holidays.country_holidays("TH", language="th", years=year, categories=("public", "government"))
    named: dict[dt.date, str] = {}
    for day in listed:
        names = [one for one in listed.get_list(day) if not any(word in one for word in _NOT_THE_STATES)]
        if names and day.year == year:
            named[day] = "; ".join(names)
    return named


def holiday_name(day: dt.date) -> str:
    """Give the Thai name of the state's holiday on `day`, "" when there is none."""
    return _holidays_of(day.year).get(day, "")


def is_working_day(day: dt.date) -> bool:
    """Say whether offices of the state work on `day`."""
    return day.weekday() < 5 and not holiday_name(day)


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Count the working days after `start` up to and with `end`; negative when `end` lies before `start`.

    So a deadline today is 0 days away and one tomorrow, a Tuesday, 1.
    """
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    days = weeks * 5 + sum((start + dt.timedelta(days=n)).weekday() < 5 for n in range(1, rest + 1))
    for year in range(start.year, end.year + 1):
        days -= sum(start < day <= end and day.weekday() < 5 for day in _holidays_of(year))
    return days


def add_working_days(day: dt.date, count: int) -> dt.date:
    """Give the working day `count` working days after `day` (before it, when negative); 0 gives `day` itself."""
    step = dt.timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day
