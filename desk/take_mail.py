"""An e-mail forwarded to an office: its files are taken in like those of the page, its words kept as a note."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.extensions import db
from core.stored_files import Store
from desk.intake_addresses import office_behind
from desk.intake_models import TakenMail
from desk.intake_status import IntakeSource
from desk.mail_message import MailMessage, parse, tokens
from desk.take_in import MOST_FILES, Taken, Taking, take_in
from letters.enclosures import Upload
from organisations.models import Office


@dataclass(frozen=True)
class MailTaken:
    """What came of one message: the office it was for (None: nobody's), its row, the answer to each file.
    `again`: this very message was taken before.
    """

    message: MailMessage
    office: Office | None = None
    mail: TakenMail | None = None
    files: tuple[Taken, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class MailRules:
    """Where files are kept, the moment, the largest file (bytes); `whole` False: the message was too large to come in
    and only its head is here.
    """

    store: Store
    now: dt.datetime
    most_bytes: int
    whole: bool = True


def take_mail(content: bytes, rules: MailRules) -> MailTaken:
    """Take in what an e-mail carries for the office behind its address; each message once an office.

    Files that cannot be taken, and a message without any, are told on the office's import page. Never raises for what
    a sender wrote.
    """
    now = rules.now
    message = parse(content)
    office = next((found for token in tokens(message) if (found := office_behind(token))), None)
    if office is None:
        return MailTaken(message)
    known = sa.select(TakenMail).where(TakenMail.office_id == office.id, TakenMail.message_id == message.message_id)
    if standing := db.session.scalar(known):
        return MailTaken(message, office, standing, again=True)
    mail = TakenMail(office_id=office.id, message_id=message.message_id, sender=message.sender, taken_at=now)
    mail.subject, mail.note, mail.refusals = message.subject, message.note, []
    db.session.add(mail)
    db.session.flush()
    actor = Actor(None, (message.sender or _("อีเมล"))[:200], office.id)
    uploads = [Upload(one.content, one.file_name or _("ไฟล์แนบ"), rules.most_bytes) for one in message.attachments]
    taking = Taking(office, IntakeSource.MAIL, rules.store, now, actor, mail)
    files = take_in(uploads[:MOST_FILES], taking) if uploads else []
    mail.refusals = _refusals(files, len(uploads)) if rules.whole else _too_large()
    db.session.flush()
    return MailTaken(message, office, mail, tuple(files))


def _refusals(files: list[Taken], sent: int) -> list[dict[str, str]]:
    if not sent:
        return [{"name": "", "reason": _("ไม่มีไฟล์แนบที่นำเข้าได้ ขอให้ผู้ส่งแนบหนังสือเป็น PDF, DOCX หรือรูปถ่าย")}]
    told = [{"name": one.file_name, "reason": str(one.refusal)} for one in files if one.refusal]
    if sent > len(files):
        told.append({"name": "", "reason": _("มีไฟล์แนบเกิน %(most)s ไฟล์ นำเข้าเท่านั้น", most=MOST_FILES)})
    return told


def _too_large() -> list[dict[str, str]]:
    return [{"name": "", "reason": _("อีเมลใหญ่เกินกว่าจะรับ ขอให้ผู้ส่งแยกส่งทีละไฟล์ หรือนำเข้าไฟล์ที่หน้านี้")}]
