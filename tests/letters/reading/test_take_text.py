"""Whatever a letter comes as, its text is taken; what cannot be read gets one clear answer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from core.errors import DomainError, InvalidInput
from documents import ocr
from documents.page_image import page_picture
from documents.read_pdf import PdfPage
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf
from letters.reading.normalise import normalise
from letters.reading.take_text import MAX_CHARACTERS, pasted_text, take_text
from tests.documents.letters import TIMESTAMP, make_letter
from tests.documents.made_files import (
    docx_of,
    encrypted_pdf,
    flate_bomb_pdf,
    form_bomb_pdf,
    many_pages,
    paragraph,
    pdf_of,
    scan_of,
    words,
    zipped,
)

BUNDLE = (Path(__file__).parents[2] / "data" / "bundles" / "phetchabun.txt").read_text("utf-8")
OUR_PDF = render_pdf(make_letter(), timestamp=TIMESTAMP)
TOO_MUCH_XML = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a>" + " " * 30_000_000 + "</a>"})


@pytest.mark.parametrize(
    "data",
    [
        BUNDLE.encode(),
        b"\xef\xbb\xbf" + BUNDLE.encode(),
        BUNDLE.replace("\n", "\r\n").encode("utf-16"),
        BUNDLE.replace("–", "-").encode("cp874"),
        BUNDLE.encode() + "ก".encode()[:2],
    ],
    ids=["UTF-8", "BOM", "UTF-16", "TIS-620", "cut short"],
)
def test_it_reads_plain_text_in_every_thai_encoding(data: bytes) -> None:
    taken = take_text(data, "letter.txt")
    assert taken.source == "text"
    assert taken.text.replace("–", "-").rstrip() == normalise(BUNDLE).replace("–", "-").rstrip()


def test_it_says_where_each_page_begins() -> None:
    pdf = take_text(OUR_PDF, "letter.pdf")
    assert pdf.source == "pdf"
    assert pdf.text[pdf.page_starts[1] :].strip().startswith("- ๒ -")
    assert [round(width) for width, _ in pdf.page_sizes] == [595, 595]
    pasted = pasted_text("น\u0e4d\u0e49า\u200bหนึ่ง  \fหน้า\u200bสอง\fสาม")
    assert [pasted.text[start:].split("\n")[0] for start in pasted.page_starts] == ["น้ำหนึ่ง", "หน้าสอง", "สาม"]


def test_it_reads_the_same_letter_from_pdf_and_word() -> None:
    read = [take_text(OUR_PDF, "a.pdf").text, take_text(render_docx(make_letter()), "a.docx").text]
    for line in ("ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗", "ศาลากลางจังหวัดเพชรบูรณ์", "๒๘ มีนาคม ๒๕๖๗", "(นายสืบพงษ์ นิ่มพูลสวัสดิ์)"):
        assert all(line in text for text in read)


REFUSED = {
    "empty": (b"", "ว่างเปล่า"),
    "only spaces": (b" \n ", "ไม่พบข้อความ"),
    "encrypted PDF": (encrypted_pdf(), "รหัสผ่าน"),
    "broken PDF": (OUR_PDF[: len(OUR_PDF) // 2], "เสียหาย"),
    "PDF of nothing": (pdf_of(""), "ไม่พบข้อความ"),
    "too many pages": (many_pages(201), "200 หน้า"),
    "PDF bomb": (flate_bomb_pdf(400), "ซับซ้อน"),
    "forms in forms": (form_bomb_pdf(), "ซับซ้อน"),
    "zip bomb": (TOO_MUCH_XML, "ขยายออก"),
    "long DOCX": (docx_of(paragraph("ก" * (MAX_CHARACTERS + 1))), "300,000 ตัวอักษร"),
    "broken DOCX": (render_docx(make_letter())[:9000], "เสียหาย"),
    "zip": (zipped({"a.txt": "x"}), "บีบอัด"),
    "spreadsheet": (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "ชนิดนี้"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 999, "ชนิดนี้"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 9, "ชนิดนี้"),
    "latin-1": ("é€ß".encode("cp1252") * 300, "ชนิดนี้"),
    "five megabytes of text": (("ที่ ๑๒/๓ ลงวันที่ ๑ " * 100_000).encode(), "300,000 ตัวอักษร"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_gets_one_clear_answer(name: str) -> None:
    data, expected = REFUSED[name]
    began = time.monotonic()
    with pytest.raises(InvalidInput) as refused:
        take_text(data, "x.pdf", field="letter")
    assert expected in refused.value.message
    assert refused.value.remedy
    assert refused.value.field == "letter"
    assert time.monotonic() - began < 10


def test_a_scan_without_ocr_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.reading.take_text.is_installed", lambda: False)
    with pytest.raises(DomainError, match="ยังไม่มี OCR"):
        take_text(scan_of(page_picture(OUR_PDF, 2, 400)), "scan.pdf")


def test_a_scanned_enclosure_does_not_hide_the_letter_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.reading.take_text.is_installed", lambda: False)
    taken = take_text(pdf_of(words("No. 12/34 of the letter", 80, 740), "0.5 g 0 0 595 842 re f"), "letter.pdf")
    assert (taken.source, taken.unread_pages) == ("pdf", (2,))
    assert taken.text.strip() == "No. 12/34 of the letter"


def test_a_scan_may_be_left_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.reading.take_text.is_installed", lambda: True)
    taken = take_text(scan_of(page_picture(OUR_PDF, 2, 400)), "scan.pdf", ocr=False)
    assert (taken.text, taken.unread_pages) == ("", (1,))


def test_what_a_scanner_guessed_behind_its_picture_is_told_from_printed_text() -> None:
    hidden, printed = "3 Tr " + words("a scanner guessed this", 80, 740), words("printed in the file", 80, 740)
    assert take_text(pdf_of(hidden), "scan.pdf").source == "ocr"
    mixed = take_text(pdf_of(printed, hidden), "letter.pdf")
    assert (mixed.source, mixed.ocr_pages) == ("pdf", (2,))


@pytest.mark.skipif(not ocr.is_installed(), reason="tesseract with Thai is not installed")
def test_a_scan_is_read_by_ocr_and_says_so() -> None:
    taken = take_text(scan_of(page_picture(OUR_PDF, 2, 1240)), "scan.pdf")
    assert taken.source == "ocr"
    assert taken.ocr_pages == (1,)
    assert "ผู้ว่าราชการจังหวัดเพชรบูรณ์" in taken.text.replace(" ", "")


def test_ocr_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "tesseract"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(ocr, "_program", lambda: str(slow))
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr("letters.reading.take_text.is_installed", lambda: True)
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 0.2)
    with pytest.raises(InvalidInput, match="ไม่สำเร็จ"):
        take_text(scan_of(page_picture(OUR_PDF, 2, 300)), "scan.pdf")


def test_a_page_whose_font_has_no_characters_counts_as_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letters.reading.take_text.is_installed", lambda: False)
    page = PdfPage("\ue001\ue002 \ue003\ufffd 12 \ue010", (0,) * 13, 595, 842)
    monkeypatch.setattr("letters.reading.take_text.read_pdf", lambda data: [page])
    with pytest.raises(InvalidInput, match="ยังไม่มี OCR"):
        take_text(OUR_PDF, "x.pdf")
