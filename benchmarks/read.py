"""Reading a letter: from a file's bytes to every field, against PDFium's bare text extraction in the same run."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from benchmarks._mutations import docxs, pdfs, texts
from core.errors import DomainError
from documents.pdfium import opened
from letters.reading.read import read_parts
from letters.reading.take_text import take_text
from tests.documents import made_files as made

TEXT_TARGET_MS, PDF_TARGET_MS, ANSWER_TARGET_MS = 10, 40, 2000
TWO_PAGES = slice(2500, 4500)  # characters
ROUNDS = 15


def main() -> None:
    """Print the two-page text letter first, then PDF and Word, then the slowest answer to a hostile file."""
    letters = [text.encode() for text in texts() if TWO_PAGES.start < len(text) < TWO_PAGES.stop]
    read = _milliseconds(lambda n: _read(letters[n % len(letters)], "letter.txt"))
    plain = _milliseconds(lambda n: letters[n % len(letters)].decode().split())
    note = f"{len(letters)} letters of about two pages, from bytes to every field, after the first"
    _report("read", read, TEXT_TARGET_MS, TEXT_TARGET_MS / read, None, note)
    _report("read: words only", plain, None, None, "str.split", "the same bytes decoded and split at spaces")
    pdf, bare = pdfs()[0], _milliseconds(lambda _: _bare_pdf(pdfs()[0]))
    whole = _milliseconds(lambda _: _read(pdf, "letter.pdf"))
    note = f"official PDF of two pages to every field; bare text extraction {bare:.1f} ms"
    _report("read: pdf", whole, PDF_TARGET_MS, bare / whole, "bare PDFium text extraction", note)
    docx = _milliseconds(lambda _: _read(docxs()[0], "letter.docx"))
    _report("read: docx", docx, None, None, None, "the same letter as a Word file")
    hostile = _hostile()
    slowest, name = max((_answered(data, name), name) for name, data in hostile.items())
    note = f"slowest refusal of {len(hostile)} hostile files: {name}"
    _report("read: refusal", slowest, ANSWER_TARGET_MS, ANSWER_TARGET_MS / slowest, None, note)


def _read(data: bytes, name: str) -> None:
    taken = take_text(data, name)
    read_parts(taken.text, taken.page_starts, guessed_pages=frozenset(taken.ocr_pages))


def _bare_pdf(data: bytes) -> None:
    with opened(data) as document:
        for number in range(len(document)):
            document[number].get_textpage().get_text_range()


def _hostile() -> dict[str, bytes]:
    return {
        "5 MB of text": "ที่ ๑๒/๓ ลงวันที่ ๑ ".encode() * 120_000,
        "encrypted PDF": made.encrypted_pdf(),
        "half a PDF": pdfs()[0][: len(pdfs()[0]) // 2],
        "PDF bomb": made.flate_bomb_pdf(400),
        "forms in forms": made.form_bomb_pdf(),
        "zip bomb": made.docx_of(made.paragraph("ก" * 30_000_000)),
        "half a DOCX": docxs()[0][: len(docxs()[0]) // 2],
    }


def _answered(data: bytes, name: str) -> float:
    start = time.perf_counter()
    try:
        take_text(data, name)
    except DomainError:
        return (time.perf_counter() - start) * 1000
    raise AssertionError(f"{name} was read")


def _milliseconds(act: Callable[[int], object]) -> float:
    act(0)
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        act(number)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _report(name: str, value: float, floor: float | None, ratio: float | None, peer: str | None, note: str) -> None:
    line = {"name": name, "value": round(value, 2), "unit": "ms", "floor": floor}
    line |= {"ratio": ratio and round(ratio, 2), "peer": peer, "note": note}
    print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
