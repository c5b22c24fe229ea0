"""The form of one letter in a file: what stands on it, what becomes of it, what a person checked and struck out."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from letters.paper_form import PaperForm

KEPT = (
    "issuer_name",
    "ref_no",
    "letter_date",
    "urgency",
    "urgency_by",
    "secrecy",
    "subject",
    "addressee_text",
    "references",
    "enclosures",
    "body_cause",
    "body_purpose",
    "body_conclusion",
    "signature_name",
    "signature_lines",
    "received_day",
    "received_time",
    "number",
    "action",
    "accept",
    "use",
    "source_part",
)
MANY = ("ticked", "struck")
OF_RECEIPT = ("received_day", "received_time", "number", "action")


class Use(StrEnum):
    """What becomes of one letter of a file."""

    REGISTER = "register"
    ATTACH = "attach"  # recorded as the source of another letter of the file, without a number of ours
    SKIP = "skip"


class IntakeForm(PaperForm):
    """The form of a paper letter, and what the file adds: its use, which letter of the file it forwards."""

    use = RadioField(
        _l("ทำอย่างไรกับฉบับนี้"),
        choices=[
            SelectChoice(Use.REGISTER.value, _l("ลงรับ")),
            SelectChoice(Use.ATTACH.value, _l("เก็บเป็นต้นเรื่องที่แนบมา ไม่ใช้เลขรับ")),
            SelectChoice(Use.SKIP.value, _l("ไม่ใช้")),
        ],
        default=Use.REGISTER.value,
        invalid_choice_message=_l("เลือกหนึ่งข้อ"),
    )
    subject = TextAreaField(_l("เรื่อง"), [InputRequired(_l("ใส่เรื่องตามที่พิมพ์ในหนังสือ")), Length(max=1000)])
    addressee_text = TextAreaField(_l("เรียน"), [Length(max=1000)])
    source_part = SelectField(_l("ต้นเรื่องในไฟล์นี้"), choices=[], validate_choice=False, default="")


def form_for(values: dict[str, Any]) -> IntakeForm:
    """Give the form filled with `values` (names of KEPT, and MANY as lists).

    A letter that is not registered has no receiving day; one that is not used needs nothing filled in.
    """
    data = MultiDict({name: values.get(name, "") for name in KEPT})
    form = IntakeForm(formdata=data, meta={"csrf": False})
    if values.get("use") in (Use.ATTACH, Use.SKIP):
        for name in OF_RECEIPT:
            del form[name]
    return form


def values_from(form: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give what a browser posted (request.form), as form_for takes it."""
    return {name: form.get(name, "") for name in KEPT} | {name: form.getlist(name) for name in MANY}
