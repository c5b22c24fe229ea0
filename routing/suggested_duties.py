"""What a letter's own words ask and nobody has made a deadline of yet: suggestions, one press each."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from core.extensions import db
from deadlines.from_reading import asked_of
from deadlines.models import Deadline
from deadlines.set_deadlines import Asked
from letters.kept_reading import standing
from letters.letter_text import text_of
from letters.models import Letter
from letters.reading.read import read_letters
from letters.reading.reading_json import reading_as_json
from letters.reading_models import KeptReading


@dataclass(frozen=True)
class Suggestion:
    """One duty that was read; `mark` tells it from any other, so that a press takes what was seen."""

    asked: Asked
    mark: str


def suggestions(letter: Letter, known: list[Deadline], today: dt.date) -> list[Suggestion]:
    """Give what the letter asks beyond the `known` deadlines, from the reading that was kept or its own words."""
    kept = db.session.get(KeptReading, letter.id)
    if kept is not None:
        reading = standing(kept)
    elif letter.body_cause or letter.body_purpose or letter.body_conclusion:
        reading = reading_as_json(read_letters(text_of(letter))[0])
    else:
        return []
    asked = asked_of(reading, letter.letter_date or today)
    return [Suggestion(one, _mark(one)) for one in asked if not any(_same(one, own) for own in known)]


def _same(one: Asked, own: Deadline) -> bool:
    where = one.for_kinds == own.for_kinds and one.due_on == own.due_on
    return one.kind is own.kind and (where or one.what == own.what)


def _mark(asked: Asked) -> str:
    facts = (asked.kind, sorted(asked.for_kinds), asked.what, asked.opens_on, asked.due_on, asked.due_time, asked.rule)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
