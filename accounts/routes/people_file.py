"""Inviting from a table: send it, see what it would do, confirm. Nothing is written before that press."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel.speaklater import LazyString
from itsdangerous import BadSignature, URLSafeTimedSerializer

from accounts.access import current_actor, current_person, office_in_use, requires
from accounts.forms import PeopleFileForm
from accounts.invite import invite
from accounts.oversight import roles_for
from accounts.people_file import PeoplePlan, plan_people
from accounts.permissions import Permission
from accounts.role_labels import ROLE_LABELS
from accounts.routes.blueprint import bp
from accounts.routes.invitations import tell
from core import clock
from core.errors import DomainError, InvalidInput
from core.extensions import db
from core.form_errors import put_on_form
from core.stored_files import current_store, keep
from organisations.table_rows import MOST_BYTES

SHOWN_ROWS = 200
A_DAY = 24 * 3600


@bp.route("/invitations/file", methods=["GET", "POST"])
@requires(Permission.PEOPLE_INVITE)
def invite_from_file() -> ResponseReturnValue:
    """Ask for a table; show whom it would invite and which rows are wrong."""
    form, status = PeopleFileForm(), 200
    if form.validate_on_submit():
        try:
            return _preview(form)
        except DomainError as error:
            db.session.rollback()
            status = put_on_form(form, error)
    elif form.is_submitted():
        status = 422
    return render_template("accounts/people_file.html", form=form, labels=_words()), status


@bp.post("/invitations/file/confirm")
@requires(Permission.PEOPLE_INVITE)
def confirm_people_file() -> ResponseReturnValue:
    """Invite every good row of the table that was looked at."""
    try:
        sha256, name = _serializer().loads(request.form.get("token", ""), max_age=A_DAY)
    except BadSignature:
        raise InvalidInput(gettext("การตรวจครั้งนี้หมดอายุแล้ว ยังไม่มีอะไรถูกบันทึก"), gettext("เลือกไฟล์แล้วตรวจอีกครั้ง")) from None
    plan = _plan(current_store().read(sha256), name)
    done = invite([row.invitee for row in plan.rows], current_actor(), clock.now())
    db.session.commit()
    tell(done)
    return redirect(url_for("accounts.invitations"))


def _preview(form: PeopleFileForm) -> ResponseReturnValue:
    upload = form.file.data
    if not upload:
        raise InvalidInput(gettext("ยังไม่ได้เลือกไฟล์"), gettext("เลือกไฟล์ .xlsx หรือ .csv"), "file")
    content = upload.stream.read(MOST_BYTES + 1)
    name = upload.filename or ""
    plan = _plan(content, name)
    stored = keep(content, "application/octet-stream", current_store(), clock.now())
    token = _serializer().dumps([stored.sha256, name])
    db.session.commit()
    return render_template(
        "accounts/people_file_preview.html", plan=plan, name=name, token=token, labels=ROLE_LABELS, most=SHOWN_ROWS
    )


def _words() -> list[LazyString]:
    """Give the words for roles that a table may hold, for the person at hand."""
    own = office_in_use()
    return [ROLE_LABELS[role] for role in roles_for(current_person(), own, own)]


def _plan(content: bytes, name: str) -> PeoplePlan:
    return plan_people(content, name, current_person(), office_in_use())


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=f"people-{current_person().id}")
