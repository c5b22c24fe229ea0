"""The chain laid out for a page: the bar of days, the steps with the time after each, who holds the letter now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from letters.models import Letter
from routing.chain_days import Hop, StepKind
from routing.chain_view import Holder, chain_of
from routing.policy import can_track, standings

_PLACE = re.compile(r"(ศาลากลาง|ที่ว่าการอำเภอ|สถ[จอ]\.)")


@dataclass(frozen=True)
class Row:
    """One step, with the days and working days until the next; None for the last."""

    hop: Hop
    days: int | None
    working_days: int | None
    here: bool


@dataclass(frozen=True)
class ChainPanel:
    """What templates/routing/chain_panel.html shows; `segments` are (words, days) of the bar, zero days left out.

    `waiting` counts the LAOs behind all holders, also those not named.
    """

    rows: tuple[Row, ...]
    segments: tuple[tuple[str, int], ...]
    holders: tuple[Holder, ...]
    holding: int
    laos: int
    acknowledged: int
    waiting: int = 0

    @property
    def days(self) -> int:
        """Give the calendar days from the first step to the last."""
        return sum(row.days or 0 for row in self.rows)

    @property
    def longest(self) -> int:
        """Give the working days of whoever holds it longest."""
        return max((one.working_days for one in self.holders), default=0)

    @property
    def working_days(self) -> int:
        """Give the working days from the first step to the last."""
        return sum(row.working_days or 0 for row in self.rows)


def chain_panel(letter: Letter, organisation_id: int, *, now: dt.datetime) -> ChainPanel:
    """Give the chain of `letter` as the organisation may follow it, with its own receipts; a dozen statements at most.

    A recipient follows its own way only; how many LAOs the letter has come to is told to those who may track it.
    """
    chain = chain_of(letter, now=now, seen_by=organisation_id)
    if not can_track(standings(organisation_id, letter)):
        chain = replace(chain, laos=0, acknowledged=0)
    following = [*chain.hops[1:], None]
    rows = [
        Row(hop, then.days if then else None, then.working_days if then else None, _is_here(hop, letter))
        for hop, then in zip(chain.hops, following, strict=True)
    ]
    return ChainPanel(
        tuple(rows),
        tuple(_segments(chain.hops)),
        chain.holders,
        chain.holding,
        chain.laos,
        chain.acknowledged,
        chain.waiting,
    )


def _is_here(hop: Hop, letter: Letter) -> bool:
    return hop.step.letter_id == letter.id and hop.step.kind is StepKind.ISSUED


def _segments(hops: Sequence[Hop]) -> Iterator[tuple[str, int]]:
    """On the way until somebody receives it, then with whoever had received it until the next letter goes out."""
    for before, hop in zip(hops, hops[1:], strict=False):
        if hop.days:
            travelling = before.step.kind is StepKind.ISSUED
            yield (_("เดินทาง") if travelling else _short(before.step.who)), hop.days


def _short(desk: str) -> str:
    found = _PLACE.match(desk)
    return found[0] if found else desk
