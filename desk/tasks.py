"""What needs this office, or this person, now: one small query a kind of task, urgent first, then oldest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from accounts.permissions import Permission
from core.extensions import db
from deadlines.models import Deadline, Obligation
from deadlines.status import DeadlineKind, ObligationState
from deadlines.status_labels import KIND_LABELS
from letters.models import Letter, ReviewStep
from letters.status import OPEN_WORK, LetterStatus, ReviewDecision, Urgency
from organisations.kinds import DISTRICT_DIRECT, OrganisationKind
from organisations.models import Office, Organisation
from routing.models import Delivery, Receipt
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES, DeliveryState

ON_DELIVERY = (DeadlineKind.ACKNOWLEDGE, DeadlineKind.FORWARD)  # tasks of the delivery itself
LIMIT = 100  # tasks of one kind on the desk; the pages behind hold them all


class TaskKind(StrEnum):
    """What is to be done; the page gives each its words, icon and button."""

    RECEIVE = "receive"
    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    FORWARD = "forward"
    CONTINUE_DRAFT = "continue_draft"
    MEND_RETURNED = "mend_returned"
    APPROVE = "approve"
    SIGN = "sign"
    ADD_SCAN = "add_scan"
    SOURCE_RECALLED = "source_recalled"
    LOOK_AT_REFUSAL = "look_at_refusal"
    DO_DUTY = "do_duty"
    SET_DAY = "set_day"


@dataclass(frozen=True)
class Task:
    """One row of the desk. `since` is when it came to lie here; `detail` a note or reason to show."""

    kind: TaskKind
    letter_id: int
    delivery_id: int | None
    subject: str
    issuer_name: str
    ref_no: str | None
    letter_date: dt.date | None
    urgency: Urgency
    since: dt.datetime
    number: str = ""
    detail: str = ""
    returned_by: str = ""
    share_id: int | None = None  # of a duty: the organisation's share
    due_on: dt.date | None = None
    late: bool = False


@dataclass(frozen=True)
class DeskView:
    """For whom the desk is laid: the office, what the person may do there, and who it is."""

    office: Office
    permissions: frozenset[Permission]
    user_id: int | None = None
    now: dt.datetime | None = None  # from which on a duty is late


URGENCY_ORDER = {urgency: rank for rank, urgency in enumerate(Urgency)}
_LETTER = (
    Letter.id,
    Letter.subject,
    Letter.issuer_name,
    Letter.ref_no,
    Letter.letter_date,
    Letter.urgency,
)


def tasks_for(view: DeskView) -> list[Task]:
    """Give every task of the desk in the order to do them. A handful of queries, whatever the letters."""
    found: list[Task] = []
    for part in (_incoming, _to_pass_on, _drafts, _to_sign, _recalled_sources, _refusals, _duties, _without_day):
        found.extend(part(view))
    return sorted(found, key=lambda task: (not task.late, -_rank(task.urgency), task.since))


def _rank(urgency: Urgency) -> int:
    return URGENCY_ORDER[Urgency.MOST_URGENT] if urgency is Urgency.URGENT_BY else URGENCY_ORDER[urgency]


def _task(kind: TaskKind, row: Any, since: dt.datetime, **more: Any) -> Task:  # noqa: ANN401
    letter_id, subject, issuer, ref_no, letter_date, urgency = row[:6]
    return Task(
        kind, letter_id, more.pop("delivery_id", None), subject, issuer, ref_no, letter_date, urgency, since, **more
    )


def _incoming(view: DeskView) -> Iterable[Task]:
    """Letters on this desk that nobody has received or acknowledged yet."""
    if Permission.DELIVERY_ACKNOWLEDGE not in view.permissions:
        return
    rows = db.session.execute(
        sa.select(*_LETTER, Delivery.id, Delivery.sent_at)
        .join(Letter, Letter.id == Delivery.letter_id)
        .where(Delivery.holder_office_id == view.office.id, Delivery.state.in_(OUTSTANDING_STATES))
        .where(Letter.status == LetterStatus.ISSUED)
        .order_by(Delivery.id)
        .limit(LIMIT)
    )
    kind = TaskKind.RECEIVE if _keeps_book(view) else TaskKind.ACKNOWLEDGE
    for row in rows:
        yield _task(kind, row, row.sent_at, delivery_id=row[6])


def _to_pass_on(view: DeskView) -> Iterable[Task]:
    """Received letters that this desk must hand to another desk of the house, or forward down the chain."""
    if Permission.LETTER_DRAFT not in view.permissions:
        return
    draft = aliased(Letter)
    begun = sa.exists().where(
        draft.source_id == Delivery.letter_id,
        draft.office_id == view.office.id,
        draft.status.in_(OPEN_WORK),
    )
    ours = sa.exists().where(_received_here(), Receipt.office_id == view.office.id)
    rows = db.session.execute(
        sa.select(*_LETTER, Delivery.id, Delivery.acknowledged_at, Delivery.sent_at, Delivery.number)
        .add_columns(sa.and_(~ours, sa.exists().where(_received_here())).label("registered_elsewhere"))
        .join(Letter, Letter.id == Delivery.letter_id)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.holder_office_id == view.office.id, Delivery.state.in_(ACKNOWLEDGED_STATES))
        .where(Delivery.forwarded_letter_id.is_(None), Delivery.closed_at.is_(None), ~Delivery.for_information)
        .where(sa.or_(Organisation.kind == OrganisationKind.PROVINCE, _has_laos_below()))
        .where(Letter.status == LetterStatus.ISSUED, ~begun)
        .order_by(Delivery.id)
        .limit(LIMIT)
    )
    kind = TaskKind.ASSIGN if not view.office.reference_code and view.office.is_central_desk else TaskKind.FORWARD
    for row in rows:
        since = row.acknowledged_at or row.sent_at
        # another desk of the house has it in its book: this one enters it in its own first (ข้อ 40)
        enter = row.registered_elsewhere and _keeps_book(view)
        number = "" if enter else row.number
        yield _task(TaskKind.RECEIVE if enter else kind, row, since, delivery_id=row[6], number=number)


def _received_here() -> sa.ColumnElement[bool]:
    return sa.and_(Receipt.delivery_id == Delivery.id, Receipt.taken_back_at.is_(None))


def _keeps_book(view: DeskView) -> bool:
    return view.office.keeps_register_here and Permission.REGISTER_KEEP in view.permissions


def _has_laos_below() -> sa.ColumnElement[bool]:
    """Hold for a district with a ทต. or อบต.; one without owes no forwarding (design rule 3)."""
    below = aliased(Organisation)
    exists = sa.exists().where(below.parent_id == Organisation.id, below.kind.in_(DISTRICT_DIRECT), below.active)
    return sa.and_(Organisation.kind == OrganisationKind.DISTRICT, exists)


def _drafts(view: DeskView) -> Iterable[Task]:
    """Drafts of this office that lie with the drafter: returned ones with the note, then those begun."""
    if Permission.LETTER_DRAFT not in view.permissions:
        return
    newest = (
        sa.select(sa.func.max(ReviewStep.id))
        .where(ReviewStep.letter_id == Letter.id)
        .correlate(Letter)
        .scalar_subquery()
    )
    rows = db.session.execute(
        sa.select(*_LETTER, Letter.updated_at, Letter.status, ReviewStep.decision, ReviewStep.note, ReviewStep.by_name)
        .outerjoin(ReviewStep, ReviewStep.id == newest)
        .where(Letter.office_id == view.office.id)
        .where(Letter.status.in_((LetterStatus.DRAFT, LetterStatus.AWAITING_INK)))
        .order_by(Letter.updated_at)
        .limit(LIMIT)
    )
    for row in rows:
        if row.status is LetterStatus.AWAITING_INK:
            yield _task(TaskKind.ADD_SCAN, row, row.updated_at)
        elif row.decision is ReviewDecision.RETURNED:
            yield _task(TaskKind.MEND_RETURNED, row, row.updated_at, detail=row.note, returned_by=row.by_name)
        else:
            yield _task(TaskKind.CONTINUE_DRAFT, row, row.updated_at)


def _to_sign(view: DeskView) -> Iterable[Task]:
    """Drafts that wait for this person's approval or signature."""
    wanted = {
        LetterStatus.IN_REVIEW: (Permission.LETTER_APPROVE, TaskKind.APPROVE),
        LetterStatus.TO_SIGN: (Permission.LETTER_ISSUE, TaskKind.SIGN),
    }
    statuses = [status for status, (permission, _) in wanted.items() if permission in view.permissions]
    if not statuses:
        return
    rows = db.session.execute(
        sa.select(*_LETTER, Letter.updated_at, Letter.status)
        .where(Letter.office_id == view.office.id, Letter.status.in_(statuses))
        .order_by(Letter.updated_at)
        .limit(LIMIT)
    )
    for row in rows:
        yield _task(wanted[row.status][1], row, row.updated_at)


