"""Who may sign for an office, and with which words when another's power is used (saraban.md 1.9)."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput
from core.extensions import db
from organisations.contact_checks import clean_text
from organisations.models import Office, Signatory
from organisations.versioned import Edit, write

ACTING = ("", "ปฏิบัติราชการแทน", "รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่")


@dataclass(frozen=True)
class SignatoryFacts:
    """As typed. `acting` is one of ACTING, `on_behalf` the post whose power is used; both empty for the head."""

    name: str
    position: str
    acting: str = ""
    on_behalf: str = ""
    user_id: int | None = None
    active: bool = True


def add_signatory(office: Office, facts: SignatoryFacts, edit: Edit) -> Signatory:
    """Add a person who may sign for the office. Raises InvalidInput naming the field."""
    signatory = Signatory(office_id=office.id, **_clean(facts))
    db.session.add(signatory)
    db.session.flush()
    after = {"name": signatory.name, "position": list(signatory.position_lines)}
    record(Act(edit.actor, AuditAct.SIGNATORY_CREATED, signatory, edit.now, after=after))
    return signatory


def change_signatory(signatory: Signatory, facts: SignatoryFacts, edit: Edit) -> bool:
    """Write what differs; letters issued before keep what they were signed with. `active` False: may sign no more.

    Raises InvalidInput naming the field, StaleState.
    """
    return write(signatory, _clean(facts), edit, AuditAct.SIGNATORY_CHANGED)


def _clean(facts: SignatoryFacts) -> dict[str, object]:
    values = {**asdict(facts)}
    for field in ("name", "position", "acting", "on_behalf"):
        values[field] = clean_text(values[field], field)
    if not values["name"]:
        raise InvalidInput(_("ยังไม่ได้ใส่ชื่อผู้ลงนาม"), _("ใส่คำนำหน้าและชื่อเต็ม เช่น นายสมชาย ใจดี"), "name")
    if not values["position"]:
        raise InvalidInput(_("ยังไม่ได้ใส่ตำแหน่ง"), _("ใส่ตำแหน่งของผู้ลงนามเอง เช่น รองผู้ว่าราชการจังหวัด"), "position")
    if values["acting"] not in ACTING:
        raise InvalidInput(_("ไม่มีคำแสดงการลงนามแทนนี้"), _("เลือกจากรายการ"), "acting")
    if values["acting"] and not values["on_behalf"]:
        raise InvalidInput(_("ยังไม่ได้ใส่ตำแหน่งที่ลงนามแทน"), _("เช่น ผู้ว่าราชการจังหวัดเพชรบูรณ์"), "on_behalf")
    if values["on_behalf"] and not values["acting"]:
        raise InvalidInput(_("มีตำแหน่งที่ลงนามแทน แต่ไม่มีคำแสดงการแทน"), _("เลือกคำ เช่น ปฏิบัติราชการแทน"), "acting")
    return values
