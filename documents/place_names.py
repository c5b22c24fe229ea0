"""Names of provinces, districts and local administrations, so that no line ends inside one (วิเชียร|บุรี)."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path

LISTS = Path(__file__).parents[1] / "data" / "organisations"
_KIND = re.compile(r"(?:จังหวัด|อำเภอ|เขต|ตำบล|นคร|เมือง)")
_THAI = re.compile(r"[\u0e01-\u0e4e]+")
_LONGEST = 30


def name_spans(text: str) -> list[tuple[int, int]]:
    """Return where in `text` a known place name follows its kind (อำเภอหล่มสัก: the span of หล่มสัก), longest first."""
    names = _names()
    spans = []
    for kind in _KIND.finditer(text):
        following = _THAI.match(text, kind.end())
        if following is None:
            continue
        run = following.group()[:_LONGEST]
        length = next((length for length in range(len(run), 2, -1) if run[:length] in names), 0)
        if length:
            spans.append((kind.end(), kind.end() + length))
    return spans


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Every name of the country's list, without its kind. Empty when the list is not there."""
    names: set[str] = set()
    for path in sorted(LISTS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                names.add(row.get("name_short") or row["name_th"])
    return frozenset(name.removeprefix("เมือง") for name in names) | frozenset(names)
