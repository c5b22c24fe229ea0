"""What a recipient does with a letter: opened, acknowledged, registered, handed on, objected to, taken back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from accounts.access import current_actor, office_in_use, requires
from accounts.models import User
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound
from core.extensions import db
from core.form_errors import put_on_field
from core.jinja_filters import thai_digits
from organisations.models import Office
from routing import acknowledge as acts
from routing.assign import Assigning
from routing.assign import assign as hand_over
from routing.close import close, reopen
from routing.forms import AssignForm, NoteForm, ObjectForm, ReasonForm, ReceiveForm
from routing.models import Delivery, Receipt
from routing.policy import can_acknowledge, can_receive
from routing.receive import Receiving
from routing.receive import receive as register
from routing.routes.blueprint import bp
from routing.routes.delivery import delivery_page, fill_choices
from routing.routes.loading import delivery_for
from routing.take_back_receipt import take_back_receipt

P = Permission


def to_page(delivery_id: int) -> ResponseReturnValue:
    """Lead back to the letter after an act."""
    return redirect(url_for("routing.delivery", delivery_id=delivery_id))


def refused_form(delivery_id: int, form: FlaskForm, error: DomainError | None = None) -> ResponseReturnValue:
    """Show the page again with what was typed and what is wrong with it; an error of no field is a page of its own."""
    db.session.rollback()
    if error is not None:
        put_on_field(form, error)
    name = {ReceiveForm: "receive_form", AssignForm: "assign_form", ObjectForm: "object_form"}.get(type(form))
    found = delivery_for(delivery_id, can_acknowledge)
    forms: dict[str, Any] = {name or "reason_form": form}
    return delivery_page(found, **forms), 422


@bp.post("/in/<int:delivery_id>/open")
@requires(P.LETTER_READ)
def open_delivery(delivery_id: int) -> ResponseReturnValue:
    """Sent by the page after load (static/js/opened.js), never by a GET: mail scanners open nothing."""
    found = delivery_for(delivery_id, can_acknowledge)
    acts.open_delivery(found, now=clock.now(), actor=current_actor())
    db.session.commit()
    return "", 204


@bp.post("/in/<int:delivery_id>/acknowledge")
@requires(P.DELIVERY_ACKNOWLEDGE)
def acknowledge(delivery_id: int) -> ResponseReturnValue:
    """Acknowledge; with the number of a book kept elsewhere the letter counts as registered too."""
    found = delivery_for(delivery_id, can_acknowledge)
    form, office = ReceiveForm(), office_in_use()
    if (form.number.data or "").strip() and not office.keeps_register_here:
        return _register(found, form, office)
    acts.acknowledge(found, now=clock.now(), actor=current_actor())
    db.session.commit()
    flash(_("รับทราบแล้ว ขอบคุณ"), "done")
    return to_page(delivery_id)


@bp.post("/in/<int:delivery_id>/receive")
@requires(P.REGISTER_KEEP)
def receive(delivery_id: int) -> ResponseReturnValue:
    """ลงรับ in the book of the office acted for."""
    return _register(delivery_for(delivery_id, can_receive), ReceiveForm(), office_in_use())


def _register(found: Delivery, form: ReceiveForm, office: Office) -> ResponseReturnValue:
    delivery_id = found.id
    if not form.validate():
        return refused_form(delivery_id, form)
    when = form.when
    wish = Receiving(found, office, when.day, when.time, form.number.data or "", form.action.data or "")
    try:
        receipt = register(wish, now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        error.field = "when" if error.field == "day" else error.field
        return refused_form(delivery_id, form, error)
    flash(_("ลงรับแล้ว เลขรับ %(number)s", number=thai_digits(receipt.number)), "done")
    return to_page(delivery_id)


@bp.post("/in/<int:delivery_id>/assign")
@requires(P.REGISTER_KEEP)
def assign(delivery_id: int) -> ResponseReturnValue:
    """เกษียน: hand the letter to another desk or person of the organisation."""
    found = delivery_for(delivery_id, can_receive)
    form = AssignForm()
    fill_choices(form, found)
    if not form.validate():
        return refused_form(delivery_id, form)
    desk = db.session.get_one(Office, form.to_office.data)
    person = db.session.get(User, form.to_user.data) if form.to_user.data else None
    try:
        hand_over(Assigning(found, desk, person, form.note.data or ""), now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        return refused_form(delivery_id, form, error)
    flash(_("มอบให้%(desk)sแล้ว", desk=desk.short_name or desk.name), "done")
    return to_page(delivery_id)


@bp.post("/in/<int:delivery_id>/object")
@requires(P.DELIVERY_ACKNOWLEDGE)
def object_to(delivery_id: int) -> ResponseReturnValue:
    """Reject the letter or report it as faulty; the sender sees the reason at once."""
    found = delivery_for(delivery_id, can_acknowledge)
    form = ObjectForm()
    if not form.validate():
        return refused_form(delivery_id, form)
    act = acts.reject if form.what.data == "reject" else acts.mark_invalid
    try:
        act(found, form.reason.data or "", now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        return refused_form(delivery_id, form, error)
    flash(_("แจ้งผู้ส่งแล้ว ถอนได้จากหน้านี้ถ้าแจ้งผิด"), "done")
    return to_page(delivery_id)


@bp.post("/in/<int:delivery_id>/take-back")
@requires(P.DELIVERY_ACKNOWLEDGE)
def take_back(delivery_id: int) -> ResponseReturnValue:
    """Take back an acknowledgement, a rejection or a report."""
    found = delivery_for(delivery_id, can_acknowledge)
    if acts.take_back(found, now=clock.now(), actor=current_actor(), note=NoteForm().note.data or ""):
        flash(_("ถอนแล้ว บันทึกไว้ในประวัติ"), "done")
    db.session.commit()
    return to_page(delivery_id)


@bp.post("/in/<int:delivery_id>/receipts/<int:receipt_id>/take-back")
@requires(P.REGISTER_KEEP)
def take_receipt_back(delivery_id: int, receipt_id: int) -> ResponseReturnValue:
    """Take one office's ลงรับ back; its number stays in the book as void."""
    found = delivery_for(delivery_id, can_receive)
    receipt = next((one for one in found.receipts if one.id == receipt_id), None)
    if receipt is None:
        raise NotFound(_("ไม่พบการลงรับรายการนี้"), _("เปิดหน้านี้ใหม่"))
    return _take_receipt_back(receipt, ReasonForm())


def _take_receipt_back(receipt: Receipt, form: ReasonForm) -> ResponseReturnValue:
    delivery_id = receipt.delivery_id or 0
    if not form.validate():
        return refused_form(delivery_id, form)
    try:
        take_back_receipt(receipt, form.reason.data or "", now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        return refused_form(delivery_id, form, error)
    flash(_("ถอนการลงรับแล้ว เลขรับคงอยู่ในทะเบียนพร้อมเหตุผล"), "done")
    return to_page(delivery_id)


@bp.post("/in/<int:delivery_id>/close")
@requires(P.DELIVERY_ACKNOWLEDGE)
def close_matter(delivery_id: int) -> ResponseReturnValue:
    """Close a letter that needs no forwarding, or take it up again (`again` in the form)."""
    found = delivery_for(delivery_id, can_acknowledge)
    if "again" in request.form:
        reopen(found, now=clock.now(), actor=current_actor())
    else:
        close(found, NoteForm().note.data or "", now=clock.now(), actor=current_actor())
    db.session.commit()
    return to_page(delivery_id)
