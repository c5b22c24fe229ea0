"""LetterDocument to an editable Word file that says the same as the PDF, in TH SarabunPSK 16 pt.

No joiners or break marks go into the file: Word breaks Thai by its own dictionary. The typeface is named, not embedded.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph

from documents.fixed_zip import same_bytes
from documents.letter_document import LetterDocument, LetterForm, QrCode
from documents.printed_letter import VERIFY_CAPTION, PrintedField, PrintedLetter, print_letter
from documents.qr import printed_side, qr_png
from documents.word_format import BODY, Look, add_page_number, add_run, distribute, set_look

RED = "C00000"
LINE = Cm(16)
CENTRE_LINE = Cm(7.5)  # the page's centre, 10.5 cm, less the left margin
LETTER_QR_MM, VERIFY_QR_MM = 25.0, 20.0
_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (Word keeps naive times; the file must not change from run to run)
_HALF_CLOSING = Cm(1.35)  # half the width of the closing words, whose middle the signature stands under


def render_docx(doc: LetterDocument) -> bytes:
    """Return `doc` as a .docx file; same input, same bytes.

    Raises UnprintableText as render_pdf does, so that what prints in one prints in the other.
    """
    letter = print_letter(doc)
    word = _blank(letter)
    if letter.form is LetterForm.MEMO:
        _memo_head(word, letter, doc.emblem)
    else:
        _letterhead(word, letter, doc.emblem)
    for field in letter.fields:
        if not (letter.form is LetterForm.MEMO and field.name == "subject"):
            _field(word, field)
    for text in letter.body:
        paragraph = _paragraph(word, before=6)
        paragraph.paragraph_format.first_line_indent = Cm(2.5)
        paragraph.paragraph_format.widow_control = True
        distribute(paragraph)
        add_run(paragraph, text)
    _closing(word, letter)
    _foot(word, letter)
    return _deterministic(word)


def _blank(letter: PrintedLetter) -> WordDocument:
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(2)
    section.header_distance = Cm(1.5)
    section.different_first_page_header_footer = True
    style = word.styles["Normal"]
    set_look(style.element.get_or_add_rPr())
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(header, "- ")
    add_page_number(header, thai_digits=not letter.date or not letter.date.isascii())
    add_run(header, " -")
    properties = word.core_properties
    properties.title, properties.author, properties.comments, properties.language = (
        letter.title,
        "",
        "",
        "th-TH",
    )
    properties.created = properties.modified = properties.last_printed = _FIXED
    properties.last_modified_by, properties.revision = "", 1
    return word


def _paragraph(word: WordDocument, before: float = 0, *, keep: bool = False) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.keep_with_next = keep or None
    return paragraph


def _emblem_place(word: WordDocument, emblem: bytes | None, height: Cm, *, centred: bool) -> None:
    """The Garuda's place: the office's picture, or an empty paragraph exactly as high."""
    paragraph = _paragraph(word)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    if emblem is not None:
        add_run(paragraph, "").add_picture(io.BytesIO(emblem), height=height)
    else:
        paragraph.paragraph_format.line_spacing = height


def _urgency(word: WordDocument, letter: PrintedLetter) -> None:
    if letter.urgency:
        add_run(_paragraph(word), letter.urgency, Look(points=32, bold=True, colour=RED))


def _letterhead(word: WordDocument, letter: PrintedLetter, emblem: bytes | None) -> None:
    _emblem_place(word, emblem, Cm(3), centred=True)
    _urgency(word, letter)
    first = f"ที่ {letter.ref}" if letter.ref else ""
    for index, office in enumerate(letter.office_lines or ("",)):
        if not first and not office:
            continue
        paragraph = _paragraph(word)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8.5))
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = (
            Cm(8.5),
            Cm(-8.5),
        )
        add_run(paragraph, f"{first if index == 0 else ''}\t{office}" if office else first)
    if letter.date and letter.form is LetterForm.EXTERNAL:
        paragraph = _paragraph(word, before=6)
        paragraph.paragraph_format.left_indent = CENTRE_LINE
        add_run(paragraph, letter.date)


def _memo_head(word: WordDocument, letter: PrintedLetter, emblem: bytes | None) -> None:
    _emblem_place(word, emblem, Cm(1.5), centred=False)
    title = _paragraph(word)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing = Pt(35)
    add_run(title, "บันทึกข้อความ", Look(points=29, bold=True))
    _urgency(word, letter)
    subject = next((field.items[0].text for field in letter.fields if field.name == "subject"), "")
    label = Look(points=20, bold=True)
    for parts in (
        (("ส่วนราชการ", " ".join(letter.office_lines), LINE),),
        (("ที่", letter.ref, CENTRE_LINE), ("วันที่", letter.date, LINE)),
        (("เรื่อง", subject, LINE),),
    ):
        paragraph = _paragraph(word)
        for name, text, end in parts:
            paragraph.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
            add_run(paragraph, name, label)
            add_run(paragraph, f" {text}\t")


def _field(word: WordDocument, field: PrintedField) -> None:
    indent = {"references": Cm(1.7), "enclosures": Cm(2.7)}.get(field.name, Cm(1.3))
    for index, item in enumerate(field.items):
        paragraph = _paragraph(word, before=6 if index == 0 else 0)
        layout = paragraph.paragraph_format
        number = Cm(0.7) if item.number else Cm(0)
        layout.left_indent, layout.first_line_indent = Cm(indent.cm + number.cm), Cm(-indent.cm - number.cm)
        layout.tab_stops.add_tab_stop(indent)
        text = f"{field.label if index == 0 else ''}\t"
        if item.number:
            layout.tab_stops.add_tab_stop(Cm(indent.cm + number.cm))
            text += f"{item.number}\t"
        text += item.text
        if item.copies:
            layout.tab_stops.add_tab_stop(LINE, WD_TAB_ALIGNMENT.RIGHT)
            text += f"\t{item.copies}"
        add_run(paragraph, text)


def _closing(word: WordDocument, letter: PrintedLetter) -> None:
    if letter.form is LetterForm.STAMP:
        _under_closing(word, filter(None, (letter.stamp_name,)), before=12)
        for _ in range(6):
            _paragraph(word, keep=True)  # the stamp's place, two rings 4.5 cm wide
        _under_closing(word, filter(None, (letter.date,)))
    elif letter.closing:
        paragraph = _paragraph(word, before=12, keep=True)
        paragraph.paragraph_format.left_indent = CENTRE_LINE
        add_run(paragraph, letter.closing)
    if letter.signer_lines:
        for _ in range(0 if letter.form is LetterForm.STAMP else 3):
            _paragraph(word, keep=True)
        _under_closing(word, letter.signer_lines)


def _under_closing(word: WordDocument, lines: Iterable[str], before: float = 0) -> None:
    for line in lines:
        paragraph = _paragraph(word, before=before, keep=True)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Cm(2 * (CENTRE_LINE.cm + _HALF_CLOSING.cm) - LINE.cm)
        add_run(paragraph, line)


def _foot(word: WordDocument, letter: PrintedLetter) -> None:
    for index, line in enumerate(letter.owner_lines):
        add_run(_paragraph(word, before=24 if index == 0 else 0), line)
    for index, line in enumerate(letter.copies_to):
        add_run(_paragraph(word), f"สำเนาส่ง {line}" if index == 0 else line)
    codes = [(code, LETTER_QR_MM) for code in letter.qr]
    if letter.verify_url:
        codes.append((QrCode(letter.verify_url, VERIFY_CAPTION), VERIFY_QR_MM))
    for at in range(0, len(codes), 4):
        _codes(word, codes[at : at + 4])


def _codes(word: WordDocument, codes: list[tuple[QrCode, float]]) -> None:
    table = word.add_table(rows=1, cols=len(codes))
    for cell, (code, symbol_mm) in zip(table.rows[0].cells, codes, strict=True):
        picture = cell.paragraphs[0]
        picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
        side = Mm(printed_side(code.url, symbol_mm))
        add_run(picture, "").add_picture(io.BytesIO(qr_png(code.url)), width=side)
        if code.caption:
            caption = cell.add_paragraph()
            caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_run(caption, code.caption, BODY if symbol_mm == LETTER_QR_MM else Look(points=12))


def _deterministic(word: WordDocument) -> bytes:
    saved = io.BytesIO()
    word.save(saved)
    return same_bytes(saved.getvalue())
