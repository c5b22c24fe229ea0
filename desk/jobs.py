"""Timed work of the desk: fetch forwarded mail, read what was taken in."""

from __future__ import annotations

from flask import current_app
from flask_babel import gettext as _

from core import clock
from core.errors import StaleState
from core.extensions import db
from core.stored_files import current_store
from core.timed_jobs import Job
from desk.intake_models import IncomingFile
from desk.mailbox import TAKEN, UNCLAIMED, MailboxFailed, open_mailbox
from desk.read_file import ReadFile, Unreadable, read_file
from desk.take_in import claim_to_read, keep_reading, mark_unreadable, next_to_read, put_back
from desk.take_mail import MailRules, take_mail

MOST_AT_ONCE = 20
MOST_FILES_A_MAIL = 3  # of the largest size: encoded, a message is a third larger than its files


def read_waiting() -> int:
    """Read the files that wait, scans with OCR where it is installed; commits file by file. Gives how many."""
    for done in range(MOST_AT_ONCE):
        incoming_id = next_to_read(clock.now())
        db.session.commit()
        if incoming_id is None:
            return done
        _read_claimed(incoming_id, ocr=True)
    return MOST_AT_ONCE


def read_now(incoming_id: int) -> None:
    """Read one file at once if that is quick; a scan is left to the worker. Commits."""
    try:
        claim_to_read(db.session.get_one(IncomingFile, incoming_id), clock.now())
    except StaleState:  # a worker was quicker
        db.session.rollback()
        return
    db.session.commit()
    _read_claimed(incoming_id, ocr=False)


def _read_claimed(incoming_id: int, *, ocr: bool) -> None:
    """Read a claimed file between two transactions, so that nobody waits for a slow one to write."""
    file = db.session.get_one(IncomingFile, incoming_id).file
    sha256, name = file.sha256, db.session.get_one(IncomingFile, incoming_id).file_name
    db.session.rollback()
    answer: ReadFile | str
    try:
        answer = read_file(current_store().read(sha256), name, ocr=ocr)
    except Unreadable as error:
        answer = str(error)
    except Exception:
        current_app.logger.exception("file %s cannot be read", incoming_id)
        answer = _("อ่านไฟล์นี้ไม่สำเร็จ พิมพ์จากภาพได้เลย")
    incoming = db.session.get_one(IncomingFile, incoming_id)
    try:
        _keep(incoming, answer)
        db.session.commit()
    except StaleState:  # it was taken for abandoned and read by another worker
        db.session.rollback()


def _keep(incoming: IncomingFile, answer: ReadFile | str) -> None:
    if isinstance(answer, str):
        mark_unreadable(incoming, answer)
    elif answer.waits_for_ocr:
        put_back(incoming, answer.page_count)
    else:
        keep_reading(incoming, answer)


def poll_mailbox() -> int:
    """Take in the mail that waits in the mailbox of the setting MAILBOX_URL; commits message by message."""
    settings = current_app.config["WIAN"]
    most = settings.max_upload_mb * 1024 * 1024
    box = open_mailbox(settings.mailbox_url, MOST_FILES_A_MAIL * most)
    if box is None:
        return 0
    try:
        return box.each(lambda content, whole: _take_message(content, most, whole=whole))
    except MailboxFailed as error:
        db.session.rollback()
        current_app.logger.error("%s", error)
        return 0


def _take_message(content: bytes, most: int, *, whole: bool) -> str:
    """Take one message; one for nobody, or that cannot be taken, is put aside and logged, never lost."""
    try:
        taken = take_mail(content, MailRules(current_store(), clock.now(), most, whole))
        db.session.commit()
    except Exception:
        db.session.rollback()
        current_app.logger.exception("a message cannot be taken in; it lies in the folder %s", UNCLAIMED)
        return UNCLAIMED
    if taken.office is None:
        told = (taken.message.message_id, taken.message.sender, UNCLAIMED)
        current_app.logger.warning("mail %s from %s is for no office's address; it lies in the folder %s", *told)
        return UNCLAIMED
    return TAKEN


jobs = [Job("desk.poll_mailbox", 60, poll_mailbox), Job("desk.read_waiting", 5, read_waiting)]
