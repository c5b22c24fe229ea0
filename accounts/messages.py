"""What mails about accounts say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext, lazy_gettext
from flask_security.recoverable import generate_reset_password_token

from accounts.invitation_links import token_of
from accounts.models import Invitation, User
from accounts.permissions import Role
from accounts.role_labels import ROLE_LABELS
from core.errors import NotFound
from core.extensions import db
from core.jinja_filters import date_long, time
from notifications.renderers import Words, absolute_url, renders


@renders("accounts.invitation", lazy_gettext("คำเชิญ"))
def invitation(payload: dict[str, Any]) -> Words:
    """The invitation with its link, as long as it is the latest one and still open."""
    found = db.session.scalar(
        sa.select(Invitation).where(Invitation.id == payload["invitation"], Invitation.nonce == payload["nonce"])
    )
    if found is None or found.accepted_at or found.withdrawn_at:
        raise NotFound(gettext("คำเชิญนี้จบไปแล้ว"))
    office = found.office
    roles = gettext(" และ ").join(str(ROLE_LABELS[Role(role)]) for role in found.roles)
    inviter = found.invited_by.name if found.invited_by else gettext("ผู้ดูแลระบบ")
    return Words(
        subject=gettext("เชิญใช้ระบบหนังสือเวียนในนาม%(office)s", office=office.name),
        paragraphs=(
            gettext(
                "%(inviter)s เชิญท่านใช้ระบบหนังสือเวียนในนาม%(office)s เป็น%(roles)s",
                inviter=inviter,
                office=office.name,
                roles=roles,
            ),
            gettext("กดปุ่มนี้เพื่อใส่ชื่อและตั้งรหัสผ่าน ใช้เวลาไม่เกินหนึ่งนาที"),
        ),
        button=gettext("รับคำเชิญ"),
        link=absolute_url("accounts.join", token=token_of(found.nonce)),
        closing=(
            gettext("ใช้ได้ครั้งเดียว ถึงวันที่ %(day)s", day=date_long(found.expires_at)),
            gettext("ถ้าท่านไม่ได้เกี่ยวข้อง ไม่ต้องทำอะไร"),
        ),
        secret_link=True,
    )


@renders("accounts.password_reset", lazy_gettext("ตั้งรหัสผ่านใหม่"))
def password_reset(payload: dict[str, Any]) -> Words:
    """The link to a new password; made now, so that it lasts its hour from the sending."""
    user = db.session.get(User, payload["user"])
    if user is None or not user.active:
        raise NotFound(gettext("บัญชีนี้ปิดใช้งานแล้ว"))
    return Words(
        subject=gettext("ตั้งรหัสผ่านใหม่"),
        paragraphs=(gettext("มีผู้ขอตั้งรหัสผ่านใหม่สำหรับบัญชี %(email)s", email=user.email),),
        button=gettext("ตั้งรหัสผ่านใหม่"),
        link=absolute_url("accounts.reset_password", token=generate_reset_password_token(user)),
        closing=(
            gettext("ลิงก์นี้ใช้ได้ครั้งเดียว ภายใน ๑ ชั่วโมง"),
            gettext("ถ้าท่านไม่ได้ขอ ไม่ต้องทำอะไร รหัสผ่านเดิมยังใช้ได้"),
        ),
        secret_link=True,
    )


@renders("accounts.password_changed", lazy_gettext("แจ้งเปลี่ยนรหัสผ่าน"))
def password_changed(payload: dict[str, Any]) -> Words:
    """The notice that the password was changed, in case it was somebody else."""
    at = dt.datetime.fromisoformat(payload["at"])
    return Words(
        subject=gettext("เปลี่ยนรหัสผ่านแล้ว"),
        paragraphs=(
            gettext("รหัสผ่านของท่านเปลี่ยนเมื่อ %(day)s เวลา %(time)s", day=date_long(at), time=time(at)),
            gettext("ถ้าไม่ใช่ท่าน กดปุ่มนี้เพื่อตั้งรหัสผ่านใหม่ แล้วแจ้งผู้ดูแลของหน่วยงาน"),
        ),
        button=gettext("ตั้งรหัสผ่านใหม่"),
        link=absolute_url("accounts.forgot_password"),
    )
