"""Sign in ink: reserve a number, print the page with it, take in the signed scan, or give up (paper practice)."""

from __future__ import annotations

import dataclasses
import datetime as dt

from flask_babel import gettext as _

from core.actor import Actor
from core.errors import Refused, StaleState
from core.stored_files import StoredFile
from documents.letter_document import LetterDocument
from letters.book_checks import required
from letters.issue import Signing, book_of, freeze, reserved_entry, trial_document
from letters.models import Letter
from letters.moves import move
from letters.numbering import Columns, Taking, reserve, void
from letters.register_models import RegisterEntry
from letters.search_text import index_letter
from letters.status import LetterStatus

PURPOSE = "รอลงนามในกระดาษ"  # stands in หมายเหตุ, in Thai whoever reserves


def send_to_paper(letter: Letter, signing: Signing) -> RegisterEntry:
    """Reserve the next number for a draft and wait for its signed scan; `signing.day` is today.

    Raises what trial_document raises for an unfinished letter, Refused for one that cannot be signed now, StaleState
    when the draft changed after it was shown.
    """
    trial_document(letter, signing.day)
    move(letter, LetterStatus.AWAITING_INK)
    if signing.version not in (None, letter.version):
        raise StaleState(_("มีคนแก้ร่างนี้ไปก่อนแล้ว"), _("ดูฉบับล่าสุดก่อนลงนาม"))
    assert letter.office_id is not None
    columns = Columns(recipient=letter.addressee_text, subject=letter.subject)
    taking = Taking(letter.office_id, book_of(letter), signing.day, signing.now, signing.actor, letter.id, columns)
    (entry,) = reserve(taking, 1, PURPOSE)
    letter.ref_no = entry.ref_no
    index_letter(letter, signing.now)
    return entry


def page_to_sign(letter: Letter, emblem: bytes | None = None) -> LetterDocument:
    """Give the page to print for ink: with its number, the place of the date left open for the pen.

    Raises Refused when the letter is not out for ink.
    """
    if letter.status is not LetterStatus.AWAITING_INK:
        raise Refused(_("หนังสือนี้ไม่ได้รอลงนามในกระดาษ"), _("เลือกลงนามในกระดาษก่อน"))
    return trial_document(letter, None, emblem)


def take_in_signed(letter: Letter, scan: StoredFile, signing: Signing) -> RegisterEntry:
    """Take the signed scan as the official copy and freeze the letter under its reserved number; `signing.day` is
    the date written on the paper. The edge then finishes and dispatches it as any other.

    Raises Refused when the letter is not out for ink, and what freeze raises.
    """
    if letter.status is not LetterStatus.AWAITING_INK:
        raise Refused(_("หนังสือนี้ไม่ได้รอลงนามในกระดาษ"), _("โหลดหน้าใหม่แล้วดูสถานะปัจจุบัน"))
    return freeze(letter, dataclasses.replace(signing, scan=scan))


def give_up(letter: Letter, reason: str, *, now: dt.datetime, actor: Actor) -> None:
    """Take the letter back to a draft; its reserved number is voided with the reason and keeps its row.

    Raises InvalidInput without a reason, Refused when the letter is not out for ink.
    """
    reason = required(reason, "reason", _("ยังไม่ได้บอกเหตุผลที่เลิกลงนามในกระดาษ"))
    if letter.status is not LetterStatus.AWAITING_INK:
        raise Refused(_("หนังสือนี้ไม่ได้รอลงนามในกระดาษ"), _("โหลดหน้าใหม่แล้วดูสถานะปัจจุบัน"))
    entry = reserved_entry(letter)
    move(letter, LetterStatus.DRAFT, ref_no=None)
    index_letter(letter, now)
    void(entry, reason, now=now, actor=actor)
