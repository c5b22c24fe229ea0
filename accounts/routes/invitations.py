"""Inviting: one person, every organisation below at once, and who has not come."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from accounts import queries
from accounts.access import current_actor, current_person, office_in_use, requires
from accounts.call_list import call_list
from accounts.forms import BulkForm, InviteForm
from accounts.invite import InviteCount, Invitee, invite, normal_address, resend, withdraw
from accounts.models import Invitation
from accounts.oversight import check_oversees, check_roles, roles_for
from accounts.permissions import Permission, Role
from accounts.role_labels import ROLE_LABELS
from accounts.routes.blueprint import bp
from core import clock
from core.errors import DomainError, InvalidInput, NotFound
from core.extensions import db
from core.jinja_filters import count
from organisations.models import Office, Organisation
from organisations.queries import offices_of, organisation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
USUAL = [Role.ORGANISATION_ADMIN, Role.CLERK]  # whoever comes first both keeps the register and invites the others


@bp.get("/invitations")
@requires(Permission.PEOPLE_INVITE)
def invitations() -> ResponseReturnValue:
    """Show who was invited and has not come, with what became of each mail."""
    own = office_in_use()
    return render_template(
        "accounts/invitations.html",
        page=queries.waiting_page(own, request.args.get("cursor")),
        counts=queries.mail_counts(own),
        labels=ROLE_LABELS,
        roles=Role,
        now=clock.now(),
    )


@bp.route("/invitations/one", methods=["GET", "POST"])
@requires(Permission.PEOPLE_INVITE)
def invite_one() -> ResponseReturnValue:
    """Invite one person into an office of the own organisation, or of one below (`?organisation=`)."""
    own = office_in_use()
    organisation_id = request.args.get("organisation", own.organisation_id, type=int)
    check_oversees(current_person(), own, organisation_id)
    target = organisation(organisation_id)
    offices = [office for office in offices_of(organisation_id) if office.active]
    form = InviteForm()
    form.office.choices = [(office.id, office.name) for office in offices]
    form.offer(roles_for(current_person(), own, offices[0]) if offices else ())
    if form.validate_on_submit():
        try:
            return _invite_one(form, own, {office.id: office for office in offices})
        except DomainError as error:
            db.session.rollback()
            (form[error.field] if error.field in form.data else form.email).errors = [str(error)]
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/invite_one.html", form=form, organisation=target), status


def _invite_one(form: InviteForm, own: Office, offices: dict[int, Office]) -> ResponseReturnValue:
    roles = tuple(form.roles.data or ())
    if not roles:
        raise InvalidInput(gettext("ยังไม่ได้เลือกหน้าที่"), gettext("เลือกอย่างน้อยหนึ่งหน้าที่"), "roles")
    office = offices[form.office.data]
    check_roles(current_person(), own, office, roles)
    email = normal_address(form.email.data or "")
    done = invite([Invitee(email, office.id, roles, form.name.data or "")], current_actor(), clock.now())
    db.session.commit()
    tell(done)
    return redirect(url_for("accounts.invitations"))


@bp.route("/invitations/below", methods=["GET", "POST"])
@requires(Permission.PEOPLE_INVITE)
def invite_below() -> ResponseReturnValue:
    """Invite many organisations directly below at once, each by its saraban address."""
    own = office_in_use()
    children = queries.children_to_invite(own)
    form = BulkForm(roles=USUAL)
    form.offer(roles_for(current_person(), own, children[0].office) if children else ())
    if form.validate_on_submit():
        chosen = set(form.offices.data or [])
        roles = tuple(form.roles.data or ())
        invitees = [Invitee(_address(one), one.office.id, roles) for one in children if _is_chosen(one, chosen)]
        if not roles:
            form.roles.errors = [gettext("เลือกอย่างน้อยหนึ่งหน้าที่")]
        elif not invitees:
            form.offices.errors = [gettext("เลือกอย่างน้อยหนึ่งองค์กรที่มีอีเมล")]
        else:
            done = invite(invitees, current_actor(), clock.now())
            db.session.commit()
            tell(done)
            return redirect(url_for("accounts.invitations"))
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/invite_below.html", form=form, children=children, own=own), status


def _is_chosen(child: queries.Child, chosen: set[int]) -> bool:
    return child.is_open and child.office.id in chosen


def _address(child: queries.Child) -> str:
    """Give the address of the list; a broken one is named with its organisation."""
    try:
        return normal_address(child.email)
    except InvalidInput as error:
        raise InvalidInput(f"{child.organisation.label}: {error.message}", gettext("แก้อีเมลในหน้าองค์กรนั้นก่อน")) from error


@bp.post("/invitations/<int:invitation_id>/resend")
@requires(Permission.PEOPLE_INVITE)
def resend_invitation(invitation_id: int) -> ResponseReturnValue:
    """Send again, with a new link and new 14 days."""
    found = _load(invitation_id)
    check_roles(current_person(), office_in_use(), found.office, [Role(role) for role in found.roles])
    resend(found, current_actor(), clock.now())
    email = found.email
    db.session.commit()
    flash(gettext("ส่งคำเชิญถึง %(email)s อีกครั้งแล้ว ลิงก์เดิมใช้ไม่ได้แล้ว", email=email), "success")
    return redirect(url_for("accounts.invitations"))


@bp.post("/invitations/<int:invitation_id>/withdraw")
@requires(Permission.PEOPLE_INVITE)
def withdraw_invitation(invitation_id: int) -> ResponseReturnValue:
    """Take an invitation back; its link ends."""
    found = _load(invitation_id)
    withdraw(found, current_actor(), clock.now())
    email = found.email
    db.session.commit()
    flash(gettext("ถอนคำเชิญถึง %(email)s แล้ว", email=email), "success")
    return redirect(url_for("accounts.invitations"))


@bp.get("/invitations/calls.xlsx")
@requires(Permission.PEOPLE_INVITE)
def invitation_calls() -> ResponseReturnValue:
    """Give the list to telephone by: who has not come, with numbers."""
    rows = db.session.execute(queries.waiting(office_in_use()).order_by(Organisation.sort_key)).unique()
    answer = make_response(call_list([queries.WaitingInvitation(*row) for row in rows], clock.now()))
    answer.mimetype = XLSX
    answer.headers["Content-Disposition"] = "attachment; filename=invitations.xlsx"
    return answer


def _load(invitation_id: int) -> Invitation:
    found = db.session.get(Invitation, invitation_id)
    if found is None:
        raise NotFound(gettext("ไม่พบคำเชิญนี้"), gettext("เปิดรายชื่อใหม่เพื่อดูสถานะล่าสุด"))
    check_oversees(current_person(), office_in_use(), found.office.organisation_id)
    return found


def tell(done: InviteCount) -> None:
    """Say what became of the invitees."""
    if done.invited:
        number = len(done.invited)
        said = ngettext("ส่งคำเชิญแล้ว %(shown)s ฉบับ", "ส่งคำเชิญแล้ว %(shown)s ฉบับ", number, shown=count(number))
        flash(said, "success")
    if done.waiting:
        flash(gettext("รอตอบรับอยู่แล้ว %(shown)s ฉบับ ไม่ส่งซ้ำ", shown=count(len(done.waiting))), "info")
    if done.members:
        flash(gettext("อยู่ในหน่วยงานแล้ว %(shown)s คน ไม่ต้องเชิญ", shown=count(len(done.members))), "info")
