"""A file's letters, each with its pages; what was guessed from a picture fills no field."""

from __future__ import annotations

from pathlib import Path

from letters.reading.normalise import normalise
from letters.reading.read import read_letters, read_parts

BUNDLE = (Path(__file__).parents[2] / "data" / "bundles" / "phetchabun.txt").read_text("utf-8")


def test_a_text_from_ocr_gives_text_and_doubts_only() -> None:
    printed, guessed = read_letters(BUNDLE), read_letters(BUNDLE, source="ocr")
    assert [one.text for one in guessed] == [one.text for one in printed]
    assert [one.body for one in guessed] == [one.body for one in printed]
    assert all(one.ref_no is None and one.date is None and not one.urls and not one.obligations for one in guessed)
    for before, after in zip(printed, guessed, strict=True):
        assert before.ref_no
        assert "ref_no" in {doubt.field for doubt in after.doubts}
        places = [doubt.span for doubt in after.doubts if doubt.span]
        assert all(0 <= start < end <= len(after.text) for start, end in places)


def test_only_the_letter_on_a_guessed_page_is_doubted() -> None:
    text = normalise(BUNDLE)
    starts = (0, *(one.part.start for one in read_parts(text)[1:]))
    parts = read_parts(text, starts, guessed_pages=frozenset({2}))
    assert [one.guessed for one in parts] == [False, True, False]
    assert [one.reading.ref_no for one in parts] == ["พช 0023.7/ว 583", None, "นร 0107/2199"]
    assert [(one.part.first_page, one.last_page) for one in parts] == [(1, 1), (2, 2), (3, 3)]


def test_pages_stay_where_they_are_when_the_text_is_normalised() -> None:
    first, second = "ที่ มท ๐๘๑๖.๓/ว ๑\u200b\u200b\u200b\nเรื่อง ก\nเรียน ข\n", "น\u0e4d\u0e49า ท่วม"
    [reading] = read_letters(first + second, (0, len(first)))
    assert reading.text[reading.page_starts[1] :] == "น้ำ ท่วม"
    assert reading.page_of(len(reading.text) - 1) == 2
