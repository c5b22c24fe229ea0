"""The text of a PDF's pages in the order a person reads it, line by line, and where each character stands.

PDFium gives characters in the order they were drawn; a letterhead, its number and a receiving stamp may be drawn in
any order. Here pieces on one base line become one line, from left to right; the width between columns and before the
first word is told by spaces.
"""

from __future__ import annotations

import ctypes
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from documents.pdf_limits import refuse_heavy
from documents.pdfium import opened

MAX_PAGES = 200
COLUMN_GAP = 1.5  # in heights of the type: wider than any space between words
_SPACE_WIDTH = 0.3  # of a height: one space of a gap told by spaces
_MOST_SPACES = 60
_ONE_LINE = 0.4  # of a height: base lines nearer than this are one line
_BLANK_LINE = 1.6  # of the usual pitch: a gap told by an empty line
_INVISIBLE = 3  # text render mode 3: the layer a scanner puts behind its picture
_SAMPLES = 6
_FEW_WORDS = 8
_OUTLINES = 200
_PICTURES = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
_LINES = re.compile(r"[^\r\n]+")
_GAPS = re.compile(r"[ \u00a0\t]+")


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its text, for each character PDFium's index (-1: put in here), size in points, as it is looked at.

    `hidden` is true when all text is invisible, as under a scanned picture; `drawn` when there is next to no text
    but something else to see.
    """

    text: str
    chars: tuple[int, ...]
    width: float
    height: float
    hidden: bool = False
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions of the page as it is looked at, from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters start…end of PDFium's order that stand together; left, right, base line and height in points."""

    start: int
    end: int
    left: float
    right: float
    base: float
    height: float


def read_pdf(content: bytes, *, max_pages: int = MAX_PAGES) -> list[PdfPage]:
    """Return the pages of `content`, a PDF that `check_upload` let pass.

    Raises UploadRefused: damaged, too_many_pages, too_complicated.
    """
    refuse_heavy(content, max_pages=max_pages)
    with opened(content) as document:
        return [_read_page(document, number) for number in range(len(document))]


def boxes(content: bytes, wanted: Iterable[tuple[int, Sequence[int]]]) -> list[list[Box]]:
    """Return for each (page from 0, PDFium's character indices) one box a line that they stand on."""
    with opened(content) as document:
        pages: dict[int, _Page] = {}
        found = []
        for number, chars in wanted:
            if number not in pages:
                pages[number] = _Page(document, number)
            found.append(_line_boxes(pages[number], chars))
        return found


