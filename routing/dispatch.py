"""Send an issued letter: one statement makes its deliveries, whether they are 1 or 7,850."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import rows_changed
from core.errors import Refused
from core.extensions import db
from core.upsert import insert
from letters.models import Addressee, Letter
from letters.status import LetterStatus
from organisations.models import Office, Organisation
from routing.arrival_notices import notify_recipients
from routing.chain_duties import on_dispatch
from routing.models import Delivery
from routing.status import DeliveryState


def dispatch(letter: Letter, *, now: dt.datetime, actor: Actor) -> int:
    """Put the letter on every addressee's desk and give how many deliveries this call made.

    The rows come from the frozen addressees by one INSERT … SELECT; an organisation with a central desk has the
    letter at once (`delivered`), one without stays `sent`. Repeating it makes what is missing and nothing twice.
    A forwarding letter also marks the delivery it answers as forwarded. Raises Refused for a letter whose files do
    not stand yet (design rule 1 d).
    """
    if letter.status is not LetterStatus.ISSUED:
        raise Refused(_("หนังสือนี้ยังส่งไม่ได้ เพราะยังออกเลขและทำไฟล์ไม่เสร็จ"), _("รอสักครู่แล้วลองอีกครั้ง"))
    made = _insert_deliveries(letter, now)
    if not made:
        return 0
    count, fingerprint = recipients_fingerprint(letter.id)
    letter.recipient_count = count
    after: dict[str, Any] = {"made": made, "recipients": count, "recipients_sha256": fingerprint}
    if forwarded := mark_forwarded(letter, now):
        after["forwards_delivery"] = forwarded
        if letter.office is not None and letter.opening_pattern:
            letter.office.opening_pattern = letter.opening_pattern  # the next forwarding draft opens like this one
    on_dispatch(letter, now=now, actor=actor)
    notify_recipients(letter, now=now)
    record(Act(actor, AuditAct.LETTER_DISPATCHED, letter, now, after=after))
    return made


def _insert_deliveries(letter: Letter, now: dt.datetime) -> int:
    desk = sa.and_(Office.organisation_id == Addressee.organisation_id, Office.is_central_desk, Office.active)
    columns: dict[str, Any] = {
        "letter_id": Addressee.letter_id,
        "root_letter_id": sa.literal(letter.root_id or letter.id),
        "from_organisation_id": sa.literal(letter.issuer_id, sa.Integer),
        "organisation_id": Addressee.organisation_id,
        "holder_office_id": Office.id,
        "position": Addressee.position,
        "for_information": Addressee.for_information,
        "state": sa.case(
            (Office.id.is_(None), sa.literal(DeliveryState.SENT.value)), else_=sa.literal(DeliveryState.DELIVERED.value)
        ),
        "sent_at": sa.literal(now, Delivery.__table__.c.sent_at.type),
        "delivered_at": sa.case((Office.id.is_not(None), sa.literal(now, Delivery.__table__.c.sent_at.type))),
        "acknowledged_by_name": sa.literal(""),
        "number": sa.literal(""),
        "reason": sa.literal(""),
        "behalf_person": sa.literal(""),
    }
    rows = (
        sa.select(*(value.label(name) for name, value in columns.items()))
        .select_from(Addressee)
        .outerjoin(Office, desk)
        .where(Addressee.letter_id == letter.id)
        .order_by(Addressee.position, Addressee.organisation_id)
    )
    statement = insert(Delivery).from_select(list(columns), rows, include_defaults=False).on_conflict_do_nothing()
    return rows_changed(statement)


def recipients_fingerprint(letter_id: int) -> tuple[int, str]:
    """Give how many organisations the letter went to and the SHA-256 of their sorted official codes, one a line:
    what the one audit row of a dispatch keeps of 7,850 recipients (design rule 9).
    """
    codes = (
        sa.select(Organisation.code)
        .join(Delivery, Delivery.organisation_id == Organisation.id)
        .where(Delivery.letter_id == letter_id)
    )
    found = sorted(db.session.scalars(codes))
    return len(found), hashlib.sha256("\n".join(found).encode()).hexdigest()


def mark_forwarded(letter: Letter, now: dt.datetime) -> int | None:
    """Note on the delivery that brought the source here that it went on by this letter; give its id.

    The first forwarding letter holds, unless this one supersedes it or that one was recalled.
    """
    if letter.source_id is None or letter.issuer_id is None:
        return None
    free = sa.select(Letter.id).where(Letter.status.in_((LetterStatus.RECALLED, LetterStatus.SUPERSEDED)))
    statement = (
        sa.update(Delivery)
        .where(Delivery.letter_id == letter.source_id, Delivery.organisation_id == letter.issuer_id)
        .where(
            sa.or_(
                Delivery.forwarded_letter_id.is_(None),
                Delivery.forwarded_letter_id == letter.supersedes_id,
                Delivery.forwarded_letter_id.in_(free),
            )
        )
        .values(forwarded_at=now, forwarded_letter_id=letter.id)
        .returning(Delivery.id)
        .execution_options(synchronize_session="fetch")
    )
    return db.session.scalar(statement)
