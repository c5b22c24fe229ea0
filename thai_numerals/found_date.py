"""What `find_dates` gives back."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

DateKind = Literal["single", "range", "list", "month", "year", "fiscal_year", "datetime", "datetime_range"]
Precision = Literal["minute", "day", "month", "year", "fiscal_year"]
Role = Literal["deadline", "until", "before", "letter_date"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression in running text.

    `span` is [start, end) in the text, the words around the date that belong to it included (วันที่, ภายใน,
    เวลา … น.). `start` and `end` are the first and last day meant, both included: a month or year gives its
    first and last day. Times are "HH:MM" (24:00 is possible) or None. `role` says what the leading word makes
    of the date: ภายใน, ไม่เกิน "deadline"; จนถึง "until"; ก่อน "before" (the day itself is too late);
    ลงวันที่ "letter_date". `dates` holds the single days of a list. `weekday` is the day of the week the text
    itself names for the first day (Monday is 0), which may contradict `start`: see `weekday_agrees`.
    """

    span: tuple[int, int]
    kind: DateKind
    start: date
    end: date
    precision: Precision
    time_start: str | None = None
    time_end: str | None = None
    role: Role | None = None
    dates: tuple[date, ...] = ()
    weekday: int | None = None

    @property
    def weekday_agrees(self) -> bool:
        """False when the text names another day of the week than `start` has: one of the two is a slip."""
        return self.weekday is None or self.weekday == self.start.weekday()
