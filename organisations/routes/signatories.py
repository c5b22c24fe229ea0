"""Who may sign for an office."""

from __future__ import annotations

import sqlalchemy as sa
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from wtforms.fields.choices import SelectChoice as C

from accounts.access import requires
from accounts.models import Membership, User
from accounts.permissions import Permission
from core.errors import DomainError, NotFound
from core.extensions import db
from core.form_errors import put_on_form
from organisations import queries
from organisations.forms import SignatoryForm, typed
from organisations.models import Office, Signatory
from organisations.routes.blueprint import bp, demand, edit_of, saved
from organisations.routes.latest import latest
from organisations.signatories import SignatoryFacts, add_signatory, change_signatory


@bp.route("/offices/<int:office_id>/signatories/new", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def new_signatory(office_id: int) -> ResponseReturnValue:
    """Ask for a person who may sign for the office and add them."""
    office = queries.office(office_id)
    demand(Permission.OFFICE_EDIT, office.organisation)
    form = SignatoryForm(data={"active": True, "user_id": 0, "on_behalf": office.organisation.form_of_address})
    return _answer(form, office, None)


@bp.route("/signatories/<int:signatory_id>", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def signatory(signatory_id: int) -> ResponseReturnValue:
    """Show one signatory and save what is changed; nobody is deleted, since letters name them."""
    one = db.session.get(Signatory, signatory_id)
    if one is None:
        raise NotFound(gettext("ไม่พบผู้ลงนามนี้"), gettext("กลับไปหน้าตั้งค่าหน่วยงาน แล้วเลือกอีกครั้ง"))
    demand(Permission.OFFICE_EDIT, one.office.organisation)
    values = {name: getattr(one, name) for name in ("name", "position", "acting", "on_behalf", "active", "version")}
    form = SignatoryForm(data={**values, "user_id": one.user_id or 0})
    return _answer(form, one.office, one)


def _answer(form: SignatoryForm, office: Office, one: Signatory | None) -> ResponseReturnValue:
    people = _people(office.id)
    form.user_id.choices = [C("0", gettext("ไม่มีบัญชีในเวียน")), *(C(str(user.id), user.name) for user in people)]
    status, seen = 200, {}
    if form.validate_on_submit():
        try:
            changed = _save(form, office, one, {user.id for user in people})
            db.session.commit()
            saved(changed)
            return redirect(url_for("organisations.office", office_id=office.id))
        except DomainError as error:
            status = put_on_form(form, error)
            if one is None:
                db.session.rollback()
            else:
                seen = latest(form, error, one)
    elif form.is_submitted():
        status = 422
    return render_template("organisations/signatory.html", form=form, office=office, one=one, latest=seen), status


def _save(form: SignatoryForm, office: Office, one: Signatory | None, known: set[int]) -> bool:
    if not form.acting.data:
        form.on_behalf.data = ""  # shown ready to be used, kept only with an acting wording
    chosen = form.user_id.data or None
    facts = SignatoryFacts(
        **typed(form, "name", "position", "acting", "on_behalf", "active"),
        user_id=chosen if chosen in known else None,
    )
    if one is None:
        add_signatory(office, facts, edit_of(form))
        return True
    return change_signatory(one, facts, edit_of(form))


def _people(office_id: int) -> list[User]:
    members = sa.select(Membership.user_id).where(Membership.office_id == office_id, Membership.active)
    return list(db.session.scalars(sa.select(User).where(User.id.in_(members), User.active).order_by(User.name)))
