"""A page of a letter as a picture for the screen."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image, ImageSequence

from documents.pdf_limits import refuse_heavy
from documents.pdfium import damaged_pdf, opened
from documents.upload_checks import MAX_PIXELS, UploadRefused

WIDEST, TALLEST = 3000, 9000


def page_image(content: bytes, page: int, width: int = 1200) -> bytes:
    """Return page `page` (from 1) of a PDF or picture as PNG, `width` pixels wide (at most 3,000).

    Raises UploadRefused: damaged, too_complicated; IndexError when there is no such page.
    """
    picture = page_picture(content, page, width)
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()


def page_picture(content: bytes, page: int, width: int) -> Image.Image:
    """Return the page in grey or colour, as it is looked at."""
    width = max(1, min(width, WIDEST))
    if b"%PDF-" not in content[:1024]:
        return _scan(content, page, width)
    count = refuse_heavy(content, max_pages=10_000, pictures=True)
    if not 1 <= page <= count:
        raise IndexError(page)
    with opened(content) as document:
        try:
            sheet = document[page - 1]
            wide, high = sheet.get_size()
            scale = min(width / max(wide, 1), TALLEST / max(high, 1))
            return sheet.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise damaged_pdf() from error


def picture_pages(content: bytes) -> list[int]:
    """Return the numbers of a picture file's pages, from 1 (a TIFF may hold several). Raises UploadRefused."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return list(range(1, getattr(picture, "n_frames", 1) + 1))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _damaged_picture() from error


def _scan(content: bytes, page: int, width: int) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UploadRefused("too_many_pixels", "the picture is too large to open", "scan at 300 dpi or less")
            frame = ImageSequence.Iterator(picture)[page - 1].convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        if isinstance(error, UploadRefused):
            raise
        raise _damaged_picture() from error
    height = max(1, min(round(frame.height * width / frame.width), TALLEST))
    return frame.resize((width, height), Image.Resampling.LANCZOS)


def _damaged_picture() -> UploadRefused:
    return UploadRefused("damaged", "the picture file is damaged", "scan it again", kind="picture")
