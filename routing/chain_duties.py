"""What the way of a letter does to the duties it carries: owed from the first dispatch, opened on arrival, settled by
receiving and sending on, closed by a recall. Set-based: a letter to 7,850 costs a handful of statements.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from core.actor import Actor
from core.extensions import db
from deadlines.models import Deadline, DeadlineFor, Obligation
from deadlines.moves import move
from deadlines.owe import Arrival, deadlines_of, open_obligations, open_reached, owe
from deadlines.set_deadlines import copy_to, spread, waive_chain
from deadlines.settle import reopen_by_act, settle_by_act
from deadlines.status import OUTSTANDING, DeadlineKind, ObligationState
from letters.models import Letter
from letters.status import Urgency
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Organisation
from routing.models import Delivery
from routing.status import ACKNOWLEDGED_STATES, DeliveryState

K = OrganisationKind
SENDS_ON = (K.PROVINCE, K.DISTRICT)
# Working days within which a province or district sends a circular on, by ชั้นความเร็ว (ข้อ 28 gives words, no days).
FORWARD_WITHIN = {
    Urgency.NORMAL: 5,
    Urgency.URGENT: 3,
    Urgency.VERY_URGENT: 2,
    Urgency.MOST_URGENT: 1,
    Urgency.URGENT_BY: 1,
}


def root_of(letter: Letter) -> int:
    """Give the id of the first letter of the chain."""
    return letter.root_id or letter.id


def on_dispatch(letter: Letter, *, now: dt.datetime, actor: Actor) -> None:
    """A letter has gone out: its scope owes what the chain asks, its recipients' shares open, and the office that sent
    it on owes no forwarding any more.
    """
    root_id = root_of(letter)
    _take_over(letter, root_id, now)
    _ask_to_forward(letter, root_id, now)
    owe(root_id, _scope(_sent_by(letter)))
    open_obligations(Arrival(root_id, letter, _recipients(_sent_by(letter)), now))
    if letter.source_id is not None and letter.issuer_id is not None:
        settle_by_act(DeadlineKind.FORWARD, root_id, _one(letter.issuer_id), now=now, actor=actor)


def on_arrival(delivery: Delivery, letter: Letter, *, now: dt.datetime) -> None:
    """A letter that came on paper lies on an organisation's desk: what it asks of it is open."""
    root_id, here = root_of(letter), _one(delivery.organisation_id)
    _ask_to_forward(letter, root_id, now)
    owe(root_id, _scope(_sent_by(letter)))
    open_obligations(Arrival(root_id, letter, here, now))


def on_acknowledged(delivery_ids: list[int], *, now: dt.datetime, actor: Actor) -> None:
    """Organisations have acknowledged, or their district for them."""
    for root_id in _roots(delivery_ids):
        settle_by_act(DeadlineKind.ACKNOWLEDGE, root_id, _receivers(delivery_ids, root_id), now=now, actor=actor)


def on_acknowledgement_taken_back(delivery_ids: list[int]) -> None:
    """Acknowledgements were taken back."""
    for root_id in _roots(delivery_ids):
        reopen_by_act(DeadlineKind.ACKNOWLEDGE, root_id, _receivers(delivery_ids, root_id))


def catch_up(root_id: int, *, now: dt.datetime, actor: Actor) -> None:
    """Let deadlines set after letters of the chain went out be owed by their whole scope, and open where a letter has
    come already; who has acknowledged or sent on owes that no more. Set-based.

    Before the first letter has gone out it does nothing.
    """
    _ask_to_forward(db.session.get_one(Letter, root_id), root_id, now)
    owe(root_id, _scope(_in_chain(root_id)))
    for deadline in deadlines_of(root_id):
        if open_reached(deadline, _first_arrivals(root_id), now):
            spread(deadline, now)
    done = _recipients(_in_chain(root_id)).where(Delivery.state.in_(ACKNOWLEDGED_STATES))
    settle_by_act(DeadlineKind.ACKNOWLEDGE, root_id, done, now=now, actor=actor)
    gone_on = sa.or_(Delivery.forwarded_letter_id.is_not(None), Delivery.closed_at.is_not(None))
    settle_by_act(DeadlineKind.FORWARD, root_id, _recipients(_in_chain(root_id)).where(gone_on), now=now, actor=actor)


