"""LetterDocument to the official PDF, and to the pictures of the live page, through Typst.

Measures are those of saraban 1.3 and 1.5; they stand in assets/letter.typ. Here: the text is prepared, set once,
and set again only when the closing would stand on the last page with fewer than two lines of the body.
"""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from documents import text_layer, thai_line_breaks, typst_compiler
from documents.letter_document import LetterDocument, QrCode
from documents.page_split import split_before_closing, worth_tightening
from documents.printed_letter import VERIFY_CAPTION, PrintedField, PrintedLetter, print_letter
from documents.qr import printed_side, qr_svg
from documents.text_layer import repair_text_layer
from documents.thai_line_breaks import Word, hinted, split_words

Output = TypeVar("Output")

TEMPLATE = "letter.typ"
LETTER_QR_MM = 25.0
VERIFY_QR_MM = 20.0
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"


def warm_up() -> None:
    """Load the dictionary, the typeface and the compiler, so that the first clerk does not wait for them."""
    thai_line_breaks.warm_up()
    text_layer.warm_up()
    render_pages_svg(LetterDocument(subject="การประชุม", body=("เรียนมาเพื่อทราบ",)))


def warm_up_in_background() -> None:
    """Warm up beside the first requests: a server answers at once, and pages are quick soon after."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()


def render_pdf(doc: LetterDocument, *, timestamp: datetime) -> bytes:
    """Return `doc` as an official letter: PDF/A-2u, fonts embedded, text searchable; same input, same bytes.

    `timestamp` (aware) is written as the file's creation time. Raises UnprintableText naming the field when the
    typeface lacks a character, ValueError when a QR address is not ASCII or the emblem is no PNG.
    """
    return repair_text_layer(_settled(doc, partial(typst_compiler.compile_pdf, TEMPLATE, timestamp=timestamp)))


def render_pages_svg(doc: LetterDocument) -> list[str]:
    """Return the same letter as one SVG a page, for the live page beside the form. Raises as render_pdf does."""
    return _settled(doc, partial(typst_compiler.compile_svg, TEMPLATE))


def _settled(doc: LetterDocument, compile_page: Callable[[dict[str, Any]], Output]) -> Output:
    """Set the letter; again with smaller gaps when that saves a page, or with the last page begun earlier.

    The closing takes at least two lines of the body along (saraban 1.5). Most letters are set once.
    """
    data = template_data(doc)
    output = compile_page(data)
    facts = typst_compiler.facts(TEMPLATE)
    if worth_tightening(facts):
        tight = compile_page(data | {"tight": True})
        if typst_compiler.facts(TEMPLATE)["closing"] < facts["closing"]:
            return tight
    split = split_before_closing(facts)
    return compile_page(data | {"split": split}) if split else output


def template_data(doc: LetterDocument) -> dict[str, Any]:
    """Return what letter.typ needs of `doc`: printed words with their break marks, codes and emblem as SVG."""
    letter = print_letter(doc)
    return {
        "form": letter.form.value,
        "title": letter.title,
        "urgency": hinted(letter.urgency, "urgency"),
        "ref": hinted(letter.ref, "ref_no"),
        "office": [hinted(line, "office_lines") for line in letter.office_lines],
        "date": hinted(letter.date),
        "fields": [_field(field) for field in letter.fields],
        "body": [_words(paragraph, "body") for paragraph in letter.body],
        "split": None,
        "tight": False,
        "closing": letter.closing,
        "signer": [hinted(line, "signature") for line in letter.signer_lines],
        "stamp": hinted(letter.stamp_name, "stamp_name"),
        "owner": [hinted(line, "owner_unit") for line in letter.owner_lines],
        "copies": [_words(line, "copies_to") for line in letter.copies_to],
        "qr": _codes(letter),
        "emblem": _emblem(doc.emblem),
        "thai": doc.thai_digits,
    }


def _field(field: PrintedField) -> dict[str, Any]:
    return {
        "label": field.label,
        "items": [
            {
                "number": item.number,
                "words": _words(item.text, field.name),
                "copies": hinted(item.copies, field.name) if item.copies else "",
            }
            for item in field.items
        ],
    }


def _words(text: str, field: str) -> list[list[str]]:
    words = split_words(text, field)
    return [[word.hinted, _catch_word(words, index)] for index, word in enumerate(words)]


def _catch_word(words: tuple[Word, ...], start: int) -> str:
    """Return the first words from `start`, enough to be recognised ("คณะกรรมการ", not "ที่"), at most four."""
    taken = ""
    for word in words[start : start + 4]:
        taken += word.text
        if sum(letter.isalpha() for letter in taken) >= 6:
            break
    return taken.strip()


def _codes(letter: PrintedLetter) -> list[dict[str, Any]]:
    codes = [_code(code, LETTER_QR_MM, small=False) for code in letter.qr]
    if letter.verify_url:
        codes.append(_code(QrCode(letter.verify_url, VERIFY_CAPTION), VERIFY_QR_MM, small=True))
    return codes


def _code(code: QrCode, symbol_mm: float, *, small: bool) -> dict[str, Any]:
    return {
        "svg": qr_svg(code.url),
        "side": printed_side(code.url, symbol_mm),
        "caption": hinted(code.caption, "qr"),
        "small": small,
    }


def _emblem(picture: bytes | None) -> str:
    """The office's own PNG, wrapped as SVG: the template takes text only."""
    if picture is None:
        return ""
    if not picture.startswith(_PNG_HEAD):
        raise ValueError("the emblem must be a PNG picture")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    data = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
