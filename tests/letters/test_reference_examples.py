"""Letter numbers as they stand in real government text, against hand-checked labels (tests/data/SOURCES.md)."""

import json
from pathlib import Path
from typing import Any

import pytest

from letters.reference_number import FoundReference, ReferenceNumber, find_reference_numbers

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "data" / "refs.jsonl").read_text(encoding="utf-8").splitlines()
]
FIELDS = ("prefix", "committee", "code", "circular", "number", "number_to", "year", "normalized")


def touching(row: dict[str, Any]) -> list[FoundReference]:
    start, end = row["span"]
    return [found for found in find_reference_numbers(row["text"]) if found.span[0] < end and start < found.span[1]]


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"]], ids=lambda row: row["id"])
def test_it_finds_the_labelled_number(row: dict[str, Any]) -> None:
    [found] = touching(row)
    assert {field: getattr(found, field) for field in FIELDS} == {field: row["expected"][field] for field in FIELDS}
    assert list(found.span) == row["span"]
    assert ReferenceNumber.parse(row["match"]) == found.reference
    assert str(ReferenceNumber.parse(found.normalized)) == found.normalized


@pytest.mark.parametrize("row", [row for row in ROWS if row["expected"] is None], ids=lambda row: row["id"])
def test_it_leaves_numbers_of_other_papers(row: dict[str, Any]) -> None:
    assert touching(row) == []
