"""Inviting from a table: send it, see what it would do, confirm. Nothing is written before that press."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString

from accounts.access import current_actor, current_person, office_in_use, requires
from accounts.forms import PeopleFileForm
from accounts.invite import invite
from accounts.oversight import roles_for
from accounts.people_file import Lines, PeoplePlan, plan_people, read_people
from accounts.permissions import Permission
from accounts.role_labels import ROLE_LABELS
from accounts.routes.blueprint import bp
from accounts.routes.invitations import tell
from core import clock
from core.errors import DomainError
from core.extensions import db
from core.form_errors import put_on_form
from core.previewed_file import keep_for_confirming, kept_file, sent_file, sign, unsign
from organisations.table_rows import MOST_BYTES

SHOWN_ROWS = 200


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
    sha256, name = unsign(request.form.get("token", ""), _whose())
    sent = kept_file(sha256, name)
    plan = _plan(read_people(sent.content, sent.name))
    done = invite([row.invitee for row in plan.rows], current_actor(), clock.now())
    db.session.commit()
    tell(done)
    return redirect(url_for("accounts.invitations"))


def _preview(form: PeopleFileForm) -> ResponseReturnValue:
    sent = sent_file(form.file.data, MOST_BYTES)
    lines = read_people(sent.content, sent.name)
    token = sign([keep_for_confirming(sent), sent.name], _whose())
    plan = _plan(lines)
    return render_template(
        "accounts/people_file_preview.html", plan=plan, name=sent.name, token=token, labels=ROLE_LABELS, most=SHOWN_ROWS
    )


def _words() -> list[LazyString]:
    """Give the words for roles that a table may hold, for the person at hand."""
    own = office_in_use()
    return [ROLE_LABELS[role] for role in roles_for(current_person(), own, own)]


def _plan(lines: Lines) -> PeoplePlan:
    return plan_people(lines, current_person(), office_in_use())


def _whose() -> str:
    return f"people-{current_person().id}"
