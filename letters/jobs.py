"""Timed work on letters: finish and send what a crash left numbered (design rule 1)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from flask import current_app

from core import clock
from core.actor import SYSTEM, Actor
from core.errors import StaleState
from core.extensions import db
from core.stored_files import current_store
from core.timed_jobs import Job
from letters.issue import finish, render
from letters.models import Letter
from letters.status import LetterStatus
from routing.dispatch import dispatch

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


jobs = [Job("letters.finish_left_behind", 30, finish_left_behind)]
