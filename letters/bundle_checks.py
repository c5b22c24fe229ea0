"""What the letters of one file show of each other: a forwarding letter held against the source that came with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from letters.checks.check import Check
from letters.checks.letter import check_papers
from letters.compare import compare_sides, side_of
from letters.comparing.outcome import Compared, Kind, Severity
from letters.reading.reading import LetterReading

# The discrepancies that are checks of their own (docs/checks.md).
_NUMBERS = {Kind.URL: 3, Kind.SUBJECT: 4, Kind.URGENCY: 19, Kind.ENCLOSURE: 20, Kind.REFERENCE: 21, Kind.SCOPE: 24}


def bundle_checks(
    readings: Sequence[LetterReading], is_working_day: Callable[[dt.date], bool]
) -> list[list[dict[str, Any]]]:
    """One list a letter, in order: what each shows of the letter it cites among them; [] for one that cites none."""
    return [_of(reading, readings, is_working_day) for reading in readings]


def _of(
    citing: LetterReading, readings: Sequence[LetterReading], is_working_day: Callable[[dt.date], bool]
) -> list[dict[str, Any]]:
    numbers = {one.ref_no for one in citing.enclosures} | {one.ref_no for one in citing.references}
    cited = next((one for one in readings if one is not citing and one.ref_no and one.ref_no in numbers), None)
    if cited is None:
        return []
    source, forwarded = side_of(cited.text), side_of(citing.text)
    found = [_as_check(one) for one in compare_sides(source, forwarded).discrepancies if one.kind in _NUMBERS]
    found += check_papers([source, forwarded], is_working_day)
    return [
        {"number": one.number, "severity": str(one.severity), "text": one.text, "remedy": one.remedy}
        for one in sorted(found, key=lambda one: one.number)
    ]


def _as_check(one: Compared) -> Check:
    remedy = f"{one.source.text if one.source else '-'} → {one.forwarded.text if one.forwarded else '-'}"
    return Check(_NUMBERS[one.kind], one.severity or Severity.NOTE, one.explanation, remedy)
