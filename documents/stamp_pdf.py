"""The receiving stamp (ตรารับหนังสือ, แบบ 12, ข้อ 37) on page 1 of a letter that came in.

A blue rectangle of 2.5 × 5 cm at the top right: office, เลขรับ, วันที่, เวลา. The office that receives second stamps to
the left of the first, then below. A scanned picture becomes a PDF page first.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from PIL import Image, ImageOps

from documents.printable_text import printable
from documents.text_layer import repair_text_layer
from documents.thai_line_breaks import hinted
from documents.typst_compiler import compile_pdf

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
STAMP_WIDTH, STAMP_HEIGHT = 50 * MM, 25 * MM
EDGE, GAP = 8 * MM, 2 * MM
_MARK = "/WianStamps"
_SIDEWAYS = (90, 270)


@dataclass(frozen=True)
class ReceivingStamp:
    """What one stamp says, already as displayed: office name, เลขรับ, วันที่, เวลา (empty = a dotted place)."""

    office: str
    number: str
    date: str
    time: str = ""


def image_to_pdf(content: bytes) -> bytes:
    """Return a PNG, JPEG or TIFF as A4 pages (one for each frame), turned as the camera says, deterministic.

    Raises ValueError when the picture cannot be read.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            pages = [_fit_a4(picture, frame) for frame in range(getattr(picture, "n_frames", 1))]
    except (OSError, SyntaxError) as error:
        raise ValueError("the picture cannot be read") from error
    return _without_dates(pages)


def stamp_pdf(content: bytes, stamps: list[ReceivingStamp], *, timestamp: datetime) -> bytes:
    """Return the PDF `content` with `stamps` drawn on page 1, the first at the top right, after any drawn before.

    Text of the stamps is searchable. The page may be of any size and turned. Raises ValueError when `content` is no
    readable PDF, UnprintableText when a stamp holds what cannot be printed.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise ValueError("the PDF cannot be read") from error
    with pdf:
        page = pdf.pages[0]
        done = int(page.obj.get(_MARK, 0))
        for index, stamp in enumerate(stamps, start=done):
            with pikepdf.open(io.BytesIO(_draw(stamp, timestamp))) as drawn:
                _lay_on(page, drawn.pages[0], index)
        page.obj[_MARK] = done + len(stamps)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def _draw(stamp: ReceivingStamp, timestamp: datetime) -> bytes:
    data = {
        "office": hinted(printable("office", stamp.office), "office"),
        "rows": [
            ["เลขรับ", printable("number", stamp.number)],
            ["วันที่", printable("date", stamp.date)],
            ["เวลา", printable("time", stamp.time)],
        ],
    }
    return repair_text_layer(compile_pdf("stamp.typ", data, timestamp=timestamp))


def _lay_on(page: pikepdf.Page, stamp: pikepdf.Page, index: int) -> None:
    """Place stamp number `index` as the reader sees the page, whatever its /Rotate says.

    The first stands at the top right, the second at the top left, the rest between them (over the Garuda) and below.
    """
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    width, height = (top - bottom, right - left) if turned in _SIDEWAYS else (right - left, top - bottom)
    in_row = max(1, int((width - 2 * EDGE + GAP) // (STAMP_WIDTH + GAP)))
    row, place = divmod(index, in_row)
    column = -place % in_row
    x = width - EDGE - STAMP_WIDTH - column * (STAMP_WIDTH + GAP)
    if column and column == in_row - 1:
        x = EDGE
    y = height - EDGE - STAMP_HEIGHT - row * (STAMP_HEIGHT + GAP)
    page.add_overlay(stamp, _unturned(pikepdf.Rectangle(x, y, x + STAMP_WIDTH, y + STAMP_HEIGHT), page, turned))


def _unturned(seen: pikepdf.Rectangle, page: pikepdf.Page, turned: int) -> pikepdf.Rectangle:
    left, bottom, right, top = (float(value) for value in page.cropbox)
    if turned == 90:
        return pikepdf.Rectangle(right - seen.ury, bottom + seen.llx, right - seen.lly, bottom + seen.urx)
    if turned == 180:
        return pikepdf.Rectangle(right - seen.urx, top - seen.ury, right - seen.llx, top - seen.lly)
    if turned == 270:
        return pikepdf.Rectangle(left + seen.lly, top - seen.urx, left + seen.ury, top - seen.llx)
    return pikepdf.Rectangle(left + seen.llx, bottom + seen.lly, left + seen.urx, bottom + seen.ury)


def _fit_a4(picture: Image.Image, frame: int) -> Image.Image:
    picture.seek(frame)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, "white")
        upright.paste(clear, mask=clear.getchannel("A"))
    return upright.convert("L") if upright.mode in ("1", "L", "I;16") else upright.convert("RGB")


def _without_dates(pictures: list[Image.Image]) -> bytes:
    pdf = pikepdf.new()
    for picture in pictures:
        _add_page(pdf, picture)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _add_page(pdf: pikepdf.Pdf, picture: Image.Image) -> None:
    """One upright A4 page, or a lying one for a wide picture, with the picture as large as it fits, centred."""
    page_width, page_height = A4 if picture.height >= picture.width else (A4[1], A4[0])
    scale = min(page_width / picture.width, page_height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    jpeg = io.BytesIO()
    picture.save(jpeg, "JPEG", quality=85)
    image = pdf.make_stream(
        jpeg.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=(page_width, page_height))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    x, y = (page_width - width) / 2, (page_height - height) / 2
    page.Contents = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} {x:.3f} {y:.3f} cm /Scan Do Q".encode())
