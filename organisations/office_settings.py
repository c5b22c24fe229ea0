"""An office's settings: its name and code, what stands on its paper, how it numbers and signs."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from organisations.contact_checks import clean_email, clean_phone, clean_text
from organisations.models import CircularSeries, Office, Organisation, SigningRoute
from organisations.versioned import Edit, write
from thai_numerals import to_arabic

_PREFIX = re.compile(r"[ก-ฮ]{2}")
_CODE = re.compile(r"[0-9]{2,6}(\.[0-9]{1,3}){0,3}")
MOST_LINES = 4
PATTERNS = ("A", "B", "C")


@dataclass(frozen=True)
class OfficeFacts:
    """As typed; `letterhead` and `owner_unit` are lines. `code` is the unit number (0023.6), empty: cannot issue."""

    name: str
    short_name: str
    prefix: str = ""
    code: str = ""
    letterhead: str = ""
    owner_unit: str = ""
    phone: str = ""
    fax: str = ""
    saraban_email: str = ""
    circular_series: CircularSeries = CircularSeries.SEPARATE
    keeps_register_here: bool = True
    signing_route: SigningRoute = SigningRoute.ONE_SIGNATORY
    opening_pattern: str = "A"
    thai_digits: bool = True
    active: bool = True


def create_office(organisation: Organisation, facts: OfficeFacts, edit: Edit) -> Office:
    """Add an office to an organisation; letters still arrive at its central desk. Raises InvalidInput, Refused."""
    values = _clean(facts)
    _refuse_taken_code(None, values)
    office = Office(organisation_id=organisation.id, is_central_desk=False, **values)
    db.session.add(office)
    db.session.flush()
    after = {"organisation": organisation.code, "name": office.name, "reference_code": office.reference_code}
    record(Act(edit.actor, AuditAct.OFFICE_CREATED, office, edit.now, after=after))
    return office


def change_office(office: Office, facts: OfficeFacts, edit: Edit, numbers_taken: bool) -> bool:
    """Write what differs; False when nothing does. `numbers_taken`: its sent or circular book of this year has
    numbers already, so that the series stays as it is until the year ends (ข้อ 32).

    Raises InvalidInput naming the field, Refused, StaleState.
    """
    values = _clean(facts)
    if numbers_taken and values["circular_series"] != office.circular_series:
        raise Refused(
            _("เปลี่ยนลำดับเลข ว กลางปีไม่ได้ เพราะปีนี้ออกเลขไปแล้ว เลขจะซ้ำหรือขาดช่วง"),
            _("เปลี่ยนได้ตั้งแต่ 1 มกราคม ก่อนออกเลขแรกของปี"),
            "circular_series",
        )
    if office.is_central_desk and not values["active"]:
        raise Refused(_("ปิดหน่วยรับหนังสือกลางไม่ได้ หนังสือถึงองค์กรนี้จะไม่มีที่ไป"), _("ใช้งานหน่วยนี้ต่อไป"), "active")
    _refuse_taken_code(office.id, values)
    return write(office, values, edit, AuditAct.OFFICE_CHANGED)


def set_emblem(office: Office, emblem_file_id: int | None, edit: Edit) -> bool:
    """Put the office's own picture of the Garuda on its letters (None: the place stays empty for printed paper)."""
    return write(office, {"emblem_file_id": emblem_file_id}, edit, AuditAct.OFFICE_CHANGED)


def lines_of(text: str, field: str) -> list[str]:
    """Give the lines typed, without empty ones. Raises InvalidInput when there are too many."""
    lines = [line for line in (clean_text(line, field) for line in text.splitlines()) if line]
    if len(lines) > MOST_LINES:
        raise InvalidInput(
            _("มี %(lines)s บรรทัด", lines=len(lines)), _("ใส่ไม่เกิน %(most)s บรรทัด", most=MOST_LINES), field
        )
    return lines


def _clean(facts: OfficeFacts) -> dict[str, Any]:
    values = {
        **asdict(facts),
        "name": clean_text(facts.name, "name"),
        "short_name": clean_text(facts.short_name, "short_name"),
        "prefix": clean_text(facts.prefix, "prefix"),
        "code": to_arabic(clean_text(facts.code, "code")).replace(" ", ""),
        "letterhead": lines_of(facts.letterhead, "letterhead"),
        "owner_unit": lines_of(facts.owner_unit, "owner_unit"),
        "phone": clean_phone(facts.phone),
        "fax": clean_phone(facts.fax, "fax"),
        "saraban_email": clean_email(facts.saraban_email) or None,
    }
    if not values["name"] or not values["short_name"]:
        field = "name" if not values["name"] else "short_name"
        raise InvalidInput(_("ยังไม่ได้ใส่ชื่อ"), _("ใส่ชื่อหน่วยงาน"), field)
    if len(str(values["short_name"])) > 100:
        raise InvalidInput(_("ชื่อย่อยาวเกินไป"), _("ใส่ไม่เกิน 100 ตัวอักษร"), "short_name")
    if values["prefix"] and not _PREFIX.fullmatch(str(values["prefix"])):
        raise InvalidInput(_("อักษรนำต้องเป็นพยัญชนะไทยสองตัว"), _("เช่น พช กบ นร"), "prefix")
    if values["code"] and not _CODE.fullmatch(str(values["code"])):
        raise InvalidInput(_("เลขรหัสหน่วยงานไม่ถูกรูปแบบ"), _("ใส่ตัวเลขและจุด เช่น 0023.6 หรือ 54201"), "code")
    if values["code"] and not values["prefix"]:
        raise InvalidInput(_("มีเลขรหัสแต่ไม่มีอักษรนำ"), _("ใส่อักษรสองตัวของจังหวัดหรือกระทรวง เช่น พช"), "prefix")
    if values["opening_pattern"] not in PATTERNS:
        raise InvalidInput(_("ไม่มีแบบคำขึ้นต้นนี้"), _("เลือกแบบจากรายการ"), "opening_pattern")
    return values


def _refuse_taken_code(office_id: int | None, values: dict[str, Any]) -> None:
    """Two offices with one code would give the same ที่ to two letters."""
    if not values["code"]:
        return
    same = sa.select(Office.name).where(Office.prefix == values["prefix"], Office.code == values["code"], Office.active)
    taken = db.session.scalar(same.where(Office.id != (office_id or 0)).limit(1))
    if taken:
        raise Refused(
            _("รหัส %(code)s ใช้อยู่แล้วที่%(office)s", code=f"{values['prefix']} {values['code']}", office=taken),
            _("ใส่รหัสของหน่วยงานนี้เอง เลขหนังสือจะได้ไม่ซ้ำกัน"),
            "code",
        )
