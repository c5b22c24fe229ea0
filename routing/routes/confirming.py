"""Confirm for LAOs that were asked by phone or paper: several at once, each to be undone."""

from __future__ import annotations

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, Forbidden
from core.extensions import db
from core.jinja_filters import count
from core.moment_field import shown
from letters.models import Letter
from letters.routes.loading import letter_seen
from routing.confirm_on_behalf import Confirmation, confirm, undo
from routing.confirm_table import letters_to_call_about, table_of
from routing.forms import ConfirmForm
from routing.labels import METHOD_LABELS
from routing.models import Delivery
from routing.policy import can_confirm, confirmable
from routing.routes.blueprint import bp
from routing.routes.loading import delivery_for
from routing.status import OUTSTANDING_STATES, BehalfMethod

P = Permission


@bp.get("/calls")
@requires(P.DELIVERY_CONFIRM)
def calls() -> ResponseReturnValue:
    """Show our LAOs and our letters; `letter` narrows to one letter, `all` shows the complete rows too."""
    return _page(ConfirmForm(formdata=None, when=shown(clock.now())))


@bp.post("/calls")
@requires(P.DELIVERY_CONFIRM)
def confirm_calls() -> ResponseReturnValue:
    """Record what was heard for the ticked cells."""
    form = ConfirmForm()
    ids = tuple(int(one) for one in request.form.getlist("delivery") if one.isascii() and one.isdigit())
    if not form.validate():
        return _page(form, ids), 422
    said = Confirmation(ids, BehalfMethod(form.method.data), form.person.data or "", form.when.instant or clock.now())
    try:
        _check_all(ids)
        changed = confirm(said, now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        db.session.rollback()
        field = {"confirmed_at": "when", "person": "person"}.get(error.field or "")
        if field:
            form[field].errors = [str(error)]
        return _page(form, ids, "" if field else str(error)), error.status
    flash(_confirmed(len(changed), len(set(ids))), "done")
    return redirect(_here())


def _confirmed(changed: int, ticked: int) -> str:
    words = ngettext("ยืนยันแทนแล้ว %(n)s แห่ง", "ยืนยันแทนแล้ว %(n)s แห่ง", changed, n=count(changed))
    if changed < ticked:
        words += " " + _("ที่เหลือหน่วยงานรับทราบเองไปแล้ว")
    return words


def _check_all(ids: tuple[int, ...]) -> None:
    """Raise Forbidden unless every ticked delivery is one this office may confirm."""
    ours = sa.select(sa.func.count()).where(Delivery.id.in_(ids), confirmable(office_in_use().organisation_id))
    if db.session.scalar(ours) != len(set(ids)):
        raise Forbidden(_("มีรายการที่หน่วยงานของท่านยืนยันแทนไม่ได้"), _("ยืนยันแทนได้เฉพาะ อปท. ในความดูแลของท่าน"))


@bp.post("/in/<int:delivery_id>/unconfirm")
@requires(P.DELIVERY_CONFIRM)
def unconfirm(delivery_id: int) -> ResponseReturnValue:
    """Take a confirmation on behalf back."""
    found = delivery_for(delivery_id, can_confirm)
    name = found.organisation.label
    if undo(found, now=clock.now(), actor=current_actor()):
        flash(_("ถอนการยืนยันแทน %(name)s แล้ว", name=name), "done")
    db.session.commit()
    return redirect(_here())


def _here() -> str:
    chosen = request.args.get("letter", type=int) or request.form.get("letter", type=int)
    return url_for("routing.calls", letter=chosen)


def _letters() -> list[Letter]:
    chosen = request.args.get("letter", type=int) or request.form.get("letter", type=int)
    return [letter_seen(chosen)] if chosen else letters_to_call_about(office_in_use().organisation_id)


def _page(form: ConfirmForm, picked: tuple[int, ...] = (), wrong: str = "") -> str:
    table = table_of(_letters(), confirmable(office_in_use().organisation_id))
    everything = "all" in request.args
    return render_template(
        "routing/calls.html",
        office=office_in_use(),
        table=table,
        rows=[row for row in table.rows if everything or row.waiting],
        everything=everything,
        form=form,
        picked=picked,
        wrong=wrong,
        chosen=request.args.get("letter", type=int),
        OUTSTANDING=OUTSTANDING_STATES,
        methods=METHOD_LABELS,
        today=clock.today(),
    )
