"""Saved groups of the office acted for: its own lists of whom to write to."""

from __future__ import annotations

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from accounts.access import current_permissions, office_in_use, requires
from accounts.permissions import Permission
from core.errors import DomainError, Forbidden
from core.extensions import db
from core.form_errors import put_on_form
from organisations import queries, saved_groups
from organisations.forms import GroupForm, typed
from organisations.models import Office, Organisation, SavedGroup
from organisations.routes.blueprint import bp, edit_of, saved
from organisations.saved_groups import MOST_MEMBERS, GroupFacts
from organisations.tree import IN_ORDER

FOUND = 40


@bp.get("/groups")
@requires(Permission.ORGANISATION_READ)
def groups() -> ResponseReturnValue:
    """List the office's groups, the most used first; below them a group just deleted, to bring back."""
    office = office_in_use()
    deleted = request.args.get("deleted", type=int)
    gone = saved_groups.group(deleted, office.id) if deleted else None
    return render_template(
        "organisations/groups.html",
        office=office,
        groups=saved_groups.groups_of(office.id),
        gone=gone if gone and gone.deleted_at else None,
        may_edit=_may_edit(),
    )


@bp.route("/groups/new", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_READ)
def new_group() -> ResponseReturnValue:
    """Ask for a new group."""
    return _answer(office_in_use(), None)


@bp.route("/groups/<int:group_id>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_READ)
def group(group_id: int) -> ResponseReturnValue:
    """Show one group and save what is changed."""
    office = office_in_use()
    return _answer(office, saved_groups.group(group_id, office.id))


@bp.post("/groups/<int:group_id>/delete")
@requires(Permission.ORGANISATION_READ)
def delete_group(group_id: int) -> ResponseReturnValue:
    """Take a group out of the lists."""
    _demand_edit()
    one = saved_groups.group(group_id, office_in_use().id)
    saved_groups.delete_group(one, edit_of(GroupForm()))
    db.session.commit()
    return redirect(url_for("organisations.groups", deleted=one.id))


@bp.post("/groups/<int:group_id>/restore")
@requires(Permission.ORGANISATION_READ)
def restore_group(group_id: int) -> ResponseReturnValue:
    """Bring a deleted group back."""
    _demand_edit()
    one = saved_groups.group(group_id, office_in_use().id)
    saved_groups.restore_group(one, edit_of(GroupForm()))
    db.session.commit()
    flash(gettext("นำกลุ่ม %(name)s กลับมาแล้ว", name=one.name), "success")
    return redirect(url_for("organisations.groups"))


def _may_edit() -> bool:
    return bool(current_permissions() & {Permission.LETTER_DRAFT, Permission.OFFICE_EDIT})


def _demand_edit() -> None:
    if not _may_edit():
        raise Forbidden(gettext("กลุ่มผู้รับแก้ได้เฉพาะผู้ที่เขียนหนังสือของหน่วยงาน"), gettext("ขอสิทธิ์จากผู้ดูแลของหน่วยงาน"))


def _answer(office: Office, one: SavedGroup | None) -> ResponseReturnValue:
    _demand_edit()
    form = GroupForm(obj=one)
    text = request.form.get("find", "").strip()[:100]
    members, found, status = _members(one), [], 200
    if form.is_submitted():
        members = {int(value) for value in request.form.getlist("member") if value.isascii() and value.isdigit()}
        if request.form.get("do") == "all":
            members |= {row.id for row in queries.search(text, MOST_MEMBERS + 1)}
        elif request.form.get("do") == "find":
            found = [row for row in queries.search(text, FOUND) if row.id not in members]
        else:
            try:
                return _save(office, one, form, members)
            except DomainError as error:
                db.session.rollback()
                status = put_on_form(form, error)
    chosen = sa.select(Organisation).where(Organisation.id.in_(sorted(members))).order_by(*IN_ORDER)
    return render_template(
        "organisations/group.html",
        form=form,
        one=one,
        office=office,
        text=text,
        found=found,
        chosen=db.session.scalars(chosen).all() if members else [],
        searched=request.form.get("do") == "find",
    ), status


def _save(office: Office, one: SavedGroup | None, form: GroupForm, members: set[int]) -> ResponseReturnValue:
    facts = GroupFacts(**typed(form, "name", "phrase"), members=frozenset(members))
    if one is None:
        saved_groups.create_group(office, facts, edit_of(form))
    else:
        saved_groups.change_group(one, facts, edit_of(form))
    db.session.commit()
    saved()
    return redirect(url_for("organisations.groups"))


def _members(one: SavedGroup | None) -> set[int]:
    return {row.id for row in db.session.scalars(saved_groups.members_of(one.id))} if one else set()
