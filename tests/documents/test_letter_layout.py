"""Where things stand on an issued หนังสือภายนอก (saraban 1.3, 1.5), measured on the rendered page in millimetres."""

import io
import statistics

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from documents.letter_document import EnclosureLine
from documents.render_pdf import render_pdf
from tests.documents.letters import TIMESTAMP, VERIFY_URL, codes, make_letter
from tests.documents.pages import Line, find, lines

LETTER = make_letter(qr=codes(3), verify_url=VERIFY_URL, references=("หนังสือจังหวัดเพชรบูรณ์ ที่ พช 0023.6/ว 12",))
CENTRE_LINE = 105


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(LETTER, timestamp=TIMESTAMP)


@pytest.fixture(scope="module")
def page(pdf: bytes) -> list[Line]:
    return lines(pdf)


def _pixels(line: Line, scale: float) -> tuple[int, ...]:
    return tuple(round(side * scale * 72 / 25.4) for side in (line.left, line.top, line.right, line.bottom))


def _fonts(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return " ".join(str(font.BaseFont) for font in document.pages[0].Resources.Font.values())


def test_it_is_a4(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as document:
        sizes = {tuple(round(side * 25.4 / 72) for side in sheet.get_size()) for sheet in document}
    assert sizes == {(210, 297)}


def test_it_keeps_margins_of_three_and_two_centimetres(page: list[Line]) -> None:
    assert min(line.left for line in page) == pytest.approx(30, abs=2)
    assert max(line.right for line in page) == pytest.approx(190, abs=2)


def test_it_leaves_the_place_of_the_garuda_empty_on_the_first_page_only(page: list[Line]) -> None:
    inside = [line for line in page if line.top < 45 and line.bottom > 15 and line.right > 90 and line.left < 120]
    assert {line.page for line in inside} == {2}


def test_it_prints_the_urgency_large_bold_and_red_above_the_number(pdf: bytes, page: list[Line]) -> None:
    urgency, number = find(page, "ด่วนที่สุด"), find(page, "ที่ พช")
    assert urgency.left == pytest.approx(30, abs=2)
    assert urgency.bottom <= number.bottom - 5
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        first = text.get_text_range().index("ด่วนที่สุด")
        sizes = [pdfium_c.FPDFText_GetFontSize(text, index) for index in range(text.count_chars())]
        assert sizes[first] >= 1.8 * statistics.median(sizes)
        assert pdfium_c.FPDFText_GetFontWeight(text, first) >= 700 or "Bold" in _fonts(pdf)
        colour = document[0].render(scale=4).to_pil().crop(_pixels(urgency, 4)).quantize(2).convert("RGB").getcolors()
    assert any(red > 150 and green < 60 and blue < 60 for _, (red, green, blue) in colour)


def test_it_puts_the_number_left_and_the_office_right_on_one_line(page: list[Line]) -> None:
    number, office = find(page, "ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗"), find(page, "ศาลากลางจังหวัดเพชรบูรณ์")
    assert number.left == pytest.approx(30, abs=2)
    assert number.top == pytest.approx(office.top, abs=1)
    assert office.left >= CENTRE_LINE


def test_it_starts_the_date_at_the_centre_line_of_the_page(page: list[Line]) -> None:
    assert find(page, "๒๘ มีนาคม ๒๕๖๗").left == pytest.approx(CENTRE_LINE, abs=4)


def test_it_starts_the_closing_at_the_centre_line_and_centres_the_signature_under_it(page: list[Line]) -> None:
    closing = find(page, "ขอแสดงความนับถือ")
    assert closing.left == pytest.approx(CENTRE_LINE, abs=4)
    for text in ("(นายสืบพงษ์ นิ่มพูลสวัสดิ์)", "ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดเพชรบูรณ์"):
        assert find([line for line in page if line.page == closing.page], text).centre == pytest.approx(
            closing.centre, abs=1
        )


def test_it_leaves_room_to_sign(page: list[Line]) -> None:
    assert find(page, "(นายสืบพงษ์").top - find(page, "ขอแสดงความนับถือ").bottom >= 15


def test_it_indents_each_paragraph_by_two_and_a_half_centimetres(page: list[Line]) -> None:
    for start in ("ด้วยสำนักงานปลัด", "ดังนั้น เพื่อให้", "จึงเรียนมาเพื่อ"):
        assert find(page, start).left == pytest.approx(55, abs=1)


def test_it_keeps_the_order_of_the_parts(page: list[Line]) -> None:
    order = (
        "ด่วนที่สุด",
        "ที่ พช",
        "๒๘ มีนาคม",
        "เรื่อง ",
        "เรียน ",
        "อ้างถึง",
        "สิ่งที่ส่งมาด้วย ",
        "ด้วยสำนักงานปลัด",
        "จึงเรียนมาเพื่อ",
        "ขอแสดงความนับถือ",
        "(นายสืบพงษ์",
        "ผู้ว่าราชการจังหวัดเพชรบูรณ์",
        "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
        "โทร.",
    )
    places = [next(i for i, line in enumerate(page) if line.text.strip().startswith(text.strip())) for text in order]
    assert places == sorted(places)


def test_it_puts_the_owner_unit_and_telephone_at_the_left_below_the_signature(page: list[Line]) -> None:
    signature = find(page, "(นายสืบพงษ์")
    for text in ("กลุ่มงานบริการสาธารณะ", "โทร. ๐-๕๖๗๒-๙๗๘๑ ต่อ ๑๐๓"):
        line = find(page, text)
        assert (line.page, round(line.left)) == (signature.page, 30)
        assert line.top > signature.bottom


def test_it_numbers_the_second_page_in_the_middle_of_its_top(page: list[Line]) -> None:
    number = find(page, "- ๒ -")
    assert (number.page, number.centre) == (2, pytest.approx(CENTRE_LINE, abs=2))
    assert 20 <= number.top <= 32


def test_it_announces_the_next_page_by_its_first_words(page: list[Line]) -> None:
    catch = next(line for line in page if line.text.startswith("/"))
    first = next(line for line in page if line.page == 2 and not line.text.startswith("- "))
    assert catch.page == 1
    assert catch.right == pytest.approx(190, abs=2)
    assert first.text.startswith(catch.text.removeprefix("/").removesuffix("..."))


def test_it_numbers_several_enclosures_and_prints_their_counts_at_the_right() -> None:
    enclosures = (EnclosureLine("แบบสำรวจ", "จำนวน 1 ชุด"), EnclosureLine("คู่มือการบันทึกข้อมูล", "จำนวน 2 เล่ม"))
    page = lines(render_pdf(make_letter(enclosures=enclosures), timestamp=TIMESTAMP))
    assert find(page, "๒. คู่มือ").left == pytest.approx(find(page, "๑. แบบ").left, abs=25)
    assert find(page, "จำนวน ๒ เล่ม").right == pytest.approx(190, abs=2)


def test_it_prints_digits_as_typed_when_thai_digits_are_off_and_addresses_always_in_ascii() -> None:
    body = ("รายละเอียดที่ www.odloc.go.th/2567 หรือ saraban01@example.invalid ภายใน 30 วัน",)
    thai = " ".join(line.text for line in lines(render_pdf(make_letter(body=body), timestamp=TIMESTAMP)))
    assert "www.odloc.go.th/2567" in thai
    assert "saraban01@example.invalid" in thai
    assert "๓๐" in thai
    plain = " ".join(
        line.text for line in lines(render_pdf(make_letter(body=body, thai_digits=False), timestamp=TIMESTAMP))
    )
    assert "พช 0023.6/ว 1507" in plain
    assert not set(plain) & set("๐๑๒๓๔๕๖๗๘๙")
