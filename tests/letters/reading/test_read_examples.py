"""Every field of the head and foot of the example letters, read as their labels say (tests/data/SOURCES.md)."""

import re
from typing import Any

import pytest

from benchmarks.accuracy import rows, score
from thai_numerals import to_arabic

LETTERS = [row for name in ("letters", "full_letters", "pairs") for row in rows(name) if row["kind"] == "full"]
DUTIES = ("deadline", "meeting", "obligations", "sessions")


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: row["id"])
def test_it_reads_every_field_of_head_and_foot(row: dict[str, Any]) -> None:
    wrong = [
        (name, label, value) for name, exact, label, value in score(row) if not exact and not name.startswith(DUTIES)
    ]
    assert wrong == []


VARIANTS = {
    "arabic digits": to_arabic,
    "no empty lines": lambda text: re.sub(r"\n[ \xa0]*(?=\n)", "", text),
    "no indents": lambda text: re.sub(r"(?m)^[ \t]+", "", text),
    "empty lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "Windows line ends and no-break spaces": lambda text: text.replace("\n", "\r\n").replace(" ", "\xa0"),
    "tabs": lambda text: re.sub(r" {4,}", "\t", text),
    "a wide margin": lambda text: re.sub(r"(?m)^", " " * 12, text),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_it_reads_the_same_however_the_text_was_taken(variant: str) -> None:
    wrong = [
        (row["id"], name, label, value)
        for row in LETTERS
        for name, exact, label, value in score(row | {"text": VARIANTS[variant](row["text"])})
        if not exact and not name.startswith((*DUTIES, "urls"))  # an empty line ends an address
    ]
    assert wrong == []


QUOTES = [row for row in rows("letters") if row["kind"].endswith("quote")]


@pytest.mark.parametrize("row", QUOTES, ids=lambda row: row["id"])
def test_it_reads_a_letter_that_news_cites(row: dict[str, Any]) -> None:
    wrong = [
        (name, label, value) for name, exact, label, value in score(row) if not exact and not name.startswith(DUTIES)
    ]
    assert wrong == []
