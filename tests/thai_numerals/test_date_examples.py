"""Dates as they stand in real government text, against hand-checked labels (tests/data/SOURCES.md).

A label may stop short of what belongs to the date: it marks "๙ ธันวาคม ๒๕๖๗" in "ในวันจันทร์ที่ ๙ ธันวาคม ๒๕๖๗
เวลา ๑๖.๐๐ น.", but "วันที่ ๑๗ กุมภาพันธ์ ๒๕๖๘ เวลา ๑๘.๑๕ น." whole. So every field is compared on the text as
far as the label goes, and the days again on the whole text.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from thai_numerals import FoundDate, find_dates

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "dates.jsonl").read_text(encoding="utf-8").splitlines()
]


def touching(text: str, span: list[int]) -> list[FoundDate]:
    return [found for found in find_dates(text) if found.span[0] < span[1] and span[0] < found.span[1]]


def as_label(found: FoundDate) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "start": found.start.isoformat(),
        "end": found.end.isoformat(),
        "precision": found.precision,
        "time_start": found.time_start,
        "time_end": found.time_end,
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_it_reads_the_labelled_expression(row: dict[str, Any]) -> None:
    expected = row["expected"]
    found = touching(row["text"][: row["span"][1]], row["span"])
    if expected is None:
        assert found == []
        return
    [only] = found
    assert as_label(only) == {key: expected[key] for key in as_label(only)}
    assert [day.isoformat() for day in only.dates] == expected.get("dates", [])
    assert "role" not in expected or only.role == expected["role"]
    assert only.span[0] <= row["span"][0] or row["text"][slice(*row["span"])].startswith("ใน")
    assert only.span[1] == row["span"][1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_it_means_the_same_days_in_the_whole_text(row: dict[str, Any]) -> None:
    if row["expected"] is None:
        assert touching(row["text"], row["span"]) == []
        return
    [only] = touching(row["text"], row["span"])
    assert (only.start.isoformat(), only.end.isoformat()) == (
        row["expected"]["start"],
        row["expected"]["end"],
    )
    assert only.span[1] >= row["span"][1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_it_reads_the_expression_standing_alone_as_one_date(row: dict[str, Any]) -> None:
    expression = row["text"][slice(*row["span"])]
    found = find_dates(expression)
    if row["expected"] is None:
        assert found == []
        return
    assert len(found) == 1
    assert found[0].span == (2 if expression.startswith("ในปี") else 0, len(expression))
