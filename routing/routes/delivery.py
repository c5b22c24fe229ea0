"""One letter as its recipient sees it: a clerk's page, or an LAO's on a phone. Looking changes nothing (rule 4)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.extensions import db
from core.moment_field import shown
from deadlines.queries import duties_on
from deadlines.status_labels import KIND_LABELS
from deadlines.words import remaining
from letters.enclosures import is_open
from letters.routes.proof_page import proof_page
from letters.status import LetterStatus
from organisations.kinds import LAO_KINDS
from organisations.models import Office
from routing.assign import people_in
from routing.cancel import source_was_recalled
from routing.chain_panel import chain_panel
from routing.days_in_letter import days_ahead
from routing.forms import AssignForm, NoteForm, ObjectForm, ReasonForm, ReceiveForm
from routing.forward import forward_draft, owes_forwarding
from routing.labels import METHOD_LABELS
from routing.models import Delivery
from routing.policy import can_acknowledge, can_confirm, can_forward, can_receive
from routing.queries import assignments_of
from routing.receipt_notes import notes_on
from routing.receive import live_receipt
from routing.routes.blueprint import bp
from routing.routes.enclosed import enclosed_in
from routing.routes.loading import delivery_seen, facts_here, hands
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES, DeliveryState

S = DeliveryState


@bp.get("/in/<int:delivery_id>")
@requires(Permission.LETTER_READ)
def delivery(delivery_id: int) -> ResponseReturnValue:
    """Show the letter with what this office can do about it. Its sender is led to the letter's own page."""
    found = delivery_seen(delivery_id)
    if found.organisation_id != office_in_use().organisation_id:
        return redirect(url_for("letters.show_letter", letter_id=found.letter_id))
    return delivery_page(found)


def delivery_page(found: Delivery, **wrong: object) -> str:
    """Render the page; `wrong` holds a form that was refused, under its name, and keeps what was typed."""
    if found.organisation.kind in LAO_KINDS:
        return render_template("routing/delivery_lao.html", **(_common(found) | _lao(found) | wrong))
    return render_template("routing/delivery.html", **(_common(found) | _clerk(found) | wrong))


def _common(found: Delivery) -> dict[str, Any]:
    who, facts = hands(), facts_here(found)
    today = clock.today()
    return {
        "delivery": found,
        "letter": found.letter,
        "S": S,
        "waiting": found.state in OUTSTANDING_STATES,
        "acknowledged": found.state in ACKNOWLEDGED_STATES,
        "in_force": found.letter.status is LetterStatus.ISSUED,
        "receipts": [one for one in found.receipts if one.taken_back_at is None],
        "may_acknowledge": can_acknowledge(who, facts),
        "may_receive": can_receive(who, facts),
        "may_undo": can_confirm(who, facts),
        "enclosed": list(enclosed_in(found.letter)),
        "is_open": lambda one: is_open(one, today),
        "methods": METHOD_LABELS,
        "today": today,
        "source_recalled": source_was_recalled(found.letter),
        "receive_form": ReceiveForm(formdata=None, when=shown(clock.now())),
        "object_form": ObjectForm(formdata=None),
        "reason_form": ReasonForm(formdata=None),
        "note_form": NoteForm(formdata=None),
    }


def _clerk(found: Delivery) -> dict[str, Any]:
    office = office_in_use()
    mine = live_receipt(found, office)
    may_forward = can_forward(hands(), facts_here(found)) and owes_forwarding(found.organisation)
    return {
        "office": office,
        "mine": mine,
        "notes": notes_on(found.letter, office, mine.received_on if mine else clock.today()),
        "proof": proof_page(found.letter, reader_id=found.organisation_id),
        "acts": frozenset(),
        "chain": chain_panel(found.letter, found.organisation_id, now=clock.now()),
        "assignments": assignments_of(found.id),
        "assign_form": assign_form(found),
        "may_forward": may_forward,
        "draft": forward_draft(found) if may_forward else None,
    }


def _lao(found: Delivery) -> dict[str, Any]:
    letter, today = found.letter, clock.today()
    return {
        "office": office_in_use(),
        "duties": [one for one in duties_on(found.root_letter_id, found.organisation_id) if one.state != "waived"],
        "days_ahead": days_ahead(letter, today),
        "now": clock.now(),
        "duty_kinds": KIND_LABELS,
        "remaining": lambda day: remaining(day, today),
        "sender_phone": (letter.office.phone if letter.office else "")
        or (letter.issuer.phone if letter.issuer else ""),
    }


def assign_form(found: Delivery) -> AssignForm:
    """Give the empty form with the organisation's desks and the people of all of them."""
    form = AssignForm(formdata=None)
    fill_choices(form, found)
    others = [one.value for one in form.to_office.choices if one.value != found.holder_office_id]
    form.to_office.data = others[0] if others else found.holder_office_id
    form.to_user.data = 0
    return form


def fill_choices(form: AssignForm, found: Delivery) -> None:
    """Offer the desks of the organisation, and their people by desk; 0 names nobody."""
    query = sa.select(Office).where(Office.organisation_id == found.organisation_id, Office.active)
    desks = {desk.id: desk.short_name or desk.name for desk in db.session.scalars(query.order_by(Office.id))}
    form.to_office.choices = [SelectChoice(*one) for one in desks.items()]
    people = db.session.execute(people_in(desks))
    form.to_user.choices = [
        SelectChoice(0, _("ไม่ระบุคน")),
        *(SelectChoice(one.id, f"{one.name} ({desks[one.office_id]})") for one in people),
    ]
