"""What a draft consists of, and the check of each field: whatever is posted, only sound values reach the row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from core.errors import InvalidInput
from core.extensions import db
from letters import addressee_rules
from letters.models import Letter
from letters.office_defaults import signature_of
from letters.status import Urgency
from organisations.models import Signatory

LONGEST_PARAGRAPHS = 40_000
MOST_LINES = 40

FIELD_LABELS: dict[str, LazyString] = {
    "urgency": _l("ชั้นความเร็ว"),
    "urgency_by": _l("ด่วนภายในวันเวลา"),
    "circular": _l("หนังสือเวียน (ว)"),
    "subject": _l("เรื่อง"),
    "opening": _l("คำขึ้นต้น"),
    "closing": _l("คำลงท้าย"),
    "addressee_rules": _l("ผู้รับ"),
    "addressee_text": _l("ข้อความหลังคำขึ้นต้น"),
    "references": _l("อ้างถึง"),
    "body_cause": _l("ภาคเหตุ"),
    "body_purpose": _l("ภาคความประสงค์"),
    "body_conclusion": _l("ภาคสรุป"),
    "signatory_id": _l("ผู้ลงนาม"),
    "signature_name": _l("ชื่อผู้ลงนาม"),
    "signature_lines": _l("ตำแหน่งผู้ลงนาม"),
    "office_lines": _l("ที่อยู่หัวหนังสือ"),
    "owner_unit": _l("ส่วนราชการเจ้าของเรื่อง"),
    "contact_lines": _l("โทรศัพท์และช่องทางติดต่อ"),
    "copies_to": _l("สำเนาส่ง"),
    "thai_digits": _l("พิมพ์ด้วยเลขไทย"),
    "opening_pattern": _l("แบบขึ้นต้นหนังสือแจ้งต่อ"),
}
CONTENT_FIELDS = tuple(FIELD_LABELS)
_LINES = ("references", "signature_lines", "office_lines", "owner_unit", "contact_lines", "copies_to")
_TEXTS = {
    "urgency_by": 100,
    "subject": 1000,
    "opening": 40,
    "closing": 80,
    "addressee_text": 4000,
    "body_cause": LONGEST_PARAGRAPHS,
    "body_purpose": LONGEST_PARAGRAPHS,
    "body_conclusion": LONGEST_PARAGRAPHS,
    "signature_name": 200,
    "opening_pattern": 1,
}


def content_of(letter: Letter) -> dict[str, Any]:
    """Give what the draft says, as plain JSON values by field name."""
    return {name: plain(getattr(letter, name)) for name in CONTENT_FIELDS}


def plain(value: object) -> object:
    """Give a field's value as JSON holds it."""
    return str(value) if isinstance(value, Urgency) else value


def checked(content: dict[str, Any], letter: Letter) -> dict[str, Any]:
    """Give `content` with every value in the column's type; names that are no draft field are refused.

    A chosen signatory brings name and position lines; rules without words of one's own bring the words after
    เรียน. Raises InvalidInput naming the field.
    """
    unknown = set(content) - set(CONTENT_FIELDS)
    if unknown:
        raise InvalidInput(_("ร่างไม่มีช่องชื่อ %(name)s", name=", ".join(sorted(unknown))[:80]))
    values = {name: _check(name, value) for name, value in content.items()}
    if "signatory_id" in values and "signature_name" not in content:
        values |= _signature(values["signatory_id"], letter)
    if "addressee_rules" in values and letter.issuer is not None:
        rules = addressee_rules.check(values["addressee_rules"], letter.issuer)
        values["addressee_rules"] = [rule.as_json() for rule in rules]
        if not values.get("addressee_text"):
            values["addressee_text"] = addressee_rules.phrase(rules, letter.issuer)
    return values


def _check(name: str, value: object) -> Any:  # noqa: ANN401
    if name in _LINES:
        return _check_lines(name, value)
    if name in _TEXTS:
        return _check_text(name, value)
    return _CHECKS[name](value)


def _check_text(name: str, value: object) -> str:
    text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    if len(text) > _TEXTS[name]:
        raise InvalidInput(
            _("%(field)sยาวเกิน %(most)s ตัวอักษร", field=FIELD_LABELS[name], most=_TEXTS[name]), _("ตัดให้สั้นลง"), name
        )
    return text if name.startswith("body_") else " ".join(text.split())


def _check_lines(name: str, value: object) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else value if isinstance(value, list | tuple) else []
    kept = [" ".join(str(line).replace("\x00", "").split()) for line in lines]
    kept = [line for line in kept if line]
    if len(kept) > MOST_LINES or any(len(line) > 400 for line in kept):
        raise InvalidInput(
            _("%(field)sมีได้ไม่เกิน %(most)s บรรทัด บรรทัดละ 400 ตัวอักษร", field=FIELD_LABELS[name], most=MOST_LINES),
            _("ตัดให้สั้นลง"),
            name,
        )
    return kept


def _check_urgency(value: object) -> Urgency:
    try:
        return Urgency(str(value))
    except ValueError:
        raise InvalidInput(_("ไม่มีชั้นความเร็วนี้"), _("เลือกจากรายการ"), "urgency") from None


def _check_signatory(value: object) -> int | None:
    if value in (None, "", 0, "0"):
        return None
    text = str(value)
    if text.isascii() and text.isdigit():
        return int(text)
    raise InvalidInput(_("ไม่พบผู้ลงนามนี้"), _("เลือกจากรายการ"), "signatory_id")


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "urgency": _check_urgency,
    "signatory_id": _check_signatory,
    "circular": bool,
    "thai_digits": bool,
    "addressee_rules": lambda value: [rule.as_json() for rule in addressee_rules.parse(value)],
}


def _signature(signatory_id: int | None, letter: Letter) -> dict[str, Any]:
    if signatory_id is None:
        return {"signature_name": "", "signature_lines": []}
    signatory = db.session.get(Signatory, signatory_id)
    if signatory is None or not letter.office or signatory.office_id != letter.office.id:
        raise InvalidInput(_("ไม่พบผู้ลงนามนี้ในหน่วยงานของท่าน"), _("เลือกจากรายการ"), "signatory_id")
    name, lines = signature_of(signatory)
    return {"signature_name": name, "signature_lines": lines}
