"""The form of a deadline: what is asked, of whom, from when, until when or how the day is counted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField, TextAreaField, widgets
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.count_field import CountField
from core.errors import InvalidInput
from core.moment_field import MomentField, day_shown
from deadlines.from_reading import LONGEST_WHAT
from deadlines.models import Deadline
from deadlines.recurring import next_turn
from deadlines.set_deadlines import Asked
from deadlines.status import DeadlineKind, Evidence
from deadlines.status_labels import EVIDENCE_LABELS, KIND_LABELS
from organisations.kinds import KIND_FACTS, LAO_KINDS, OrganisationKind

K = OrganisationKind
DAY, RECEIPT, MONTHLY, UNKNOWN = "day", "receipt", "monthly", "unknown"
OFFERED_KINDS = tuple(kind for kind in K if kind in LAO_KINDS or kind in (K.PROVINCE, K.DISTRICT))
UNITS = {"working_day": _l("วันทำการ"), "day": _l("วัน"), "month": _l("เดือน")}
MOST = {"working_day": 250, "day": 366, "month": 24}


class DeadlineForm(FlaskForm):
    """One deadline. Forwarding is not offered: the chain asks for that itself."""

    kind = SelectField(
        _l("สิ่งที่ขอ"),
        choices=[SelectChoice(one.value, KIND_LABELS[one]) for one in DeadlineKind if one is not DeadlineKind.FORWARD],
        default=DeadlineKind.SUBMIT_REPORT.value,
    )
    what = TextAreaField(_l("ข้อความที่ผู้รับเห็น"), [Length(max=LONGEST_WHAT)])
    for_kinds = SelectMultipleField(
        _l("ใครต้องทำ"),
        choices=[SelectChoice(one.value, KIND_FACTS[one].label) for one in OFFERED_KINDS],
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
        default=[one.value for one in OFFERED_KINDS if one in LAO_KINDS],
    )
    opens_on = MomentField(_l("เริ่มทำได้ตั้งแต่"))
    when = RadioField(
        _l("ครบกำหนดเมื่อใด"),
        [InputRequired(_l("ยังไม่ได้เลือกว่าครบกำหนดเมื่อใด"))],
        choices=[
            SelectChoice(DAY, _l("ในวันที่กำหนด")),
            SelectChoice(RECEIPT, _l("นับจากวันที่ได้รับหนังสือ")),
            SelectChoice(MONTHLY, _l("ทุกเดือน")),
            SelectChoice(UNKNOWN, _l("ยังไม่ระบุวัน")),
        ],
        default=DAY,
    )
    due_on = MomentField(_l("วันและเวลาที่ครบกำหนด"))
    n = CountField(_l("ภายในกี่วัน"))
    unit = SelectField(_l("นับเป็น"), choices=[SelectChoice(*one) for one in UNITS.items()])
    month_day = CountField(_l("วันที่ของเดือน"))
    if_holiday = SelectField(
        _l("ถ้าตรงกับวันหยุด"),
        choices=[
            SelectChoice("", _l("คงวันเดิม")),
            SelectChoice("next_working_day", _l("เลื่อนไปวันทำการถัดไป")),
            SelectChoice("previous_working_day", _l("เลื่อนมาวันทำการก่อนหน้า")),
        ],
    )
    evidence = SelectField(_l("หลักฐาน"), choices=[SelectChoice(one.value, EVIDENCE_LABELS[one]) for one in Evidence])
    pieces = CountField(_l("จำนวนรายงานที่ต้องส่ง"), default=1)


def form_of(asked: Asked | Deadline) -> dict[str, Any]:
    """Give what the form shows of a deadline, or of one that is suggested."""
    rule = asked.rule or {}
    when = RECEIPT if "n" in rule else MONTHLY if rule.get("freq") == "monthly" else DAY if asked.due_on else UNKNOWN
    return {
        "kind": asked.kind.value,
        "what": asked.what,
        "for_kinds": [one.value for one in asked.for_kinds],
        "opens_on": day_shown(asked.opens_on),
        "when": when,
        "due_on": day_shown(asked.due_on, asked.due_time) if when == DAY else "",
        "n": rule.get("n"),
        "unit": rule.get("unit", "working_day"),
        "month_day": rule.get("day"),
        "if_holiday": rule.get("if_holiday", ""),
        "evidence": asked.evidence.value,
        "pieces": asked.pieces,
    }


def asked_by(form: DeadlineForm, today: dt.date) -> Asked:
    """Give what a valid form asks. Raises InvalidInput naming the field that is missing for the way it is counted."""
    due, time, rule = None, None, None
    if form.when.data == DAY:
        due, time = form.due_on.day, form.due_on.time
        if due is None:
            raise InvalidInput(_("ยังไม่ได้ใส่วันครบกำหนด"), _("พิมพ์วันที่ หรือเลือกยังไม่ระบุวัน"), "due_on")
    elif form.when.data == RECEIPT:
        rule = {"n": _within(form.n.data, MOST[form.unit.data], "n"), "unit": form.unit.data, "origin": "receipt"}
    elif form.when.data == MONTHLY:
        rule = {"freq": "monthly", "day": _within(form.month_day.data, 31, "month_day")}
        rule |= {"if_holiday": form.if_holiday.data} if form.if_holiday.data else {}
        due = next_turn(rule, max(today, form.opens_on.day or today))
    return Asked(
        kind=DeadlineKind(form.kind.data),
        for_kinds=frozenset(K(one) for one in form.for_kinds.data or []),
        what=" ".join((form.what.data or "").split()),
        opens_on=form.opens_on.day,
        due_on=due,
        due_time=time,
        rule=rule,
        evidence=Evidence(form.evidence.data),
        pieces=1 if form.pieces.data is None else form.pieces.data,
    )


def _within(value: int | None, most: int, field: str) -> int:
    if value is None or not 1 <= value <= most:
        raise InvalidInput(_("จำนวนต้องอยู่ระหว่าง 1 ถึง %(most)s", most=most), _("พิมพ์ตัวเลข เช่น 7"), field)
    return value
