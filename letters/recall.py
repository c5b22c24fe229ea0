"""Take an issued letter back: number, row and text stay, with the reason; deliveries are closed by routing (rule 2).

Letters that forwarded it keep their numbers and show 'ต้นเรื่องถูกเรียกคืน' (routing.cancel.source_is_recalled).
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import Refused
from letters.book_checks import required
from letters.models import Letter
from letters.moves import move
from letters.status import LetterStatus, Origin


def recall(
    letter: Letter, reason: str, *, now: dt.datetime, actor: Actor, closed: dict[str, Any] | None = None
) -> Letter:
    """Recall an issued letter. The edge closes its deliveries in the same transaction (routing.cancel); `closed` says
    which, so that the record holds one act.

    Raises InvalidInput without a reason, Refused for a letter that came on paper or is not in force.
    """
    reason = required(reason, "reason", _("ยังไม่ได้บอกเหตุผลที่เรียกคืน"))
    if letter.origin is Origin.PAPER:
        raise Refused(_("หนังสือนี้หน่วยงานอื่นเป็นผู้ออก จึงเรียกคืนที่นี่ไม่ได้"), _("ถ้าลงรับผิด ให้ถอนการลงรับ"))
    move(letter, LetterStatus.RECALLED, recalled_at=now, recall_reason=reason)
    after = {"ref_no": letter.ref_no, **(closed or {})}
    record(Act(actor, AuditAct.LETTER_RECALLED, letter, now, after=after, note=reason))
    return letter


def keep(letter: Letter, *, now: dt.datetime, actor: Actor) -> bool:
    """Note that the office knows its source was recalled and lets its own letter stand. False when it was noted."""
    if letter.kept_after_recall_at is not None:
        return False
    letter.kept_after_recall_at = now
    record(Act(actor, AuditAct.LETTER_KEPT, letter, now, after={"ref_no": letter.ref_no}))
    return True
