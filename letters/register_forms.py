"""Forms of the registers: reserve numbers, void one, open a book at a number."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from thai_numerals import to_arabic


def whole_number(_form: FlaskForm, field: Field) -> None:
    """Accept digits of either kind; the field's data becomes an int."""
    digits = to_arabic(field.data or "").replace(",", "").strip()
    if not digits.isdecimal() or len(digits) > 9:
        raise ValidationError(_l("ใส่เป็นตัวเลข เช่น 3"))
    field.data = int(digits)


class ReserveForm(FlaskForm):
    """How many numbers to set aside, what for, and whether circulars (ว) of a shared series."""

    count = StringField(_l("จำนวนเลข"), [InputRequired(_l("ใส่จำนวนเลขที่ต้องการ")), whole_number], default="1")
    purpose = StringField(_l("ใช้กับเรื่องใด ใครขอ"), [InputRequired(_l("บอกว่าจองไว้ใช้เรื่องใด")), Length(max=300)])
    circular = BooleanField(_l("เป็นเลข ว"))


class VoidForm(FlaskForm):
    """Why a number is not used."""

    reason = StringField(_l("เหตุผลที่ยกเลิก"), [InputRequired(_l("บอกเหตุผลที่ยกเลิกเลข")), Length(max=300)])


class OpenForm(FlaskForm):
    """Where a book that began on paper goes on."""

    first_number = StringField(_l("เลขแรกในระบบ"), [InputRequired(_l("ใส่เลขถัดจากเลขสุดท้ายในสมุด")), whole_number])
    paper_book = StringField(_l("ต่อจากสมุดทะเบียนเล่มใด"), [InputRequired(_l("ใส่ชื่อสมุดทะเบียน")), Length(max=200)])
    reason = StringField(_l("เหตุผล"), [InputRequired(_l("บอกเหตุผลที่เริ่มกลางปี")), Length(max=300)])
