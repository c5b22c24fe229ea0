"""What a letter asks, of whom, until when: the shapes of deadline, obligations, meeting and sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Precision = Literal["day", "month", "relative", "recurring"]


class Action(StrEnum):
    """What is asked. The names are those of docs/reading.md and of deadlines kept later."""

    ACKNOWLEDGE = "acknowledge"
    REGISTER_ATTENDEES = "register_attendees"
    SUBMIT_REPORT = "submit_report"
    ENTER_DATA = "enter_data"
    FORWARD = "forward"
    ATTEND = "attend"
    INFORM_ONLY = "inform_only"


@dataclass(frozen=True, slots=True)
class RelativeRule:
    """ "ภายใน ๗ วันทำการ นับแต่ได้รับหนังสือ": n of a unit, counted from receipt, an event or a date."""

    n: int
    unit: Literal["day", "working_day", "month"]
    origin: Literal["receipt", "event", "date"]


@dataclass(frozen=True, slots=True)
class RecurringRule:
    """ "ทุกวันที่ ๕ ของเดือน": monthly on a day of the month (31 = the last), or weekly on a weekday "MO"…"SU".

    `if_holiday` is "next_working_day" or "previous_working_day" where the letter says what a holiday does.
    """

    freq: Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
    day: int | None = None
    weekday: str | None = None
    if_holiday: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The main date of the receiver addressed. `before`: the printed day of "ก่อนวันที่" (end is the day before it)."""

    start: dt.date | None
    end: dt.date | None
    precision: Precision
    what: str | None
    time: dt.time | None = None
    before: dt.date | None = None
    rule: RelativeRule | RecurringRule | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """First start to last end of a meeting, and its place or platform as printed."""

    start: dt.datetime | dt.date | None
    end: dt.datetime | dt.date | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting for some kinds of organisation; `start` None when its day stands only behind a QR code."""

    start: dt.datetime | dt.date | None
    end: dt.datetime | dt.date | None
    platform: str | None
    url: str | None
    for_kinds: tuple[str, ...]
    meeting_id: str | None = None
    optional: bool = False
    districts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing asked (`obligations`): action, of whom (kinds), from and until when; `text` is a span of the letter."""

    action: Action
    who: tuple[str, ...]
    text: str
    start: dt.date | None = None
    end: dt.date | None = None
    time: dt.time | None = None
    before: dt.date | None = None
    rule: RelativeRule | RecurringRule | None = None
    recurrence: str | None = None
    limit: str | None = None
    optional: bool = False
    precision: Precision | None = None
