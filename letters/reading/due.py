"""One wording of time that can bind a duty, as it stands in the squeezed body."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from letters.reading.duty import Precision, RecurringRule, RelativeRule

DueKind = Literal["until", "window", "since", "day", "relative", "recurring"]


@dataclass(frozen=True, slots=True)
class Due:
    """What the wording at [at, to) of the squeezed text says.

    "until" has a last day; "window" both; "since" a first day; "day" is a day or month without a word of limit.
    `doubt` says in Thai what a person should look at.
    """

    at: int
    to: int
    kind: DueKind
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "day"
    time: dt.time | None = None
    before: dt.date | None = None
    rule: RelativeRule | RecurringRule | None = None
    doubt: str | None = None
