"""A letter's text laid out: its parts, its paragraphs, and no page mark among the words."""

import json
from pathlib import Path
from typing import Any

import pytest

from letters.reading.normalise import normalise
from letters.reading.sheet import Sheet, make_sheet
from letters.reading.zones import Zone

DATA = Path(__file__).parents[2] / "data"
LETTERS: list[dict[str, Any]] = [
    row
    for name in ("full_letters", "pairs", "letters")
    for row in map(json.loads, (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    if row["kind"] == "full"
]

LETTER = """ที่ มท ๐๘๐๘.๒/ว ๑๒

กรมส่งเสริมการปกครองท้องถิ่น

๓ มกราคม ๒๕๖๘

เรื่อง การจัดสรรเงินอุดหนุน
เรียน ผู้ว่าราชการจังหวัด ทุกจังหวัด

ด้วยกรมส่งเสริมการปกครองท้องถิ่นจะโอนเงินให้แก่จังหวัด ขอให้
/ตรวจสอบความ...
- ๒ -
ตรวจสอบความถูกต้องก่อนวันที่กำหนด
๑. ตรวจบัญชี
๒. รายงานผล
จึงเรียนมาเพื่อโปรดพิจารณา
ขอแสดงความนับถือ
(นายก ข)
อธิบดี
กองคลัง
โทร. ๐ ๒๒๔๑ ๙๐๐๐
"""


def sheet(identity: str) -> Sheet:
    [row] = [row for row in LETTERS if row["id"] == identity]
    return make_sheet(normalise(row["text"]))


def zone(laid: Sheet, *zones: Zone) -> list[str]:
    return [line.text for line in laid.lines_of(*zones)]


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: row["id"])
def test_it_finds_text_and_conclusion_of_every_example(row: dict[str, Any]) -> None:
    laid = make_sheet(normalise(row["text"]))
    assert laid.body.paragraphs
    assert (laid.conclusion.text.startswith("จึงเรียนมาเพื่อ")) == (row.get("form") != "stamp")
    assert "ขอแสดงความนับถือ" not in laid.body.text
    assert not any(line.text.startswith(("เรื่อง", "เรียน ", "ที่ ")) for line in laid.lines_of(Zone.BODY))


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: row["id"])
def test_it_knows_where_every_character_of_the_text_came_from(row: dict[str, Any]) -> None:
    laid = make_sheet(normalise(row["text"]))
    body = laid.body
    for offset, character in enumerate(body.text):
        if not character.isspace():
            assert laid.text[body.origin(offset)] == character
    for paragraph in body.paragraphs:
        assert body.text[paragraph.start : paragraph.end] == paragraph.text
        start, end = body.span(paragraph.start, paragraph.end)
        assert "".join(laid.text[start:end].split()).startswith("".join(paragraph.text.split())[:20])


def test_it_takes_page_number_and_catch_word_out_without_doubling_a_word() -> None:
    laid = make_sheet(LETTER)
    assert "จังหวัด ขอให้ ตรวจสอบความถูกต้องก่อนวันที่กำหนด" in laid.body.text
    assert zone(laid, Zone.MARK) == ["/ตรวจสอบความ...", "- ๒ -"]


def test_it_takes_a_catch_word_off_the_end_of_a_line() -> None:
    laid = make_sheet(LETTER.replace("ขอให้\n/ตรวจสอบความ...", "ขอให้      /ตรวจสอบความ..."))
    assert "จังหวัด ขอให้ ตรวจสอบความถูกต้องก่อนวันที่กำหนด" in laid.body.text


def test_it_reads_a_catch_word_without_dots_when_the_next_page_repeats_it() -> None:
    laid = make_sheet(LETTER.replace("/ตรวจสอบความ...", "/ตรวจสอบความ").replace("- ๒ -", "หน้า ๒/๓"))
    assert laid.body.text.count("ตรวจสอบความ") == 1
    assert "หน้า" not in laid.body.text


def test_it_keeps_a_line_that_only_looks_like_a_mark() -> None:
    laid = make_sheet(LETTER.replace("๑. ตรวจบัญชี", "/download/list.pdf และ ๒ ฉบับ"))
    assert "/download/list.pdf และ ๒ ฉบับ" in laid.body.text


def test_it_makes_items_paragraphs_of_their_own() -> None:
    assert [paragraph.text for paragraph in make_sheet(LETTER).body.paragraphs][-3:] == [
        "๑. ตรวจบัญชี",
        "๒. รายงานผล",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    ]


def test_it_keeps_the_rows_of_a_table_apart() -> None:
    rows = [paragraph.text for paragraph in sheet("full-004").body.paragraphs if paragraph.table_row]
    assert len(rows) == 4
    assert rows[1].startswith("เทศบาล | ๒๔ ก.พ. ๒๕๖๘")


def test_it_ends_a_memo_where_its_signature_stands() -> None:
    laid = sheet("full-007")
    assert zone(laid, Zone.CONCLUSION) == ["จึงเรียนมาเพื่อทราบและดำเนินการ"]
    assert len(zone(laid, Zone.SIGNATURE)) == 3


def test_it_ends_a_stamp_letter_at_its_seal() -> None:
    laid = sheet("full-006")
    assert zone(laid, Zone.SIGNATURE)[:3] == ["(ตรา)", "กรมส่งเสริมการปกครองท้องถิ่น", "๑๑ เมษายน ๒๕๖๗"]
    assert zone(laid, Zone.SUBJECT) == []


def test_it_keeps_stamps_and_letterhead_in_the_head_wherever_they_stand() -> None:
    assert zone(sheet("seed-4-2"), Zone.HEAD)[-2:] == ["๗๗๐๖", "- ๖ มิ.ย. ๒๕๖๖"]
    assert zone(sheet("full-002"), Zone.HEAD)[0] == "ศาลากลางจังหวัดน่าน"


def test_it_leaves_the_pages_behind_the_foot_to_the_annex() -> None:
    laid = sheet("seed-0-3")
    assert zone(laid, Zone.ANNEX)[0] == "สิ่งที่ส่งมาด้วย ๑"
    assert "หมายเหตุ" not in laid.body.text


@pytest.mark.parametrize("text", ["", "\n\n", "|", "ก", "เรื่อง", "เรียน\n\n\n", "/...", "- ๒ -", "ถึง ก\n(ตรา)"])
def test_it_lays_out_scraps_without_complaint(text: str) -> None:
    make_sheet(text)
