"""When one organisation's share of a deadline is due: the printed day, one counted from receipt, an earlier one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core import clock
from deadlines.recurring import add_months
from deadlines.working_days import add_working_days


@dataclass(frozen=True, slots=True)
class Due:
    """The day, and the minute of it where one is printed. No day: not known, and never late."""

    day: dt.date | None
    time: dt.time | None = None

    @property
    def late_from(self) -> dt.datetime | None:
        """Give the instant from which it is late: that minute, or the end of the day in Bangkok."""
        if self.day is None:
            return None
        if self.time is None:
            return clock.at(self.day + dt.timedelta(days=1))
        return clock.at(self.day, self.time.hour, self.time.minute)


def due_for(due: Due, rule: dict[str, Any] | None, received: dt.date, earlier: Due | None = None) -> Due:
    """Give the day for an organisation that got the letter on `received`.

    `rule` (n, unit, origin receipt) counts from the day after receipt, as ประมวลกฎหมายแพ่งและพาณิชย์ มาตรา ๑๙๓/๓ has it.
    A day that the forwarding letter set holds when it is the earlier one.
    """
    own = due
    if due.day is None and rule and rule.get("origin") == "receipt":
        own = Due(_counted(received, int(rule["n"]), str(rule["unit"])), due.time)
    if earlier is None or earlier.late_from is None:
        return own
    return earlier if own.late_from is None or earlier.late_from < own.late_from else own


def _counted(day: dt.date, n: int, unit: str) -> dt.date:
    if unit == "month":
        return add_months(day, n)
    return add_working_days(day, n) if unit == "working_day" else day + dt.timedelta(days=n)


def lost_days(opens_on: dt.date | None, opened_at: dt.datetime | None) -> int:
    """Give how many days of its window had gone when the letter came; 0 when it came in time."""
    if opens_on is None or opened_at is None:
        return 0
    return max(0, (clock.day_of(opened_at) - opens_on).days)
