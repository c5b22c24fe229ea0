"""เกษียนหนังสือ: hand a received letter to another office or person of the organisation, with a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from accounts.models import Membership, User
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import InvalidInput, StaleState
from core.extensions import db
from organisations.models import Office
from routing.acknowledge import open_delivery
from routing.models import Assignment, Delivery
from routing.moves import refused
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES

MAX_NOTE = 1000  # characters


@dataclass(frozen=True)
class Assigning:
    """To whom the letter goes: an office of the organisation, or a person in it; `note` says what to do."""

    delivery: Delivery
    to_office: Office
    to_user: User | None = None
    note: str = ""


def assign(wish: Assigning, *, now: dt.datetime, actor: Actor) -> Assignment:
    """Hand the letter over: the office named holds it from now on. The newest assignment counts.

    Implies opened. Raises InvalidInput naming `to_office`, `to_user` or `note`, Refused for a letter that was
    recalled, rejected or reported faulty, StaleState when a colleague handed it on meanwhile.
    """
    _check(wish)
    delivery, holder = wish.delivery, wish.delivery.holder_office_id
    if delivery.state not in OUTSTANDING_STATES | ACKNOWLEDGED_STATES:
        raise refused(delivery.state)
    open_delivery(delivery, now=now, actor=actor)
    if not claim(Delivery, delivery.id, {"holder_office_id": holder}, {"holder_office_id": wish.to_office.id}):
        raise StaleState(_("หนังสือนี้ถูกส่งต่อภายในไปแล้วเมื่อสักครู่"), _("เปิดหน้านี้ใหม่ ดูว่าอยู่ที่หน่วยใด"))
    assignment = Assignment(
        letter_id=delivery.letter_id,
        delivery_id=delivery.id,
        from_office_id=actor.office_id or holder or wish.to_office.id,
        to_office_id=wish.to_office.id,
        to_user_id=wish.to_user.id if wish.to_user else None,
        note=wish.note.strip(),
        at=now,
        by_id=actor.user_id,
        by_name=actor.name,
    )
    db.session.add(assignment)
    after = {"to_office_id": wish.to_office.id, "to_user_id": assignment.to_user_id}
    before = {"holder_office_id": holder}
    record(Act(actor, AuditAct.DELIVERY_ASSIGNED, delivery, now, before=before, after=after, note=assignment.note))
    return assignment


def _check(wish: Assigning) -> None:
    office = wish.to_office
    if office.organisation_id != wish.delivery.organisation_id or not office.active:
        raise InvalidInput(_("เลือกได้เฉพาะหน่วยในองค์กรเดียวกัน"), _("เลือกหน่วยใหม่"), "to_office")
    if wish.to_user is not None and wish.to_user.id not in {
        row.id for row in db.session.execute(people_in([office.id]))
    }:
        raise InvalidInput(_("ผู้รับมอบไม่ได้อยู่ในหน่วยที่เลือก"), _("เลือกคนในหน่วยนั้น หรือไม่ระบุคน"), "to_user")
    if len(wish.note) > MAX_NOTE:
        raise InvalidInput(_("ข้อความเกษียนยาวเกิน %(most)s ตัวอักษร", most=MAX_NOTE), _("ย่อให้สั้นลง"), "note")


def people_in(office_ids: Iterable[int]) -> sa.Select[int, str, int]:
    """Select id, name and office_id of the active people of these desks, to whom a letter may be given."""
    return (
        sa.select(User.id, User.name, Membership.office_id)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.office_id.in_(list(office_ids)), Membership.active, User.active)
        .distinct()
        .order_by(User.name, User.id)
    )
