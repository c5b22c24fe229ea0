"""Numbers of every book: the only writer of registers (ระเบียบงานสารบรรณ ข้อ 32, 38, 43; design rule 1).

A number is taken by UPDATE … RETURNING of the book's counter row, in the caller's transaction, together with its
entry: either both land or neither, so a book has no gap and no repeat whatever fails or runs beside it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.clock import day_of
from core.errors import InvalidInput, Refused, StaleState
from core.extensions import db
from letters import counter
from letters.book_checks import check_day, numbering_office, required
from letters.models import Letter
from letters.register_models import Register, RegisterEntry
from letters.status import FROZEN, Book, EntryStatus, LetterStatus
from organisations.models import CircularSeries, Office
from thai_numerals import register_year

CIRCULAR_MARK = "/ว "
MOST_RESERVED_AT_ONCE = 100


@dataclass(frozen=True)
class Columns:
    """What stands in a row beside its number, in the words of แบบ 13 and แบบ 14.

    `ref_no` is given for received letters only: that of a sent one is made from the office's code and the number.
    """

    ref_no: str = ""  # ที่
    dated: dt.date | None = None  # ลงวันที่
    sender: str = ""  # จาก
    recipient: str = ""  # ถึง
    subject: str = ""  # เรื่อง
    action: str = ""  # การปฏิบัติ
    remark: str = ""  # หมายเหตุ


@dataclass(frozen=True)
class Taking:
    """A wish for the next number. `book` says what the letter is: a CIRCULAR of an office whose circulars share the
    ordinary series gets its number from the sent book. `day` is the row's own day (Bangkok), not after today.
    """

    office_id: int
    book: Book
    day: dt.date
    now: dt.datetime
    actor: Actor
    letter_id: int | None = None
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True)
class Opening:
    """A book that begins in mid-year: its first number here, why, and the paper book it continues."""

    office_id: int
    book: Book
    year: int
    first_number: int
    reason: str
    paper_book: str


def reference(office: Office, number: int | str, *, circular: bool) -> str:
    """Give ที่ as stored: "พช 0023.6/ว 1507", "นร 0107/2199"; `number` "" leaves it open (saraban.md 1.6)."""
    return f"{office.reference_code}{CIRCULAR_MARK if circular else '/'}{number}".rstrip()


def series_of(office: Office, book: Book, year: int) -> Book:
    """Give the book a letter of kind `book` is numbered in, in Buddhist `year`.

    The office's setting decides at the year's first circular and holds until its end (ข้อ 32): changed in between,
    the same ว number would be given twice.
    """
    if book is not Book.CIRCULAR:
        return book
    if counter.book_of(office.id, Book.CIRCULAR, year) is not None:
        return Book.CIRCULAR
    if office.circular_series is CircularSeries.SHARED:
        return Book.SENT
    shared = (
        sa.select(RegisterEntry.id)
        .join(Register, Register.id == RegisterEntry.register_id)
        .where(Register.office_id == office.id, Register.book == Book.SENT, Register.year == year)
        .where(RegisterEntry.ref_no.contains(CIRCULAR_MARK, autoescape=True))
    )
    return Book.SENT if db.session.scalar(shared.limit(1)) else Book.CIRCULAR


def take_number(taking: Taking) -> RegisterEntry:
    """Take the next number of the book and write its row, in the caller's transaction.

    The book of the year opens by itself at 1. Raises NotFound for an unknown office, Refused when the office cannot
    number, InvalidInput for a day in the future.
    """
    office = numbering_office(taking.office_id, taking.book)
    check_day(taking.day, taking.now)
    taken = _next(office, taking, 1)
    entry = _entry(office, taking, taken, taken.last)
    entry.status = EntryStatus.USED
    db.session.add(entry)
    db.session.flush()
    return entry


def reserve(taking: Taking, count: int, purpose: str) -> list[RegisterEntry]:
    """Set `count` numbers aside, for a letter signed in ink or a number asked for by telephone.

    `purpose` is on record and shown in หมายเหตุ. Raises InvalidInput for a count outside 1 to 100 or no purpose,
    and what take_number raises.
    """
    office = numbering_office(taking.office_id, taking.book)
    check_day(taking.day, taking.now)
    if not 1 <= count <= MOST_RESERVED_AT_ONCE:
        raise InvalidInput(_("จองได้ครั้งละ 1 ถึง 100 เลข"), _("ใส่จำนวนเลขที่ต้องการ"), "count")
    purpose = required(purpose, "purpose", _("ยังไม่ได้บอกว่าจองเลขไว้ใช้เรื่องใด"))
    taken = _next(office, taking, count)
    entries = [_entry(office, taking, taken, number) for number in range(taken.last - count + 1, taken.last + 1)]
    for entry in entries:
        entry.status, entry.remark = EntryStatus.RESERVED, purpose
    db.session.add_all(entries)
    db.session.flush()
    numbers = [entry.number for entry in entries]
    act = {"book": str(taking.book), "numbers": numbers, "purpose": purpose}
    subject = (Register.__tablename__, taken.register_id)
    record(Act(taking.actor, AuditAct.NUMBER_RESERVED, subject, taking.now, after=act))
    return entries


def use_reserved(entry: RegisterEntry, taking: Taking) -> RegisterEntry:
    """Give a reserved number to a letter; the row keeps the day it was reserved on, `dated` says the letter's.

    Raises Refused when the number is of another office, another year's book or another kind of letter, StaleState
    when it has been used or voided meanwhile.
    """
    register = entry.register
    numbering_office(taking.office_id, taking.book)
    if register.office_id != taking.office_id:
        raise Refused(_("เลขนี้เป็นของหน่วยงานอื่น"), _("เลือกเลขที่จองไว้ของหน่วยงานนี้"))
    if register.year != register_year(taking.day):
        raise Refused(_("เลขนี้อยู่ในทะเบียนคนละปีกับวันที่ของหนังสือ"), _("ใช้วันที่ในปีของเลขนั้น หรือจองเลขใหม่"), "day")
    if (CIRCULAR_MARK in entry.ref_no) is not (taking.book is Book.CIRCULAR):
        raise Refused(_("เลขที่จองไว้เป็นคนละชุดกับหนังสือฉบับนี้ (ว กับไม่ใช่ ว)"), _("เลือกเลขที่จองไว้ในชุดเดียวกัน"))
    check_day(taking.day, taking.now)
    columns = taking.columns
    change = {
        "status": EntryStatus.USED,
        "letter_id": taking.letter_id,
        "dated": columns.dated,
        "sender": columns.sender,
        "recipient": columns.recipient,
        "subject": columns.subject,
        "action": columns.action,
        "remark": columns.remark or entry.remark,
    }
    expected = {"status": EntryStatus.RESERVED, "letter_id": entry.letter_id}
    if entry.letter_id not in (None, taking.letter_id) or not claim(RegisterEntry, entry.id, expected, change):
        raise StaleState(_("เลข %(number)s ถูกใช้หรือยกเลิกไปแล้ว", number=entry.number), _("เลือกเลขอื่น หรือออกเลขใหม่"))
    return entry


def void(entry: RegisterEntry, reason: str, *, now: dt.datetime, actor: Actor) -> None:
    """Cancel a number: it keeps its row with the reason and is never given again (design rule 1).

    Raises InvalidInput without a reason, Refused for the number of a letter that has been issued, StaleState when
    the number is void already.
    """
    reason = make_void(entry, reason)
    act = {"number": entry.number, "ref_no": entry.ref_no, "letter_id": entry.letter_id}
    record(Act(actor, AuditAct.NUMBER_VOIDED, entry, now, before=act, note=reason))


def make_void(entry: RegisterEntry, reason: str) -> str:
    """Cancel a number as part of an act that is recorded with it; give the reason trimmed. Raises as void."""
    reason = required(reason, "reason", _("ยังไม่ได้บอกเหตุผลที่ยกเลิกเลข"))
    letter = db.session.get(Letter, entry.letter_id) if entry.letter_id else None
    if letter is not None and letter.status is LetterStatus.AWAITING_INK:
        raise Refused(
            _("เลข %(number)s จองไว้ให้หนังสือที่รอลงนามในกระดาษ", number=entry.number),
            _("เปิดหนังสือนั้นแล้วเลือกเลิกลงนามในกระดาษ"),
        )
    used = entry.status is EntryStatus.USED and entry.register.book is not Book.RECEIVED
    if used and letter is not None and letter.status in FROZEN:
        raise Refused(
            _("เลข %(number)s เป็นของหนังสือที่ออกไปแล้ว ยกเลิกเลขไม่ได้", number=entry.number),
            _("ใช้การเรียกคืนหนังสือแทน เลขและแถวในทะเบียนจะคงอยู่"),
        )
    if entry.status is EntryStatus.VOID or not claim(
        RegisterEntry, entry.id, {"status": entry.status}, {"status": EntryStatus.VOID, "void_reason": reason}
    ):
        raise StaleState(_("เลข %(number)s ถูกยกเลิกไปแล้ว", number=entry.number), _("เปิดหน้าทะเบียนใหม่อีกครั้ง"))
    return reason


def open_register(opening: Opening, *, now: dt.datetime, actor: Actor) -> Register:
    """Begin a book at a number because the year began on paper; repeatable while the book has no row.

    Raises InvalidInput naming the field, Refused when the book has rows already or is kept elsewhere.
    """
    office = numbering_office(opening.office_id, opening.book)
    _check_opening(opening, day_of(now))
    if opening.book is Book.CIRCULAR and series_of(office, Book.CIRCULAR, opening.year) is Book.SENT:
        raise Refused(_("หน่วยงานนี้ใช้เลข ว ร่วมกับทะเบียนส่ง"), _("เปิดทะเบียนส่งแทน"), "book")
    counter.ensure(office.id, opening.book, opening.year, now)
    start = {"opened_at": now, "opened_reason": opening.reason.strip(), "paper_book": opening.paper_book.strip()}
    if not counter.restart((office.id, opening.book, opening.year), opening.first_number, start):
        raise Refused(_("ทะเบียนเล่มนี้มีเลขแล้ว เปลี่ยนเลขเริ่มต้นไม่ได้"), _("เลขถัดไปออกต่อจากเลขล่าสุดเสมอ"), "first_number")
    register = counter.book_of(office.id, opening.book, opening.year)
    assert register is not None
    db.session.refresh(register)
    act = {"year": opening.year, "book": str(opening.book), "first_number": opening.first_number}
    act["paper_book"] = register.paper_book
    record(Act(actor, AuditAct.REGISTER_OPENED, register, now, after=act, note=register.opened_reason))
    return register


def _check_opening(opening: Opening, today: dt.date) -> None:
    if not 1 <= opening.first_number <= 999_999:
        raise InvalidInput(_("เลขแรกต้องเป็นจำนวนเต็มตั้งแต่ 1"), _("ใส่เลขถัดจากเลขสุดท้ายในสมุดกระดาษ"), "first_number")
    if not 2500 <= opening.year <= register_year(today):
        raise InvalidInput(_("เปิดทะเบียนล่วงหน้าไม่ได้"), _("ใส่ปี พ.ศ. ไม่เกินปีนี้"), "year")
    required(opening.reason, "reason", _("ยังไม่ได้บอกเหตุผลที่เปิดทะเบียนกลางปี"))
    required(opening.paper_book, "paper_book", _("ยังไม่ได้บอกว่าต่อจากสมุดทะเบียนเล่มใด"))


def _next(office: Office, taking: Taking, count: int) -> counter.Taken:
    year = register_year(taking.day)
    return counter.advance((office.id, series_of(office, taking.book, year), year), count, taking.day, taking.now)


def _entry(office: Office, taking: Taking, taken: counter.Taken, number: int) -> RegisterEntry:
    columns = taking.columns
    circular = taking.book is Book.CIRCULAR
    received = taking.book is Book.RECEIVED
    return RegisterEntry(
        register_id=taken.register_id,
        late_entered=taken.late,
        number=number,
        letter_id=taking.letter_id,
        entry_date=taking.day,
        recorded_at=taking.now,
        ref_no=columns.ref_no if received else reference(office, number, circular=circular),
        dated=columns.dated,
        sender=columns.sender,
        recipient=columns.recipient,
        subject=columns.subject,
        action=columns.action,
        remark=columns.remark,
        by_id=taking.actor.user_id,
    )
