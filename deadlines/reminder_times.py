"""From a due day and a policy to the instants of reminding, over working days. Pure.

A step falls on the morning (08.30 in Bangkok) of the working day that lies its offset from the due day. The letter's
arrival is a message of its own (routing.arrival_notices), so no step stands for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from core import clock
from deadlines.working_days import add_working_days, is_working_day

MORNING = (8, 30)


class RemindWhom(StrEnum):
    """Whom a step tells: the organisation itself, or who stands above it and can act."""

    ORGANISATION = "organisation"
    DISTRICT = "district"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a policy: `offset` working days from the due day (negative before it), and whom it tells."""

    offset: int
    whom: RemindWhom = RemindWhom.ORGANISATION


DEFAULT_POLICY: tuple[Step, ...] = (
    *(Step(-days) for days in (14, 7, 3, 1, 0)),
    Step(1, RemindWhom.DISTRICT),
    Step(3, RemindWhom.PROVINCE),
)


def times(policy: tuple[Step, ...], due: dt.date) -> list[tuple[Step, dt.datetime]]:
    """Give each step with its instant, soonest first. A due day that is no working day counts from the one before."""
    day = due if is_working_day(due) else add_working_days(due, -1)
    return sorted(
        ((step, clock.at(add_working_days(day, step.offset), *MORNING)) for step in policy), key=lambda one: one[1]
    )


def next_after(policy: tuple[Step, ...], due: dt.date | None, after: dt.datetime) -> dt.datetime | None:
    """Give the first instant of the policy later than `after`; None when none is left or the day is not known."""
    if due is None:
        return None
    return next((at for _, at in times(policy, due) if at > after), None)
