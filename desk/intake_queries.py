"""Lists of files taken in, for one office; each page a fixed number of statements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload, undefer

from core.errors import NotFound
from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from desk.intake_models import IncomingFile, IncomingLetter, TakenMail
from desk.intake_status import TO_LOOK_AT, IntakeState
from routing.models import Receipt

TABS: dict[str, frozenset[IntakeState]] = {
    "waiting": TO_LOOK_AT,
    "done": frozenset({IntakeState.REGISTERED}),
    "aside": frozenset({IntakeState.SET_ASIDE}),
}
ORDER = (Order(IncomingFile.id, descending=True),)
MOST_MAILS = 20


@dataclass(frozen=True)
class FoundLetter:
    """What a list says of one letter in a file."""

    part: int
    ref_no: str | None
    subject: str | None
    letter_id: int | None


@dataclass
class FileList:
    """One page of files, the letters in each, and how many wait in all."""

    page: Page[IncomingFile]
    letters: dict[int, list[FoundLetter]] = field(default_factory=dict)
    waiting: int = 0


def files_of(office_id: int, tab: str, cursor: str | None = None) -> FileList:
    """Give one page of the office's files, newest first, with what was read from them in short."""
    mine = sa.select(IncomingFile).where(IncomingFile.office_id == office_id, IncomingFile.state.in_(TABS[tab]))
    mine = mine.options(joinedload(IncomingFile.mail), joinedload(IncomingFile.file))
    page = page_of(db.session.scalars(keyset(mine, ORDER, cursor)).all(), ORDER, cursor)
    return FileList(page, _letters_of([one.id for one in page.items]), waiting_count(office_id))


def waiting_count(office_id: int) -> int:
    """Give how many files of the office wait to be looked at."""
    waiting = sa.select(sa.func.count()).where(IncomingFile.office_id == office_id, IncomingFile.state.in_(TO_LOOK_AT))
    return db.session.scalar(waiting) or 0


def _letters_of(ids: list[int]) -> dict[int, list[FoundLetter]]:
    query = (
        sa.select(
            IncomingLetter.incoming_id,
            IncomingLetter.part,
            IncomingLetter.reading["ref_no"].as_string(),
            IncomingLetter.reading["subject"].as_string(),
            IncomingLetter.letter_id,
        )
        .where(IncomingLetter.incoming_id.in_(ids))
        .order_by(IncomingLetter.incoming_id, IncomingLetter.part)
    )
    found: dict[int, list[FoundLetter]] = defaultdict(list)
    for incoming_id, *facts in db.session.execute(query) if ids else ():
        found[incoming_id].append(FoundLetter(*facts))
    return found


def incoming_of(office_id: int, incoming_id: int) -> IncomingFile:
    """Give a file of this office with its letters and what was read. Raises NotFound for another's as for none."""
    letters = selectinload(IncomingFile.letters)
    query = (
        sa.select(IncomingFile)
        .where(IncomingFile.id == incoming_id, IncomingFile.office_id == office_id)
        .options(
            joinedload(IncomingFile.file),
            joinedload(IncomingFile.mail),
            letters.options(
                undefer(IncomingLetter.reading), undefer(IncomingLetter.marks), undefer(IncomingLetter.typed)
            ),
            letters.joinedload(IncomingLetter.letter),
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFound(_("ไม่พบไฟล์นี้"), _("กลับไปหน้านำเข้าหนังสือ"))
    return found


def next_file(office_id: int, after: int) -> int | None:
    """Give the office's next file to look at: the oldest behind this one, else the oldest of all."""
    waiting = sa.select(IncomingFile.id).where(
        IncomingFile.office_id == office_id, IncomingFile.state.in_(TO_LOOK_AT), IncomingFile.id != after
    )
    behind_first = (IncomingFile.id < after, IncomingFile.id)
    return db.session.scalar(waiting.order_by(*behind_first).limit(1))


def receipts_here(letter_ids: list[int], office_id: int) -> dict[int, Receipt]:
    """Give the office's standing entries of these letters, by letter."""
    query = sa.select(Receipt).where(
        Receipt.letter_id.in_(letter_ids), Receipt.office_id == office_id, Receipt.taken_back_at.is_(None)
    )
    return {one.letter_id: one for one in db.session.scalars(query)} if letter_ids else {}


def mails_to_tell(office_id: int, since: dt.datetime) -> list[TakenMail]:
    """Give the newest mails whose attachments were refused, or that had none, until somebody has seen it."""
    query = sa.select(TakenMail).where(
        TakenMail.office_id == office_id, TakenMail.dismissed_at.is_(None), TakenMail.taken_at >= since
    )
    newest = db.session.scalars(query.order_by(TakenMail.id.desc()).limit(MOST_MAILS))
    return [one for one in newest if one.refusals]
