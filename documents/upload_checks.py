"""What an uploaded file really is, told by its content, before anyone keeps or opens it.

Refusals carry a code, an English sentence and the data it speaks of; the page that shows them translates by code.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

import pikepdf
from PIL import Image

MEGABYTE = 1024 * 1024
MAX_UPLOAD_BYTES = 20 * MEGABYTE
MAX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_ZIP_ENTRIES = 5_000
MAX_PIXELS = 100_000_000
LONGEST_NAME = 120

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "tiff": "image/tiff",
}
_IMAGE_HEADS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}
_OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


class UploadRefused(ValueError):
    """A file that may not come in: `code` for translation, `message` and `remedy` in English, `data` for both.

    Codes: empty, too_large, unknown_type, zip_refused, macros, zip_bomb, damaged, encrypted_pdf, too_many_pixels.
    """

    def __init__(self, code: str, message: str, remedy: str, **data: str | int | None) -> None:
        super().__init__(f"{message}; {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy
        self.data = data


@dataclass(frozen=True)
class CheckedUpload:
    """A file that may be kept: its `kind` (a key of MEDIA_TYPES), media type, safe name with the right ending, size."""

    kind: str
    media_type: str
    file_name: str
    size: int


def check_upload(content: bytes, file_name: str, *, max_bytes: int = MAX_UPLOAD_BYTES) -> CheckedUpload:
    """Return what `content` is and a safe name for it; the given name's ending is never believed.

    Raises UploadRefused for anything but a sound PDF, DOCX, XLSX, PNG, JPEG or TIFF of at most `max_bytes`.
    """
    if not content:
        raise UploadRefused("empty", "the file is empty", "choose the file again", file_name=file_name)
    if len(content) > max_bytes:
        raise UploadRefused(
            "too_large",
            f"the file is larger than {max_bytes // MEGABYTE} MB",
            "scan at a lower resolution or split the file",
            size=len(content),
            max_bytes=max_bytes,
            max_megabytes=max_bytes // MEGABYTE,
        )
    kind = _kind(content)
    return CheckedUpload(kind, MEDIA_TYPES[kind], safe_file_name(file_name, kind), len(content))


def safe_file_name(file_name: str, kind: str) -> str:
    """Return the last part of `file_name`, Thai kept, without control or path characters, ending in `kind`."""
    name = unicodedata.normalize("NFC", file_name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    name = re.sub(r'[<>:"|?*;%\s]+', " ", name).strip(" .")
    endings = "jpe?g" if kind == "jpg" else "tiff?" if kind == "tiff" else kind
    stem = re.sub(rf"\.(?:{endings})$", "", name, flags=re.IGNORECASE).strip(" .")
    return f"{stem[:LONGEST_NAME].strip(' .') or 'file'}.{kind}"


def _kind(content: bytes) -> str:
    if b"%PDF-" in content[:1024]:
        _check_pdf(content)
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _office_kind(content)
    for head, kind in _IMAGE_HEADS.items():
        if content.startswith(head):
            _check_picture(content)
            return kind
    raise UploadRefused(
        "unknown_type",
        "this kind of file is not accepted",
        "send a PDF, DOCX, XLSX, PNG, JPEG or TIFF file",
    )


def _check_pdf(content: bytes) -> None:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            encrypted, pages = pdf.is_encrypted, len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise _encrypted() from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise _damaged("PDF") from error
    if encrypted:
        raise _encrypted()
    if pages == 0:
        raise _damaged("PDF")


def _encrypted() -> UploadRefused:
    return UploadRefused(
        "encrypted_pdf",
        "the PDF is protected by a password or by restrictions",
        "print it to a new PDF without protection and send that",
    )


def _damaged(kind: str) -> UploadRefused:
    return UploadRefused("damaged", f"the {kind} file is damaged", "save or scan it again", kind=kind)


def _office_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _damaged("ZIP") from error
    names = {entry.filename for entry in entries}
    kind = next((kind for part, kind in _OFFICE_PARTS.items() if part in names), None)
    if kind is None or "[Content_Types].xml" not in names:
        raise UploadRefused("zip_refused", "archives are not accepted", "unpack it and send the files one by one")
    if len(entries) > MAX_ZIP_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise UploadRefused(
            "zip_bomb",
            "the file unpacks to far more than it may",
            "make the pictures in it smaller and save it again",
            max_bytes=MAX_UNPACKED_BYTES,
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UploadRefused("macros", "the file holds macros", f"save it as plain .{kind} without macros", kind=kind)
    return kind


def _check_picture(content: bytes) -> None:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            picture.verify()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(None, None) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise _damaged("picture") from error
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(width, height)


def _too_many_pixels(width: int | None, height: int | None) -> UploadRefused:
    return UploadRefused(
        "too_many_pixels",
        "the picture is too large to open",
        "scan at 300 dpi or less",
        width=width,
        height=height,
    )
