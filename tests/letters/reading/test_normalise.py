"""One letter, many text layers: after normalising they read the same."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letters.reading.normalise import normalise, normalise_tracked

SEEDS = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[2] / "data" / "seed_letters.jsonl").read_text("utf-8").splitlines()
]
WINDOWS_GLYPHS = str.maketrans({"\u0e48": "\uf70a", "\u0e49": "\uf70b", "\u0e4c": "\uf70e", "\u0e34": "\uf701"})
THAI_NOISE = st.text(
    alphabet="กขงทนสอร\u0e31\u0e32\u0e33\u0e34\u0e35\u0e37\u0e38\u0e40\u0e41"
    "\u0e47\u0e48\u0e49\u0e4c\u0e4d\uf70a\u00ad \t\n\r\x0c๒2A\u0301",
    max_size=60,
)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ท\u0e35\u0e48\u0e48", "ที่"),
        ("อง\u0e04\uf70eกร ท\uf702\uf713 ปู\uf70fก \uf700าน", "องค์กร ที่ ปูญก ฐาน"),
        ("\u0e40\u0e40ละ", "และ"),
        ("ที ่ประชุม", "ที่ประชุม"),
        ("พ.ศ.\u00a0๒๕๖๗", "พ.ศ. ๒๕๖๗"),
        ("เทศ\u200bบาล\u2060 ตำ\u00adบล", "เทศบาล ตำบล"),
        ("http://a-\x02b\ufb01le", "http://a--bfile"),
        ("เรื่อง\tประชุม  \r\nเรียน\rนายก\x0cหน้า", "เรื่อง    ประชุม\nเรียน\nนายก\nหน้า"),
        ("เลข\x00ที่\x1f ๕\ud800", "เลขที่ ๕"),
    ],
)
def test_it_mends_what_a_text_layer_breaks(printed: str, read: str) -> None:
    assert normalise(printed) == read


def test_it_mends_the_sara_am_that_word_loses_in_its_pdfs() -> None:
    assert normalise("ส านักงานด าเนินการประจ าปี ขั้นต ่า น ้าท่วม") == "สำนักงานดำเนินการประจำปี ขั้นต่ำ น้ำท่วม"
    assert normalise("ส ำนักงำนกำรประชุม จ ำนวน น ้ำ งำนหำรำคำมำ") == "สำนักงานการประชุม จำนวน น้ำ งานหาราคามา"


def test_it_does_not_take_a_tone_set_apart_for_a_lost_sara_am() -> None:
    assert normalise("ที ่ต ่างประเทศ ท าการ") == "ที่ต่างประเทศ ทำการ"
    assert normalise("ก า ร ป ร ะ ชุ ม") == "ก า ร ป ร ะ ชุ ม"


def test_it_takes_back_clusters_named_twice_only_where_that_is_certain() -> None:
    assert normalise("มาตรฐานขั้ขั้นต่ำ ท้องถิ่ถิ่น เจ้าหน้าที่ที่รับผิดชอบ ซึ่ซึ่ง").startswith("มาตรฐานขั้นต่ำ ท้องถิ่น")
    assert normalise("เจ้าหน้าที่ที่รับผิดชอบ สิ่งที่ที่ว่าการอำเภอแจ้ง") == "เจ้าหน้าที่ที่รับผิดชอบ สิ่งที่ที่ว่าการอำเภอแจ้ง"


def test_it_leaves_digits_dashes_columns_and_lines_as_printed() -> None:
    text = "ที่ ขก ๕๑๐๐๖/ว 982        องค์การบริหารส่วนจังหวัด – “ขอนแก่น”\n\n  ๑. ข้อแรก\n\n\n- ๒ -"
    assert normalise(text) == text


@pytest.mark.parametrize("text", SEEDS, ids=range(len(SEEDS)))
def test_it_reads_every_disguise_of_a_letter_the_same(text: str) -> None:
    plain = normalise(text)
    assert normalise(unicodedata.normalize("NFKD", plain).replace("\n", "\r\n")) == plain
    assert normalise(plain.translate(WINDOWS_GLYPHS).replace(" ", "\u00a0").replace("ว", "ว\u200b")) == plain


@given(st.one_of(THAI_NOISE, st.text(max_size=60), st.text(alphabet="สนกท\u0e31\u0e35\u0e48าำ ", max_size=40)))
@settings(max_examples=500, deadline=None)
def test_normalising_twice_changes_nothing_and_tracking_gives_the_same_text(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    tracked = normalise_tracked(text)
    assert tracked.text == once
    assert len(tracked.origins) == len(once)
    assert all(0 <= origin < len(text) for origin in tracked.origins)


@pytest.mark.parametrize("unit", [" ", "\u0e48", "ขั้", "ก า", "\n", "A\u0301", "ํ", "เ", "\uf70a ", "ั\u0e48 "])
def test_thirty_thousand_times_the_same_comes_to_an_end(unit: str) -> None:
    once = normalise(unit * 30_000)
    assert normalise(once) == once


def test_it_knows_where_each_character_came_from() -> None:
    text = "น\u0e4d\u0e49า\u200b ๕๘"
    tracked = normalise_tracked(text)
    assert tracked.text == "น้ำ ๕๘"
    assert [text[origin] for origin in tracked.origins[-2:]] == ["๕", "๘"]