def on_linked(old_root_id: int, new_root_id: int, *, now: dt.datetime) -> None:
    """A letter that began a chain was tied to the one it forwards: what it asked belongs to that one's chain, unless
    that one asks for something itself; its own words then count no more.
    """
    new = deadlines_of(new_root_id)
    for deadline in deadlines_of(old_root_id):
        own_kind = deadline.kind is DeadlineKind.FORWARD
        if any((one.kind is DeadlineKind.FORWARD) == own_kind for one in new):
            move(Obligation.deadline_id == deadline.id, ObligationState.WAIVED, {}, only_from=OUTSTANDING)
            deadline.withdrawn_at = now
    db.session.flush()
    for table in (Deadline.letter_id, Obligation.root_letter_id):
        moved = sa.update(table.class_).where(table == old_root_id).values({table.key: new_root_id})
        db.session.execute(moved.execution_options(synchronize_session=False))
    db.session.expire_all()


def on_recall(letter: Letter, reason: str) -> None:
    """A letter was recalled. The first of a chain takes every duty with it (design rule 2); one in between leaves its
    recipients waiting for another, and its office owes forwarding again.
    """
    root_id = root_of(letter)
    if letter.source_id is None:
        waive_chain(root_id, reason)
        return
    _await_again(sa.and_(Obligation.via_letter_id == letter.id, Obligation.root_letter_id == root_id))
    if letter.issuer_id is not None:
        reopen_by_act(DeadlineKind.FORWARD, root_id, _one(letter.issuer_id))


def on_cancelled(delivery: Delivery, reason: str) -> None:
    """One recipient was cancelled: it owes nothing of this letter."""
    move(_come_by(delivery), ObligationState.WAIVED, {"note": reason}, only_from=OUTSTANDING)


def on_rejected(delivery: Delivery) -> None:
    """A recipient says that the letter is not for it: nobody reminds it while that stands."""
    _await_again(_come_by(delivery))


def on_rejection_taken_back(delivery: Delivery, *, now: dt.datetime) -> None:
    """The letter is for it after all."""
    arrival = Arrival(delivery.root_letter_id, delivery.letter, _one(delivery.organisation_id), now)
    open_obligations(arrival)


def on_closed(delivery: Delivery, *, now: dt.datetime, actor: Actor) -> None:
    """จบเรื่อง: the organisation has decided that the letter goes no further."""
    here = _one(delivery.organisation_id)
    settle_by_act(DeadlineKind.FORWARD, delivery.root_letter_id, here, now=now, actor=actor)


def on_reopened(delivery: Delivery) -> None:
    """The letter is back on the desk; one that has gone on already owes nothing more."""
    if delivery.forwarded_letter_id is None:
        reopen_by_act(DeadlineKind.FORWARD, delivery.root_letter_id, _one(delivery.organisation_id))


def _come_by(delivery: Delivery) -> sa.ColumnElement[bool]:
    return sa.and_(
        Obligation.organisation_id == delivery.organisation_id,
        Obligation.root_letter_id == delivery.root_letter_id,
        Obligation.via_letter_id == delivery.letter_id,
    )


def _await_again(which: sa.ColumnElement[bool]) -> None:
    nothing_came: dict[str, object] = {"via_letter_id": None, "opened_at": None, "due_at": None}
    move(which, ObligationState.AWAITING, nothing_came, only_from={ObligationState.OPEN})


