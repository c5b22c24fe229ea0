"""Forms of recalling a letter and of signing it on paper."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from letters.forms import ThaiDateField
from letters.paper_form import needs_day


class RecallForm(FlaskForm):
    """Why the letter is taken back; its recipients read it."""

    reason = StringField(_l("เหตุผลที่เรียกคืน"), [InputRequired(_l("บอกเหตุผลที่เรียกคืน")), Length(max=500)])


class SignedForm(FlaskForm):
    """The signed paper: its scan and the date on it."""

    scan = FileField(_l("ไฟล์สแกนฉบับลงนาม"), [FileRequired(_l("เลือกไฟล์สแกนฉบับลงนาม"))])
    day = ThaiDateField(_l("วันที่บนหนังสือ"), [needs_day])


class GiveUpForm(FlaskForm):
    """Why the letter is not signed on paper after all."""

    reason = StringField(_l("เหตุผลที่เลิกลงนามในกระดาษ"), [InputRequired(_l("บอกเหตุผล")), Length(max=300)])
