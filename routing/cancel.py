"""Take a letter away from its recipients: one cancelled with a reason, or all of them when the letter is recalled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus
from organisations.models import Organisation
from routing.acknowledge import required_reason
from routing.chain_duties import on_cancelled, on_recall
from routing.dispatch import recipients_fingerprint
from routing.models import Delivery
from routing.moves import move
from routing.status import DeliveryState


def cancel_recipient(delivery: Delivery, reason: str, *, now: dt.datetime, actor: Actor) -> bool:
    """Cancel the letter for one recipient; its row and what was done with it stay. False when it was already.

    Raises InvalidInput without a reason.
    """
    if delivery.state is DeliveryState.RECALLED:
        return False
    text = required_reason(reason)
    before = delivery.state
    move(delivery, DeliveryState.RECALLED, reason=text)
    on_cancelled(delivery, text)
    after = {"state": delivery.state.value, "organisation_id": delivery.organisation_id}
    record(
        Act(actor, AuditAct.DELIVERY_CANCELLED, delivery, now, before={"state": before.value}, after=after, note=text)
    )
    return True


def recall_deliveries(letter: Letter, reason: str) -> dict[str, Any]:
    """Close every delivery of a letter that its issuer recalls, by one statement; give for the record of the recall how
    many were open, of how many recipients, and the SHA-256 of their list (empty when none was open).

    Letters that forwarded it keep their numbers and deliveries: they show 'ต้นเรื่องถูกเรียกคืน' (source_is_recalled)
    and their offices find it on their desk (design rule 2). Raises InvalidInput without a reason.
    """
    text = required_reason(reason)
    statement = (
        sa.update(Delivery)
        .where(Delivery.letter_id == letter.id, Delivery.state != DeliveryState.RECALLED)
        .values(state=DeliveryState.RECALLED, reason=text)
        .returning(Delivery.id)
        .execution_options(synchronize_session="fetch")
    )
    closed = len(db.session.scalars(statement).all())
    on_recall(letter, text)
    if not closed:
        return {}
    count, fingerprint = recipients_fingerprint(letter.id)
    return {"closed": closed, "recipients": count, "recipients_sha256": fingerprint}


def source_is_recalled() -> sa.ColumnElement[bool]:
    """Give the condition on Letter that holds when the letter it forwards, or the first of its chain, was recalled."""
    above = aliased(Letter)
    return sa.exists().where(
        above.id.in_((Letter.source_id, Letter.root_id)),
        above.id != Letter.id,
        above.status == LetterStatus.RECALLED,
    )


def source_was_recalled(letter: Letter) -> bool:
    """Say whether the letter this one forwards, or the first of its chain, was recalled."""
    if letter.source_id is None:
        return False
    return bool(db.session.scalar(sa.select(source_is_recalled()).select_from(Letter).where(Letter.id == letter.id)))


def offices_downstream(letter: Letter) -> list[Organisation]:
    """Give the organisations that sent this letter on, who must be told of a recall."""
    query = (
        sa.select(Organisation)
        .join(Letter, Letter.issuer_id == Organisation.id)
        .where(sa.or_(Letter.source_id == letter.id, Letter.root_id == letter.id))
        .where(Letter.id != letter.id, Letter.status == LetterStatus.ISSUED)
        .distinct()
        .order_by(Organisation.sort_key)
    )
    return list(db.session.scalars(query))
