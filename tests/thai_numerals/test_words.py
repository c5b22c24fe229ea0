import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import num_to_thaiword

from thai_numerals import number_from_words, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "ศูนย์"),
        (1, "หนึ่ง"),
        (10, "สิบ"),
        (11, "สิบเอ็ด"),
        (20, "ยี่สิบ"),
        (21, "ยี่สิบเอ็ด"),
        (101, "หนึ่งร้อยเอ็ด"),
        (7850, "เจ็ดพันแปดร้อยห้าสิบ"),
        (1_000_001, "หนึ่งล้านเอ็ด"),
        (-15, "ลบสิบห้า"),
        (10**12, "หนึ่งล้านล้าน"),
        (10**18 + 10**6, "หนึ่งล้านล้านเอ็ดล้าน"),
    ],
)
def test_it_says_a_number_as_thai_does(number: int, words: str) -> None:
    assert number_in_words(number) == words
    assert number_from_words(words) == number


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_it_agrees_with_pythainlp(number: int) -> None:
    assert number_in_words(number) == num_to_thaiword(number)


@given(st.integers(min_value=-(10**60), max_value=10**60))
def test_it_reads_back_what_it_says(number: int) -> None:
    assert number_from_words(number_in_words(number)) == number


def test_it_ignores_spaces_when_reading() -> None:
    assert number_from_words(" สองพัน ห้าร้อย หกสิบเจ็ด ") == 2567


@pytest.mark.parametrize("words", ["", "ลบ", "สิบหนึ่ง", "สองสิบ", "หนึ่งสิบ", "พันสอง", "ห้าห้า", "กก", "12"])
def test_it_refuses_what_is_not_a_number_in_words(words: str) -> None:
    with pytest.raises(ValueError, match="จำนวนที่เขียนเป็นคำ"):
        number_from_words(words)


def test_it_refuses_endless_words_at_once() -> None:
    with pytest.raises(ValueError, match="ยาวเกินไป"):
        number_from_words("ล้าน" * 1_000_000)
