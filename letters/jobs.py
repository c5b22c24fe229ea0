"""Timed work on letters: finish and send what a crash left numbered (design rule 1); read files for the search."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from flask import current_app

from core import clock
from core.actor import SYSTEM, Actor
from core.errors import DomainError, StaleState
from core.extensions import db
from core.stored_files import current_store
from core.timed_jobs import Job
from documents.upload_checks import MEDIA_TYPES
from letters.issue import finish, render
from letters.models import Letter
from letters.reading.take_text import take_text
from letters.search_text import files_to_read, index_letter, keep_file_text, letters_to_write
from letters.status import LetterStatus
from routing.dispatch import dispatch

READ_AT_ONCE = 10
WRITTEN_AT_ONCE = 50
LEFT_BEHIND_AFTER = dt.timedelta(seconds=20)


def complete(letter_id: int, actor: Actor = SYSTEM) -> int:
    """Make the files of a numbered letter, then send it; commits. Gives the deliveries made. Safe to repeat.

    The files are made between two transactions, so that nobody waits for them to take a number.
    """
    letter = db.session.get_one(Letter, letter_id)
    canonical = letter.canonical if letter.status is LetterStatus.NUMBERED else None
    db.session.rollback()
    rendered = render(canonical, current_store()) if canonical else None
    now = clock.now()
    letter = db.session.get_one(Letter, letter_id)
    try:
        finish(letter, current_store(), now, actor=actor, rendered=rendered)
    except StaleState:  # another worker finished it meanwhile
        db.session.rollback()
        letter = db.session.get_one(Letter, letter_id)
    made = dispatch(letter, now=now, actor=actor)
    db.session.commit()
    return made


def finish_left_behind() -> int:
    """Complete every letter that has been numbered for a while without being issued."""
    before = clock.now() - LEFT_BEHIND_AFTER
    numbered = sa.select(Letter.id).where(Letter.status == LetterStatus.NUMBERED, Letter.issued_at < before)
    found = list(db.session.scalars(numbered.order_by(Letter.id).limit(100)))
    db.session.rollback()
    return sum(_completed(letter_id) for letter_id in found)


def _completed(letter_id: int) -> bool:
    """Complete one letter; one that fails is logged and tried again next time, the others go on."""
    try:
        complete(letter_id)
    except Exception:
        db.session.rollback()
        current_app.logger.exception("letter %s is numbered and cannot be finished", letter_id)
        return False
    return True


def read_files() -> int:
    """Take the text of enclosed and scanned files nobody has read yet, so that their letters are found by it.

    Each is read outside of a transaction; one that cannot be read keeps the reason and is not tried again.
    """
    files = [(one.id, one.sha256, one.media_type) for one in files_to_read(READ_AT_ONCE)]
    db.session.rollback()
    for file_id, sha256, media_type in files:
        text, reason = _text_of(sha256, media_type)
        keep_file_text(file_id, text, clock.now(), reason=reason)
        db.session.commit()
    return len(files)


def _text_of(sha256: str, media_type: str) -> tuple[str, str]:
    kind = next((kind for kind, known in MEDIA_TYPES.items() if known == media_type), "bin")
    try:
        return take_text(current_store().read(sha256), f"file.{kind}").text, ""
    except DomainError as error:
        return "", error.message
    except Exception:
        current_app.logger.exception("the text of file %s cannot be read", sha256)
        return "", "อ่านไฟล์ไม่ได้"


def write_search_texts() -> int:
    """Write anew what letters are found by, where a file's text or an enclosure's day came since."""
    found = letters_to_write(clock.today(), WRITTEN_AT_ONCE)
    db.session.rollback()
    for letter_id in found:
        index_letter(db.session.get_one(Letter, letter_id, with_for_update=True, populate_existing=True), clock.now())
    db.session.commit()
    return len(found)


jobs = [
    Job("letters.finish_left_behind", 30, finish_left_behind),
    Job("letters.read_files", 20, read_files),
    Job("letters.write_search_texts", 20, write_search_texts),
]
