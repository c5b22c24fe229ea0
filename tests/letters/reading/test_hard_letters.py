"""Letters harder than the examples, each with the fields it says (tests/data/hard_letters, made up for these tests).

A file holds the labels as JSON, a line `---`, and the text as a text layer or a scanner gives it. Only what is labelled
is compared: as the examples are, without white space, digits as Arabic ones.
"""

import json
from pathlib import Path

import pytest

from benchmarks.accuracy import compared, same
from letters.reading.read import read_letters
from letters.reading.reading_json import reading_as_json

FILES = sorted((Path(__file__).parents[2] / "data" / "hard_letters").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_reads(path: Path) -> None:
    labels, text = path.read_text(encoding="utf-8").split("\n---\n", 1)
    [reading] = read_letters(text)
    read = reading_as_json(reading)
    wrong = [
        (name, label, value)
        for field, expected in json.loads(labels).items()
        for name, label, value in compared(expected, read[field] or None if expected is None else read[field], field)
        if not same(label, value)
    ]
    assert wrong == []
