"""Small papers for the tests: blank PDFs, turned PDFs, pictures."""

import io

import pikepdf
from PIL import Image


def blank_pdf(width: float = 595.28, height: float = 841.89, turned: int = 0) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    if turned:
        page.obj.Rotate = turned
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (60, 80)) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()