def _take_over(letter: Letter, root_id: int, now: dt.datetime) -> None:
    """A first letter that stands in the place of another asks what that one asked, unless it says otherwise; nobody
    owes the old one any more.
    """
    if letter.supersedes_id is None or letter.source_id is not None:
        return
    old_root_id = root_of(db.session.get_one(Letter, letter.supersedes_id))
    asked = [one for one in deadlines_of(old_root_id) if one.kind is not DeadlineKind.FORWARD]
    if all(one.kind is DeadlineKind.FORWARD for one in deadlines_of(root_id)):
        for one in asked:
            copy_to(letter, one, now)
    waive_chain(old_root_id, _("มีหนังสือฉบับใหม่แทนแล้ว"))


def _ask_to_forward(letter: Letter, root_id: int, now: dt.datetime) -> None:
    """Give the chain its one duty to send on, once a province or district with LAOs below has it."""
    standing = sa.select(Deadline.id).where(Deadline.letter_id == root_id, Deadline.kind == DeadlineKind.FORWARD)
    if db.session.scalar(standing.limit(1)) is not None:
        return
    if db.session.scalar(_recipients(_sent_by(letter)).where(Organisation.kind.in_(SENDS_ON)).limit(1)) is None:
        return
    days = FORWARD_WITHIN[letter.urgency]
    asked = Deadline(letter_id=root_id, kind=DeadlineKind.FORWARD, made_from="chain", created_at=now, changed_at=now)
    asked.rule = {"n": days, "unit": "working_day", "origin": "receipt"}
    asked.kinds = [DeadlineFor(organisation_kind=kind) for kind in SENDS_ON]
    db.session.add(asked)
    db.session.flush()


def _sent_by(letter: Letter) -> sa.ColumnElement[bool]:
    return Delivery.letter_id == letter.id


def _in_chain(root_id: int) -> sa.ColumnElement[bool]:
    return Delivery.root_letter_id == root_id


def _recipients(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Select who got the letters to act on, not for information; who sends on to nobody owes nothing."""
    return (
        sa.select(Delivery.organisation_id)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(which, ~Delivery.for_information)
        .where(Delivery.state.not_in((DeliveryState.RECALLED, DeliveryState.REJECTED)))
        .where(sa.or_(Organisation.kind.not_in(SENDS_ON), _has_laos()))
    )


def _first_arrivals(root_id: int) -> sa.Select[Any]:
    """Select the first letter of the chain that came to each organisation, and when."""
    place = sa.func.row_number().over(partition_by=Delivery.organisation_id, order_by=(Delivery.sent_at, Delivery.id))
    columns = (Delivery.letter_id, Delivery.sent_at, place.label("place"))
    every = _recipients(_in_chain(root_id)).add_columns(*columns).subquery()
    first = sa.select(every.c.organisation_id, every.c.letter_id, every.c.sent_at)
    return first.where(every.c.place == 1)


def _scope(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Select the recipients and all below those of them that send on."""
    first = _recipients(which).cte("first")
    below = aliased(Organisation)
    second = (
        sa.select(below.id)
        .join(first, below.parent_id == first.c.organisation_id)
        .where(below.active, sa.or_(below.kind.in_(LAO_KINDS), _has_laos(below)))
        .cte("second")
    )
    last = aliased(Organisation)
    third = sa.select(last.id).join(second, last.parent_id == second.c.id).where(last.active)
    every = sa.union(sa.select(first.c.organisation_id), sa.select(second.c.id), third).subquery()
    return sa.select(every.c.organisation_id)


def _has_laos(of: Any = Organisation) -> sa.ColumnElement[bool]:  # noqa: ANN401
    below = aliased(Organisation)
    return sa.exists().where(below.parent_id == of.id, below.active)


def _one(organisation_id: int) -> sa.Select[Any]:
    return sa.select(Organisation.id).where(Organisation.id == organisation_id)


def _roots(delivery_ids: list[int]) -> list[int]:
    rows = sa.select(Delivery.root_letter_id).where(Delivery.id.in_(delivery_ids)).distinct()
    return list(db.session.scalars(rows))


def _receivers(delivery_ids: list[int], root_id: int) -> sa.Select[Any]:
    return sa.select(Delivery.organisation_id).where(Delivery.id.in_(delivery_ids), Delivery.root_letter_id == root_id)
