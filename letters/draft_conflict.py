"""When a text cannot become the draft: somebody else saved first, or the letter is a draft no longer. Who, when, and
which fields say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import StaleState
from core.extensions import db
from core.jinja_filters import datetime_short, time
from letters.models import DraftRevision, Letter
from letters.status import LetterStatus
from letters.status_labels import STATUS_LABELS

_LEFT_BY: dict[AuditAct, LazyString] = {
    AuditAct.LETTER_SUBMITTED: _l("%(name)s เสนอหนังสือนี้ไปแล้ว %(time)s"),
    AuditAct.LETTER_APPROVED: _l("%(name)s เห็นชอบหนังสือนี้แล้ว %(time)s"),
    AuditAct.LETTER_NUMBERED: _l("%(name)s ลงนามและออกเลขหนังสือนี้แล้ว %(time)s"),
    AuditAct.LETTER_DISCARDED: _l("%(name)s ทิ้งร่างนี้แล้ว %(time)s"),
}
_UNDER_REVIEW = _l("ขอให้ผู้พิจารณาส่งกลับ หรือถอนเรื่องคืน แล้วนำข้อความนี้กลับมา หรือคัดลอกข้อความไว้")
_TO_DO: dict[LetterStatus, LazyString] = {
    LetterStatus.IN_REVIEW: _UNDER_REVIEW,
    LetterStatus.TO_SIGN: _UNDER_REVIEW,
    LetterStatus.AWAITING_INK: _l("เลิกลงนามในกระดาษก่อน แล้วนำข้อความนี้กลับมา หรือคัดลอกข้อความไว้"),
    LetterStatus.DISCARDED: _l("นำร่างกลับมาก่อน แล้วใช้ข้อความนี้ หรือคัดลอกข้อความไว้"),
}
_FROZEN_TO_DO = _l("คัดลอกข้อความไว้ ถ้าต้องแก้ ให้ออกฉบับใหม่แทน")


@dataclass(frozen=True)
class Difference:
    """One field, as the letter has it now and as this person wanted to save it."""

    field: str
    theirs: Any
    mine: Any


class UnsavedText(StaleState):
    """A text did not become the draft. Both texts are in `differences`; nothing was overwritten."""

    def __init__(self, letter: Letter, message: str, remedy: str, changed: list[Difference]) -> None:
        super().__init__(message, remedy)
        self.letter = letter
        self.differences = changed
        self.kept: DraftRevision | None = None  # where this person's text was set aside


class DraftConflict(UnsavedText):
    """Somebody else saved the draft first; `newest` is what they wrote."""

    def __init__(self, letter: Letter, newest: DraftRevision, changed: list[Difference]) -> None:
        self.editor = newest.saved_by_name
        name = self.editor or _("มีคนอื่น")
        message = _("%(name)s แก้ร่างนี้เมื่อ %(time)s", name=name, time=time(newest.saved_at))
        super().__init__(letter, message, _("ดูข้อแตกต่างก่อนบันทึก"), changed)


class LeftDraft(UnsavedText):
    """The letter was submitted, issued or thrown away while this person was typing."""

    def __init__(self, letter: Letter, changed: list[Difference]) -> None:
        super().__init__(letter, _how_it_left(letter), str(_TO_DO.get(letter.status, _FROZEN_TO_DO)), changed)


def _how_it_left(letter: Letter) -> str:
    """Say who made the letter something else than a draft, and when."""
    newest = (
        sa.select(AuditEntry)
        .where(AuditEntry.subject_type == Letter.__tablename__, AuditEntry.subject_id == letter.id)
        .where(AuditEntry.act.in_(_LEFT_BY))
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    entry = db.session.scalar(newest) if letter.status is not LetterStatus.AWAITING_INK else None
    if entry is None:
        return _("หนังสือนี้ไม่ใช่ร่างแล้ว สถานะคือ “%(status)s”", status=STATUS_LABELS[letter.status])
    return str(_LEFT_BY[entry.act]) % {"name": entry.actor_name, "time": datetime_short(entry.at)}


def differences(letter: Letter, mine: dict[str, Any]) -> list[Difference]:
    """Give the fields in which `mine` differs from what the letter says now."""
    return [
        Difference(name, getattr(letter, name), value) for name, value in mine.items() if getattr(letter, name) != value
    ]
