"""Whether a PDF can be read or drawn in bounded time and memory, told before PDFium touches it.

A few kilobytes of PDF can unpack to gigabytes, draw one form a billion times, or name a picture larger than memory;
PDFium cannot be stopped once it began.
"""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

import pikepdf

from documents.upload_checks import MAX_PIXELS, MEGABYTE, UploadRefused

MAX_PAGE_BYTES = 24 * MEGABYTE  # drawing instructions of one page, unpacked, forms counted as often as they are drawn
MAX_STREAM_BYTES = 64 * MEGABYTE
_SMALL = 48 * 1024  # what is smaller cannot unpack, once, to more than MAX_STREAM_BYTES
_DRAWN = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_CHUNK = 256 * 1024
_DEPTH = 12


def refuse_heavy(content: bytes, *, max_pages: int, pictures: bool = False) -> int:
    """Return the number of pages. Raises UploadRefused: too_many_pages, too_complicated, damaged.

    `pictures` also measures the pictures, which only drawing a page unpacks.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            count = len(pdf.pages)
            if count > max_pages:
                raise UploadRefused(
                    "too_many_pages", "the file has too many pages", "split it", max_pages=max_pages, pages=count
                )
            _refuse_large_streams(pdf, pictures)
            for page in pdf.pages:
                if _page_bytes(page.obj) > MAX_PAGE_BYTES:
                    raise _too_complicated()
            return count
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, AttributeError, OverflowError) as error:
        if isinstance(error, UploadRefused):
            raise
        raise UploadRefused("damaged", "the PDF file is damaged", "save or scan it again", kind="PDF") from error


def _refuse_large_streams(pdf: pikepdf.Pdf, pictures: bool) -> None:
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == "/Image":
            if pictures and _pixels(thing) > MAX_PIXELS:
                raise _too_complicated()
        elif len(_filters(thing)) > 1 or int(thing.get("/Length", 0)) > _SMALL:
            _unpacked(thing, MAX_STREAM_BYTES)


def _pixels(picture: pikepdf.Stream) -> int:
    return int(picture.get("/Width", 0)) * int(picture.get("/Height", 0))


def _page_bytes(page: Any) -> int:  # noqa: ANN401 (pikepdf.Object is dynamic)
    contents = page.get("/Contents")
    if contents is None:
        return 0
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    stream = b"\n".join(_unpacked(part, MAX_PAGE_BYTES) for part in parts if isinstance(part, pikepdf.Stream))
    return _cost(stream, page.get("/Resources"), {}, _DEPTH)


def _cost(stream: bytes, resources: Any, known: dict[tuple[int, int], int], depth: int) -> int:  # noqa: ANN401
    """The bytes of `stream` and of every form it draws, as often as it draws it."""
    total = len(stream)
    forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(forms, pikepdf.Dictionary):
        return total
    drawn: dict[bytes, int] = {}
    for name in _DRAWN.findall(stream):
        drawn[name] = drawn.get(name, 0) + 1
    for name, times in drawn.items():
        form = forms.get("/" + name.decode("latin-1"))
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            continue
        if depth == 0:
            raise _too_complicated()
        key = form.objgen
        if key not in known:
            known[key] = 0  # a form that draws itself: PDFium stops there too
            inner = _unpacked(form, MAX_PAGE_BYTES)
            known[key] = _cost(inner, form.get("/Resources", resources), known, depth - 1)
        total += times * known[key]
        if total > MAX_PAGE_BYTES:
            raise _too_complicated()
    return total


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    if named is None:
        return []
    return [str(name) for name in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _unpacked(stream: pikepdf.Stream, limit: int) -> bytes:
    """What a chain of Flate filters gives, at most `limit` bytes; other filters are left packed."""
    data = stream.read_raw_bytes()
    for name in _filters(stream):
        if name not in ("/FlateDecode", "/Fl"):
            break
        data = _inflated(data, limit)
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    machine = zlib.decompressobj()
    pieces, size = [], 0
    try:
        while data and not machine.eof:
            piece = machine.decompress(data, _CHUNK)
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise _too_complicated()
            data = machine.unconsumed_tail
    except zlib.error:
        pass  # a broken end: what came before it counts
    return b"".join(pieces)


def _too_complicated() -> UploadRefused:
    return UploadRefused(
        "too_complicated", "the PDF unpacks to far more than a letter holds", "print it to a new PDF and send that"
    )
