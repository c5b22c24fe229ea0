"""Forms of sign-in and people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length


class SignInForm(FlaskForm):
    """Address and password. The address is not checked for form: a wrong one is answered like an unknown one."""

    email = EmailField(_l("อีเมลราชการ"), [InputRequired(_l("ใส่อีเมลที่ใช้เข้าระบบ")), Length(max=255)])
    password = PasswordField(_l("รหัสผ่าน"), [InputRequired(_l("ใส่รหัสผ่าน")), Length(max=1024)])
