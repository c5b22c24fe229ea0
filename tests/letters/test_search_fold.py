"""However somebody typed the words, they meet as the same characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.search_fold import MARKER, fold, fold_tracked
from letters.search_words import places_of, wanted

THAI = "กขคงจดตนบปพมยรลวสหอาะิีึืุูเแโใไำั็่้๊๋์ํฯๆ๐๑๒๓"
ODD = "\u200b\ufeff\u00a0\u00ad\t\n -–—“”\"'AaÉé09.,/()" + MARKER
TEXTS = st.text(st.sampled_from(THAI + ODD)) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("๑๕๐๗", "1507"),
        ("น้ำ", "น\u0e4d\u0e49า"),  # nikhahit and sara aa, the tone after or before
        ("น้ำ", "น\u0e49\u0e4dา"),
        ("ที่", "ท\u0e48\u0e35"),
        ("แนวทาง", "เเนวทาง"),
        ("บริการสาธารณะ", "บริการสา\u200bธารณะ"),
        ("บริการสาธารณะ", "บริการสา\nธารณะ"),
        ("การประชุม เชิงปฏิบัติการ", "การประชุมเชิงปฏิบัติการ"),
        ("พช 0023.6/ว 1507", "พช0023.6/ว๑๕๐๗"),
        ("ZOOM  Meeting", "zoom meeting"),
        ("Café", "cafe"),
        ("2566–2570", "2566-2570"),
    ],
)
def test_it_brings_ways_of_typing_together(one, other):
    assert fold(one) == fold(other)


def test_it_keeps_words_of_other_scripts_apart():
    assert fold("zoom meeting") == "zoom meeting"
    assert fold("0 2283 4000") == "0 2283 4000"


@given(TEXTS)
def test_it_changes_nothing_the_second_time(text):
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_it_leaves_the_marker_to_the_index(text):
    assert MARKER not in fold(text)


@given(TEXTS)
def test_it_knows_where_every_character_stood(text):
    tracked = fold_tracked(text)
    assert tracked.text == fold(text)
    assert len(tracked.starts) == len(tracked.ends) == len(tracked.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(tracked.starts, tracked.ends, strict=True))


def test_it_points_to_the_words_as_they_are_printed():
    text = "การประชุม ครั้งที่ ๓/๒๕๖๗ เรื่องน้ำ"
    assert [text[start:end] for start, end in places_of(("3/2567", "นํ้า"), text)] == ["๓/๒๕๖๗"]
    assert [text[start:end] for start, end in places_of(wanted("3/2567 นํ้า ประชุมครั้ง").shown, text)] == [
        "ประชุม ครั้ง",
        "๓/๒๕๖๗",
        "น้ำ",
    ]


def test_it_takes_quoted_words_as_one():
    assert wanted("“ประชุม เชิง” ทดสอบ").words == ("ประชุมเชิง", "ทดสอบ")
    assert wanted("ประชุม ว 12").beside == ("ว", "12")


@pytest.mark.parametrize("typed", ["", "   ", "-", "...", "\u200b", '""', "/ /"])
def test_it_finds_no_words_in_mere_signs(typed):
    assert not wanted(typed)
