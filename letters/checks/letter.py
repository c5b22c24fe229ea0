"""All checks that one letter shows by itself, and those of papers that came together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from letters.checks.addresses import check_addresses
from letters.checks.chain import Hop, Received, check_chain
from letters.checks.check import Check
from letters.checks.days import check_days
from letters.checks.figures import check_figures
from letters.checks.whole import check_whole
from letters.checks.wording import check_wording
from letters.comparing.dated import Use, dates_of
from letters.comparing.dates import cited_date
from letters.comparing.outcome import Place
from letters.comparing.side import Side
from letters.reading.read import read_letter
from letters.reference_number import find_reference_numbers

WorkingDay = Callable[[dt.date], bool]


def check_letter(side: Side, is_working_day: WorkingDay | None = None) -> list[Check]:
    """The checks of one letter, in the order of their numbers."""
    found = [
        *check_addresses(side),
        *check_days(side, is_working_day),
        *check_figures(side),
        *check_wording(side),
        *check_whole(side),
    ]
    return sorted(found, key=lambda one: one.number)


def check_papers(sides: Sequence[Side], is_working_day: WorkingDay) -> list[Check]:
    """The checks of a chain of papers, first of the chain first: days are read from the letters and their stamps."""
    hops = [_hop(side, sides[at + 1 :]) for at, side in enumerate(sides)]
    return check_chain(hops, is_working_day)


def windows_of(side: Side) -> tuple[tuple[dt.date, dt.date, Place], ...]:
    """The stretches of days in which a letter asks for something."""
    return tuple((one.start, one.end, one.place) for one in dates_of(side) if one.use is Use.DEADLINE and one.window)


def _hop(side: Side, below: Sequence[Side]) -> Hop:
    name = str(side.ref_no) if side.ref_no else side.issuer or side.subject[:30]
    dated = replace(side, date=side.date or _date_cited_below(side, below))
    stamps = read_letter(side.text).received
    received = tuple(Received(one.date, one.number or "", one.office or "") for one in stamps)
    return Hop(name, dated.date, received, windows_of(side))


def _date_cited_below(side: Side, below: Sequence[Side]) -> dt.date | None:
    """The day of a letter whose own day is blank, as the letter that forwards it cites it."""
    for citing in below:
        for one in find_reference_numbers(citing.text):
            cited = cited_date(citing, one.span[1]) if one.reference == side.ref_no else None
            if cited:
                return cited[0].start
    return None
