"""A PDF's text comes in the order a person reads it, and every character knows its place."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from documents.page_image import page_image, picture_pages
from documents.read_pdf import boxes, read_pdf
from documents.render_pdf import render_pdf
from documents.upload_checks import UploadRefused
from tests.documents.letters import TIMESTAMP, make_letter
from tests.documents.made_files import flate_bomb_pdf, form_bomb_pdf, many_pages, pdf_of, words


def test_it_reads_a_letterhead_in_lines_whatever_was_drawn_first() -> None:
    drawn = words("17 March 2024", 300, 700) + words("No. 12/34", 80, 740) + words("Provincial Hall", 380, 741)
    lines = read_pdf(pdf_of(drawn))[0].text.split("\n")
    assert lines[0].split() == ["No.", "12/34", "Provincial", "Hall"]
    assert "12/34     " in lines[0]
    assert lines[-1].strip() == "17 March 2024"


def test_it_reads_what_is_printed_twice_to_look_bold_once() -> None:
    drawn = words("URGENT", 80, 740) + words("URGENT", 80.3, 740) + words("URGENT", 80, 600)
    assert read_pdf(pdf_of(drawn))[0].text.split() == ["URGENT", "URGENT"]


@pytest.mark.parametrize(
    ("rotation", "matrix"),
    [(0, "1 0 0 1 30 800"), (90, "0 1 -1 0 40 30"), (180, "-1 0 0 -1 565 40"), (270, "0 -1 1 0 555 812")],
)
def test_it_says_where_on_the_page_as_looked_at_a_word_stands(rotation: int, matrix: str) -> None:
    content = pdf_of(f"BT /F1 12 Tf {matrix} Tm (top left) Tj ET", rotate=rotation)
    page = read_pdf(content)[0]
    [[box]] = boxes(content, [(0, page.chars)])
    assert page.text == "top left"
    assert box.left * page.width == pytest.approx(30, abs=1)
    assert box.bottom * page.height == pytest.approx(43, abs=3)
    assert (box.right - box.left) * page.width == pytest.approx(41, abs=5)


def test_it_reads_back_the_lines_of_our_own_letter() -> None:
    pages = read_pdf(render_pdf(make_letter(), timestamp=TIMESTAMP))
    lines = [line.strip() for line in pages[0].text.split("\n")]
    assert lines[0] == "ด่วนที่สุด"
    assert lines[1].split("   ")[0] == "ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗"
    assert lines[1].endswith("ศาลากลางจังหวัดเพชรบูรณ์")
    assert "๒๘ มีนาคม ๒๕๖๗" in lines
    assert not pages[0].hidden
    assert all(len(page.text) == len(page.chars) for page in pages)


def test_it_knows_a_scanners_hidden_layer_and_an_empty_page() -> None:
    hidden = "3 Tr " + words("guessed by a scanner", 80, 740)
    pages = read_pdf(pdf_of(hidden, words("printed", 80, 740), ""))
    assert [page.hidden for page in pages] == [True, False, False]
    assert [page.drawn for page in pages] == [False, False, False]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (many_pages(201), "too_many_pages"),
        (flate_bomb_pdf(200), "too_complicated"),
        (form_bomb_pdf(), "too_complicated"),
        (b"%PDF-1.7\n" + b"junk" * 100, "damaged"),
    ],
    ids=["pages", "flate bomb", "forms", "junk"],
)
def test_it_refuses_what_cannot_be_read_in_bounded_time(content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        read_pdf(content)
    assert refused.value.code == code


def test_it_shows_a_page_as_a_picture_of_the_width_asked_for() -> None:
    content = pdf_of(words("one", 80, 740), words("two", 80, 740))
    with Image.open(io.BytesIO(page_image(content, 2, 600))) as picture:
        assert picture.size in ((600, 849), (600, 850))
    with pytest.raises(IndexError):
        page_image(content, 3)
    out = io.BytesIO()
    frames = [Image.new("L", (400, 500), shade) for shade in (0, 255)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert picture_pages(out.getvalue()) == [1, 2]
    with Image.open(io.BytesIO(page_image(out.getvalue(), 2, 200))) as picture:
        assert picture.size == (200, 250)
        assert picture.getpixel((9, 9)) == (255, 255, 255)
