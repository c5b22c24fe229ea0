"""One share of a deadline: what is asked, what was done, and saying so."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from accounts.access import current_actor, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound
from core.extensions import db
from core.form_errors import put_on_form
from core.stored_files import StoredFile, current_store
from deadlines.due import lost_days
from deadlines.forms import ReasonForm, StatementForm
from deadlines.models import Obligation
from deadlines.policy import can_reopen, can_state, can_state_on_behalf
from deadlines.routes.blueprint import bp
from deadlines.routes.loading import facts_of, person, share_for, share_seen
from deadlines.settle import Statement, state_done
from deadlines.settle import reopen as take_up_again
from deadlines.status_labels import EVIDENCE_LABELS, KIND_ICONS, KIND_LABELS
from deadlines.words import remaining
from letters.enclosures import Upload, keep_upload
from letters.routes.files import send_stored
from routing.labels import METHOD_LABELS
from routing.status import BehalfMethod

P = Permission
MOST_FILES = 10


@bp.get("/deadlines/shares/<int:obligation_id>")
@requires(P.LETTER_READ)
def share(obligation_id: int) -> ResponseReturnValue:
    """Show one share with what may be done about it."""
    return _page(share_seen(obligation_id), _form(empty=True), ReasonForm(formdata=None))


@bp.post("/deadlines/shares/<int:obligation_id>/done")
@requires(P.LETTER_READ)
def state(obligation_id: int) -> ResponseReturnValue:
    """Take the organisation's word, or its district's, with files as evidence."""
    found, form = share_for(obligation_id, can_state, can_state_on_behalf), _form()
    if not form.validate():
        return _page(found, form, ReasonForm(formdata=None)), 422
    try:
        files = _files()
        whole = state_done(found, _statement(found, form, files), now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        db.session.rollback()
        status = put_on_form(form, error)
        return _page(share_seen(obligation_id), form, ReasonForm(formdata=None)), status
    flash(_("บันทึกแล้ว รายการนี้เสร็จ") if whole else _("บันทึกแล้ว ยังเหลืออีกบางส่วน"), "done")
    return redirect(url_for("deadlines.share", obligation_id=obligation_id))


@bp.post("/deadlines/shares/<int:obligation_id>/reopen")
@requires(P.LETTER_READ)
def reopen(obligation_id: int) -> ResponseReturnValue:
    """Take the share up again, with the reason."""
    found, form = share_for(obligation_id, can_reopen), ReasonForm()
    if not form.validate():
        return _page(found, _form(empty=True), form), 422
    take_up_again(found, form.reason.data or "", now=clock.now(), actor=current_actor())
    db.session.commit()
    flash(_("เปิดรายการนี้อีกครั้งแล้ว"), "done")
    return redirect(url_for("deadlines.share", obligation_id=obligation_id))


@bp.get("/deadlines/shares/<int:obligation_id>/files/<int:file_id>")
@requires(P.LETTER_READ)
def evidence(obligation_id: int, file_id: int) -> ResponseReturnValue:
    """Give a file shown as evidence to whoever sees the share."""
    found = share_seen(obligation_id)
    row = next((one for one in found.evidence_files if one.id == file_id), None)
    if row is None:
        raise NotFound(_("ไม่พบไฟล์นี้"), _("เปิดจากหน้ารายการ"))
    return send_stored(row.file, row.file_name)


def _form(*, empty: bool = False) -> StatementForm:
    form = StatementForm(formdata=None) if empty else StatementForm()
    form.behalf_method.choices = [SelectChoice(method.value, label) for method, label in METHOD_LABELS.items()]
    return form


def _statement(found: Obligation, form: StatementForm, files: tuple[tuple[StoredFile, str], ...]) -> Statement:
    behalf = not can_state(person(), facts_of(found))
    return Statement(
        pieces=form.pieces.data or 1,
        note=form.note.data or "",
        files=files,
        behalf_method=form.behalf_method.data or BehalfMethod.PHONE.value if behalf else "",
        behalf_person=(form.behalf_person.data or "") if behalf else "",
    )


def _files() -> tuple[tuple[StoredFile, str], ...]:
    store, most = current_store(), current_app.config["WIAN"].max_upload_mb * 1024 * 1024
    uploads = [one for one in request.files.getlist("files") if one.filename][:MOST_FILES]
    return tuple(
        keep_upload(Upload(one.read(), one.filename or "", most), store, clock.now(), "files") for one in uploads
    )


def _page(found: Obligation, form: StatementForm, reason_form: ReasonForm) -> str:
    who, facts = person(), facts_of(found)
    own = can_state(who, facts)
    return render_template(
        "deadlines/share.html",
        share=found,
        deadline=found.deadline,
        letter=found.deadline.letter,
        form=form,
        reason_form=reason_form,
        own=own,
        behalf=not own and can_state_on_behalf(who, facts),
        lost_days=lost_days(found.deadline.opens_on, found.opened_at),
        may_reopen=can_reopen(who, facts),
        kinds=KIND_LABELS,
        icons=KIND_ICONS,
        evidence_labels=EVIDENCE_LABELS,
        now=clock.now(),
        left=lambda day: remaining(day, clock.today()),
    )
