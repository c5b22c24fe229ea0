"""Forms of organisations, offices, signatories, groups and contacts. Forms only ask; the domain checks."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice as C
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from organisations.change_kind import CHANGEABLE
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import CircularSeries, SigningRoute
from organisations.signatories import ACTING

PICK = _l("เลือกจากรายการ")
A_DAY = _l("ใส่วันที่ เช่น 2024-03-28")


def whole_number(value: object) -> int:
    """Give a posted id as a number; 0 for what is none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else 0


class VersionedForm(FlaskForm):
    """A form about a row as the person saw it."""

    version = IntegerField(
        widget=HiddenInput(), validators=[Optional()], default=1, invalid_value_message=_l("เปิดหน้านี้ใหม่ แล้วบันทึกอีกครั้ง")
    )


class OrganisationForm(VersionedForm):
    """Head and contacts."""

    head_name = StringField(_l("ชื่อผู้บริหาร"))
    head_title = StringField(_l("คำหลัง “เรียน”"))
    phone = StringField(_l("โทรศัพท์"))
    saraban_email = StringField(_l("อีเมลสารบรรณกลาง"))
    address = TextAreaField(_l("ที่อยู่"))


class KindForm(VersionedForm):
    """An LAO becomes another kind or takes another name."""

    kind = SelectField(
        _l("ประเภทใหม่"),
        choices=[C(str(kind), KIND_FACTS[kind].label) for kind in OrganisationKind if kind in CHANGEABLE],
        invalid_choice_message=PICK,
    )
    short_name = StringField(_l("ชื่อ (ไม่มีคำนำหน้า)"))
    valid_from = DateField(_l("ใช้ตั้งแต่วันที่"), [InputRequired(_l("ใส่วันที่ประกาศมีผล"))], invalid_value_message=A_DAY)
    source = StringField(_l("ที่มา"))


class OfficeForm(VersionedForm):
    """Every setting of an office."""

    name = StringField(_l("ชื่อหน่วยงาน"))
    short_name = StringField(_l("ชื่อย่อ"))
    prefix = StringField(_l("อักษรนำของเลขหนังสือ"))
    code = StringField(_l("เลขรหัสหน่วยงาน"))
    letterhead = TextAreaField(_l("หัวหนังสือมุมขวา"))
    owner_unit = TextAreaField(_l("ส่วนราชการเจ้าของเรื่อง"))
    phone = StringField(_l("โทรศัพท์"))
    fax = StringField(_l("โทรสาร"))
    saraban_email = StringField(_l("อีเมลสารบรรณ"))
    circular_series = RadioField(
        _l("ลำดับเลขหนังสือเวียน (ว)"),
        choices=[
            C(CircularSeries.SEPARATE.value, _l("แยกเล่ม เริ่ม ว ๑ เอง")),
            C(CircularSeries.SHARED.value, _l("ใช้ลำดับเดียวกับหนังสือส่ง")),
        ],
        invalid_choice_message=PICK,
    )
    signing_route = RadioField(
        _l("ทางลงนาม"),
        choices=[
            C(SigningRoute.ONE_SIGNATORY.value, _l("เสนอผู้ลงนามคนเดียว")),
            C(SigningRoute.GROUP_THEN_SIGNATORY.value, _l("ผ่านหัวหน้ากลุ่มงาน แล้วเสนอผู้ลงนาม")),
            C(SigningRoute.DIRECT.value, _l("ผู้ลงนามเขียนและลงนามเอง")),
        ],
        invalid_choice_message=PICK,
    )
    opening_pattern = SelectField(
        _l("คำขึ้นต้นเมื่อแจ้งต่อ"),
        choices=[
            C("A", _l("ก. ด้วย(เรา)ได้รับแจ้งจาก(ต้นเรื่อง)ว่า")),
            C("B", _l("ข. ด้วย(ต้นเรื่อง)แจ้งว่า")),
            C("C", _l("ค. ด้วย(ต้นเรื่อง)ได้รับแจ้งจาก(ต้นทางของต้นเรื่อง)ว่า")),
        ],
        invalid_choice_message=PICK,
    )
    keeps_register_here = BooleanField(_l("ออกเลขรับในเวียน"))
    thai_digits = BooleanField(_l("พิมพ์เลขไทยในหนังสือ"))
    active = BooleanField(_l("เปิดใช้งาน"), default=True)


class EmblemForm(VersionedForm):
    """The office's own picture of the Garuda."""

    emblem = FileField(_l("ภาพตราครุฑ"))


class SignatoryForm(VersionedForm):
    """Who signs, and for whom."""

    name = StringField(_l("ชื่อผู้ลงนาม"))
    position = StringField(_l("ตำแหน่งของผู้ลงนาม"))
    acting = SelectField(
        _l("ลงนามแทนโดย"),
        choices=[C("", _l("ลงนามในตำแหน่งของตนเอง")), *(C(word, word) for word in ACTING if word)],
        default="",
        validate_choice=False,
    )
    on_behalf = StringField(_l("ลงนามแทนตำแหน่ง"))
    user_id = SelectField(_l("บัญชีผู้ใช้"), coerce=whole_number, validate_choice=False)
    active = BooleanField(_l("ลงนามได้"), default=True)


class GroupForm(VersionedForm):
    """A saved group; its members are the page's check boxes named `member`."""

    name = StringField(_l("ชื่อกลุ่ม"))
    phrase = StringField(_l("ข้อความหลังคำว่า “เรียน”"))


class ContactsForm(FlaskForm):
    """A table of contacts, where it comes from and of which day."""

    file = FileField(_l("ไฟล์ XLSX หรือ CSV"))
    source = StringField(_l("ที่มาของข้อมูล"))
    as_of = DateField(_l("ข้อมูล ณ วันที่"), [Optional()], invalid_value_message=A_DAY)


def typed(form: FlaskForm, *names: str) -> dict[str, Any]:
    """Give what was typed into these fields, None as empty text."""
    return {name: "" if form[name].data is None else form[name].data for name in names}
