"""A file with several letters is read as several letters, and what one tells of another is used."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import pytest

from letters.reading.bundle import link_bundle, split_bundle
from letters.reading.normalise import normalise
from letters.reading.reading import Citation, Doubt, Enclosed, LetterReading

DATA = Path(__file__).parents[2] / "data"
LETTERS = {
    row["id"]: normalise(row["text"]).strip("\n")
    for row in map(json.loads, (DATA / "full_letters.jsonl").read_text("utf-8").splitlines())
}
PAIRS = list(itertools.pairwise([*LETTERS, *LETTERS, next(iter(LETTERS))]))


def begins(text: str, page_starts: tuple[int, ...] = (0,)) -> list[str]:
    return [" ".join(text[part.start : part.end].split()[:3]) for part in split_bundle(text, page_starts)]


@pytest.mark.parametrize(
    ("name", "first_words"),
    [
        ("phetchabun", ["ด่วนที่สุด ที่ พช", "ด่วนที่สุด ที่ พช", "ด่วนที่สุด ที่ นร"]),
        ("krabi", ["ด่วนมาก ที่ กบ", "ด่วนมาก ที่ นร"]),
    ],
)
def test_it_parts_the_example_bundles(name: str, first_words: list[str]) -> None:
    text = normalise((DATA / "bundles" / f"{name}.txt").read_text("utf-8"))
    parts = split_bundle(text)
    assert begins(text) == first_words
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert (parts[0].start, parts[-1].end) == (0, len(text))


@pytest.mark.parametrize("name", LETTERS)
def test_one_letter_is_one_part(name: str) -> None:
    assert len(split_bundle(LETTERS[name])) == 1


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_it_parts_two_letters_with_and_without_a_page_between_them(first: str, second: str) -> None:
    text = f"{LETTERS[first]}\n\n{LETTERS[second]}"
    between = len(LETTERS[first]) + 2
    for page_starts in ((0,), (0, between)):
        parts = split_bundle(text, page_starts)
        assert len(parts) == 2
        assert text[min(parts[1].start, between) : max(parts[1].start, between)].strip() == ""
    assert parts[1].first_page == 2
    assert parts[1].page_starts == (0,)


def test_a_letter_quoted_in_a_letter_is_no_new_one() -> None:
    head, body = LETTERS["full-001"].split("กรมส่งเสริมการปกครองท้องถิ่นขอเรียนว่า")
    quoted = "ที่ มท ๐๘๐๘.๒/ว ๑๒๓๔\nเรื่อง การเบิกจ่ายงบประมาณ\nเรียน ผู้ว่าราชการจังหวัด\nความว่า ให้ถือปฏิบัติ\n"
    assert len(split_bundle(f"{head}\n{quoted}\nกรมส่งเสริมการปกครองท้องถิ่นขอเรียนว่า{body}")) == 1


@pytest.mark.parametrize(
    "enclosure",
    [
        "สิ่งที่ส่งมาด้วย ๑\nแบบตอบรับ\nเขียนที่ ....................\nวันที่ ........ เดือน ........ พ.ศ. ......\n"
        "เรื่อง ตอบรับการเข้าร่วมประชุม\nเรียน ผู้ว่าราชการจังหวัดน่าน\n(ลงชื่อ) ....................",
        "(ตัวอย่างหนังสือ)\nที่ .............../............\nที่ทำการองค์การบริหารส่วนตำบล ............\n"
        "เรื่อง ส่งแบบสำรวจ\nเรียน นายอำเภอ ............\nขอแสดงความนับถือ\n(............................)",
        "คำสั่งจังหวัดน่าน\nที่ ๑๒๓๔/๒๕๖๗\nเรื่อง แต่งตั้งคณะทำงาน\nสั่ง ณ วันที่ ๑ มิถุนายน ๒๕๖๗",
        "๑. ตามหนังสือ\nที่ มท ๐๘๑๖.๓/ว ๒๕๔๗ ลงวันที่ ๑๓ พฤศจิกายน ๒๕๖๖\nถึงวันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖",
        "ตามหนังสือ\nที่ มท ๐๘๑๖.๓/ว ๒๕๔๗ ลงวันที่ ๑๓ พฤศจิกายน ๒๕๖๖\nแบบตอบรับ\nเรียน นายอำเภอ\nชื่อ ..........",
    ],
    ids=["reply form", "specimen letter", "order", "list", "reply to a letter cited"],
)
def test_an_enclosure_is_no_letter(enclosure: str) -> None:
    letter = LETTERS["full-002"]
    text = f"{letter}\n\n{enclosure}\n"
    assert len(split_bundle(text)) == 1
    assert len(split_bundle(text, (0, len(letter) + 2))) == 1
    followed = f"{text}\n{LETTERS['full-001']}"
    assert begins(followed)[1:] == ["ด่วนที่สุด ที่ มท"]


def test_a_whole_head_on_a_new_page_begins_a_letter_though_the_closing_was_lost() -> None:
    cut = LETTERS["full-001"].split("จึงเรียนมาเพื่อ")[0]
    text = f"{cut}\n{LETTERS['full-004']}"
    assert len(split_bundle(text, (0, len(cut) + 1))) == 2


def test_it_takes_a_blank_day_from_the_letter_that_forwards_it() -> None:
    doubt = Doubt("date", "มีนาคม ๒๕๖๗", "ไม่มีวันที่")
    source = LetterReading("", ref_no="พช 0023.6/ว 1507", date_partial="2024-03", doubts=(doubt,))
    cited = Enclosed("สำเนาหนังสือ", "พช 0023.6/ว 1507", dt.date(2024, 3, 28))
    forwarding = LetterReading("", ref_no="พช 0023.7/ว 583", date=dt.date(2024, 3, 29), enclosures=(cited,))
    (first, second), links = link_bundle([forwarding, source])
    assert (second.date, second.date_from, second.doubts) == (dt.date(2024, 3, 28), "part 1", ())
    assert first == forwarding
    assert [(link.citing, link.cited, link.field) for link in links] == [(1, 2, "enclosures")]


def test_it_takes_no_day_that_the_letter_itself_contradicts() -> None:
    cited = Citation("หนังสือ", "พช 0023.6/ว 1507", dt.date(2024, 4, 28))
    forwarding = LetterReading("", ref_no="พช 0023.7/ว 583", references=(cited,))
    for own in ({"date_partial": "2024-03"}, {"date": dt.date(2024, 3, 28)}):
        source = LetterReading("", ref_no="พช 0023.6/ว 1507", **own)
        linked, links = link_bundle([forwarding, source])
        assert linked[1] == source
        assert len(links) == 1


@pytest.mark.parametrize(
    "unit", ["เรื่อง ก\nเรียน ข\n", "ที่ มท ๐๘๑๖.๓/ว ๑\n", "๑ มกราคม ๒๕๖๗\nเรื่อง ก\nเรียน ข\n", "(นายกก กก)\nที่ มท ๐๑/๑\n"]
)
def test_a_long_text_of_heads_comes_to_an_end(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert split_bundle(text)[-1].end == len(text)
