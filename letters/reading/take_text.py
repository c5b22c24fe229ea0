"""From a file as it was sent to the normalised text that everything else reads: PDF, Word, plain text, scans."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from documents.ocr import OcrPage, is_installed, read_scan
from documents.page_image import picture_pages
from documents.read_docx import read_docx
from documents.read_pdf import MAX_PAGES, PdfPage, read_pdf
from documents.upload_checks import UploadRefused, check_upload
from letters.reading.normalise import moved_starts, normalise, normalise_tracked
from letters.reading.reading import Source
from letters.upload_words import refusal

MAX_CHARACTERS = 300_000
MAX_OCR_PAGES = 20
_PICTURES = ("png", "jpg", "tiff")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONSONANT_BYTES = re.compile(rb"[\xa1-\xce]")  # of TIS-620; in Thai they are most of what is not ASCII
_HEADS_OF_FILES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"\xd0\xcf\x11\xe0",
)
_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf6ff\ufffd]")
_LEAST_READABLE = 0.8  # of a page's characters; a font without a table of characters gives less
_FEW = 8  # characters: less on a page that shows more is no text layer


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page before normalising: its text, what each character is (an index of the source, or -1), and its size.

    `guessed`: from a picture, by our OCR (`scan`) or by the scanner, which hid its guess behind the picture.
    """

    text: str
    chars: tuple[int, ...]
    size: tuple[float, float]
    guessed: bool = False
    unread: bool = False
    scan: OcrPage | None = None


@dataclass(frozen=True, slots=True)
class TakenText:
    """The text of one file: normalised, the offset each page begins at (first 0), and where it came from.

    `source` is "ocr" when the first page with text on it was read from a picture; `ocr_pages` names, from 1, the
    pages so read, and `unread_pages` those that are pictures nobody read. `pages` is for `marks`.
    """

    text: str
    page_starts: tuple[int, ...]
    source: Source
    ocr_pages: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()
    pages: tuple[RawPage, ...] = field(default=(), repr=False, compare=False)

    @property
    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page of a PDF or picture, in points or pixels."""
        return tuple(page.size for page in self.pages)


def take_text(data: bytes, filename: str, *, field: str = "file", ocr: bool = True) -> TakenText:
    """Return the text of a PDF, DOCX, plain text file (UTF-8, UTF-16, TIS-620) or, with Tesseract, of a scan.

    `ocr` False leaves pictures unread: where OCR could read it, a scan then gives no text but `unread_pages`.
    Raises InvalidInput on `field`, with a remedy, for what is empty, encrypted, damaged, of another kind, too large
    (20 MB, 200 pages, 300,000 characters) or a picture where no OCR is installed.
    """
    try:
        return _take(data, filename, ocr)
    except UploadRefused as error:
        raise refusal(error, field) from error


def pasted_text(text: str, *, field: str = "text") -> TakenText:
    """Return typed or pasted text, normalised; a form feed begins a page. Raises InvalidInput on `field`."""
    try:
        return _from_text(text)
    except UploadRefused as error:
        raise refusal(error, field) from error


def join_pages(pages: Sequence[RawPage]) -> tuple[str, list[int]]:
    """Return the pages' texts as one, and the offset in it at which each page begins."""
    starts = accumulate((len(page.text) + 1 for page in pages[:-1]), initial=0)
    return "\n".join(page.text for page in pages), list(starts)


def _take(data: bytes, filename: str, ocr: bool) -> TakenText:
    if _may_be_text(data):
        return _from_text(_decoded(data))
    kind = _kind(data, filename)
    if kind == "docx":
        read = read_docx(data)
        return _normalised(read.text, read.page_starts, "docx")
    if kind != "pdf" and kind not in _PICTURES:
        raise UploadRefused("not_a_letter", "only letters can be read", "send a PDF, DOCX, text file or scan")
    return _from_pages(_scans(data, picture_pages(data), ocr) if kind in _PICTURES else _pdf_pages(data, ocr), ocr)


def _kind(data: bytes, filename: str) -> str:
    try:
        return check_upload(data, filename).kind
    except UploadRefused as error:
        raise (_unknown() if error.code == "unknown_type" else error) from error


def _may_be_text(data: bytes) -> bool:
    return bool(data) and b"%PDF-" not in data[:1024] and not data.startswith(_HEADS_OF_FILES)


def _decoded(data: bytes) -> str:
    if len(data) > 4 * MAX_CHARACTERS + 4:
        raise _too_long()
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if b"\x00" in data:
        raise _unknown()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" or _is_utf8_cut_short(data):
            return data.decode("utf-8", "ignore")
    if len(_CONSONANT_BYTES.findall(data)) * 3 < sum(byte >= 0x80 for byte in data):
        raise _unknown()
    try:
        return data.decode("cp874")
    except UnicodeDecodeError as error:
        raise _unknown() from error


