"""What a reader's search finds in an issued letter."""

import re

import pytest

from documents.printed_letter import print_letter
from documents.render_pdf import render_pdf
from tests.documents.letters import TIMESTAMP, codes, make_letter
from tests.documents.pages import READERS

HARD_WORDS = (
    "เงิน น้ำ ต่ำ ก้ำกึ่ง ปู่ป่าญี่ปุ่น กฎุมพี สัณฐาน ฤๅษี ปั๊มน้ำมัน Wi-Fi office ทั่วไป ๆ ฯลฯ ศักดิ์สิทธิ์ ทั้งนี้ ซึ่งกันและกัน "
    "เมื่อสิทธิ์ ดี ปี ที่ตั้ง กตัญญู ฏู ฐู ขึ้น - ลง กรีดนิ้ว โหลยโท่ย"
)
LETTER = make_letter(qr=codes(2), body=(HARD_WORDS, *make_letter().body))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(LETTER, timestamp=TIMESTAMP)


@pytest.mark.parametrize("read", READERS)
def test_it_gives_every_line_of_the_body_back_word_for_word_with_its_spaces(pdf: bytes, read) -> None:
    text = "\n".join(print_letter(LETTER).body)
    at = 0
    text = text[: text.index("ดังนั้น เพื่อให้")]  # on the first page, in one piece
    for line in re.split(r"[\r\n\f]+", read(pdf)):
        if line.strip() and text[at:].lstrip().startswith(line.strip()):
            at = text.index(line.strip(), at) + len(line.strip())
    assert text[at:].strip() == ""


@pytest.mark.parametrize("read", READERS)
def test_it_finds_every_office_by_its_word(pdf: bytes, read) -> None:
    letter = print_letter(LETTER)
    texts = (*letter.body, *(item.text for field in letter.fields for item in field.items), *letter.owner_lines)
    assert read(pdf).count("สำนักงาน") == sum(text.count("สำนักงาน") for text in texts)


@pytest.mark.parametrize("read", READERS)
def test_it_leaves_no_invisible_character_behind(pdf: bytes, read) -> None:
    assert not set(read(pdf)) & set("\u200b\u2060\u00a0\u00ad\ufffe\ufeff")


@pytest.mark.parametrize("read", READERS)
def test_it_gives_the_page_number_and_the_signature_whole(pdf: bytes, read) -> None:
    found = [line.strip() for line in re.split(r"[\r\n\f]+", read(pdf))]
    assert {"- ๒ -", "(นายสืบพงษ์ นิ่มพูลสวัสดิ์)", "ขอแสดงความนับถือ", "ด่วนที่สุด"} <= set(found)


def test_it_gives_the_same_bytes_for_the_same_letter(pdf: bytes) -> None:
    assert render_pdf(LETTER, timestamp=TIMESTAMP) == pdf
