"""Contacts from a table: send it, see what would change, confirm. Nothing is written before that press."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

import sqlalchemy as sa
from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from accounts.access import current_actor, current_permissions, current_person, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, StaleState
from core.extensions import db
from core.form_errors import put_on_form
from core.jinja_filters import count
from core.previewed_file import keep_for_confirming, kept_file, sent_file, sign, unsign
from organisations.contact_file import SHOWN, read_contacts
from organisations.contact_table import contact_table
from organisations.forms import ContactsForm
from organisations.import_contacts import ContactOrigin, ContactPlan, apply, check_origin, errors_as_csv, plan
from organisations.models import Organisation
from organisations.routes.blueprint import bp
from organisations.table_rows import MOST_BYTES
from organisations.tree import IN_ORDER, descendant_ids

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_ROWS = 200


@dataclass(frozen=True)
class Previewed:
    """What was looked at: the file by its SHA-256, where it comes from, and what it would have done."""

    sha256: str
    file_name: str
    origin: ContactOrigin
    fingerprint: str


@bp.route("/contacts/import", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_EDIT)
def import_contacts() -> ResponseReturnValue:
    """Ask for a table; show what it would change."""
    form = ContactsForm()
    status = 200
    if form.validate_on_submit():
        try:
            return _preview(form)
        except DomainError as error:
            db.session.rollback()
            status = put_on_form(form, error)
    elif form.is_submitted():
        status = 422
    return render_template("organisations/contacts.html", form=form, office=office_in_use()), status


@bp.post("/contacts/confirm")
@requires(Permission.ORGANISATION_EDIT)
def confirm_contacts() -> ResponseReturnValue:
    """Write every good row of the table that was looked at, all or nothing."""
    seen = _seen()
    planned = _plan(seen, lock=True)
    if planned.fingerprint != seen.fingerprint:
        raise StaleState(gettext("ข้อมูลในระบบเปลี่ยนไปหลังจากที่ท่านตรวจ ยังไม่มีอะไรถูกบันทึก"), gettext("เลือกไฟล์เดิมแล้วตรวจอีกครั้ง"))
    changed = apply(db.session(), planned, current_actor(), clock.now())
    db.session.commit()
    flash(gettext("บันทึกข้อมูลติดต่อแล้ว %(count)s แห่ง", count=count(changed)), "success")
    if planned.errors:
        flash(
            gettext("อีก %(count)s แถวมีที่ผิด ยังไม่ถูกบันทึก แก้ในไฟล์แล้วนำเข้าใหม่ได้", count=count(len(planned.errors))), "warning"
        )
    return redirect(url_for("organisations.import_contacts"))


@bp.post("/contacts/errors.csv")
@requires(Permission.ORGANISATION_EDIT)
def contact_errors() -> ResponseReturnValue:
    """Give the errors of the table that was looked at, as a table."""
    text = errors_as_csv(_plan(_seen()).errors)
    headers = {"Content-Disposition": "attachment; filename=wian-contact-errors.csv"}
    return Response(text, mimetype="text/csv", headers=headers)


@bp.get("/contacts/table.xlsx")
@requires(Permission.ORGANISATION_EDIT)
def contact_table_file() -> ResponseReturnValue:
    """Give the table to fill in: one's own organisation and those below, with what is known."""
    mine = office_in_use().organisation_id
    scope = sa.or_(Organisation.id == mine, Organisation.id.in_(descendant_ids(mine)))
    in_order = (Organisation.province_code, Organisation.district_code, Organisation.kind, *IN_ORDER)
    rows = db.session.scalars(sa.select(Organisation).where(scope, Organisation.active).order_by(*in_order))
    return send_file(io.BytesIO(contact_table(rows)), XLSX, as_attachment=True, download_name="wian-contacts.xlsx")


def _preview(form: ContactsForm) -> ResponseReturnValue:
    origin = check_origin(form.source.data or "", form.as_of.data, clock.today())
    sent = sent_file(form.file.data, MOST_BYTES)
    table = read_contacts(sent.content, sent.name)
    sha256 = keep_for_confirming(sent)
    planned = plan(db.session(), table, origin, _top())
    seen = Previewed(sha256, sent.name, origin, planned.fingerprint)
    return render_template(
        "organisations/contacts_preview.html",
        planned=planned,
        file_name=seen.file_name,
        token=sign(_packed(seen), _whose()),
        labels=SHOWN,
        most=SHOWN_ROWS,
    )


def _plan(seen: Previewed, lock: bool = False) -> ContactPlan:
    sent = kept_file(seen.sha256, seen.file_name)
    return plan(db.session(), read_contacts(sent.content, sent.name), seen.origin, _top(), lock)


def _top() -> int | None:
    """Where the person may write: everywhere for the nation's administrators, else their own organisation and below."""
    return None if Permission.NATION_EDIT in current_permissions() else office_in_use().organisation_id


def _whose() -> str:
    return f"contacts-{current_person().id}"


def _packed(seen: Previewed) -> list[str]:
    return [seen.sha256, seen.file_name, seen.origin.source, seen.origin.as_of.isoformat(), seen.fingerprint]


def _seen() -> Previewed:
    """Read back what the person looked at. Raises InvalidInput for a token that is old, cut, or another person's."""
    sha256, name, source, as_of, fingerprint = unsign(request.form.get("token", ""), _whose())
    return Previewed(sha256, name, ContactOrigin(source, dt.date.fromisoformat(as_of)), fingerprint)
