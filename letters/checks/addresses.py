"""Checks 1, 2 and 16: addresses that cannot be typed, that are not safe to open, or that only a code holds."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from letters.checks.check import Check
from letters.checks.table import SEVERITY
from letters.comparing.side import Side
from letters.reading.emails import find_emails
from letters.reading.urls import find_urls
from thai_numerals import to_arabic

_BARE_IP = re.compile(r"(?:[a-z]+://)?[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:[:/]|\Z)", re.IGNORECASE)
_QR = re.compile(r"QR[\s.-]{0,2}[Cc]ode|คิวอาร์โค้ด", re.IGNORECASE)


def check_addresses(side: Side) -> list[Check]:
    """Each address once."""
    found: list[Check] = []
    urls = {one.url: one for one in reversed(find_urls(side.text))}
    printed = [(one.printed, one.url, one.span) for one in find_urls(side.text)]
    printed += [(one.printed, one.email, one.span) for one in find_emails(side.text)]
    told: set[str] = set()
    for shown, ascii_form, span in printed:
        if to_arabic(shown) != shown and ascii_form not in told:
            told.add(ascii_form)
            text = _("ที่อยู่ %(shown)s พิมพ์เป็นเลขไทย เปิดไม่ได้", shown=" ".join(shown.split()))
            found.append(Check(1, SEVERITY[1], text, _("ใช้ %(url)s", url=ascii_form), side.place(span)))
    for one in urls.values():
        if _BARE_IP.match(one.url):
            remedy = _("สอบถามเจ้าของเรื่องว่าเป็นเว็บไซต์ของทางราชการจริง ก่อนส่งต่อ")
            text = _("ลิงก์ %(url)s เป็นหมายเลข IP ไม่มีชื่อเว็บไซต์", url=one.url)
            found.append(Check(2, SEVERITY[2], text, remedy, side.place(one.span)))
        elif one.url.lower().startswith("http://"):
            text = _("ลิงก์ %(url)s ไม่เข้ารหัส (http)", url=one.url)
            found.append(Check(2, SEVERITY[2], text, _("ใช้ https:// ถ้าเว็บไซต์รองรับ"), side.place(one.span)))
    return found + _codes(side)


def _codes(side: Side) -> list[Check]:
    """What is enclosed as a code alone: nobody can check what it leads to from the text."""
    start, end = side.parts.get("enclosures", (0, 0))
    count = len(_QR.findall(side.text, start, end))
    if not count:
        return []
    text = _("สิ่งที่ส่งมาด้วย %(n)s รายการอยู่หลัง QR Code เท่านั้น", n=count)
    match = _QR.search(side.text, start, end)
    place = side.place(match.span()) if match else None
    return [Check(16, SEVERITY[16], text, _("สแกนดู แล้วเก็บลิงก์และวันที่ตรวจไว้กับหนังสือ"), place)]