def _recalled_sources(view: DeskView) -> Iterable[Task]:
    """Letters of this office whose source, or the first of whose chain, was recalled: they keep their numbers, somebody
    must decide.
    """
    if Permission.LETTER_DRAFT not in view.permissions:
        return
    source = aliased(Letter)
    rows = db.session.execute(
        sa.select(*_LETTER, source.recalled_at, source.recall_reason)
        .join(source, sa.and_(source.id.in_((Letter.source_id, Letter.root_id)), source.id != Letter.id))
        .where(Letter.office_id == view.office.id, Letter.status == LetterStatus.ISSUED)
        .where(source.status == LetterStatus.RECALLED, Letter.kept_after_recall_at.is_(None))
        .order_by(Letter.id, source.recalled_at)
        .limit(LIMIT)
    )
    for row in {row.id: row for row in rows}.values():  # once, though both were recalled
        yield _task(TaskKind.SOURCE_RECALLED, row, row.recalled_at, detail=row.recall_reason)


def _refusals(view: DeskView) -> Iterable[Task]:
    """Deliveries of this office's letters that a recipient rejected or reported faulty."""
    if Permission.TRACKING_READ not in view.permissions:
        return
    rows = db.session.execute(
        sa.select(*_LETTER, Delivery.id, Delivery.objected_at, Delivery.sent_at, Delivery.reason, Organisation.name)
        .join(Letter, Letter.id == Delivery.letter_id)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Letter.office_id == view.office.id, Letter.status == LetterStatus.ISSUED)
        .where(Delivery.state.in_((DeliveryState.REJECTED, DeliveryState.INVALID)))
        .order_by(Delivery.id)
        .limit(LIMIT)
    )
    for row in rows:
        detail = f"{row.name}: {row.reason}"
        since = row.objected_at or row.sent_at  # one that came back before the time was kept
        yield _task(TaskKind.LOOK_AT_REFUSAL, row, since, delivery_id=row[6], detail=detail)


