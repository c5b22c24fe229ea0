"""Reading letters: the office's list, one letter with everything a page shows; each a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import defer, joinedload, selectinload

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import InvalidInput
from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from letters.addressee_rules import select as select_addressees
from letters.models import Addressee, DraftRevision, Enclosure, Letter
from letters.reference_number import find_reference_numbers
from letters.register_models import Register
from letters.status import FROZEN, OPEN_WORK, Book, LetterStatus, Origin
from organisations.models import CircularSeries, Office, Organisation
from thai_numerals import to_arabic

S = LetterStatus
# The tabs of the office's list; what came on paper from elsewhere is not the office's own writing.
TABS: dict[str, frozenset[LetterStatus]] = {
    "open": OPEN_WORK | {S.NUMBERED},
    "sent": frozenset({S.ISSUED, S.RECALLED, S.SUPERSEDED}),
    "discarded": frozenset({S.DISCARDED}),
}
LIST_ORDER = (Order(Letter.updated_at, descending=True), Order(Letter.id, descending=True))


def letters_of_office(office_id: int, tab: str, cursor: str | None = None) -> Page[Letter]:
    """Give one page of what the office writes, newest change first; canonical texts are not loaded."""
    query = sa.select(Letter).where(
        Letter.office_id == office_id, Letter.status.in_(TABS[tab]), Letter.origin == Origin.WRITTEN
    )
    light = (defer(Letter.canonical), defer(Letter.body_cause), defer(Letter.body_purpose))
    rows = db.session.scalars(keyset(query.options(*light), LIST_ORDER, cursor)).all()
    return page_of(rows, LIST_ORDER, cursor)


def counts_by_tab(office_id: int) -> dict[str, int]:
    """Give how many letters each tab holds, by one statement."""
    counted = db.session.execute(
        sa.select(Letter.status, sa.func.count())
        .where(Letter.office_id == office_id, Letter.origin == Origin.WRITTEN)
        .group_by(Letter.status)
    )
    numbers: dict[LetterStatus, int] = {row[0]: row[1] for row in counted}
    return {tab: sum(numbers.get(status, 0) for status in statuses) for tab, statuses in TABS.items()}


def letter_with_everything(letter_id: int) -> Letter | None:
    """Give a letter with office, issuer, source, files and enclosures loaded (two statements)."""
    enclosures = selectinload(Letter.enclosures)
    return db.session.scalar(
        sa.select(Letter)
        .where(Letter.id == letter_id)
        .options(
            joinedload(Letter.office).joinedload(Office.organisation),
            joinedload(Letter.issuer),
            joinedload(Letter.source),
            joinedload(Letter.supersedes),
            joinedload(Letter.signatory),
            joinedload(Letter.pdf_file),
            joinedload(Letter.docx_file),
            joinedload(Letter.scan_file),
            enclosures.joinedload(Enclosure.file),
            enclosures.joinedload(Enclosure.linked_letter).joinedload(Letter.pdf_file),
        )
    )


def recipients(letter: Letter) -> list[tuple[Organisation, bool]]:
    """Give (organisation, for information) in the order of the rules: the frozen list, or what the draft's rules name
    today. One statement.
    """
    if letter.status in FROZEN:
        chosen = sa.select(Addressee.organisation_id, Addressee.position, Addressee.for_information)
        named = chosen.where(Addressee.letter_id == letter.id).subquery()
    elif letter.issuer is None:
        return []
    else:
        named = select_addressees(letter.addressee_rules, letter.issuer).subquery()
    rows = db.session.execute(
        sa.select(Organisation, named.c.for_information)
        .join(named, named.c.organisation_id == Organisation.id)
        .order_by(named.c.position, Organisation.code)
    )
    return [(row[0], bool(row[1])) for row in rows]


def recipient_count(letter: Letter) -> int:
    """Give how many organisations the letter goes to, without loading them."""
    if letter.status in FROZEN or letter.issuer is None:
        return letter.recipient_count
    named = select_addressees(letter.addressee_rules, letter.issuer).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(named)) or 0


def expected_number(letter: Letter, year: int) -> int | None:
    """Give the number the letter would get now in the office's book of a Buddhist `year`; a guess, not a promise."""
    office = letter.office
    if office is None:
        return None
    own_series = letter.circular and office.circular_series is CircularSeries.SEPARATE
    book = Book.CIRCULAR if own_series else Book.SENT
    found = db.session.scalar(
        sa.select(Register.next_number).where(
            Register.office_id == office.id, Register.book == book, Register.year == year
        )
    )
    return found or 1


