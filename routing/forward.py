"""แจ้งต่อ: one click turns a received letter into the draft that sends it on (design.md section 3; ข้อ 32)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.errors import Forbidden, InvalidInput, Refused
from core.extensions import db
from documents.letter_document import LetterForm
from letters.draft import Starting, start
from letters.enclosures import Doing, add_copy
from letters.letter_view import paragraphs_of
from letters.models import Letter
from letters.status import OPEN_WORK, LetterStatus
from organisations.kinds import DISTRICT_DIRECT, OrganisationKind
from organisations.models import Office, Organisation
from routing.acknowledge import open_delivery
from routing.forward_text import PATTERNS, SourceText, forward_text
from routing.models import Delivery
from routing.moves import refused
from routing.queries import hold_delivery
from routing.status import DeliveryState

K = OrganisationKind
RULES: dict[OrganisationKind, tuple[str, ...]] = {  # who hears from whom: design rule 3
    K.CENTRAL: ("provinces",),
    K.PROVINCE: ("districts", "pao", "municipalities"),
    K.DISTRICT: ("subdistrict_laos",),
}


@dataclass(frozen=True)
class Forwarding:
    """A wish to send a received letter on, from `office`; `pattern` None takes the office's last one."""

    delivery: Delivery
    office: Office
    pattern: str | None = None


def draft_from(wish: Forwarding, *, now: dt.datetime, actor: Actor) -> Letter:
    """Make the forwarding draft, or give the one that is there already: a second click makes no second letter.

    Subject, urgency and body come from the source, addressees by design rule 3, the source goes along as สำเนา with
    everything enclosed in it. Raises Forbidden for an office of another organisation, Refused when there is nothing
    to forward to, the letter was recalled, or it has been sent on; InvalidInput for an unknown pattern.
    """
    delivery, office = wish.delivery, wish.office
    if office.organisation_id != delivery.organisation_id:
        raise Forbidden(_("หน่วยงานนี้ไม่ใช่ผู้รับหนังสือฉบับนี้"), _("สลับไปหน่วยงานของผู้รับที่มุมบน"))
    pattern = wish.pattern or office.opening_pattern or "A"
    if pattern not in PATTERNS:
        raise InvalidInput(_("ไม่มีแบบขึ้นต้นนี้"), _("เลือกแบบ A, B หรือ C"), "pattern")
    # one at a time: the second of two clicks waits here and then finds the first one's draft
    hold_delivery(delivery.id)
    if existing := forward_draft(delivery):
        return existing
    _check(delivery)
    open_delivery(delivery, now=now, actor=actor)
    letter = start(_starting(wish, pattern, now, actor))
    letter.root_id = delivery.root_letter_id
    add_copy(letter, delivery.letter, Doing(now, actor))
    db.session.flush()
    return letter


def forward_draft(delivery: Delivery) -> Letter | None:
    """Give the forwarding letter of this delivery that is being worked on."""
    query = (
        sa.select(Letter)
        .where(Letter.source_id == delivery.letter_id, Letter.issuer_id == delivery.organisation_id)
        .where(Letter.status.in_(OPEN_WORK | {LetterStatus.NUMBERED}))
    )
    return db.session.scalar(query.order_by(Letter.id).limit(1))


def _check(delivery: Delivery) -> None:
    if delivery.state in (DeliveryState.RECALLED, DeliveryState.REJECTED):
        raise refused(delivery.state)
    if delivery.organisation.kind not in RULES:
        raise Refused(_("อปท. เป็นปลายทางของหนังสือเวียน จึงไม่ต้องแจ้งต่อ"), _("รับทราบหรือลงรับหนังสือแทน"))
    if not owes_forwarding(delivery.organisation):
        raise Refused(_("ไม่มี ทต. หรือ อบต. ในอำเภอนี้ จึงไม่ต้องแจ้งต่อ"), _("ลงรับแล้วจบเรื่องได้"))
    done = db.session.get(Letter, delivery.forwarded_letter_id) if delivery.forwarded_letter_id else None
    if done is not None and done.status is LetterStatus.ISSUED:
        raise Refused(_("แจ้งต่อแล้วด้วยหนังสือที่ %(ref)s", ref=done.ref_no or ""), _("ถ้าต้องแก้ ให้ออกฉบับใหม่แทนจากหน้าหนังสือนั้น"))


def owes_forwarding(organisation: Organisation) -> bool:
    """Say whether an organisation sends circulars on: a district does where it has a ทต. or อบต. (rule 3)."""
    if organisation.kind is not K.DISTRICT:
        return organisation.kind in RULES
    query = sa.select(Organisation.id).where(
        Organisation.parent_id == organisation.id, Organisation.kind.in_(DISTRICT_DIRECT), Organisation.active
    )
    return db.session.scalar(query.limit(1)) is not None


def _starting(wish: Forwarding, pattern: str, now: dt.datetime, actor: Actor) -> Starting:
    source, us = wish.delivery.letter, wish.delivery.organisation
    text = forward_text(source_text(source), us.name, us.kind, pattern)
    content = {
        "circular": True,
        "subject": source.subject,
        "urgency": source.urgency,
        "urgency_by": source.urgency_by,
        "body_cause": text.cause,
        "body_purpose": text.purpose,
        "body_conclusion": text.conclusion,
        "addressee_rules": [{"rule": rule} for rule in RULES[us.kind]],
        "opening_pattern": pattern,
    }
    return Starting(wish.office, LetterForm.EXTERNAL, now, actor, content=content, source=source)


def source_text(source: Letter) -> SourceText:
    """Give the words of a letter that is to be sent on."""
    return SourceText(
        issuer=source.issuer_name,
        subject=source.subject,
        paragraphs=paragraphs_of(source.body_cause, source.body_purpose, source.body_conclusion),
        heard_from=source.source.issuer_name if source.source else "",
    )
