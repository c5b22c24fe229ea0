"""Every field of the head and foot of the example letters, read as their labels say (tests/data/SOURCES.md)."""

from typing import Any

import pytest

from benchmarks.accuracy import rows, score

LETTERS = [row for name in ("letters", "full_letters", "pairs") for row in rows(name) if row["kind"] == "full"]
DUTIES = ("deadline", "meeting", "obligations", "sessions")


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: row["id"])
def test_it_reads_every_field_of_head_and_foot(row: dict[str, Any]) -> None:
    wrong = [
        (name, label, value) for name, exact, label, value in score(row) if not exact and not name.startswith(DUTIES)
    ]
    assert wrong == []


QUOTES = [row for row in rows("letters") if row["kind"].endswith("quote")]


@pytest.mark.parametrize("row", QUOTES, ids=lambda row: row["id"])
def test_it_reads_a_letter_that_news_cites(row: dict[str, Any]) -> None:
    wrong = [
        (name, label, value) for name, exact, label, value in score(row) if not exact and not name.startswith(DUTIES)
    ]
    assert wrong == []
