"""The Word file: Thai properties where Word looks for them, and the same words as the PDF."""

import io
import re
import zipfile

import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from documents.letter_document import EnclosureLine, LetterDocument, LetterForm
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf
from tests.documents.letters import TIMESTAMP, VERIFY_URL, codes, make_letter
from tests.documents.pages import pdfium_text

LETTER = make_letter(
    qr=codes(2),
    verify_url=VERIFY_URL,
    references=("หนังสือจังหวัด ที่ พช 0023.6/ว 12",),
    enclosures=(EnclosureLine("แบบสำรวจ", "จำนวน 1 ชุด"), EnclosureLine("คู่มือ")),
    copies_to=("นายอำเภอหล่มสัก",),
)
ORDER = ["rFonts", "b", "bCs", "color", "sz", "szCs", "cs", "lang"]  # ECMA-376 CT_RPr


@pytest.fixture(scope="module")
def file() -> bytes:
    return render_docx(LETTER)


@pytest.fixture(scope="module")
def word(file: bytes):
    return Document(io.BytesIO(file))


def _runs(word) -> list:
    return [*word.element.body.iter(qn("w:r")), *word.sections[0].header._element.iter(qn("w:r"))]


def test_it_sets_every_run_in_th_sarabun_for_thai_too(word) -> None:
    for run in _runs(word):
        properties = run.find(qn("w:rPr"))
        fonts = properties.find(qn("w:rFonts"))
        assert {fonts.get(qn(f"w:{face}")) for face in ("ascii", "hAnsi", "eastAsia", "cs")} == {"TH SarabunPSK"}
        assert properties.find(qn("w:szCs")).get(qn("w:val")) == properties.find(qn("w:sz")).get(qn("w:val"))
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "th-TH"
        names = [child.tag.split("}")[1] for child in properties]
        assert names == [name for name in ORDER if name in names]


def test_it_keeps_the_page_and_its_margins(word) -> None:
    section = word.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    assert [round(side.cm, 1) for side in (section.left_margin, section.right_margin)] == [3.0, 2.0]


def test_it_spreads_the_body_the_thai_way_with_its_indent(word) -> None:
    body = [p for p in word.paragraphs if p.text.startswith(("ด้วยสำนักงาน", "ดังนั้น", "จึงเรียน"))]
    assert len(body) == 3
    for paragraph in body:
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "thaiDistribute"
        assert paragraph.paragraph_format.first_line_indent.cm == pytest.approx(2.5, abs=0.01)


def test_it_numbers_pages_in_thai_digits_but_not_the_first(word) -> None:
    header = word.sections[0].header._element
    assert "PAGE \\* ThaiArabic" in "".join(text.text for text in header.iter(qn("w:instrText")))
    assert word.sections[0].different_first_page_header_footer


def test_it_prints_the_urgency_red_bold_and_large(word) -> None:
    run = next(run for p in word.paragraphs for run in p.runs if run.text == "ด่วนที่สุด")
    properties = run._r.rPr
    assert int(properties.find(qn("w:szCs")).get(qn("w:val"))) >= 64
    assert properties.find(qn("w:bCs")) is not None
    colour = properties.find(qn("w:color")).get(qn("w:val"))
    assert int(colour[:2], 16) > 150
    assert colour[2:] == "0000"


def test_it_carries_codes_that_can_be_read(file: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        pictures = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    read = {zxingcpp.read_barcode(Image.open(io.BytesIO(picture)).convert("L")).text for picture in pictures}
    assert read == {code.url for code in LETTER.qr} | {VERIFY_URL}


@pytest.mark.parametrize("form", list(LetterForm))
def test_it_says_the_same_as_the_pdf(form: LetterForm) -> None:
    letter = LetterDocument(**{**vars(LETTER), "form": form})
    document = Document(io.BytesIO(render_docx(letter)))
    texts = [text.text for text in document.element.body.iter(qn("w:t"))]
    assert _letters("".join(texts)) == _letters(
        _without_page_marks(pdfium_text(render_pdf(letter, timestamp=TIMESTAMP)))
    )


def _without_page_marks(text: str) -> str:
    return re.sub(r"/\S[^\n]*\.\.\.\s|- [๐-๙]+ -", "", text)


def _letters(text: str) -> list[str]:
    return sorted(re.sub(r"\s", "", text))


def test_it_gives_the_same_bytes_for_the_same_letter(file: bytes) -> None:
    assert render_docx(LETTER) == file
