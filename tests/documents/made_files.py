"""Files that reading must cope with: small PDFs and DOCX made by hand, sound and hostile."""

from __future__ import annotations

import io
import zipfile
import zlib

import pikepdf
from PIL import Image

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf_of(*streams: str, rotate: int = 0) -> bytes:
    """A PDF with one page for each content stream, Helvetica as /F1."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for stream in streams:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(stream.encode("latin-1"))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Rotate = rotate
    return _saved(pdf)


def words(text: str, x: float, y: float, size: int = 12) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET "


def encrypted_pdf() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def many_pages(count: int) -> bytes:
    return pdf_of(*[""] * count)


def flate_bomb_pdf(megabytes: int) -> bytes:
    """A page whose drawing instructions unpack to `megabytes`, packed once."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    packed = zlib.compress(b" " * (megabytes * 1024 * 1024), 9)
    page.Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
    return _saved(pdf)


def form_bomb_pdf(levels: int = 9) -> bytes:
    """A page that draws ten forms that draw ten forms … of a few words."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    form = pikepdf.Stream(pdf, b"0 0 1 1 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    for _ in range(levels):
        inner = pdf.make_indirect(form)
        form = pikepdf.Stream(pdf, b"/X Do " * 10, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.BBox = pikepdf.Array([0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    page.Contents = pdf.make_stream(b"/X Do")
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=pdf.make_indirect(form)))
    return _saved(pdf)


def scan_of(page: Image.Image) -> bytes:
    """A PDF that is one picture, as a scanner makes it."""
    out = io.BytesIO()
    page.convert("L").save(out, "PDF", resolution=150)
    return out.getvalue()


def docx_of(body: str, **parts: str) -> bytes:
    """A DOCX with this inside w:body and further parts of word/ (numbering, styles, header1 …), by name."""
    files = {"[Content_Types].xml": TYPES, "word/document.xml": document(body)}
    files |= {f"word/{name}.xml": text for name, text in parts.items()}
    return zipped(files)


def document(body: str) -> str:
    spaces = (
        f'{WORD} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    return f"<w:document {spaces}><w:body>{body}</w:body></w:document>"


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
