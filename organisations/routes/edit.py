"""Change an organisation: its head and contacts, its kind and name."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts.access import requires
from accounts.permissions import Permission
from core.errors import DomainError
from core.extensions import db
from core.form_errors import put_on_form
from organisations import queries
from organisations.change_kind import CHANGEABLE, KindChange, change_kind
from organisations.contact_checks import saraban_warning
from organisations.edit import OrganisationFacts, edit_organisation
from organisations.forms import KindForm, OrganisationForm, typed
from organisations.kinds import OrganisationKind
from organisations.routes.blueprint import bp, demand, edit_of, saved
from organisations.routes.latest import latest

FIELDS = ("head_name", "head_title", "phone", "saraban_email", "address")


@bp.route("/organisations/<int:organisation_id>/edit", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def edit(organisation_id: int) -> ResponseReturnValue:
    """Ask for head and contacts and save them."""
    one = queries.organisation(organisation_id)
    demand(Permission.ORGANISATION_EDIT, one)
    form = OrganisationForm(obj=one)
    status, seen = 200, {}
    if form.validate_on_submit():
        try:
            changed = edit_organisation(one, OrganisationFacts(**typed(form, *FIELDS)), edit_of(form))
            db.session.commit()
            saved(changed)
            return redirect(url_for("organisations.detail", organisation_id=one.id))
        except DomainError as error:
            status = put_on_form(form, error)
            seen = latest(form, error, one)
    warning = saraban_warning((form.saraban_email.data or "").lower())
    return render_template("organisations/edit.html", one=one, form=form, latest=seen, warning=warning), status


@bp.route("/organisations/<int:organisation_id>/kind", methods=["GET", "POST"])
@requires(Permission.NATION_EDIT)
def kind(organisation_id: int) -> ResponseReturnValue:
    """Ask what an LAO becomes and from which day, and change it."""
    one = queries.organisation(organisation_id)
    form = KindForm(obj=one)
    status = 200
    if form.validate_on_submit():
        change = KindChange(
            OrganisationKind(form.kind.data),
            (form.short_name.data or "").strip(),
            form.valid_from.data,
            (form.source.data or "").strip(),
        )
        try:
            edit_now = edit_of(form)
            change_kind(one, change, edit_now.version, edit_now.actor, edit_now.now)
            db.session.commit()
            saved()
            return redirect(url_for("organisations.detail", organisation_id=one.id))
        except DomainError as error:
            status = put_on_form(form, error)
            latest(form, error, one)
    elif form.is_submitted():
        status = 422
    changeable = one.kind in CHANGEABLE
    return render_template("organisations/kind.html", one=one, form=form, changeable=changeable), status
