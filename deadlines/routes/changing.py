"""Change a deadline or take it away: whoever asks, with the reason its addressees read."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from accounts.access import current_actor, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, Forbidden
from core.extensions import db
from core.form_errors import put_on_form
from core.jinja_filters import count
from deadlines.deadline_form import DeadlineForm, asked_by, form_of
from deadlines.forms import ReasonForm
from deadlines.models import Deadline
from deadlines.routes.blueprint import bp
from deadlines.routes.loading import deadline_settable
from deadlines.set_deadlines import change, withdraw
from deadlines.status import DeadlineKind
from deadlines.status_labels import KIND_LABELS
from routing.chain_duties import catch_up

P = Permission


@bp.get("/deadlines/<int:deadline_id>/change")
@requires(P.LETTER_DRAFT)
def change_deadline(deadline_id: int) -> ResponseReturnValue:
    """Show the form with the deadline as it is."""
    found = _changeable(deadline_id)
    return _page(found, DeadlineForm(formdata=None, data=form_of(found)), ReasonForm(formdata=None))


@bp.post("/deadlines/<int:deadline_id>/change")
@requires(P.LETTER_DRAFT)
def save_deadline(deadline_id: int) -> ResponseReturnValue:
    """Keep the changed deadline; who has not settled it gets the new day."""
    found, form = _changeable(deadline_id), DeadlineForm()
    if not form.validate():
        return _page(found, form, ReasonForm(formdata=None)), 422
    try:
        change(found, asked_by(form, clock.today()), now=clock.now(), actor=current_actor())
        catch_up(found.letter_id, now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        db.session.rollback()
        status = put_on_form(form, error)
        return _page(_changeable(deadline_id), form, ReasonForm(formdata=None)), status
    flash(_("แก้กำหนดแล้ว"), "done")
    return redirect(url_for("deadlines.of_letter", letter_id=found.letter_id))


@bp.post("/deadlines/<int:deadline_id>/withdraw")
@requires(P.LETTER_DRAFT)
def withdraw_deadline(deadline_id: int) -> ResponseReturnValue:
    """Take the deadline away; who still owes it is freed."""
    found, form = _changeable(deadline_id), ReasonForm()
    if not form.validate():
        return _page(found, DeadlineForm(formdata=None, data=form_of(found)), form), 422
    freed = withdraw(found, form.reason.data or "", now=clock.now(), actor=current_actor())
    letter_id = found.letter_id
    db.session.commit()
    flash(
        ngettext("ยกเลิกกำหนดแล้ว %(n)s แห่งไม่ต้องทำ", "ยกเลิกกำหนดแล้ว %(n)s แห่งไม่ต้องทำ", freed, n=count(freed))
        if freed
        else _("ยกเลิกกำหนดแล้ว"),
        "done",
    )
    return redirect(url_for("deadlines.of_letter", letter_id=letter_id))


def _changeable(deadline_id: int) -> Deadline:
    found = deadline_settable(deadline_id)
    if found.kind is DeadlineKind.FORWARD or found.withdrawn_at is not None:
        raise Forbidden(_("กำหนดนี้แก้ไม่ได้"), _("การแจ้งต่อเป็นไปตามเส้นทางหนังสือ ส่วนกำหนดที่ยกเลิกแล้วให้ตั้งใหม่"))
    return found


def _page(found: Deadline, form: DeadlineForm, reason_form: ReasonForm) -> str:
    return render_template(
        "deadlines/change.html",
        deadline=found,
        letter=found.letter,
        form=form,
        reason_form=reason_form,
        kinds=KIND_LABELS,
    )
