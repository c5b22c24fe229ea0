"""The blueprint all pages of this package hang on, its places in the menu, and who may change what."""

from __future__ import annotations

from flask import Blueprint, flash
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm

from accounts.access import check, current_actor, current_office, current_permissions
from accounts.permissions import Permission
from core import clock
from core.errors import Forbidden
from core.extensions import db
from core.navigation import MenuEntry, show_in_menu
from organisations import tree
from organisations.models import Organisation
from organisations.versioned import Edit

bp = Blueprint("organisations", __name__)
show_in_menu(
    bp,
    MenuEntry(
        "organisations.browse", "building", lazy_gettext("องค์กร"), Permission.ORGANISATION_READ, 20, menu="account"
    ),
)
show_in_menu(
    bp,
    MenuEntry(
        "organisations.settings",
        "list",
        lazy_gettext("ตั้งค่าหน่วยงาน"),
        Permission.OFFICE_EDIT,
        position=20,
        menu="account",
    ),
)


def may(permission: Permission, organisation: Organisation) -> bool:
    """Tell whether the person may do this to this organisation: their own or one below it."""
    office = current_office()
    if office is None or permission not in current_permissions():
        return False
    if Permission.NATION_EDIT in current_permissions() or organisation.id == office.organisation_id:
        return True
    return bool(db.session.scalar(tree.is_within(organisation.id, office.organisation_id)))


def demand(permission: Permission, organisation: Organisation) -> None:
    """Raise Forbidden unless the person may do this to this organisation."""
    check(permission)
    if not may(permission, organisation):
        raise Forbidden(
            gettext("%(name)sไม่ได้อยู่ในความดูแลของหน่วยงานที่ท่านใช้อยู่", name=organisation.label),
            gettext("ให้ผู้ดูแลขององค์กรนั้น หรือของหน่วยต้นสังกัด เป็นผู้แก้"),
        )


def edit_of(form: FlaskForm) -> Edit:
    """Give who changes, when, and the version the form was filled from."""
    version = form["version"].data if "version" in form else 1
    return Edit(version or 0, current_actor(), clock.now())


def saved(changed: bool = True) -> None:
    """Say what became of a press on save."""
    flash(gettext("บันทึกแล้ว") if changed else gettext("ไม่มีอะไรเปลี่ยน"), "success" if changed else "info")
