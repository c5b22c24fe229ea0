"""The receiving stamp, printed registers and the receipt slip, as they come out of the printer."""

import datetime as dt
import io
import itertools

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import ImageChops

from documents.receipt_pdf import Receipt, render_receipt_pdf
from documents.register_pdf import RECEIVED_COLUMNS, received_sheet, render_register_pdf, sent_sheet
from documents.register_xlsx import render_register_xlsx
from documents.render_pdf import render_pdf
from documents.stamp_pdf import ReceivingStamp, image_to_pdf, stamp_pdf
from tests.documents.letters import TIMESTAMP, make_letter
from tests.documents.pages import READERS, find, lines, pdfium_text, poppler_text
from tests.documents.papers import blank_pdf, picture

HALL = ReceivingStamp("ศาลากลางจังหวัดเพชรบูรณ์", "๕๖๕๑", "๒๐ มี.ค. ๒๕๖๗", "๐๙.๓๐ น.")
UNIT = ReceivingStamp("สถจ.เพชรบูรณ์", "๒๖๖๖", "๒๓ มี.ค. ๒๕๖๗")
LETTERS = set("กขคฆงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะา๐๑๒๓๔๕๖๗๘๙")
ROW = ("5651", "นร 0107/2199", "14 มี.ค. 67", "สปน.", "ผวจ.เพชรบูรณ์", "การประชุมเชิงปฏิบัติการ", "สถจ.", "")


@pytest.mark.parametrize("read", READERS)
def test_it_stamps_a_scan_with_words_that_can_be_searched(read) -> None:
    stamped = stamp_pdf(image_to_pdf(picture("PNG", (600, 800))), [HALL], timestamp=TIMESTAMP)
    text = read(stamped)
    for words in ("ศาลากลางจังหวัดเพชรบูรณ์", "เลขรับ", "๕๖๕๑", "วันที่", "๒๐ มี.ค. ๒๕๖๗", "เวลา", "๐๙.๓๐ น."):
        assert words in text


def _blue_boxes(pdf: bytes) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all blue on page 1, in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=4).to_pil().convert("RGB")
    blue = page.getchannel("B").point(lambda v: 255 if v > 120 else 0)
    not_red = page.getchannel("R").point(lambda v: 255 if v < 110 else 0)
    box = ImageChops.darker(blue, not_red).getbbox()
    return tuple(side / 4 * 25.4 / 72 for side in box)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_it_puts_the_first_stamp_at_the_top_right_however_the_page_is_turned(turned: int) -> None:
    width, height = (210, 297) if turned in (0, 180) else (297, 210)
    left, top, right, bottom = _blue_boxes(stamp_pdf(blank_pdf(turned=turned), [HALL], timestamp=TIMESTAMP))
    assert (right - left, bottom - top) == (pytest.approx(50, abs=1), pytest.approx(25, abs=1))
    assert right == pytest.approx(width - 8, abs=1)
    assert top == pytest.approx(8, abs=1)
    assert height > bottom


def test_it_stacks_later_stamps_without_covering_the_earlier() -> None:
    paper = render_pdf(make_letter(), timestamp=TIMESTAMP)
    for stamp in (HALL, UNIT, UNIT, UNIT):
        paper = stamp_pdf(paper, [stamp], timestamp=TIMESTAMP)
    places = [(line.left, line.top) for line in lines(paper) if line.text.startswith("เลขรับ")]
    assert len(places) == 4
    for index, (left, top) in enumerate(places):
        for other_left, other_top in places[index + 1 :]:
            assert abs(left - other_left) >= 50 or abs(top - other_top) >= 25


def test_it_fits_a_photograph_on_an_upright_a4_page() -> None:
    with pypdfium2.PdfDocument(image_to_pdf(picture("JPEG", (300, 400)))) as document:
        assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [210, 297]
    with pypdfium2.PdfDocument(image_to_pdf(picture("JPEG", (400, 300)))) as document:
        assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [297, 210]


def test_it_says_so_when_there_is_no_paper_to_stamp() -> None:
    with pytest.raises(ValueError, match="PDF"):
        stamp_pdf(b"%PDF-no", [HALL], timestamp=TIMESTAMP)
    with pytest.raises(ValueError, match="picture"):
        image_to_pdf(b"no picture")


