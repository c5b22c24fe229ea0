"""The office's own picture of the Garuda: checked by content and kept as PNG (the emblem may not be shipped)."""

from __future__ import annotations

import io

from flask_babel import gettext as _
from PIL import Image

from core.errors import InvalidInput
from documents.upload_checks import UploadRefused, check_upload

MOST_BYTES = 5 * 1024 * 1024
SMALLEST, LARGEST = 300, 1200  # pixels of the longer side: 3 cm at 300 dpi are 354


def emblem_png(content: bytes, file_name: str) -> bytes:
    """Give the picture as PNG of at most LARGEST pixels, white made clear only where it already was.

    Raises InvalidInput (field `emblem`) for what is no picture, too large or too small to print at 3 cm.
    """
    try:
        checked = check_upload(content, file_name, max_bytes=MOST_BYTES)
    except UploadRefused as refused:
        raise _wrong(_("ใช้ไฟล์นี้ไม่ได้"), _("เลือกไฟล์ภาพ PNG หรือ JPEG ไม่เกิน 5 MB")) from refused
    if checked.kind not in ("png", "jpg"):
        raise _wrong(_("ไฟล์นี้ไม่ใช่ภาพ PNG หรือ JPEG"), _("บันทึกภาพเป็น PNG แล้วเลือกใหม่"))
    with Image.open(io.BytesIO(content)) as picture:
        if max(picture.size) < SMALLEST:
            raise _wrong(
                _("ภาพเล็กเกินไป พิมพ์ที่ 3 ซม. แล้วไม่คมชัด"),
                _("ใช้ภาพที่ด้านยาวอย่างน้อย %(pixels)s พิกเซล", pixels=SMALLEST),
            )
        picture.thumbnail((LARGEST, LARGEST))
        out = io.BytesIO()
        picture.convert("RGBA").save(out, "PNG", optimize=True)
    return out.getvalue()


def _wrong(message: str, remedy: str) -> InvalidInput:
    return InvalidInput(message, remedy, "emblem")
