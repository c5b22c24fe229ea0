"""A draft's way to its signature: submitted, approved by the head of group where the route asks, returned with a
note, withdrawn. Who may do which is letters/policy.py; the edge asks it before calling.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from letters.models import Letter, ReviewStep
from letters.moves import move
from letters.policy import first_desk
from letters.readiness import require_complete
from letters.status import LetterStatus, ReviewDecision

LONGEST_NOTE = 2000
S = LetterStatus
D = ReviewDecision
_ACTS = {
    D.SUBMITTED: AuditAct.LETTER_SUBMITTED,
    D.APPROVED: AuditAct.LETTER_APPROVED,
    D.RETURNED: AuditAct.LETTER_RETURNED,
    D.WITHDRAWN: AuditAct.LETTER_WITHDRAWN,
}


@dataclass(frozen=True)
class Deciding:
    """Who decides, when, with which note."""

    now: dt.datetime
    actor: Actor
    note: str = ""


def submit(letter: Letter, deciding: Deciding) -> None:
    """Send a complete draft to the first desk of the office's route.

    Raises InvalidInput naming what is missing, Refused for what is no draft, StaleState.
    """
    if letter.office is None:
        raise Refused(_("หนังสือนี้ไม่มีหน่วยงานเจ้าของ จึงเสนอไม่ได้"))
    require_complete(letter)
    _decide(letter, D.SUBMITTED, first_desk(letter.office.signing_route), deciding)


def approve(letter: Letter, deciding: Deciding) -> None:
    """The head of group passes the draft on to the signatory. Raises Refused, StaleState."""
    _expect(letter, S.IN_REVIEW)
    _decide(letter, D.APPROVED, S.TO_SIGN, deciding)


def return_draft(letter: Letter, deciding: Deciding) -> None:
    """Give the draft back to whoever wrote it. Raises InvalidInput without a note, Refused, StaleState."""
    _expect(letter, S.IN_REVIEW, S.TO_SIGN)
    if not deciding.note.strip():
        raise InvalidInput(_("ยังไม่ได้บอกว่าให้แก้อะไร"), _("เขียนสั้น ๆ ว่าต้องแก้ตรงไหน"), "note")
    _decide(letter, D.RETURNED, S.DRAFT, deciding)


def withdraw(letter: Letter, deciding: Deciding) -> None:
    """The office takes its draft back before anybody signed. Raises Refused, StaleState."""
    _expect(letter, S.IN_REVIEW, S.TO_SIGN)
    _decide(letter, D.WITHDRAWN, S.DRAFT, deciding)


def note_signed(letter: Letter, deciding: Deciding) -> None:
    """Write the last step of the way; the signing itself is letters/issue.py, in the same transaction."""
    _write_step(letter, D.SIGNED, deciding)


def _expect(letter: Letter, *statuses: LetterStatus) -> None:
    if letter.status not in statuses:
        raise Refused(_("หนังสือนี้ไม่ได้รอการพิจารณาแล้ว"), _("โหลดหน้าใหม่แล้วดูสถานะปัจจุบัน"))


def _decide(letter: Letter, decision: ReviewDecision, to: LetterStatus, deciding: Deciding) -> None:
    move(letter, to, updated_at=deciding.now)
    step = _write_step(letter, decision, deciding)
    note = step.note or None
    record(Act(deciding.actor, _ACTS[decision], letter, deciding.now, after={"status": str(to)}, note=note))


def _write_step(letter: Letter, decision: ReviewDecision, deciding: Deciding) -> ReviewStep:
    note = deciding.note.replace("\x00", "").strip()
    if len(note) > LONGEST_NOTE:
        raise InvalidInput(_("บันทึกยาวเกิน %(most)s ตัวอักษร", most=LONGEST_NOTE), _("ตัดให้สั้นลง"), "note")
    step = ReviewStep(letter_id=letter.id, decision=decision, at=deciding.now, note=note)
    step.by_id, step.by_name = deciding.actor.user_id, deciding.actor.name
    db.session.add(step)
    db.session.flush()
    return step


def steps_of(letter_id: int) -> list[ReviewStep]:
    """Give the steps of a letter, oldest first."""
    return list(
        db.session.scalars(sa.select(ReviewStep).where(ReviewStep.letter_id == letter_id).order_by(ReviewStep.id))
    )


def returned_note(letter: Letter, steps: list[ReviewStep]) -> ReviewStep | None:
    """Give the note a draft came back with, until it is submitted again."""
    newest = steps[-1] if steps else None
    return newest if newest and letter.status is S.DRAFT and newest.decision is D.RETURNED else None
