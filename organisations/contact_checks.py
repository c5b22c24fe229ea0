"""Are a telephone number, an address of mail, a name what they should be? Used by forms and by the import."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from core.errors import InvalidInput
from thai_numerals import to_arabic

LENGTHS = {"head_name": 200, "head_title": 200, "phone": 200, "saraban_email": 200, "address": 500}
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?:\+|0|1)[0-9 ()./,#-]*(?:(?:ต่อ|ext\.?|หรือ|ถึง|,)[0-9 ()./,#+-]+)*")


def clean_text(text: str | None, field: str) -> str:
    """Give `text` with its spaces in order. Raises InvalidInput when it is too long for the field."""
    cleaned = re.sub(r"[ \t\u00a0]+", " ", text or "").strip()
    cleaned = "".join(char for char in cleaned if char >= " " or char == "\n")
    if len(cleaned) > LENGTHS.get(field, 200):
        raise InvalidInput(
            _("ยาวเกินไป (%(length)s ตัวอักษร)", length=len(cleaned)),
            _("ใส่ไม่เกิน %(most)s ตัวอักษร", most=LENGTHS.get(field, 200)),
            field,
        )
    return cleaned


def clean_email(text: str | None, field: str = "saraban_email") -> str:
    """Give an address of mail in small letters, empty for none. Raises InvalidInput saying what is wrong with it."""
    email = clean_text(text, field).lower()
    if not email:
        return ""
    if "@" not in email:
        raise InvalidInput(_("อีเมลขาด @"), _("ใส่ที่อยู่เต็ม เช่น saraban@example.go.th"), field)
    if not email.isascii():
        raise InvalidInput(_("อีเมลมีอักษรหรือเลขไทย"), _("พิมพ์ใหม่ด้วยอักษรอังกฤษและเลขอารบิก เช่น saraban@example.go.th"), field)
    if not _EMAIL.fullmatch(email):
        raise InvalidInput(_("อีเมลไม่ถูกรูปแบบ"), _("ใส่ที่อยู่เดียว เช่น saraban@example.go.th"), field)
    return email


def saraban_warning(email: str) -> str:
    """Say what is unusual about a central address, empty when it begins with saraban as the regulation of 2564 asks."""
    if not email or email.startswith("saraban"):
        return ""
    return _("ที่อยู่กลางควรขึ้นต้นด้วย saraban ตามระเบียบงานสารบรรณ ฉบับที่ 4 พ.ศ. 2564")


def clean_phone(text: str | None, field: str = "phone") -> str:
    """Give telephone numbers in Arabic digits (they are dialled), several and extensions allowed; empty for none."""
    phone = to_arabic(clean_text(text, field)).replace("–", "-")
    phone = re.sub(r"^(โทร(ศัพท์)?|โทรสาร)[. :/]*", "", phone)
    if phone and (not _PHONE.fullmatch(phone) or sum(char.isdigit() for char in phone) < 3):
        raise InvalidInput(_("หมายเลขโทรศัพท์ไม่ถูกรูปแบบ"), _("ขึ้นต้นด้วย 0 เช่น 0 5672 9781 ต่อ 103"), field)
    return phone
