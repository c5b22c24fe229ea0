"""Forms of receiving, assigning, objecting and confirming. What a value means is checked by the domain."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from core.moment_field import MomentField
from routing.labels import METHOD_LABELS

REASON = Length(max=1000, message=_l("ยาวเกิน 1,000 ตัวอักษร ย่อให้สั้นลง"))


class ReceiveForm(FlaskForm):
    """ลงรับ: when, the number of a book kept elsewhere, and what is to be done (การปฏิบัติ)."""

    when = MomentField(_l("วันและเวลาที่รับ"))
    number = StringField(_l("เลขรับ"), [Length(max=30, message=_l("เลขรับยาวเกินไป"))])
    action = StringField(_l("การปฏิบัติ"), [Length(max=300, message=_l("ยาวเกิน 300 ตัวอักษร ย่อให้สั้นลง"))])


class AssignForm(FlaskForm):
    """เกษียน: to which desk, whom, with which note."""

    to_office = SelectField(_l("มอบให้หน่วย"), coerce=int)
    to_user = SelectField(_l("ผู้รับมอบ"), coerce=int)
    note = TextAreaField(_l("ข้อความเกษียน"), [REASON])


class ObjectForm(FlaskForm):
    """Reject the letter, or report it as faulty, with the reason."""

    what = RadioField(
        _l("แจ้งผู้ส่งว่า"),
        choices=[
            SelectChoice("invalid", _l("หนังสือไม่ครบหรืออ่านไม่ได้ ขอฉบับที่ถูกต้อง")),
            SelectChoice("reject", _l("ไม่ใช่หนังสือของหน่วยงานนี้ ไม่รับ")),
        ],
        default="invalid",
    )
    reason = TextAreaField(_l("เหตุผล"), [InputRequired(_l("เขียนเหตุผลสั้น ๆ ให้ผู้ส่งเข้าใจ")), REASON])


class ReasonForm(FlaskForm):
    """Why something is taken back or cancelled."""

    reason = StringField(_l("เหตุผล"), [InputRequired(_l("เขียนเหตุผลสั้น ๆ")), REASON])


class NoteForm(FlaskForm):
    """A note that may be left out."""

    note = StringField(_l("หมายเหตุ"), [REASON])


class ConfirmForm(FlaskForm):
    """How, by whom and when several LAOs confirmed; which ones is ticked in the table."""

    method = SelectField(
        _l("ยืนยันทาง"), choices=[SelectChoice(method.value, label) for method, label in METHOD_LABELS.items()]
    )
    person = StringField(_l("ผู้ให้คำยืนยัน"), [InputRequired(_l("ใส่ว่าใครเป็นผู้ยืนยัน")), Length(max=200)])
    when = MomentField(_l("เมื่อ"))
