"""When two people saved the same draft: who, when, and which fields say different things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.clock import BANGKOK
from core.errors import StaleState
from letters.models import DraftRevision, Letter
from thai_numerals import to_thai


@dataclass(frozen=True)
class Difference:
    """One field, as the other person saved it and as this one wanted to save it."""

    field: str
    theirs: Any
    mine: Any


class DraftConflict(StaleState):
    """Somebody else saved the draft first. Both texts are here; nothing was overwritten."""

    def __init__(self, letter: Letter, editor: str, changed: list[Difference]) -> None:
        local = letter.updated_at.astimezone(BANGKOK)
        super().__init__(
            _("%(name)s แก้ร่างนี้เมื่อ %(time)s น.", name=editor or _("มีคนอื่น"), time=to_thai(f"{local:%H.%M}")),
            _("ดูข้อแตกต่างก่อนบันทึก"),
        )
        self.letter = letter
        self.editor = editor
        self.at = letter.updated_at
        self.differences = changed
        self.kept: DraftRevision | None = None  # where this person's text was set aside


def differences(letter: Letter, mine: dict[str, Any]) -> list[Difference]:
    """Give the fields in which `mine` differs from what the draft says now."""
    return [
        Difference(name, getattr(letter, name), value) for name, value in mine.items() if getattr(letter, name) != value
    ]
