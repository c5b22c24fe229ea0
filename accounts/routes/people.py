"""The people of an organisation: who they are, their roles, leaving and coming back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from accounts import people, queries
from accounts.access import current_actor, current_person, office_in_use, requires
from accounts.forms import RolesForm
from accounts.models import User
from accounts.oversight import check_oversees, check_roles, oversees, roles_for
from accounts.permissions import Permission
from accounts.role_labels import ROLE_LABELS
from accounts.routes.blueprint import bp
from core import clock
from core.errors import Forbidden, NotFound, Refused
from core.extensions import db
from core.navigation import MenuEntry, show_in_menu
from organisations.queries import office as find_office
from organisations.queries import organisation as find_organisation

show_in_menu(
    bp, MenuEntry("accounts.people", "user", lazy_gettext("บุคลากร"), Permission.PEOPLE_INVITE, 40, menu="account")
)


@bp.get("/people", endpoint="people")
@requires(Permission.PEOPLE_INVITE)
def people_page() -> ResponseReturnValue:
    """List the people of one's own organisation, or of one below (`?organisation=`)."""
    own = office_in_use()
    organisation_id = request.args.get("organisation", own.organisation_id, type=int)
    check_oversees(current_person(), own, organisation_id)
    return render_template(
        "accounts/people.html",
        organisation=find_organisation(organisation_id),
        own=own,
        people=queries.people_of(organisation_id),
        labels=ROLE_LABELS,
    )


@bp.get("/people/<int:user_id>")
@requires(Permission.PEOPLE_INVITE)
def person(user_id: int) -> ResponseReturnValue:
    """Show one person with their roles in each office one looks after."""
    user, own = _load(user_id), office_in_use()
    offices = {one.office_id: one.office for one in user.memberships}.values()
    mine = [office for office in offices if oversees(current_person(), own, office.organisation_id)]
    forms = []
    for office in mine:
        form = RolesForm(formdata=None, prefix=f"office{office.id}-", roles=sorted(people.roles_in(user, office)))
        form.offer(roles_for(current_person(), own, office))
        forms.append((office, form))
    return render_template(
        "accounts/person.html", user=user, forms=forms, elsewhere=len(offices) - len(mine), labels=ROLE_LABELS
    )


@bp.post("/people/<int:user_id>/offices/<int:office_id>")
@requires(Permission.PEOPLE_INVITE)
def change_roles(user_id: int, office_id: int) -> ResponseReturnValue:
    """Let the person have exactly the ticked roles in this office; none: they leave it."""
    user, office, own = _load(user_id), find_office(office_id), office_in_use()
    check_oversees(current_person(), own, office.organisation_id)
    form = RolesForm(prefix=f"office{office_id}-")
    form.offer(roles_for(current_person(), own, office))
    if not form.validate():
        raise Refused(gettext("ให้หน้าที่นี้ไม่ได้"), gettext("เปิดหน้านี้ใหม่ แล้วเลือกจากรายการ"), "roles")
    roles = form.roles.data or []
    check_roles(current_person(), own, office, set(roles) | people.roles_in(user, office))
    changed = people.set_roles(user, office, roles, current_actor(), clock.now())
    db.session.commit()
    if changed:
        flash(gettext("เปลี่ยนหน้าที่ของ%(name)sใน%(office)sแล้ว", name=user.name, office=office.name), "success")
    return redirect(url_for("accounts.person", user_id=user_id))


@bp.post("/people/<int:user_id>/close")
@requires(Permission.PEOPLE_INVITE)
def close_account(user_id: int) -> ResponseReturnValue:
    """Close the account of somebody all of whose offices one looks after."""
    user = _load(user_id, whole=True)
    people.deactivate(user, current_actor(), clock.now())
    db.session.commit()
    flash(gettext("ปิดบัญชีของ%(name)sแล้ว", name=user.name), "success")
    return redirect(url_for("accounts.person", user_id=user_id))


@bp.post("/people/<int:user_id>/open")
@requires(Permission.PEOPLE_INVITE)
def open_account(user_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    user = _load(user_id, whole=True)
    people.reactivate(user, current_actor(), clock.now())
    db.session.commit()
    flash(gettext("เปิดบัญชีของ%(name)sอีกครั้งแล้ว", name=user.name), "success")
    return redirect(url_for("accounts.person", user_id=user_id))


def _load(user_id: int, whole: bool = False) -> User:
    """Give a person one looks after in some office, or (`whole`) in each that they are in now.

    Raises NotFound for a stranger: who works elsewhere is nobody's business; Refused when only a part is ours.
    """
    user, own = db.session.get(User, user_id), office_in_use()
    places = {one.office.organisation_id for one in user.memberships} if user else set()
    ours = {place for place in places if oversees(current_person(), own, place)}
    if user is None or not ours:
        raise NotFound(gettext("ไม่พบบุคคลนี้"), gettext("เปิดจากรายชื่อบุคลากรขององค์กร"))
    if whole:
        _check_whole(user, ours)
    return user


def _check_whole(user: User, ours: set[int]) -> None:
    """Raise unless all that the person does now is ours to give: nobody closes the account of who stands above."""
    for one in user.memberships:
        if one.active and one.office.organisation_id not in ours:
            raise Refused(
                gettext("%(name)sอยู่ในหน่วยงานอื่นด้วย", name=user.name), gettext("ให้เอาหน้าที่ในหน่วยงานของท่านออกแทน")
            )
        if one.active and one.role not in roles_for(current_person(), office_in_use(), one.office):
            raise Forbidden(
                gettext("บัญชีของ%(name)sดูแลได้โดยผู้ดูแลทั้งประเทศเท่านั้น", name=user.name), gettext("ขอให้ผู้ดูแลทั้งประเทศทำ")
            )
