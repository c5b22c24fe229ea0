"""Who is at the browser and what they may do here. For edges only: every route carries `requires` or `public`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user

from accounts.models import Membership, User
from accounts.permissions import Permission, Role
from accounts.policy import can, permissions_in, roles_with
from accounts.role_labels import ROLE_LABELS
from core.actor import Actor
from core.errors import Forbidden
from organisations.models import Office

View = TypeVar("View", bound=Callable[..., Any])
GUARD = "wian_guard"  # on a view: the permissions it requires, or PUBLIC
PUBLIC = "public"


def public(view: View) -> View:
    """Mark a route as open to everybody. tests/architecture/test_guarded_routes.py keeps the short list."""
    setattr(view, GUARD, PUBLIC)
    return view


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Guard a route: signed in, and every one of `permissions` held for the office acted for (none: signed in is
    enough). Who is not signed in is led to sign in and back; who may not gets a page that says who can.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: object, **kwargs: object) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _to_sign_in()
            for permission in permissions:
                check(permission)
            return cast(ResponseReturnValue, view(*args, **kwargs))

        setattr(guarded, GUARD, permissions)
        return cast(View, guarded)

    return guard


def check(*permissions: Permission) -> None:
    """Raise Forbidden, naming the roles that may, unless the person holds every permission for the present office."""
    office = current_office()
    if office is None:
        raise _no_office()
    if all(can(current_user, permission, office.id) for permission in permissions):
        return
    allowed = roles_with(*permissions)
    roles = gettext(" หรือ ").join(str(ROLE_LABELS[role]) for role in allowed)
    everywhere = allowed == (Role.NATIONAL_ADMIN,)
    raise Forbidden(
        gettext("หน้านี้สำหรับ%(roles)s", roles=roles)
        if everywhere
        else gettext("หน้านี้สำหรับ%(roles)sของ%(office)s", roles=roles, office=office.name),
        gettext("สลับไปหน่วยงานอื่นของท่านที่มุมบน หรือขอสิทธิ์จากผู้ดูแลของหน่วยงาน"),
    )


def current_person() -> User:
    """Give the person signed in. Answers 401 when there is none."""
    if not current_user.is_authenticated:
        abort(401)
    return cast(User, current_user._get_current_object())


def current_memberships() -> list[Membership]:
    """Give the person's memberships in force, one per office and role; none for a visitor."""
    if not current_user.is_authenticated:
        return []
    return [one for one in current_user.memberships if one.active and one.office.active]


def current_offices() -> list[Office]:
    """Give the offices the person may act for, each once."""
    return list({one.office_id: one.office for one in current_memberships()}.values())


def current_office() -> Office | None:
    """Give the office acted for (also as `g.office`): the one last chosen, else the first; None for a visitor."""
    if "office" not in g:
        offices = current_offices()
        chosen = [one for one in offices if one.id == current_user.last_office_id] if offices else []
        g.office = next(iter(chosen or offices), None)
    return cast("Office | None", g.office)


def office_in_use() -> Office:
    """Give the office acted for, behind a guard that made sure there is one. Raises Forbidden when there is none."""
    office = current_office()
    if office is None:
        raise _no_office()
    return office


def current_permissions() -> frozenset[Permission]:
    """Give what the person may do for the office acted for."""
    office = current_office()
    return permissions_in(current_user, (office.id,)) if office else frozenset()


def current_actor() -> Actor:
    """Give who acts, for the record. Answers 401 for a visitor."""
    person, office = current_person(), current_office()
    return Actor(person.id, person.name, office.id if office else None)


def permits(permission: str | None) -> bool:
    """Tell the menu whether an entry is shown to the person at hand."""
    if not current_user.is_authenticated:
        return False
    return permission is None or permission in current_permissions()


def _to_sign_in() -> ResponseReturnValue:
    """A page is shown after signing in; an act is not repeated behind the person's back."""
    if request.method not in ("GET", "HEAD") or request.headers.get("HX-Request"):
        abort(401)
    if request.path != "/":
        flash(lazy_gettext("เข้าใช้งานก่อน แล้วจะไปยังหน้าที่ท่านต้องการ"), "info")
    here = request.full_path.rstrip("?")
    return redirect(url_for("accounts.sign_in", next=here if here != "/" else None))


def _no_office() -> Forbidden:
    return Forbidden(gettext("บัญชีของท่านยังไม่ได้อยู่ในหน่วยงานใด"), gettext("ขอให้ผู้ดูแลของหน่วยงานเพิ่มท่านเข้าหน่วยงาน"))
