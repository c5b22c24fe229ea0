"""What several wordings of time on one clause come to: "ทุกวันศุกร์ … ตั้งแต่วันที่ … ถึงวันที่ …" is one rule in one window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from letters.reading.due import Due
from letters.reading.duty import Precision, RecurringRule, RelativeRule


@dataclass(frozen=True, slots=True)
class BindingTime:
    """The time that binds a duty, in the terms of `Duty` and `Deadline`; `at` is where its limit stands."""

    start: dt.date | None = None
    end: dt.date | None = None
    time: dt.time | None = None
    before: dt.date | None = None
    rule: RelativeRule | RecurringRule | None = None
    precision: Precision | None = None
    at: tuple[int, int] | None = None
    doubt: str | None = None

    @property
    def known(self) -> bool:
        """Whether anything is said of time."""
        return self.end is not None or self.start is not None or self.rule is not None

    @property
    def recurrence(self) -> str | None:
        """How often, for a duty that comes round."""
        return self.rule.freq if isinstance(self.rule, RecurringRule) else None


def binding(dues: Sequence[Due], letter_date: dt.date | None, *, doing: bool = False) -> BindingTime:
    """One time of a clause's `dues`. A limit outweighs a window (which is then the period reported on).

    Plain days (no ภายใน, no window) bind only something to be done (`doing`). What was over before the letter was
    written is background.
    """
    current = [due for due in dues if not over(due, letter_date)]
    by_kind = {
        kind: [due for due in current if due.kind == kind] for kind in ("recurring", "until", "window", "relative")
    }
    plain = [due for due in current if due.kind in ("since", "day")] if doing else []
    limit = next(iter(by_kind["until"] or by_kind["window"] or by_kind["relative"] or plain), None)
    recurring = next(iter(by_kind["recurring"]), None)
    if recurring is None:
        return _of(limit) if limit else BindingTime()
    since = next((due for due in current if due.kind == "since"), None)
    limit = limit if limit and limit.kind != "relative" else since
    return BindingTime(
        limit.start if limit else None,
        limit.end if limit else None,
        recurring.time or (limit.time if limit else None),
        None,
        recurring.rule,
        "day" if limit and limit.end else "recurring",
        (recurring.at, recurring.to),
    )


def _of(due: Due) -> BindingTime:
    return BindingTime(due.start, due.end, due.time, due.before, due.rule, due.precision, (due.at, due.to), due.doubt)


def over(due: Due, letter_date: dt.date | None) -> bool:
    """Whether its last day was past when the letter was written."""
    last = due.before or due.end
    return letter_date is not None and last is not None and last < letter_date
