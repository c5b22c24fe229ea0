"""The deadlines of a chain: what its first letter asks, added, changed, extended, taken away; always with a trace."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.clock import day_of
from core.errors import InvalidInput
from core.extensions import db
from deadlines.due import Due, due_for
from deadlines.models import Deadline, DeadlineFor, EarlierDay, Obligation
from deadlines.moves import forget_loaded, move
from deadlines.reminder_times import DEFAULT_POLICY, next_after
from deadlines.settle import waive
from deadlines.status import OUTSTANDING, DeadlineKind, Evidence, ObligationState
from letters.models import Letter
from notifications.outbox import cancel_reminders
from organisations.kinds import OrganisationKind
from organisations.models import Organisation
from thai_numerals import format_date

_SAID = ("kind", "what", "opens_on", "due_on", "due_time", "rule", "evidence", "pieces", "made_from")


@dataclass(frozen=True)
class Asked:
    """What a letter asks, as typed or read. No `due_on` and no `rule`: the day is not known."""

    kind: DeadlineKind
    for_kinds: frozenset[OrganisationKind]
    what: str = ""
    opens_on: dt.date | None = None
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    rule: dict[str, Any] | None = None
    evidence: Evidence = Evidence.NONE
    pieces: int = 1
    made_from: str = field(default="typed")


def add(letter: Letter, asked: Asked, *, now: dt.datetime, actor: Actor) -> Deadline:
    """Write a deadline on the first letter of a chain. Raises InvalidInput naming the field."""
    _check(asked)
    deadline = Deadline(letter_id=letter.id, created_at=now, changed_at=now)
    _write(deadline, asked)
    db.session.add(deadline)
    db.session.flush()
    record(Act(actor, AuditAct.DEADLINE_SET, letter, now, after=_on_record(deadline)))
    return deadline


def copy_to(letter: Letter, deadline: Deadline, now: dt.datetime) -> Deadline:
    """Let a letter that stands in the place of another ask the same; the issue of that letter is on record."""
    copy = Deadline(letter_id=letter.id, created_at=now, changed_at=now)
    _write(copy, Asked(for_kinds=deadline.for_kinds, **{name: getattr(deadline, name) for name in _SAID}))
    db.session.add(copy)
    db.session.flush()
    return copy


def change(deadline: Deadline, asked: Asked, *, now: dt.datetime, actor: Actor) -> None:
    """Let the deadline say something else; open shares take the new day, and are reminded by it.

    Raises InvalidInput naming the field.
    """
    _check(asked)
    before = _on_record(deadline)
    _write(deadline, asked)
    deadline.changed_at = now
    db.session.flush()
    _free_others(deadline)
    spread(deadline, now)
    record(Act(actor, AuditAct.DEADLINE_SET, deadline.letter, now, before, _on_record(deadline)))


def extend(
    which: sa.ColumnElement[bool], deadline: Deadline, due: Due, reason: str, *, now: dt.datetime, actor: Actor
) -> int:
    """Give the selected organisations, one, a district's or all, a later day; gives how many, one audit row.

    Raises InvalidInput without a day or a reason, or for a day that is not later than the deadline's.
    """
    if due.day is None:
        raise InvalidInput(_("ยังไม่ได้ใส่วันใหม่"), _("พิมพ์วันที่ เช่น ๓๐ เม.ย. ๖๗"), "due_on")
    old = Due(deadline.due_on, deadline.due_time).late_from
    new = due.late_from
    if old is not None and new is not None and new <= old:
        raise InvalidInput(_("วันใหม่ต้องหลังกำหนดเดิม"), _("พิมพ์วันที่หลังกำหนดเดิม"), "due_on")
    if not reason.strip():
        raise InvalidInput(_("ยังไม่ได้เขียนเหตุผล"), _("เขียนสั้น ๆ ให้หน่วยงานเข้าใจ"), "reason")
    outstanding = sa.and_(Obligation.deadline_id == deadline.id, Obligation.state == ObligationState.OPEN, which)
    count = _update(outstanding, {**_dated(due, now), "extended": True})
    if count:
        forget_loaded()
        after = {"count": count, "due_on": due.day.isoformat(), "due_time": _clock(due.time)}
        record(Act(actor, AuditAct.DEADLINE_EXTENDED, deadline, now, after=after, note=reason.strip()))
    return count


def bring_forward(letter: Letter, deadline: Deadline, due: Due) -> EarlierDay:
    """Set an earlier day for the addressees of a forwarding letter, before it goes out.

    Raises InvalidInput (field `due_on`) for a later day than the deadline's: no forwarding office may give more time.
    """
    if due.day is None or due.late_from is None:
        raise InvalidInput(_("ยังไม่ได้ใส่วัน"), _("พิมพ์วันที่ เช่น ๓๐ เม.ย. ๖๗"), "due_on")
    limit = Due(deadline.due_on, deadline.due_time)
    if limit.day is not None and limit.late_from is not None and due.late_from > limit.late_from:
        raise InvalidInput(
            _("กำหนดของท่านช้ากว่ากำหนดของต้นเรื่อง (%(day)s)", day=format_date(limit.day, "short")),
            _("ใส่วันเดียวกันหรือก่อนหน้านั้น"),
            "due_on",
        )
    row = db.session.get(EarlierDay, (deadline.id, letter.id))
    if row is None:
        row = EarlierDay(deadline_id=deadline.id, letter_id=letter.id)
        db.session.add(row)
    row.due_on, row.due_time = due.day, due.time
    return row


def drop_earlier(letter: Letter, deadline: Deadline) -> None:
    """Take the earlier day of a forwarding letter away again, before it goes out."""
    row = db.session.get(EarlierDay, (deadline.id, letter.id))
    if row is not None:
        db.session.delete(row)


def withdraw(deadline: Deadline, reason: str, *, now: dt.datetime, actor: Actor) -> int:
    """Take a deadline away: its standing shares are waived with the reason. Raises InvalidInput without one."""
    waived = waive(Obligation.state.in_(OUTSTANDING), deadline, reason, now=now, actor=actor)
    deadline.withdrawn_at = now
    record(Act(actor, AuditAct.DEADLINE_WITHDRAWN, deadline, now, _on_record(deadline), note=reason.strip()))
    return waived


def waive_chain(root_id: int, reason: str) -> int:
    """Waive whatever a chain still asks: its first letter was recalled (design rule 2), which is on record."""
    which = sa.and_(Obligation.root_letter_id == root_id, Obligation.state.in_(OUTSTANDING))
    return len(move(which, ObligationState.WAIVED, {"note": reason}))


def _free_others(deadline: Deadline) -> None:
    """Waive what kinds of organisation owe that are not asked any more."""
    others = sa.select(Organisation.id).where(Organisation.kind.not_in(deadline.for_kinds))
    which = sa.and_(Obligation.deadline_id == deadline.id, Obligation.organisation_id.in_(others))
    move(which, ObligationState.WAIVED, {"note": _("ผู้ออกหนังสือแก้กำหนด หน่วยงานประเภทนี้ไม่ต้องทำแล้ว")}, only_from=OUTSTANDING)


def spread(deadline: Deadline, now: dt.datetime) -> None:
    """Give the shares the deadline's day: open ones by the letter and the day they came, extended ones not at all."""
    earlier = {row.letter_id: Due(row.due_on, row.due_time) for row in db.session.scalars(_earlier(deadline))}
    own = Due(deadline.due_on, deadline.due_time)
    of_it = sa.and_(Obligation.deadline_id == deadline.id, ~Obligation.extended)
    still_open = sa.and_(of_it, Obligation.state == ObligationState.OPEN)
    arrivals = sa.select(Obligation.via_letter_id, Obligation.opened_at).where(still_open).distinct()
    for via, opened_at in db.session.execute(arrivals).all():
        due = due_for(own, deadline.rule, day_of(opened_at or now), earlier.get(via))
        same = sa.and_(still_open, Obligation.via_letter_id == via, Obligation.opened_at == opened_at)
        _update(same, _dated(due, now))
    _update(sa.and_(of_it, Obligation.state == ObligationState.AWAITING), {"due_on": own.day})
    forget_loaded()


