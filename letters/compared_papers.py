"""Two papers held against each other and checked, as the command `letters compare` tells it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from letters.checks.check import Check
from letters.checks.letter import check_letter, check_papers
from letters.compare import compare_sides, side_of
from letters.comparing.outcome import Compared


@dataclass(frozen=True)
class ComparedPapers:
    """What contradicts the source, and what the forwarding letter and the two together show."""

    discrepancies: tuple[Compared, ...]
    checks: tuple[Check, ...]


def compared_papers(source: str, forwarded: str, is_working_day: Callable[[dt.date], bool]) -> ComparedPapers:
    """Compare two letters given as text, and check the forwarding letter and the days of both."""
    ours, theirs = side_of(source), side_of(forwarded)
    checks = [*check_letter(theirs, is_working_day), *check_papers([ours, theirs], is_working_day)]
    discrepancies = compare_sides(ours, theirs).discrepancies
    return ComparedPapers(tuple(discrepancies), tuple(sorted(checks, key=lambda one: one.number)))


def as_plain(result: ComparedPapers) -> dict[str, Any]:
    """Plain values with the keys of `letters compare --json`."""
    return {
        "discrepancies": [
            {
                "kind": str(one.kind),
                "severity": str(one.severity),
                "source_text": one.source.text if one.source else None,
                "forwarded_text": one.forwarded.text if one.forwarded else None,
                "explanation": one.explanation,
            }
            for one in result.discrepancies
        ],
        "checks": [
            {"number": one.number, "severity": str(one.severity), "text": one.text, "remedy": one.remedy}
            for one in result.checks
        ],
    }


def as_table(result: ComparedPapers) -> str:
    """The same for a reader: one finding a block."""
    lines = [] if result.discrepancies else ["ตรงกับต้นเรื่อง"]
    for one in result.discrepancies:
        lines.append(f"{one.severity}  {one.kind}  {one.explanation}")
        lines.append(f"       ต้นเรื่อง  {one.source.text if one.source else '-'}")
        lines.append(f"       ฉบับนี้    {one.forwarded.text if one.forwarded else '(ไม่มี)'}")
    lines += [f"{check.severity}  {check.number}  {check.text}\n       {check.remedy}" for check in result.checks]
    return "\n".join(lines)
