"""What pages call the rules of addressees."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from letters.addressee_rules import RuleKind

RULE_LABELS: dict[RuleKind, LazyString] = {
    RuleKind.PROVINCES: _l("ผู้ว่าราชการจังหวัดทุกแห่ง"),
    RuleKind.DISTRICTS: _l("นายอำเภอ ทุกอำเภอ"),
    RuleKind.PAO: _l("นายก อบจ."),
    RuleKind.MUNICIPALITIES: _l("นายกเทศมนตรีนครและเมือง ทุกแห่ง (ออกชื่อ)"),
    RuleKind.SUBDISTRICT_LAOS: _l("นายกเทศมนตรีตำบล และนายก อบต. ทุกแห่ง"),
    RuleKind.ALL_LAOS: _l("อปท. ทุกแห่ง โดยตรง"),
    RuleKind.GROUP: _l("กลุ่มที่บันทึกไว้"),
    RuleKind.ORGANISATION: _l("หน่วยงานที่เลือก"),
    RuleKind.TEXT: _l("ผู้รับนอกระบบ"),
}
