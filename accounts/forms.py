"""Forms of sign-in and people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, EmailField, PasswordField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from accounts.permissions import Role
from accounts.role_labels import ROLE_LABELS


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class SignInForm(FlaskForm):
    """Address and password. The address is not checked for form: a wrong one is answered like an unknown one."""

    email = EmailField(_l("อีเมลราชการ"), [InputRequired(_l("ใส่อีเมลที่ใช้เข้าระบบ")), Length(max=255)])
    password = PasswordField(_l("รหัสผ่าน"), [InputRequired(_l("ใส่รหัสผ่าน")), Length(max=1024)])


class ForgotForm(FlaskForm):
    """The address the link to a new password goes to."""

    email = EmailField(_l("อีเมลราชการ"), [InputRequired(_l("ใส่อีเมลที่ใช้เข้าระบบ")), Length(max=255)])


class NewPasswordForm(FlaskForm):
    """A new password, typed twice."""

    password = PasswordField(_l("รหัสผ่านใหม่"), [InputRequired(_l("ใส่รหัสผ่านใหม่"))])
    again = PasswordField(_l("รหัสผ่านใหม่อีกครั้ง"), [EqualTo("password", _l("รหัสผ่านสองช่องไม่ตรงกัน พิมพ์ใหม่ทั้งสองช่อง"))])


class ChangePasswordForm(NewPasswordForm):
    """A new password by somebody who knows the present one."""

    present = PasswordField(_l("รหัสผ่านปัจจุบัน"), [InputRequired(_l("ใส่รหัสผ่านปัจจุบัน")), Length(max=1024)])


class ProfileForm(FlaskForm):
    """What a person says of themselves, and the language of pages and mails."""

    name = StringField(_l("ชื่อและนามสกุล"), [DataRequired(_l("ใส่ชื่อและนามสกุล")), Length(max=200)], filters=[_trimmed])
    position = StringField(_l("ตำแหน่ง"), [Optional(), Length(max=200)], filters=[_trimmed])
    phone = StringField(_l("โทรศัพท์"), [Optional(), Length(max=100)], filters=[_trimmed])
    locale = RadioField(_l("ภาษา"), choices=[("th", _l("ภาษาไทย")), ("en", "English")])


class JoinForm(NewPasswordForm):
    """Joining by an invitation: name, post, password, the promise."""

    email = EmailField(_l("อีเมลราชการ"), [Optional(), Length(max=255)])
    name = StringField(_l("ชื่อและนามสกุล"), [DataRequired(_l("ใส่ชื่อและนามสกุล")), Length(max=200)], filters=[_trimmed])
    position = StringField(_l("ตำแหน่ง"), [Optional(), Length(max=200)], filters=[_trimmed])
    terms = BooleanField(_l("ใช้บัญชีนี้เพื่องานราชการเท่านั้น และไม่ให้ผู้อื่นใช้แทน"), [InputRequired(_l("ทำเครื่องหมายยอมรับก่อน"))])


class RolesField(SelectMultipleField):
    """Roles as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RolesForm(FlaskForm):
    """Roles in one office; the page sets which may be handed out."""

    roles = RolesField(_l("หน้าที่"), coerce=Role, validate_choice=True)

    def offer(self, roles: tuple[Role, ...]) -> None:
        """Show these roles to choose from."""
        self.roles.choices = [(role, ROLE_LABELS[role]) for role in roles]


class BulkForm(RolesForm):
    """Many organisations at once, all with the same roles."""

    offices = SelectMultipleField(_l("องค์กร"), coerce=int, validate_choice=False)


class InviteForm(RolesForm):
    """One person into one office."""

    email = EmailField(_l("อีเมลราชการ"), [InputRequired(_l("ใส่อีเมลของผู้ที่จะเชิญ")), Length(max=255)])
    name = StringField(_l("ชื่อและนามสกุล"), [Optional(), Length(max=200)], filters=[_trimmed])
    office = SelectField(_l("หน่วยงาน"), coerce=int)


class PeopleFileForm(FlaskForm):
    """A table of people."""

    file = FileField(_l("ไฟล์รายชื่อ (.xlsx หรือ .csv)"))
