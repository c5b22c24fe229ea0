"""The one place where a letter's status changes (the moves themselves stand in letters/status.py)."""

from __future__ import annotations

from flask_babel import gettext as _

from core.claims import claim
from core.errors import Refused, StaleState
from core.extensions import db
from letters.models import Letter
from letters.status import LETTER_MOVES, LetterStatus
from letters.status_labels import STATUS_LABELS


def move(letter: Letter, to: LetterStatus, **change: object) -> None:
    """Set the status, and `change` with it, while the row still has the status this caller saw.

    Raises Refused for a move the office's rules do not know, StaleState when somebody else moved it first.
    """
    seen = letter.status
    if to not in LETTER_MOVES[seen]:
        raise Refused(
            _("หนังสือนี้อยู่ในสถานะ “%(status)s” จึงทำเช่นนี้ไม่ได้", status=STATUS_LABELS[seen]), _("โหลดหน้าใหม่แล้วดูสถานะปัจจุบัน")
        )
    if not claim(Letter, letter.id, {"status": seen}, {"status": to, **change}):
        raise StaleState(_("มีคนอื่นดำเนินการกับหนังสือนี้ไปก่อนแล้ว"), _("โหลดหน้าใหม่แล้วดูสถานะปัจจุบัน"))
    db.session.refresh(letter)
