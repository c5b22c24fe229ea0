"""ลงรับ: enter a letter in an office's received register (ข้อ 37 to 40).

One organisation may register a letter more than once, each office in its own book: the hall desk, then สถจ. Receiving
implies acknowledging; a number is taken from the office's book, or typed from a book that is kept elsewhere.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.clock import BANGKOK, day_of
from core.errors import Forbidden, InvalidInput, StaleState
from core.extensions import db
from letters.models import Letter
from letters.numbering import Columns, Taking, take_number
from letters.register_models import RegisterEntry
from letters.status import Book
from organisations.models import Office
from routing.acknowledge import acknowledged_facts
from routing.chain_duties import on_acknowledged
from routing.models import Delivery, Receipt
from routing.moves import refused
from routing.status import ACKNOWLEDGED_STATES, OUTSTANDING_STATES, DeliveryState
from thai_numerals import to_arabic

_NUMBER = re.compile(r"[0-9]{1,9}(?:/[0-9]{2,4})?")


@dataclass(frozen=True)
class Receiving:
    """A wish to register. `day` and `time` are what the stamp says (Bangkok); both None mean now. `number` is given
    exactly where the office's book is kept elsewhere. `scan_file_id` is the office's own scan of a paper letter.
    """

    delivery: Delivery
    office: Office
    day: dt.date | None = None
    time: dt.time | None = None
    number: str = ""
    action: str = ""  # การปฏิบัติ
    scan_file_id: int | None = None


def receive(wish: Receiving, *, now: dt.datetime, actor: Actor) -> Receipt:
    """Register the letter in the office and give the entry; the office then holds the letter.

    Repeating it gives the receipt that stands. Raises Forbidden for an office of another organisation, Refused when
    the letter was recalled, rejected or reported faulty, InvalidInput naming `day` or `number`, StaleState when a
    colleague registered it at the same moment (the number is then not used).
    """
    delivery, office = wish.delivery, wish.office
    if office.organisation_id != delivery.organisation_id:
        raise Forbidden(_("หน่วยงานนี้ไม่ใช่ผู้รับหนังสือฉบับนี้"), _("สลับไปหน่วยงานของผู้รับที่มุมบน"))
    if standing := live_receipt(delivery, office):
        return standing
    here, last_number = delivery.state, delivery.number
    if here not in OUTSTANDING_STATES | ACKNOWLEDGED_STATES:
        raise refused(here)
    receipt = _receipt(wish, now, actor)
    facts: dict[str, Any] = {"state": DeliveryState.REGISTERED, "number": receipt.number, "holder_office_id": office.id}
    if here is not DeliveryState.REGISTERED:
        facts["registered_at"] = now
    if delivery.acknowledged_at is None or delivery.behalf_method is not None:
        facts |= acknowledged_facts(delivery, now, actor)
    if not claim(Delivery, delivery.id, {"state": here, "number": last_number}, facts):
        raise StaleState(_("มีผู้อื่นลงรับหนังสือนี้เมื่อสักครู่ ยังไม่ได้ใช้เลข"), _("เปิดหน้านี้ใหม่เพื่อดูเลขรับที่ลงแล้ว"))
    db.session.add(receipt)
    db.session.flush()
    on_acknowledged([delivery.id], now=now, actor=actor)
    after = {"state": DeliveryState.REGISTERED.value, "number": receipt.number, "day": receipt.received_on.isoformat()}
    record(Act(actor, AuditAct.DELIVERY_REGISTERED, delivery, now, before={"state": here.value}, after=after))
    return receipt


def live_receipt(delivery: Delivery, office: Office) -> Receipt | None:
    """Give the office's own entry for this letter, unless it was taken back."""
    query = sa.select(Receipt).where(
        Receipt.letter_id == delivery.letter_id, Receipt.office_id == office.id, Receipt.taken_back_at.is_(None)
    )
    return db.session.scalar(query)


def _receipt(wish: Receiving, now: dt.datetime, actor: Actor) -> Receipt:
    day, time = _when(wish, now)
    entry = _entry(wish, day, now, actor) if wish.office.keeps_register_here else None
    return Receipt(
        letter_id=wish.delivery.letter_id,
        delivery_id=wish.delivery.id,
        office_id=wish.office.id,
        entry_id=entry.id if entry else None,
        number=str(entry.number) if entry else typed_number(wish.number),
        received_on=day,
        received_time=time,
        recorded_at=now,
        by_id=actor.user_id,
        by_name=actor.name,
        scan_file_id=wish.scan_file_id,
    )


def _when(wish: Receiving, now: dt.datetime) -> tuple[dt.date, dt.time | None]:
    if wish.day is None:
        return day_of(now), wish.time or now.astimezone(BANGKOK).time().replace(second=0, microsecond=0)
    if wish.day > day_of(now):
        raise InvalidInput(_("วันที่รับอยู่ในอนาคต"), _("ใส่วันที่ไม่เกินวันนี้"), "day")
    return wish.day, wish.time


def _entry(wish: Receiving, day: dt.date, now: dt.datetime, actor: Actor) -> RegisterEntry:
    letter = wish.delivery.letter
    columns = Columns(
        ref_no=letter.ref_no or "",
        dated=letter.letter_date,
        sender=letter.issuer_name,
        recipient=wish.delivery.organisation.form_of_address,
        subject=letter.subject,
        action=wish.action.strip(),
    )
    return take_number(Taking(wish.office.id, Book.RECEIVED, day, now, actor, letter_id=letter.id, columns=columns))


def typed_number(text: str) -> str:
    """Give a number of a book kept elsewhere as it is stored: Arabic digits, "812" or "812/2567".

    Raises InvalidInput (field `number`) for anything else.
    """
    number = to_arabic(text).replace(" ", "")
    if not number:
        raise InvalidInput(_("ยังไม่ได้ใส่เลขรับ"), _("ใส่เลขจากทะเบียนรับของหน่วยงาน หรือกดรับทราบแล้วใส่เลขภายหลัง"), "number")
    if not _NUMBER.fullmatch(number):
        raise InvalidInput(_("เลขรับต้องเป็นตัวเลข"), _("เช่น 812 หรือ 812/2567"), "number")
    return number


def receipts_of(letter: Letter, organisation_id: int) -> list[Receipt]:
    """Give an organisation's standing entries for a letter, in the order they were made."""
    query = (
        sa.select(Receipt)
        .join(Office, Office.id == Receipt.office_id)
        .where(Receipt.letter_id == letter.id, Office.organisation_id == organisation_id)
        .where(Receipt.taken_back_at.is_(None))
        .order_by(Receipt.id)
    )
    return list(db.session.scalars(query))
