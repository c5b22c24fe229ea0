"""What must hold before a number is given: the office may number, the day is not to come, a reason is there."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _

from core.clock import day_of
from core.errors import InvalidInput, NotFound, Refused
from core.extensions import db
from letters.status import Book
from organisations.models import Office


def required(text: str, name: str, message: str) -> str:
    """Give `text` without spaces around. Raises InvalidInput (`message`, field `name`) when nothing is left."""
    text = text.strip()
    if not text:
        raise InvalidInput(message, _("กรอกช่องนี้ก่อน ข้อความจะเก็บไว้ในทะเบียน"), name)
    return text


def numbering_office(office_id: int, book: Book) -> Office:
    """Give the office when it may number in `book`. Raises NotFound or Refused, saying what is missing."""
    office = db.session.get(Office, office_id)
    if office is None:
        raise NotFound(_("ไม่พบหน่วยงานนี้"), _("เลือกหน่วยงานใหม่"), "office")
    if not office.active:
        raise Refused(_("%(office)s เลิกใช้แล้ว ออกเลขไม่ได้", office=office.name), _("เลือกหน่วยงานที่ยังใช้อยู่"), "office")
    if book is Book.RECEIVED and not office.keeps_register_here:
        raise Refused(
            _("ทะเบียนรับของ%(office)sไม่ได้อยู่ในระบบนี้", office=office.name),
            _("ใส่เลขรับจากสมุดเล่มนั้น หรือให้ผู้ดูแลตั้งให้เก็บทะเบียนที่นี่"),
            "number",
        )
    if book is not Book.RECEIVED and not office.reference_code:
        raise Refused(
            _("%(office)sยังไม่มีรหัสหน่วยงาน จึงออกเลขหนังสือไม่ได้", office=office.name),
            _("ให้ผู้ดูแลใส่อักษรย่อและรหัสที่หน้าหน่วยงาน เช่น พช 0023.6"),
            "office",
        )
    return office


def check_day(day: dt.date, now: dt.datetime) -> None:
    """Raise InvalidInput when `day` is after today in Bangkok."""
    if day > day_of(now):
        raise InvalidInput(_("วันที่อยู่ในอนาคต"), _("ใส่วันที่ไม่เกินวันนี้"), "day")
