"""Letters that stand in Wian already, read like those that come in: their deadlines and sessions are kept too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from core.actor import SYSTEM
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.extensions import db
from core.stored_files import Store
from desk.read_file import Unreadable, read_file
from letters.kept_reading import Looked
from letters.letter_text import text_of
from letters.models import Letter
from letters.reading.read import read_letters
from letters.reading.reading_json import reading_as_json
from letters.reading_models import KeptReading
from letters.status import FROZEN
from routing.policy import OUT


def unread(*, again: bool = False) -> list[int]:
    """Give the issued letters nobody read yet, oldest first; `again` adds those that only a machine read."""
    kept = sa.select(KeptReading.letter_id)
    kept = kept.where(KeptReading.checked) if again else kept
    letters = sa.select(Letter.id).where(Letter.status.in_(FROZEN & set(OUT)), Letter.id.not_in(kept))
    return list(db.session.scalars(letters.order_by(Letter.id)))


def reading_of(letter: Letter, store: Store) -> tuple[dict[str, Any], Looked] | None:
    """Read one letter from its own words, or from its scan when Wian has no words of it; None when there is no text.

    Writes nothing: reading a scan may take a minute, and nobody shall wait for it. letters.kept_reading.keep keeps it.
    """
    if letter.body_cause or letter.scan_file is None:
        return reading_as_json(read_letters(text_of(letter))[0]), Looked()
    try:
        found = read_file(store.read(letter.scan_file.sha256), "scan", ocr=True)
    except (Unreadable, FileNotFoundError):
        return None
    return (found.letters[0].reading, Looked(from_ocr=found.from_ocr)) if found.letters else None


def note_run(count: int, now: dt.datetime) -> None:
    """Put one run over stored letters on record: how many were read."""
    record(Act(SYSTEM, AuditAct.READINGS_KEPT, ("letters", None), now, after={"count": count}))
