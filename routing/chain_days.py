"""How long each office of a chain had a letter: days and working days from one step to the next. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from flask_babel import gettext as _

from core.jinja_filters import count, date_short
from deadlines.working_days import holiday_name, is_working_day, working_days_between


class StepKind(StrEnum):
    """What happened at a step."""

    ISSUED = "issued"
    RECEIVED = "received"


@dataclass(frozen=True)
class Step:
    """One step: `who` is the organisation that issued or the desk that received, `number` its ที่ or เลขรับ. `others`
    counts the further organisations that took the same step (the other districts).
    """

    kind: StepKind
    who: str
    number: str
    day: dt.date
    letter_id: int
    subject: str = ""
    time: dt.time | None = None
    here: bool = False  # the letter whose page this is
    others: int = 0


@dataclass(frozen=True)
class Hop:
    """A step with the time since the latest day before it (never negative), and what is odd about it."""

    step: Step
    days: int
    working_days: int
    notes: tuple[str, ...] = field(default=())


def hops_of(steps: Sequence[Step]) -> tuple[Hop, ...]:
    """Give the steps with their days. A stamp older than its letter takes no time and says so, so that the days of a
    chain add up to its length.
    """
    hops: list[Hop] = []
    latest: dt.date | None = None
    issued: Step | None = None
    for step in steps:
        since = latest or step.day
        latest = max(since, step.day)
        hops.append(Hop(step, (latest - since).days, working_days_between(since, latest), _notes(step, since, issued)))
        issued = step if step.kind is StepKind.ISSUED else issued
    return tuple(hops)


def _notes(step: Step, since: dt.date, issued: Step | None) -> tuple[str, ...]:
    notes = []
    if step.day < since:
        early = count((since - step.day).days)
        if step.kind is StepKind.RECEIVED and issued is not None and step.day < issued.day:
            notes.append(_("วันที่รับก่อนวันที่ของหนังสือ %(days)s วัน", days=early))
        else:
            notes.append(_("ลงวันที่ก่อนขั้นก่อนหน้า (%(day)s)", day=date_short(since)))
    if step.kind is StepKind.RECEIVED and not is_working_day(step.day):
        notes.append(_("รับในวันหยุด: %(reason)s", reason=holiday_name(step.day) or weekend(step.day)))
    if step.kind is StepKind.ISSUED and issued is not None and _squeezed(step) != _squeezed(issued):
        notes.append(_("เรื่องต่างจากต้นเรื่อง"))
    return tuple(notes)


def weekend(day: dt.date) -> str:
    """Give the Thai name of a day of the weekend."""
    return _("วันเสาร์") if day.weekday() == 5 else _("วันอาทิตย์")


def _squeezed(step: Step) -> str:
    return "".join(step.subject.split()).translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