def test_it_prints_the_received_book_with_its_head_on_every_page() -> None:
    sheet = received_sheet(
        "ศาลากลางจังหวัดเพชรบูรณ์", (ROW,) * 60, days=(dt.date(2024, 3, 20),) * 59 + (dt.date(2024, 3, 21),)
    )
    pdf = render_register_pdf(sheet, timestamp=TIMESTAMP)
    with pypdfium2.PdfDocument(pdf) as document:
        assert [round(side * 25.4 / 72) for side in document[0].get_size()] == [297, 210]
        texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 1
    for text in texts:
        for column in RECEIVED_COLUMNS[1:]:
            assert column in text
    assert "วันที่ ๒๐ เดือน มีนาคม พ.ศ. ๒๕๖๗" in " ".join(texts[0].split())
    assert "วันที่ ๒๑ เดือน มีนาคม พ.ศ. ๒๕๖๗" in " ".join(texts[-1].split())
    assert sum(text.count("นร ๐๑๐๗/๒๑๙๙") for text in texts) == 60


def test_it_orders_the_columns_as_the_form_does() -> None:
    page = lines(render_register_pdf(sent_sheet("สถจ.", (ROW,)), timestamp=TIMESTAMP))
    heads = ["ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"]
    assert [find(page, head).left for head in heads] == sorted(find(page, head).left for head in heads)


def test_it_keeps_long_names_inside_their_columns() -> None:
    long = "นายกองค์การบริหารส่วนจังหวัดเพชรบูรณ์"
    row = (
        "1507",
        "พช 0023.6/ว 1507",
        "28 มี.ค. 67",
        "สำนักงานปลัดสำนักนายกรัฐมนตรี",
        long,
        "การประชุม",
        long,
        "ต้นเรื่อง นร 0107/ว 2199",
    )
    with pypdfium2.PdfDocument(render_register_pdf(sent_sheet("สถจ.", (row,)), timestamp=TIMESTAMP)) as document:
        page = document[0].get_textpage()
        boxes = [page.get_charbox(at) for at in range(page.count_chars()) if page.get_text_range(at, 1) in LETTERS]
    assert len(boxes) > 100
    assert max(right for _left, _bottom, right, _top in boxes) < (297 - 14) * 72 / 25.4
    for one, other in itertools.combinations(boxes, 2):
        assert min(one[2], other[2]) - max(one[0], other[0]) < 1 or min(one[3], other[3]) - max(one[1], other[1]) < 1


def test_it_prints_an_empty_register() -> None:
    assert "ทะเบียนหนังสือส่ง" in poppler_text(render_register_pdf(sent_sheet("สถจ.", ()), timestamp=TIMESTAMP))


def test_it_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 values for 8 columns"):
        received_sheet("สถจ.", (ROW, ("1",)))


@pytest.mark.parametrize("text", ["=1+1", "+66", "-2", "@SUM(A1)"])
def test_it_writes_formulas_as_text(text: str) -> None:
    content = render_register_xlsx(received_sheet("สถจ.", ((text,) * 8,)))
    cell = load_workbook(io.BytesIO(content)).active["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert render_register_xlsx(received_sheet("สถจ.", ((text,) * 8,))) == content


def test_it_prints_the_receipt_slip() -> None:
    slip = Receipt(
        "นร 0107/2199", "ผู้ว่าราชการจังหวัดเพชรบูรณ์", "การประชุมเชิงปฏิบัติการ", "20 มีนาคม 2567", "09.30 น.", "นางสาวสมใจ ดีงาม"
    )
    pdf = render_receipt_pdf(slip, timestamp=TIMESTAMP)
    page = lines(pdf)
    order = ["ใบรับหนังสือ", "นร ๐๑๐๗/๒๑๙๙", "ถึง", "เรื่อง", "๒๐ มีนาคม ๒๕๖๗", "นางสาวสมใจ ดีงาม"]
    assert [find(page, text).top for text in order] == sorted(find(page, text).top for text in order)
    assert "๐๙.๓๐ น." in pdfium_text(pdf)