def _is_utf8_cut_short(data: bytes) -> bool:
    try:
        data[:-3].decode("utf-8")
    except UnicodeDecodeError as error:
        return len(data) > 16 and error.start >= len(data) - 6
    return len(data) > 16


def _from_text(text: str) -> TakenText:
    pages = text.split("\f")
    starts = accumulate((len(page) + 1 for page in pages[:-1]), initial=0)
    return _normalised(text, tuple(starts), "text")


def _normalised(text: str, starts: tuple[int, ...], source: Source) -> TakenText:
    """Normalise, and move the pages' beginnings to where they are then."""
    if len(text) > MAX_CHARACTERS:
        raise _too_long()
    if len(starts) > MAX_PAGES:
        raise UploadRefused("too_many_pages", "the file has too many pages", "split it", max_pages=MAX_PAGES)
    plain, moved = normalise(text), list(starts)
    if plain != text and len(starts) > 1:
        moved = moved_starts(normalise_tracked(text).origins, starts)
    if not plain.strip():
        raise UploadRefused("no_text", "there is no text in the file", "check that it is the right file")
    return TakenText(plain, tuple(moved), source)


def _from_pages(pages: list[RawPage], ocr: bool) -> TakenText:
    text, starts = join_pages(pages)
    if not text.strip():
        return _without_text(pages, ocr)
    taken = _normalised(text, tuple(starts), "pdf")
    first = next(page for page in pages if page.text.strip())
    return replace(
        taken,
        source="ocr" if first.guessed else "pdf",
        ocr_pages=tuple(number for number, page in enumerate(pages, start=1) if page.guessed),
        unread_pages=tuple(number for number, page in enumerate(pages, start=1) if page.unread),
        pages=tuple(pages),
    )


def _pdf_pages(data: bytes, ocr: bool) -> list[RawPage]:
    pages = read_pdf(data)
    if sum(len(page.text) for page in pages) > MAX_CHARACTERS:
        raise _too_long()
    readable = [_is_readable(page) for page in pages]
    pictures = [number for number, good in enumerate(readable, start=1) if not good]
    scans = dict(zip(pictures, _scans(data, pictures, ocr and _is_worth_it(pages)), strict=True))
    return [
        RawPage(page.text, page.chars, (page.width, page.height), page.hidden) if good else _sized(scans[number], page)
        for number, (page, good) in enumerate(zip(pages, readable, strict=True), start=1)
    ]


def _is_worth_it(pages: list[PdfPage]) -> bool:
    return any(page.width and page.height for page in pages)


def _sized(scan: RawPage, page: PdfPage) -> RawPage:
    """A page of a PDF read as a picture; a page on which nothing at all was found is empty, not unread."""
    shown = page.drawn or bool(page.text)
    return replace(scan, size=(page.width, page.height), unread=scan.unread and shown)


def _is_readable(page: PdfPage) -> bool:
    """Whether the page has a text layer with characters in it, not a picture or a font that names none."""
    if page.drawn and len("".join(page.text.split())) < _FEW:
        return False
    return len(_NO_CHARACTER.findall(page.text)) <= (1 - _LEAST_READABLE) * len(page.text)


def _scans(data: bytes, numbers: list[int], ocr: bool) -> list[RawPage]:
    """Read the pages `numbers` (from 1) as pictures, as many as may be; the others stay unread."""
    pages = []
    for at, number in enumerate(numbers):
        if not ocr or not is_installed() or at >= MAX_OCR_PAGES:
            pages.append(RawPage("", (), (0, 0), unread=True))
            continue
        scan = read_scan(data, number)
        pages.append(RawPage(scan.text, scan.chars, (scan.width, scan.height), guessed=True, scan=scan))
    return pages


def _without_text(pages: list[RawPage], ocr: bool) -> TakenText:
    unread = tuple(number for number, page in enumerate(pages, start=1) if page.unread)
    if unread and not is_installed():
        raise UploadRefused("ocr_missing", "the file is a picture and no OCR is installed", "send the original file")
    if not unread or ocr:
        raise UploadRefused("no_text", "there is no text in the file", "check that it is the right file")
    return TakenText("", (0,), "ocr", unread_pages=unread, pages=tuple(pages))


def _unknown() -> UploadRefused:
    return UploadRefused("not_a_letter", "only letters can be read", "send a PDF, DOCX, text file or scan")


def _too_long() -> UploadRefused:
    return UploadRefused("too_long", "the text is too long for a letter", "split it", max_characters=MAX_CHARACTERS)
