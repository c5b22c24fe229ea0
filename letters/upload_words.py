"""Why an upload was refused, in the words of the page (documents knows only codes)."""

from __future__ import annotations

from flask_babel import gettext as _

from core.errors import InvalidInput
from documents.upload_checks import UploadRefused


def refusal(error: UploadRefused, field: str) -> InvalidInput:
    """Give the error a clerk reads: what is wrong with the file and what to do."""
    size = error.data.get("max_megabytes", "")
    words = {
        "empty": (_("ไฟล์ว่างเปล่า"), _("เลือกไฟล์อีกครั้ง")),
        "too_large": (_("ไฟล์ใหญ่เกิน %(size)s MB", size=size), _("ลองสแกนขาวดำ 300 dpi")),
        "unknown_type": (_("ไม่รับไฟล์ชนิดนี้"), _("ส่งเป็น PDF, DOCX, XLSX, PNG, JPEG หรือ TIFF")),
        "zip_refused": (_("ไม่รับไฟล์ที่บีบอัดไว้"), _("แตกไฟล์แล้วส่งทีละไฟล์")),
        "macros": (_("ไฟล์มีมาโคร"), _("บันทึกใหม่เป็นไฟล์ที่ไม่มีมาโคร")),
        "zip_bomb": (_("ไฟล์ขยายออกแล้วใหญ่เกินไป"), _("ลดขนาดรูปในไฟล์แล้วบันทึกใหม่")),
        "damaged": (_("ไฟล์เสียหาย เปิดไม่ได้"), _("บันทึกหรือสแกนใหม่")),
        "encrypted_pdf": (_("PDF มีรหัสผ่านหรือถูกจำกัดสิทธิ์"), _("พิมพ์เป็น PDF ใหม่ที่ไม่มีรหัสผ่าน")),
        "too_many_pixels": (_("รูปใหญ่เกินกว่าจะเปิดได้"), _("สแกนไม่เกิน 300 dpi")),
    }
    message, remedy = (words | _reading_words(error)).get(error.code, (_("รับไฟล์นี้ไม่ได้"), _("ส่งเป็น PDF")))
    return InvalidInput(message, remedy, field)


def _reading_words(error: UploadRefused) -> dict[str, tuple[str, str]]:
    """What only reading a letter's text refuses."""
    pages, characters = error.data.get("max_pages", ""), f"{error.data.get('max_characters', 0):,}"
    split = _("แยกไฟล์ ส่งเฉพาะหน้าที่เป็นหนังสือ")
    return {
        "too_many_pages": (_("ไฟล์ยาวเกิน %(pages)s หน้า", pages=pages), split),
        "too_long": (_("ข้อความยาวเกิน %(characters)s ตัวอักษร", characters=characters), split),
        "too_complicated": (_("PDF ซับซ้อนเกินกว่าจะเปิดได้"), _("พิมพ์เป็น PDF ใหม่แล้วส่งไฟล์นั้น")),
        "not_a_letter": (_("อ่านไฟล์ชนิดนี้ไม่ได้"), _("ส่งเป็น PDF, DOCX, ไฟล์ข้อความ หรือภาพสแกน")),
        "no_text": (_("ไม่พบข้อความในไฟล์"), _("ตรวจว่าเลือกไฟล์ถูก หรือกรอกข้อมูลเอง")),
        "ocr_missing": (_("ไฟล์เป็นภาพสแกน ระบบนี้ยังไม่มี OCR"), _("ขอไฟล์ PDF หรือ DOCX ต้นฉบับ หรือกรอกข้อมูลเอง")),
        "ocr_failed": (_("อ่านข้อความจากภาพไม่สำเร็จ"), _("สแกนใหม่ให้ตรง ที่ 300 dpi")),
    }
