"""How many labelled fields of the example letters are read exactly, a table per field: `make bench BENCH=accuracy`.

Compared as the examples' README says: digits made Arabic, white space left out. Sub-fields count alone
(signatory.name, deadline.end, obligations[].action): a list's n-th label against the n-th value read.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from letters.reading.normalise import normalise
from letters.reading.read import read_letters
from letters.reading.reading_json import reading_as_json
from letters.reference_number import find_reference_numbers
from thai_numerals import find_dates, to_arabic

DATA = Path(__file__).parents[1] / "tests" / "data"
NOT_FIELDS = frozenset(("pair_id", "role", "discrepancies", "must_not_flag", "other_dates", "cited"))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one example file."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def same(label: Any, value: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Equal apart from white space and the form of digits."""
    return _plain(label) == _plain(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return re.sub(r"\s+", "", to_arabic(normalise(value)))
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def compared(label: Any, value: Any, name: str) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - any JSON value
    """Each labelled leaf with the value read for it: (field, label, value)."""
    if isinstance(label, dict):
        for key, item in label.items():
            if key != "note":
                yield from compared(item, value.get(key) if isinstance(value, dict) else None, f"{name}.{key}")
    elif isinstance(label, list) and any(isinstance(item, dict) for item in label):
        values = value if isinstance(value, list) else []
        yield f"{name}#", len(label), len(values)
        for index, item in enumerate(label):
            yield from compared(item, values[index] if index < len(values) else None, f"{name}[]")
    else:
        yield name, label, value


def score(row: dict[str, Any]) -> Iterator[tuple[str, bool, Any, Any]]:
    """(field, exact, label, value) for every labelled field of one example."""
    read = reading_as_json(read_letters(row["text"])[0])
    labels = {key: value for key, value in row["labels"].items() if key not in NOT_FIELDS}
    if "form" in row:
        labels["form"] = row["form"]
    unlabelled = row.get("unlabelled", [])
    if "date_in_own_text" in row and len(row["date_in_own_text"]) == 7:
        labels["date"], labels["date_partial"] = None, row["date_in_own_text"]
    for key, label in labels.items():
        if key in unlabelled:
            continue
        value = read.get(key)
        if label is None and value == []:
            value = None
        for name, want, got in compared(label, value, key):
            yield name, same(want, got), want, got


def references() -> tuple[int, int]:
    """Expressions of refs.jsonl read exactly, and of how many."""
    right = 0
    examples = rows("refs")
    for row in examples:
        found = [one for one in find_reference_numbers(row["text"]) if _touches(one.span, row["span"])]
        if row["expected"] is None:
            right += not found
        else:
            right += len(found) == 1 and found[0].normalized == row["expected"]["normalized"]
    return right, len(examples)


def dates() -> tuple[int, int]:
    """Expressions of dates.jsonl whose days are read exactly, and of how many."""
    right = 0
    examples = rows("dates")
    for row in examples:
        found = [one for one in find_dates(row["text"]) if _touches(one.span, row["span"])]
        want = row["expected"]
        if want is None:
            right += not found
        else:
            days = [(one.start.isoformat(), one.end.isoformat()) for one in found]
            right += days == [(want["start"], want["end"])]
    return right, len(examples)


def _touches(span: tuple[int, int], other: list[int]) -> bool:
    return span[0] < other[1] and other[0] < span[1]


def main() -> None:
    """Print the headline and one line per field and file."""
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    lines = []
    for name in ("letters", "full_letters", "pairs"):
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for row in rows(name):
            for field, exact, _, _ in score(row):
                for one in (counts[field], table[name]):
                    one[0] += exact
                    one[1] += 1
        lines += [_line(f"{name}: {field}", *count) for field, count in sorted(counts.items())]
    right, total = (sum(count[at] for count in table.values()) for at in (0, 1))
    print(_line("labelled fields read exactly", right, total))
    for name, count in table.items():
        print(_line(name, *count))
    print(_line("references", *references()))
    print(_line("dates", *dates()))
    print("\n".join(lines))


def _line(name: str, right: int, total: int) -> str:
    return json.dumps(
        {
            "name": "accuracy",
            "value": right,
            "unit": "count",
            "floor": total,
            "ratio": round(right / total, 4),
            "peer": None,
            "note": name,
        },
        ensure_ascii=False,
    )
