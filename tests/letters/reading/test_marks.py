"""A value read is marked where it stands on the page."""

from __future__ import annotations

import io

import pikepdf
import pytest

from documents import ocr
from documents.page_image import page_picture
from documents.render_pdf import render_pdf
from letters.reading.marks import marks, part_marks
from letters.reading.read import read_parts
from letters.reading.take_text import pasted_text, take_text
from tests.documents.letters import TIMESTAMP, make_letter
from tests.documents.made_files import pdf_of, scan_of

OUR_PDF = render_pdf(make_letter(), timestamp=TIMESTAMP)


def ink(number: int, box: tuple[float, float, float, float]) -> int:
    """How dark the darkest spot of this part of page `number` is: 0 is black."""
    picture = page_picture(OUR_PDF, number, 1200).convert("L")
    left, top, right, bottom = box
    part = (left * picture.width, top * picture.height, right * picture.width, bottom * picture.height)
    return picture.crop(tuple(map(round, part))).getextrema()[0]


@pytest.mark.parametrize(
    ("value", "page", "lines"),
    [("๒๘ มีนาคม ๒๕๖๗", 1, 1), ("๐๐๒๓.๖/ว ๑๕๐๗", 1, 1), ("(นายสืบพงษ์ นิ่มพูลสวัสดิ์)", 2, 1)],
)
def test_a_value_is_marked_where_its_ink_is(value: str, page: int, lines: int) -> None:
    taken = take_text(OUR_PDF, "letter.pdf")
    start = taken.text.index(value)
    found = marks(OUR_PDF, taken, {"it": [(start, start + len(value))]})["it"]
    assert [mark.page for mark in found] == [page] * lines
    mark = found[0]
    assert ink(page, (mark.left, mark.top, mark.right, mark.bottom)) < 80
    beside = mark.right - mark.left
    assert ink(page, (mark.right + 0.005, mark.top, min(mark.right + beside, 1), mark.bottom)) > 200
    assert mark.percent()[1:] == pytest.approx(
        [100 * part for part in (mark.left, mark.top, mark.right - mark.left, mark.bottom - mark.top)], abs=0.01
    )


def test_a_value_over_two_lines_has_two_marks_and_every_span_its_own() -> None:
    taken = take_text(OUR_PDF, "letter.pdf")
    start = taken.text.index("เรื่อง") + len("เรื่อง ")
    end = taken.text.index("\nเรียน")
    date = taken.text.index("๒๘ มีนาคม")
    found = marks(OUR_PDF, taken, {"subject": [(start, end)], "date": [(date, date + 9)], "none": []})
    assert len(found["subject"]) == taken.text[start:end].count("\n") + 1
    assert len(found["date"]) == 1
    assert found["none"] == []


def test_marks_stay_right_where_normalising_moved_the_text() -> None:
    broken = pdf_of(
        "BT /F1 12 Tf 80 740 Td (a\xadb\xa0\xa0 12/34) Tj ET", "BT /F1 12 Tf 80 700 Td (second\xad 99) Tj ET"
    )
    taken = take_text(broken, "x.pdf")
    start = taken.text.index("99")
    [mark] = marks(broken, taken, {"it": [(start, start + 2)]})["it"]
    assert mark.page == 2
    assert mark.bottom * 842 == pytest.approx(842 - 700 + 3, abs=2)


def test_text_without_pages_has_no_marks() -> None:
    assert marks(b"", pasted_text("ที่ มท ๐๘๑๖.๓/ว ๑"), {"ref_no": [(0, 5)]}) == {"ref_no": []}


def test_each_letter_of_a_file_has_its_own_marks_on_the_files_pages() -> None:
    with pikepdf.open(io.BytesIO(OUR_PDF)) as first, pikepdf.open(io.BytesIO(OUR_PDF)) as second:
        first.pages.extend(second.pages)
        out = io.BytesIO()
        first.save(out)
    taken = take_text(out.getvalue(), "bundle.pdf")
    parts = read_parts(taken.text, taken.page_starts)
    assert [(one.part.first_page, one.last_page) for one in parts] == [(1, 2), (3, 4)]
    assert parts[1].reading.page_of(0) == 3
    one, other = part_marks(out.getvalue(), taken, parts)
    assert [mark.page for mark in one["ref_no"]] == [1]
    assert [mark.page for mark in other["ref_no"]] == [3]
    assert one["ref_no"][0].percent()[1:] == other["ref_no"][0].percent()[1:]


def test_doubts_are_marked_under_their_number() -> None:
    taken = take_text(OUR_PDF, "letter.pdf")
    [part] = read_parts(taken.text, taken.page_starts, guessed_pages=frozenset({1, 2}))
    [found] = part_marks(OUR_PDF, taken, [part])
    at = next(at for at, doubt in enumerate(part.reading.doubts) if doubt.field == "ref_no")
    assert part.guessed
    assert part.reading.ref_no is None
    assert [mark.page for mark in found[f"d{at}"]] == [1]


@pytest.mark.skipif(not ocr.is_installed(), reason="tesseract with Thai is not installed")
def test_a_word_of_a_scan_is_marked_too() -> None:
    scan = scan_of(page_picture(OUR_PDF, 2, 1240))
    taken = take_text(scan, "scan.pdf")
    start = taken.text.index("ผู้ว่า")
    [mark] = marks(scan, taken, {"it": [(start, start + 6)]})["it"]
    assert ink(2, (mark.left, mark.top, mark.right, mark.bottom)) < 80