def _update(which: sa.ColumnElement[bool], facts: dict[str, Any]) -> int:
    """Give shares another day; a reminder of the old one that still waits is taken back."""
    statement = sa.update(Obligation).where(which).values(**facts).returning(Obligation.id)
    changed = list(db.session.scalars(statement.execution_options(synchronize_session=False)))
    cancel_reminders(changed)
    return len(changed)


def _dated(due: Due, now: dt.datetime) -> dict[str, Any]:
    return {
        "due_on": due.day,
        "due_at": due.late_from,
        "next_reminder_at": next_after(DEFAULT_POLICY, due.day, now),
    }


def _earlier(deadline: Deadline) -> sa.Select[Any]:
    return sa.select(EarlierDay).where(EarlierDay.deadline_id == deadline.id)


def _check(asked: Asked) -> None:
    if not asked.for_kinds:
        raise InvalidInput(_("ยังไม่ได้เลือกว่าใครต้องทำ"), _("เลือกประเภทหน่วยงานอย่างน้อยหนึ่ง"), "for_kinds")
    if asked.opens_on and asked.due_on and asked.opens_on > asked.due_on:
        raise InvalidInput(_("วันเริ่มอยู่หลังวันครบกำหนด"), _("สลับวันหรือแก้วันใดวันหนึ่ง"), "opens_on")
    if asked.due_time and not asked.due_on:
        raise InvalidInput(_("ใส่เวลาแต่ยังไม่ได้ใส่วัน"), _("ใส่วันครบกำหนด หรือลบเวลา"), "due_on")
    if not 1 <= asked.pieces <= 99:
        raise InvalidInput(_("จำนวนชิ้นต้องอยู่ระหว่าง 1 ถึง 99"), _("พิมพ์จำนวนรายงานที่ต้องส่ง"), "pieces")


def _write(deadline: Deadline, asked: Asked) -> None:
    for name in _SAID:
        setattr(deadline, name, getattr(asked, name))
    deadline.kinds = [DeadlineFor(organisation_kind=kind) for kind in sorted(asked.for_kinds)]


def _on_record(deadline: Deadline) -> dict[str, Any]:
    return {
        "deadline": deadline.id,
        "kind": deadline.kind.value,
        "what": deadline.what,
        "for": sorted(deadline.for_kinds),
        "opens_on": deadline.opens_on.isoformat() if deadline.opens_on else None,
        "due_on": deadline.due_on.isoformat() if deadline.due_on else None,
        "due_time": _clock(deadline.due_time),
        "rule": deadline.rule,
        "evidence": deadline.evidence.value,
        "pieces": deadline.pieces,
    }


def _clock(time: dt.time | None) -> str | None:
    return time.isoformat("minutes") if time else None
