"""Changing what a person may do: roles in an office, leaving, coming back. Nobody is ever deleted."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

import sqlalchemy as sa
from flask_babel import gettext

from accounts.join import give_role
from accounts.models import Membership, User
from accounts.permissions import Role
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import Refused
from core.extensions import db
from organisations.models import Office


def set_roles(user: User, office: Office, roles: Iterable[Role], actor: Actor, now: dt.datetime) -> bool:
    """Let `user` have exactly `roles` in `office`; none ends the membership. False when nothing changed.

    Raises Refused when the country would be left without a national administrator.
    """
    wanted = set(roles)
    before = roles_in(user, office)
    if wanted == before:
        return False
    if Role.NATIONAL_ADMIN in before - wanted:
        _keep_one_national_admin(user)
    for membership in user.memberships:
        if membership.office_id == office.id:
            membership.active = membership.role in wanted
    for role in sorted(wanted - before):
        give_role(user, office.id, role)
    act = Act(actor, AuditAct.MEMBERSHIP_CHANGED, user, now, {"roles": sorted(before)}, {"roles": sorted(wanted)})
    act.note = office.name
    record(act)
    return True


def roles_in(user: User, office: Office) -> set[Role]:
    """Give the roles in force of `user` in `office`."""
    return {one.role for one in user.memberships if one.office_id == office.id and one.active}


def deactivate(user: User, actor: Actor, now: dt.datetime) -> None:
    """Close an account: no sign-in any more, open sessions end. Raises Refused for oneself and the last national
    administrator.
    """
    if user.id == actor.user_id:
        raise Refused(gettext("ปิดบัญชีของตนเองไม่ได้"), gettext("ขอให้ผู้ดูแลคนอื่นทำ"))
    if any(one.role is Role.NATIONAL_ADMIN and one.active for one in user.memberships):
        _keep_one_national_admin(user)
    _set_active(user, False, actor, now)


def reactivate(user: User, actor: Actor, now: dt.datetime) -> None:
    """Open a closed account again, with the roles it had."""
    _set_active(user, True, actor, now)


def national_admins() -> sa.Select[int]:
    """Select the ids of the people who look after the country now."""
    return (
        sa.select(User.id)
        .join(Membership)
        .where(User.active, Membership.active, Membership.role == Role.NATIONAL_ADMIN)
        .distinct()
    )


def _set_active(user: User, active: bool, actor: Actor, now: dt.datetime) -> None:
    if user.active is active:
        return
    user.active = active
    user.fs_uniquifier = secrets.token_hex(32)
    record(Act(actor, AuditAct.USER_CHANGED, user, now, {"active": not active}, {"active": active}))


def _keep_one_national_admin(user: User) -> None:
    others = national_admins().where(User.id != user.id).limit(1)
    if db.session.scalar(others) is None:
        raise Refused(gettext("ต้องมีผู้ดูแลทั้งประเทศอย่างน้อยหนึ่งคน"), gettext("เชิญผู้ดูแลทั้งประเทศอีกคนก่อน แล้วจึงทำรายการนี้"))