def history_of(letter_id: int) -> Sequence[AuditEntry]:
    """Give what was done to the letter, oldest first."""
    return db.session.scalars(
        sa.select(AuditEntry)
        .where(AuditEntry.subject_type == Letter.__tablename__, AuditEntry.subject_id == letter_id)
        .order_by(AuditEntry.at, AuditEntry.id)
    ).all()


def newest_text(letter_id: int) -> DraftRevision | None:
    """Give the text the draft has now; its `version` is the one at which text was last written (a later one changed
    the enclosures only).
    """
    texts = sa.select(DraftRevision).where(DraftRevision.letter_id == letter_id, DraftRevision.set_aside.is_(False))
    return db.session.scalar(texts.order_by(DraftRevision.version.desc()).limit(1))


def enclosures_changed_by_others(letter_id: int, since: int, user_id: int | None) -> AuditEntry | None:
    """Give the last act by which somebody else changed the draft's enclosures after version `since`."""
    newest = (
        sa.select(AuditEntry)
        .where(AuditEntry.subject_type == Letter.__tablename__, AuditEntry.subject_id == letter_id)
        .where(AuditEntry.act == AuditAct.ENCLOSURE_CHANGED, AuditEntry.actor_id.is_distinct_from(user_id))
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    entry = db.session.scalar(newest)
    return entry if entry is not None and (entry.after or {}).get("version", 0) > since else None


def revisions_of(letter_id: int) -> Sequence[DraftRevision]:
    """Give the kept texts of a draft, newest first."""
    newest_first = (DraftRevision.saved_at.desc(), DraftRevision.id.desc())
    return db.session.scalars(
        sa.select(DraftRevision).where(DraftRevision.letter_id == letter_id).order_by(*newest_first)
    ).all()


@dataclass(frozen=True)
class CodeTarget:
    """An enclosure as the world outside finds it by the code on the paper."""

    enclosure: Enclosure
    letter: Letter
    opens_on: dt.date | None


def enclosure_by_token(token: str) -> CodeTarget | None:
    """Give the enclosure a printed code leads to; None unless it was printed as a code on a letter that was issued."""
    found = db.session.scalar(
        sa.select(Enclosure)
        .join(Letter, Letter.id == Enclosure.letter_id)
        .where(Enclosure.token == token, Enclosure.as_qr, Letter.status.in_(FROZEN))
        .options(joinedload(Enclosure.letter), joinedload(Enclosure.file))
    )
    return CodeTarget(found, found.letter, found.opens_on) if found else None


def letters_by_reference(text: str, visible: sa.ColumnElement[bool]) -> Letter:
    """Give the newest numbered letter with this ที่ among the `visible` ones.

    Raises InvalidInput (field "ref_no") when the text is no reference number or no such letter is known.
    """
    found = find_reference_numbers(text)
    normalised = found[0].normalized if found else " ".join(to_arabic(text).split())
    letter = db.session.scalar(
        sa.select(Letter)
        .where(Letter.ref_no == normalised, Letter.status.in_(FROZEN), visible)
        .order_by(Letter.letter_date.desc(), Letter.id.desc())
        .limit(1)
    )
    if letter is None:
        raise InvalidInput(_("ไม่พบหนังสือเลขที่นี้ในหนังสือที่หน่วยงานของท่านเห็น"), _("ตรวจเลข เช่น พช 0023.6/ว 1507"), "ref_no")
    return letter