def _duties(view: DeskView) -> Iterable[Task]:
    """What letters ask of the organisation beyond reading and sending on, the soonest day first."""
    if Permission.DELIVERY_ACKNOWLEDGE not in view.permissions or not view.office.is_central_desk:
        return
    asked = (Obligation.id.label("share_id"), Obligation.due_on, Obligation.due_at, Obligation.opened_at)
    rows = db.session.execute(
        sa.select(*_LETTER, *asked, Deadline.kind, Deadline.what)
        .join(Deadline, Deadline.id == Obligation.deadline_id)
        .join(Letter, Letter.id == Deadline.letter_id)
        .where(Obligation.organisation_id == view.office.organisation_id, Obligation.state == ObligationState.OPEN)
        .where(Deadline.kind.not_in(ON_DELIVERY), Obligation.due_on.is_not(None))
        .order_by(Obligation.due_on, Obligation.id)
        .limit(LIMIT)
    )
    for row in rows:
        late = view.now is not None and row.due_at is not None and row.due_at <= view.now
        facts = {"share_id": row.share_id, "due_on": row.due_on, "late": late}
        yield _task(TaskKind.DO_DUTY, row, row.opened_at, detail=row.what or str(KIND_LABELS[row.kind]), **facts)


def _without_day(view: DeskView) -> Iterable[Task]:
    """Letters of this office that ask for something and name no day: nobody is reminded until it is set."""
    if Permission.LETTER_DRAFT not in view.permissions:
        return
    rows = db.session.execute(
        sa.select(*_LETTER, Deadline.created_at, Deadline.kind, Deadline.what, Deadline.rule)
        .join(Letter, Letter.id == Deadline.letter_id)
        .where(Letter.office_id == view.office.id, Letter.status == LetterStatus.ISSUED)
        .where(Deadline.due_on.is_(None), Deadline.withdrawn_at.is_(None), Deadline.kind.not_in(ON_DELIVERY))
        .order_by(Deadline.id)
        .limit(LIMIT)
    )
    for row in rows:
        if not row.rule:
            yield _task(TaskKind.SET_DAY, row, row.created_at, detail=row.what or str(KIND_LABELS[row.kind]))
