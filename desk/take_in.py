"""Taking files in: page, command and mailbox all call this. A file is kept once, read, looked at, registered.

What a person confirms goes through the same functions as a letter typed from paper: one Letter wherever it comes
from, one entry in this office's book (design rule 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput
from core.extensions import db
from core.stored_files import Store, StoredFile, keep
from desk.intake_models import IncomingFile, IncomingLetter, TakenMail
from desk.intake_moves import move
from desk.intake_status import TO_LOOK_AT, IntakeSource, IntakeState
from desk.read_file import ReadFile
from documents.upload_checks import MEDIA_TYPES, UploadRefused, check_upload
from letters.enclosures import Upload
from letters.upload_words import refusal
from organisations.models import Office
from routing.models import Receipt

MOST_FILES = 50  # at once
ABANDONED_AFTER = dt.timedelta(minutes=15)  # a reader that died
TEXT = "text/plain"
READABLE = frozenset({*(MEDIA_TYPES[kind] for kind in ("pdf", "docx", "png", "jpg", "tiff")), TEXT})


@dataclass(frozen=True)
class Taking:
    """For whom files are taken in, how they came, who brings them."""

    office: Office
    source: IntakeSource
    store: Store
    now: dt.datetime
    actor: Actor
    mail: TakenMail | None = None


@dataclass(frozen=True)
class Taken:
    """The answer to one file: the row it has, or why it was refused. `again`: this office had it already;
    `elsewhere`: another office brought the same bytes (which one is not said).
    """

    file_name: str
    incoming: IncomingFile | None = None
    refusal: InvalidInput | None = None
    again: bool = False
    elsewhere: bool = False


def take_in(files: Sequence[Upload], taking: Taking) -> list[Taken]:
    """Keep each sound file and put it in line to be read; a bad one is answered and the others go on.

    The same bytes in the same office are one row, unless what came of them was set aside or its receipt taken back.
    One audit row for all. Raises InvalidInput for more than MOST_FILES at once, or none.
    """
    if not files:
        raise InvalidInput(_("ยังไม่ได้เลือกไฟล์"), _("เลือกไฟล์หนังสือ PDF, DOCX หรือรูปถ่าย"), "files")
    if len(files) > MOST_FILES:
        raise InvalidInput(_("เลือกเกิน %(most)s ไฟล์", most=MOST_FILES), _("นำเข้าทีละชุด"), "files")
    looked = [_looked(upload) for upload in files]  # before the first statement: nobody waits for a large file
    answers = [_take_one(upload, seen, taking) for upload, seen in zip(files, looked, strict=True)]
    new = [one.incoming for one in answers if one.incoming and not one.again]
    if new:
        names = [one.file_name for one in new]
        after = {"files": names, "sha256": [one.file.sha256 for one in new], "source": taking.source.value}
        record(Act(taking.actor, AuditAct.FILES_TAKEN_IN, taking.office, taking.now, after=after))
    return answers


def _looked(upload: Upload) -> tuple[str, str] | InvalidInput:
    try:
        return look_at(upload)
    except InvalidInput as error:
        return error


def _take_one(upload: Upload, seen: tuple[str, str] | InvalidInput, taking: Taking) -> Taken:
    if isinstance(seen, InvalidInput):
        return Taken(upload.file_name, refusal=seen)
    media_type, name = seen
    file = keep(upload.content, media_type, taking.store, taking.now)
    standing = _standing(file, taking.office)
    if standing is not None:
        return Taken(name, standing, again=True)
    elsewhere = sa.select(IncomingFile.id).where(
        IncomingFile.file_id == file.id, IncomingFile.office_id != taking.office.id
    )
    known = db.session.scalar(elsewhere.limit(1)) is not None
    incoming = IncomingFile(
        office_id=taking.office.id,
        file=file,
        file_name=name[:200],
        source=taking.source,
        state=IntakeState.WAITING,
        mail_id=taking.mail.id if taking.mail else None,
        taken_at=taking.now,
        taken_by_id=taking.actor.user_id,
        taken_by_name=taking.actor.name,
    )
    db.session.add(incoming)
    db.session.flush()
    return Taken(name, incoming, elsewhere=known)


def look_at(upload: Upload) -> tuple[str, str]:
    """Tell what a file is by its content; give media type and a safe name. Raises InvalidInput for no letter's file."""
    try:
        sound = check_upload(upload.content, upload.file_name, max_bytes=upload.max_bytes)
    except UploadRefused as error:
        if error.code == "unknown_type" and upload.file_name.lower().endswith(".txt") and _is_text(upload.content):
            return TEXT, upload.file_name.replace("\\", "/").rsplit("/", 1)[-1][-120:]
        if error.code == "unknown_type":
            raise InvalidInput(_("ไม่รับไฟล์ชนิดนี้"), _("นำเข้าเป็น PDF, DOCX, รูปถ่าย หรือ .txt"), "files") from error
        raise refusal(error, "files") from error
    if sound.media_type not in READABLE:
        raise InvalidInput(_("ไฟล์นี้ไม่ใช่ตัวหนังสือ"), _("นำเข้าเป็น PDF, DOCX หรือรูปถ่าย"), "files")
    return sound.media_type, sound.file_name


