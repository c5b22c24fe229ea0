"""Forms of the pages of deadlines."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.moment_field import MomentField, day_shown
from deadlines.models import EarlierDay
from deadlines.settle import MAX_NOTE


class StatementForm(FlaskForm):
    """An organisation says what it has done."""

    pieces = IntegerField(_l("เสร็จเพิ่มกี่ชิ้น"), [Optional()], default=1)
    note = TextAreaField(_l("ผลการดำเนินการ"), [Length(max=MAX_NOTE)])
    files = MultipleFileField(_l("ไฟล์หลักฐาน"))
    behalf_method = SelectField(_l("ได้รับแจ้งทาง"), [Optional()], choices=[])  # the page fills them in
    behalf_person = StringField(_l("ผู้แจ้งของหน่วยงาน"), [Length(max=200)])


class EarlierForm(FlaskForm):
    """The day a forwarding office gives its own addressees."""

    due_on = MomentField(_l("วันสำหรับผู้รับของท่าน"))

    @classmethod
    def showing(cls, deadline_id: int, row: EarlierDay | None) -> EarlierForm:
        """Give the form of one deadline with the day it has."""
        words = day_shown(row.due_on, row.due_time) if row else ""
        return cls(formdata=None, prefix=f"d{deadline_id}", data={"due_on": words})


class SeveralForm(FlaskForm):
    """What is done to several shares at once: those ticked, or all that fit the filter."""

    scope = RadioField(
        _l("ทำกับ"),
        choices=[SelectChoice("ticked", _l("ที่เลือกไว้ในตาราง")), SelectChoice("filtered", _l("ทุกแห่งที่ตรงกับตัวกรอง"))],
        default="ticked",
    )
    behalf_method = SelectField(_l("ได้รับแจ้งทาง"), choices=[])  # the page fills them in
    behalf_person = StringField(_l("ผู้แจ้งของหน่วยงาน"), [Length(max=200)])
    due_on = MomentField(_l("ขยายถึงวันที่"))
    reason = TextAreaField(_l("เหตุผล"), [Length(max=MAX_NOTE)])


class ReasonForm(FlaskForm):
    """Why something is undone."""

    reason = TextAreaField(_l("เหตุผล"), [InputRequired(_l("ยังไม่ได้เขียนเหตุผล")), Length(max=MAX_NOTE)])
