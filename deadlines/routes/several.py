"""Acts on several shares of a deadline at once: done on behalf, given more time, freed. Each one row on record."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, Forbidden, InvalidInput
from core.extensions import db
from core.form_errors import put_on_form
from core.jinja_filters import count
from deadlines.due import Due
from deadlines.forms import SeveralForm
from deadlines.models import Deadline, Obligation
from deadlines.policy import can_set
from deadlines.routes.blueprint import bp
from deadlines.routes.loading import deadline_followed, person
from deadlines.routes.shares import follows, several_form, shares_page, wanted
from deadlines.set_deadlines import extend
from deadlines.settle import Statement, settle_on_behalf, waive
from deadlines.shares import ShareFilter, ids_of
from deadlines.status import OUTSTANDING, SETTLED_BY_ACT, DeadlineKind
from organisations.kinds import LAO_KINDS
from organisations.models import Organisation

P = Permission
ACTS = frozenset({"behalf", "extend", "waive"})


@bp.post("/deadlines/<int:deadline_id>/several")
@requires(P.LETTER_READ)
def act_on_several(deadline_id: int) -> ResponseReturnValue:
    """Do what the pressed button says to those ticked, or to all that fit the filter."""
    deadline, asker_id = deadline_followed(deadline_id)
    form, act = several_form(), request.form.get("act", "")
    ticked = frozenset(int(one) for one in request.form.getlist("share") if one.isascii() and one.isdigit())
    if not form.validate():
        return shares_page(deadline, asker_id, form, ticked), 422
    try:
        changed = _act(act, deadline, asker_id, _which(form, deadline, asker_id, ticked), form)
        db.session.commit()
    except Forbidden:
        raise
    except DomainError as error:
        db.session.rollback()
        status = put_on_form(form, error)
        return shares_page(*deadline_followed(deadline_id), form, ticked), status
    flash(_told(changed), "done" if changed else "warn")
    asked: dict[str, Any] = {
        name: request.form[name] for name in ("state", "kind", "district", "q") if request.form.get(name)
    }
    return redirect(url_for("deadlines.shares", deadline_id=deadline_id, **asked))


def _which(
    form: SeveralForm, deadline: Deadline, asker_id: int | None, ticked: frozenset[int]
) -> sa.ColumnElement[bool]:
    of = follows(deadline, asker_id)
    if form.scope.data == "filtered":
        return Obligation.id.in_(ids_of(of, wanted()))
    if not ticked:
        raise InvalidInput(_("ยังไม่ได้เลือกหน่วยงาน"), _("เลือกในตาราง หรือเลือกทุกแห่งที่ตรงกับตัวกรอง"), "scope")
    return sa.and_(Obligation.id.in_(sorted(ticked)), Obligation.id.in_(ids_of(of, ShareFilter())))


def _act(act: str, deadline: Deadline, asker_id: int | None, which: sa.ColumnElement[bool], form: SeveralForm) -> int:
    now, actor, reason = clock.now(), current_actor(), form.reason.data or ""
    if act not in ACTS:
        raise InvalidInput(_("ไม่มีปุ่มนี้"), _("กดปุ่มในหน้านี้"))
    if act == "behalf":
        said = Statement(behalf_method=form.behalf_method.data, behalf_person=form.behalf_person.data or "")
        return settle_on_behalf(sa.and_(which, _ours(deadline)), deadline, said, now=now, actor=actor)
    if not can_set(person(), asker_id):
        raise Forbidden(_("ขยายเวลาหรือยกเว้นได้เฉพาะหน่วยงานเจ้าของเรื่อง"), _("ติดต่อหน่วยงานที่ออกต้นเรื่อง"))
    if act == "extend":
        return extend(which, deadline, Due(form.due_on.day, form.due_on.time), reason, now=now, actor=actor)
    return waive(sa.and_(which, Obligation.state.in_(OUTSTANDING)), deadline, reason, now=now, actor=actor)


def _ours(deadline: Deadline) -> sa.ColumnElement[bool]:
    """Hold for the LAOs this organisation may speak for (deadlines.policy.can_state_on_behalf). Raises Forbidden."""
    who = person()
    by_act = SETTLED_BY_ACT - {DeadlineKind.REGISTER_ATTENDEES}
    if P.DELIVERY_CONFIRM not in who.permissions or deadline.kind in by_act:
        raise Forbidden(_("แจ้งแทนในรายการนี้ไม่ได้"), _("แจ้งแทนได้เฉพาะ อปท. ในความดูแลของท่าน"))
    ours = sa.select(Organisation.id).where(
        Organisation.parent_id == office_in_use().organisation_id, Organisation.kind.in_(LAO_KINDS)
    )
    return Obligation.organisation_id.in_(ours)


def _told(changed: int) -> str:
    if not changed:
        return _("ไม่มีรายการที่เปลี่ยน รายการที่เลือกทำเสร็จแล้วหรือไม่อยู่ในความดูแลของท่าน")
    return ngettext("บันทึกแล้ว %(n)s แห่ง", "บันทึกแล้ว %(n)s แห่ง", changed, n=count(changed))