def _is_text(content: bytes) -> bool:
    try:
        return b"\0" not in content and bool(content.decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        return False


def _standing(file: StoredFile, office: Office) -> IncomingFile | None:
    """Give the office's row of the same bytes that still counts."""
    query = sa.select(IncomingFile).where(IncomingFile.file_id == file.id, IncomingFile.office_id == office.id)
    for one in db.session.scalars(query.order_by(IncomingFile.id.desc())):
        if one.state in TO_LOOK_AT or (one.state is IntakeState.REGISTERED and _in_the_book(one)):
            return one
    return None


def _in_the_book(incoming: IncomingFile) -> bool:
    """Say whether a letter of this file still stands in the office's book."""
    letters = sa.select(IncomingLetter.letter_id).where(IncomingLetter.incoming_id == incoming.id)
    receipt = sa.select(Receipt.id).where(
        Receipt.letter_id.in_(letters), Receipt.office_id == incoming.office_id, Receipt.taken_back_at.is_(None)
    )
    return db.session.scalar(receipt.limit(1)) is not None


def next_to_read(now: dt.datetime) -> int | None:
    """Claim the oldest file that waits to be read and give its id; None when there is none.

    A file whose reader died is taken up again. Two workers never claim the same one.
    """
    dead = sa.and_(IncomingFile.state == IntakeState.READING, IncomingFile.claimed_at < now - ABANDONED_AFTER)
    fresh = IncomingFile.state == IntakeState.WAITING
    oldest = sa.select(IncomingFile.id).where(sa.or_(fresh, dead)).order_by(IncomingFile.id).limit(1)
    claimed = (
        sa.update(IncomingFile)
        .where(IncomingFile.id == oldest.scalar_subquery(), sa.or_(fresh, dead))
        .values(state=IntakeState.READING, claimed_at=now)
        .returning(IncomingFile.id)
        .execution_options(synchronize_session=False)
    )
    return db.session.scalar(claimed)


def claim_to_read(incoming: IncomingFile, now: dt.datetime) -> None:
    """Claim this file for reading. Raises StaleState when a worker has it."""
    move(incoming, IntakeState.READING, claimed_at=now)


def put_back(incoming: IncomingFile, page_count: int) -> None:
    """Leave a claimed scan to the worker, which has the time to read it from its picture."""
    move(incoming, IntakeState.WAITING, page_count=page_count)


def keep_reading(incoming: IncomingFile, read: ReadFile) -> None:
    """Keep what was read from a claimed file, one row a letter; a file without text is to be typed from its picture."""
    for part, one in enumerate(read.letters, 1):
        letter = IncomingLetter(incoming_id=incoming.id, part=part, reading=one.reading, marks=one.marks)
        letter.first_page, letter.last_page = one.first_page, one.last_page
        db.session.add(letter)
    db.session.flush()
    reason = "" if read.letters else _("ไม่พบข้อความในไฟล์ พิมพ์จากภาพได้เลย")
    to = IntakeState.READ if read.letters else IntakeState.UNREADABLE
    move(incoming, to, reason=reason, page_count=read.page_count, from_ocr=read.from_ocr)


def mark_unreadable(incoming: IncomingFile, reason: str, page_count: int = 0) -> None:
    """Note why a claimed file cannot be read; it can still be typed from its picture."""
    move(incoming, IntakeState.UNREADABLE, reason=reason[:1000], page_count=page_count)


def set_aside(incoming: IncomingFile, *, now: dt.datetime, actor: Actor) -> None:
    """Take a file off the list; it can be brought back. Raises Refused once it is registered or being read."""
    move(incoming, IntakeState.SET_ASIDE, done_at=now, done_by_name=actor.name)
    record(Act(actor, AuditAct.FILE_SET_ASIDE, incoming, now, after={"file": incoming.file_name}))


def bring_back(incoming: IncomingFile, *, now: dt.datetime, actor: Actor) -> None:
    """Put a file that was set aside in line again; it is read afresh. Raises Refused when it was not."""
    db.session.execute(sa.delete(IncomingLetter).where(IncomingLetter.incoming_id == incoming.id))
    move(incoming, IntakeState.WAITING, done_at=None, done_by_name="", reason="")
    record(Act(actor, AuditAct.FILE_RESTORED, incoming, now, after={"file": incoming.file_name}))
