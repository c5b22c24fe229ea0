"""Settings of an office, further offices, the office's own emblem."""

from __future__ import annotations

import io

import sqlalchemy as sa
from flask import current_app, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, InvalidInput, NotFound
from core.extensions import db
from core.form_errors import put_on_form
from core.stored_files import StoredFile, current_store, keep
from desk.intake_addresses import address_of, has_mailbox
from letters.register_models import Register, RegisterEntry
from letters.status import Book
from organisations import queries, saved_groups
from organisations.emblem import MOST_BYTES, emblem_png
from organisations.forms import EmblemForm, OfficeForm, typed
from organisations.models import CircularSeries, Office, Organisation, SigningRoute
from organisations.office_settings import OfficeFacts, change_office, create_office, set_emblem
from organisations.routes.blueprint import bp, demand, edit_of, may, saved
from organisations.routes.latest import latest
from thai_numerals.years import register_year

TEXT = ("name", "short_name", "prefix", "code", "letterhead", "owner_unit", "phone", "fax", "saraban_email")
SWITCHES = ("opening_pattern", "keeps_register_here", "thai_digits", "active")


@bp.get("/settings/office")
@requires(Permission.OFFICE_EDIT)
def settings() -> ResponseReturnValue:
    """Show the settings of the office acted for."""
    return redirect(url_for("organisations.office", office_id=office_in_use().id))


@bp.get("/offices/<int:office_id>")
@requires(Permission.OFFICE_EDIT)
def office(office_id: int) -> ResponseReturnValue:
    """Show one office: what stands on its paper, who signs, its groups."""
    one = _editable(office_id)
    return render_template(
        "organisations/office.html",
        one=one,
        emblem=EmblemForm(obj=one),
        siblings=queries.offices_of(one.organisation_id),
        signatories=queries.signatories_of(one.id, active_only=False),
        groups=saved_groups.groups_of(one.id),
        mine=one.id == office_in_use().id,
        has_mailbox=has_mailbox(current_app.config["WIAN"]),
        intake_address=address_of(one.id, current_app.config["WIAN"]),
        may_edit_organisation=may(Permission.ORGANISATION_EDIT, one.organisation),
    )


@bp.route("/offices/<int:office_id>/edit", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def edit_office(office_id: int) -> ResponseReturnValue:
    """Ask for the settings of an office and save them."""
    one = _editable(office_id)
    form = _form_of(one)
    status, seen = 200, {}
    if form.validate_on_submit():
        try:
            changed = change_office(one, _facts(form), edit_of(form), numbers_taken_this_year(one.id))
            db.session.commit()
            saved(changed)
            return redirect(url_for("organisations.office", office_id=one.id))
        except DomainError as error:
            status = put_on_form(form, error)
            seen = latest(form, error, one)
    elif form.is_submitted():
        status = 422
    return render_template("organisations/edit_office.html", one=one, form=form, latest=seen), status


@bp.route("/organisations/<int:organisation_id>/offices/new", methods=["GET", "POST"])
@requires(Permission.OFFICE_EDIT)
def new_office(organisation_id: int) -> ResponseReturnValue:
    """Ask for a further office of an organisation and add it."""
    organisation = queries.organisation(organisation_id)
    demand(Permission.OFFICE_EDIT, organisation)
    form = _form_of(_begun(organisation))
    status = 200
    if form.validate_on_submit():
        try:
            made = create_office(organisation, _facts(form), edit_of(form))
            db.session.commit()
            saved()
            return redirect(url_for("organisations.office", office_id=made.id))
        except DomainError as error:
            db.session.rollback()
            status = put_on_form(form, error)
    elif form.is_submitted():
        status = 422
    return render_template(
        "organisations/edit_office.html", one=None, organisation=organisation, form=form, latest={}
    ), status


@bp.post("/offices/<int:office_id>/emblem")
@requires(Permission.OFFICE_EDIT)
def emblem(office_id: int) -> ResponseReturnValue:
    """Keep the picture uploaded as the office's emblem; without a picture, take the present one away."""
    one = _editable(office_id)
    form = EmblemForm()
    upload = form.emblem.data
    edit = edit_of(form)
    content = upload.stream.read(MOST_BYTES + 1) if upload else b""
    if content:
        png = emblem_png(content, upload.filename or "")
        changed = set_emblem(one, keep(png, "image/png", current_store(), edit.now).id, edit)
    elif one.emblem_file_id:
        changed = set_emblem(one, None, edit)
    else:
        raise InvalidInput(gettext("ยังไม่ได้เลือกภาพ"), gettext("เลือกไฟล์ภาพ PNG หรือ JPEG"), "emblem")
    db.session.commit()
    saved(changed)
    return redirect(url_for("organisations.office", office_id=one.id))


@bp.get("/offices/<int:office_id>/emblem.png")
@requires(Permission.ORGANISATION_READ)
def emblem_picture(office_id: int) -> ResponseReturnValue:
    """Give the office's emblem."""
    one = queries.office(office_id)
    stored = db.session.get(StoredFile, one.emblem_file_id) if one.emblem_file_id else None
    if stored is None:
        raise NotFound(gettext("หน่วยงานนี้ยังไม่มีภาพตราครุฑ"))
    return send_file(io.BytesIO(current_store().read(stored.sha256)), mimetype="image/png", max_age=0)


def numbers_taken_this_year(office_id: int) -> bool:
    """Tell whether the office's sent or circular book of this year has an entry."""
    books = sa.select(RegisterEntry.id).join(Register, Register.id == RegisterEntry.register_id)
    mine = books.where(
        Register.office_id == office_id,
        Register.year == register_year(clock.today()),
        Register.book.in_([Book.SENT, Book.CIRCULAR]),
    )
    return db.session.scalar(mine.limit(1)) is not None


def _editable(office_id: int) -> Office:
    one = queries.office(office_id)
    demand(Permission.OFFICE_EDIT, one.organisation)
    return one


def _begun(organisation: Organisation) -> Office:
    """A further office as it is first shown: the central desk's paper and ways, a code of its own to be typed."""
    desk = queries.central_desk(organisation.id)
    return Office(
        name="",
        short_name="",
        prefix=desk.prefix,
        code="",
        letterhead=desk.letterhead,
        owner_unit=[],
        phone="",
        fax="",
        circular_series=desk.circular_series,
        signing_route=desk.signing_route,
        opening_pattern=desk.opening_pattern,
        keeps_register_here=desk.keeps_register_here,
        thai_digits=desk.thai_digits,
        active=True,
        version=1,
    )


def _form_of(one: Office) -> OfficeForm:
    lines = {"letterhead": "\n".join(one.letterhead), "owner_unit": "\n".join(one.owner_unit)}
    kept = {name: getattr(one, name) for name in (*TEXT, *SWITCHES, "version") if name not in lines}
    routes = {"circular_series": one.circular_series.value, "signing_route": one.signing_route.value}
    return OfficeForm(data={**kept, **lines, **routes})


def _facts(form: OfficeForm) -> OfficeFacts:
    return OfficeFacts(
        **typed(form, *TEXT, *SWITCHES),
        circular_series=CircularSeries(form.circular_series.data),
        signing_route=SigningRoute(form.signing_route.data),
    )
