"""Coming in by an invitation: once, within its time, with a password of one's own."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext

from accounts.invitation_links import hash_of
from accounts.models import Invitation, Membership, User
from accounts.permissions import Role
from accounts.sign_in import find_user
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import DomainError, NotFound, Refused, StaleState
from core.extensions import db


class LinkEnded(DomainError):
    """The link was good once."""

    status = 410


@dataclass(frozen=True)
class Newcomer:
    """What a person says of themselves when joining; `password_hash` is an Argon2 hash."""

    email: str
    name: str
    position: str
    password_hash: str


def find_invitation(token: str, now: dt.datetime) -> Invitation:
    """Give the invitation a link leads to. Raises NotFound, or LinkEnded that says why and whom to ask."""
    found = db.session.scalar(sa.select(Invitation).where(Invitation.token_hash == hash_of(token)))
    if found is None:
        raise NotFound(gettext("ไม่พบคำเชิญนี้"), gettext("เปิดลิงก์จากอีเมลฉบับล่าสุด หรือขอให้ผู้ดูแลของหน่วยงานส่งคำเชิญใหม่"))
    if found.accepted_at:
        raise LinkEnded(gettext("คำเชิญนี้ใช้ไปแล้ว"), gettext("เข้าใช้งานด้วยอีเมลและรหัสผ่านของท่าน"))
    if found.withdrawn_at:
        raise LinkEnded(gettext("คำเชิญนี้ถูกถอนแล้ว"), gettext("สอบถามผู้ดูแลของหน่วยงาน"))
    if found.expires_at <= now:
        raise LinkEnded(gettext("คำเชิญนี้หมดอายุแล้ว"), gettext("ขอให้ผู้ดูแลของหน่วยงานส่งคำเชิญใหม่"))
    return found


def join(invitation: Invitation, newcomer: Newcomer | None, now: dt.datetime) -> User:
    """Let the invited person in with the invited roles; `newcomer` None when they have an account already.

    Raises StaleState when the link was used in between, Refused for a deactivated or double account.
    """
    if not claim(Invitation, invitation.id, {"accepted_at": None, "withdrawn_at": None}, {"accepted_at": now}):
        raise StaleState(gettext("คำเชิญนี้ใช้ไปแล้ว"), gettext("เข้าใช้งานด้วยอีเมลและรหัสผ่านของท่าน"))
    user = find_user(newcomer.email if newcomer else invitation.email)
    if user is None and newcomer is not None:
        user = _new_user(newcomer, invitation, now)
    elif user is None or newcomer is not None:
        raise Refused(gettext("อีเมลนี้มีบัญชีอยู่แล้ว"), gettext("เข้าใช้งานด้วยบัญชีนั้น หรือใช้อีเมลอื่น"), "email")
    elif not user.active:
        raise Refused(gettext("บัญชีนี้ปิดใช้งานแล้ว"), gettext("ติดต่อผู้ดูแลของหน่วยงาน"))
    for role in invitation.roles:
        give_role(user, invitation.office_id, Role(role))
    user.last_office_id = user.last_office_id or invitation.office_id
    db.session.flush()
    actor = Actor(user.id, user.name, invitation.office_id)
    after = {"office_id": invitation.office_id, "roles": invitation.roles}
    record(Act(actor, AuditAct.USER_JOINED, user, now, after=after))
    return user


def give_role(user: User, office_id: int, role: Role) -> None:
    """Let a membership begin, or begin again."""
    for membership in user.memberships:
        if (membership.office_id, membership.role) == (office_id, role):
            membership.active = True
            return
    db.session.add(Membership(user=user, office_id=office_id, role=role))


def _new_user(newcomer: Newcomer, invitation: Invitation, now: dt.datetime) -> User:
    user = User(
        email=newcomer.email,
        name=newcomer.name,
        position=newcomer.position,
        password=newcomer.password_hash,
        fs_uniquifier=secrets.token_hex(32),
        locale=invitation.locale,
        created_at=now,
    )
    db.session.add(user)
    db.session.flush()
    return user