class _Page:
    """PDFium's text page with places turned to the page as it is looked at (y downwards, rotation applied)."""

    def __init__(self, document: pypdfium2.PdfDocument, number: int) -> None:
        page = document[number]
        self.page = page
        self.width, self.height = page.get_size()
        self.rotation = page.get_rotation()
        box = page.get_cropbox(fallback_ok=True)
        self.box = (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
        self.text_page = page.get_textpage()
        self.raw = self.text_page.raw
        self._loose = pdfium.FS_RECTF()
        self._loose_ref = ctypes.byref(self._loose)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Turn a point of the PDF's own space to points from the upper left corner."""
        left, bottom, right, top = self.box
        return {
            0: (x - left, top - y),
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }[self.rotation]

    def char_box(self, index: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a character with room for marks above and below it."""
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, self._loose_ref)
        x0, y0 = self.place(self._loose.left, self._loose.top)
        x1, y1 = self.place(self._loose.right, self._loose.bottom)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def base(self, index: int) -> float:
        """The height of a character's base line, from the page's upper edge."""
        pdfium.FPDFText_GetCharOrigin(self.raw, index, ctypes.byref(self._x), ctypes.byref(self._y))
        return self.place(self._x.value, self._y.value)[1]

    def text(self) -> str:
        """The text with exactly one character for each of PDFium's."""
        count = self.text_page.count_chars()
        text = self.text_page.get_text_range() if count else ""
        if len(text) == count:
            return text
        codes = (pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(count))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    def hidden(self, indices: Sequence[int]) -> bool:
        """Whether the characters sampled are all drawn invisibly."""
        step = max(len(indices) // _SAMPLES, 1)
        for index in indices[::step]:
            drawn_by = pdfium.FPDFText_GetTextObject(self.raw, index)
            if not drawn_by or pdfium.FPDFTextObj_GetTextRenderMode(drawn_by) != _INVISIBLE:
                return False
        return bool(indices)

    def shows_something(self) -> bool:
        """Whether a picture or drawing fills a good part of the page, or letters were drawn as many outlines."""
        least = 0.2 * self.width * self.height
        for count, thing in enumerate(self.page.get_objects(filter=_PICTURES, max_depth=3)):
            left, bottom, right, top = thing.get_bounds()
            if (right - left) * (top - bottom) > least or count >= _OUTLINES:
                return True
        return False


def _read_page(document: pypdfium2.PdfDocument, number: int) -> PdfPage:
    try:
        page = _Page(document, number)
    except pypdfium2.PdfiumError:  # a page that cannot be loaded is an empty page, as it looks in every viewer
        return PdfPage("", (), 0, 0)
    text = page.text()
    rows = _rows(_without_repeats(_pieces(page, text), text))
    lines, chars = _write(rows, text)
    starts = [piece.start for row in rows for piece in row]
    drawn = len(text.split()) < _FEW_WORDS and page.shows_something()
    return PdfPage(lines, tuple(chars), page.width, page.height, page.hidden(starts), drawn)


def _pieces(page: _Page, text: str) -> list[_Piece]:
    pieces = []
    for line in _LINES.finditer(text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        if start >= end:
            continue
        for gap in _GAPS.finditer(text, start, end):
            left = page.char_box(gap.start() - 1)
            if page.char_box(gap.end())[0] - left[2] > COLUMN_GAP * (left[3] - left[1]):
                pieces.append(_piece(page, start, gap.start()))
                start = gap.end()
        pieces.append(_piece(page, start, end))
    return pieces


def _piece(page: _Page, start: int, end: int) -> _Piece:
    first, last = page.char_box(start), page.char_box(end - 1)
    return _Piece(start, end, first[0], max(last[2], first[2]), page.base(start), max(first[3] - first[1], 1.0))


def _without_repeats(pieces: list[_Piece], text: str) -> list[_Piece]:
    """Drop what is printed twice on the same place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for piece in pieces:
        words = text[piece.start : piece.end]
        x, y = round(piece.left / 2), round(piece.base / 2)
        if not any((words, x + dx, y + dy) in seen for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            kept.append(piece)
            seen.add((words, x, y))
    return kept


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.base):
        first = rows[-1][0] if rows else None
        if first and piece.base - first.base <= _ONE_LINE * min(piece.height, first.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    return rows


def _write(rows: list[list[_Piece]], text: str) -> tuple[str, list[int]]:
    """The rows as text, and for each of its characters PDFium's index."""
    if not rows:
        return "", []
    margin = min(row[0].left for row in rows)
    steps = [below[0].base - above[0].base for above, below in zip(rows, rows[1:], strict=False)]
    pitch = statistics.median(steps) if steps else 0
    written: list[str] = []
    chars: list[int] = []

    def put(words: str) -> None:
        written.append(words)
        chars.extend([-1] * len(words))

    for number, row in enumerate(rows):
        if number:
            put("\n\n" if steps[number - 1] > _BLANK_LINE * pitch else "\n")
        right = margin
        for position, piece in enumerate(row):
            put(_spaces(piece.left - right, piece.height, first=position == 0))
            written.append(text[piece.start : piece.end])
            chars.extend(range(piece.start, piece.end))
            right = piece.right
    return "".join(written), chars


def _spaces(gap: float, height: float, *, first: bool) -> str:
    """A gap in spaces: several only where it parts columns or moves in a line's first word."""
    widths = gap / (height * _SPACE_WIDTH)
    if widths < (2 if first else 0.5):
        return ""
    return " " if not first and gap < COLUMN_GAP * height else " " * min(round(widths), _MOST_SPACES)


def _line_boxes(page: _Page, chars: Sequence[int]) -> list[Box]:
    lines: list[list[float]] = []
    for index in chars:
        left, top, right, bottom = page.char_box(index)
        if right <= left or bottom <= top:  # a space
            continue
        line = lines[-1] if lines else None
        if line and min(bottom, line[3]) - max(top, line[1]) > 0.5 * (bottom - top) and left > line[0] - 1:
            line[:] = [line[0], min(top, line[1]), max(right, line[2]), max(bottom, line[3])]
        else:
            lines.append([left, top, right, bottom])
    width, height = page.width or 1, page.height or 1
    return [Box(*(_fraction(at, whole) for at, whole in zip(line, (width, height) * 2, strict=True))) for line in lines]


def _fraction(at: float, whole: float) -> float:
    return round(min(max(at / whole, 0.0), 1.0), 5)
