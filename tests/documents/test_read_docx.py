"""A Word file reads as it looks on paper."""

from __future__ import annotations

import pytest

from documents.read_docx import read_docx
from documents.render_docx import render_docx
from documents.upload_checks import UploadRefused
from documents.word_numbering import number_in
from tests.documents.letters import make_letter
from tests.documents.made_files import WORD, document, docx_of, paragraph, zipped

NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
LISTS = f"""<w:numbering {WORD}><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""


def lines(content: bytes) -> list[str]:
    return read_docx(content).text.split("\n")


def test_it_writes_out_the_numbers_word_counts_by_itself() -> None:
    body = "".join(
        paragraph(text, NUMBERED.format(level, number))
        for text, level, number in [
            ("แจ้ง", 0, 7),
            ("สำรวจ", 0, 7),
            ("ก่อน", 1, 7),
            ("หลัง", 1, 7),
            ("ส่ง", 0, 7),
            ("ใหม่", 0, 8),
        ]
    )
    assert lines(docx_of(body, numbering=LISTS)) == ["๑. แจ้ง", "๒. สำรวจ", "๒.๑ ก่อน", "๒.๒ หลัง", "๓. ส่ง", "๑. ใหม่"]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [("thaiLetters", 3, "ค"), ("thaiLetters", 42, "กก"), ("lowerRoman", 49, "xlix"), ("upperLetter", 27, "AA"),
     ("decimalZero", 5, "05"), ("thaiCounting", 12, "๑๒"), ("chicago", 4, "4")],
)  # fmt: skip
def test_it_counts_in_words_forms(form: str, number: int, shown: str) -> None:
    assert number_in(form, number) == shown


def test_it_reads_tables_text_boxes_tabs_and_page_breaks() -> None:
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(paragraph('อบต.'))}{cell(paragraph('๒๕ ก.พ.'))}</w:tr></w:tbl>"
    box = "<w:txbxContent>" + paragraph("เลขรับ ๓๓๑๘") + "</w:txbxContent>"
    twice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    drawn = f"<mc:AlternateContent>{twice}</mc:AlternateContent>"
    anchor = f"<w:p><w:r><w:t>ที่ ๑</w:t><w:tab/><w:t>ศาลากลาง</w:t>{drawn}</w:r></w:p>"
    last = '<w:p><w:r><w:br w:type="page"/><w:t>หน้าสอง</w:t></w:r></w:p>'
    read = read_docx(docx_of(anchor + table + last))
    assert read.text == "ที่ ๑\tศาลากลาง\nเลขรับ ๓๓๑๘\nอบต. | ๒๕ ก.พ.\nหน้าสอง"
    assert read.text[read.page_starts[1] :] == "หน้าสอง"


def test_it_sets_a_signature_table_side_by_side() -> None:
    left = "<w:tc>" + paragraph("สำนักงานจังหวัด") + paragraph("โทร. ๐") + "</w:tc>"
    right = "<w:tc>" + paragraph("(นายทดสอบ)") + paragraph("ผู้ว่าราชการ") + "</w:tc>"
    assert lines(docx_of(f"<w:tbl><w:tr>{left}{right}</w:tr></w:tbl>")) == [
        "สำนักงานจังหวัด | (นายทดสอบ)",
        "โทร. ๐ | ผู้ว่าราชการ",
    ]


def test_it_leaves_out_what_is_deleted_or_hidden() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del><w:ins><w:r><w:t>ใหม่</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:t>๒๑</w:t><w:noBreakHyphen/><w:t>๒๓</w:t></w:r></w:p>"
    )
    assert lines(docx_of(body)) == ["ใหม่๒๑-๒๓"]


def test_it_reads_the_first_pages_header_but_not_its_page_number() -> None:
    named = '<w:{}Reference w:type="default" r:id="{}"/>'.format
    section = f"<w:sectPr>{named('header', 'r1')}{named('footer', 'r2')}</w:sectPr>"
    parts = {
        "word/document.xml": document(paragraph("เรื่อง ประชุม") + section),
        "word/header1.xml": f"<w:hdr {WORD}>{paragraph('เทศบาลเมือง')}{paragraph('- ๒ -')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {WORD}>{paragraph('โทร. ๐ ๒๒๔๑')}</w:ftr>",
        "word/_rels/document.xml.rels": '<R><X Id="r1" Target="header1.xml"/><X Id="r2" Target="footer1.xml"/></R>',
        "[Content_Types].xml": "<Types/>",
    }
    assert lines(zipped(parts)) == ["เทศบาลเมือง", "เรื่อง ประชุม", "โทร. ๐ ๒๒๔๑"]


def test_it_reads_back_our_own_letter() -> None:
    text = read_docx(render_docx(make_letter())).text
    assert "ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗\tศาลากลางจังหวัดเพชรบูรณ์" in text
    assert "(นายสืบพงษ์ นิ่มพูลสวัสดิ์)" in text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (docx_of("<w:p>"), "damaged"),
        (docx_of(paragraph("ก" * 30_000_000)), "zip_bomb"),
        (
            zipped({"[Content_Types].xml": "", "word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
            "damaged",
        ),
        (docx_of("<w:sdt>" * 90 + "</w:sdt>" * 90), "damaged"),
        (b"PK\x03\x04 no archive", "damaged"),
    ],
    ids=["broken", "bomb", "entities", "deep", "junk"],
)
def test_it_refuses_what_is_no_sound_word_file(content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        read_docx(content)
    assert refused.value.code == code


def test_it_numbers_paragraphs_whose_style_is_a_list() -> None:
    styles = f"<w:styles {WORD}><w:style w:styleId='ข้อ'><w:pPr>{NUMBERED.format(0, 7)}</w:pPr></w:style></w:styles>"
    body = (
        paragraph("แจ้ง", "<w:pStyle w:val='ข้อ'/>")
        + paragraph("เว้น", NUMBERED.format(0, 0))
        + paragraph("ส่ง", "<w:pStyle w:val='ข้อ'/>")
    )
    assert lines(docx_of(body, numbering=LISTS, styles=styles)) == ["๑. แจ้ง", "เว้น", "๒. ส่ง"]
