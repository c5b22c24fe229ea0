"""Keeping what was read with its letter, and what of it stands: deadlines and registrations are made from that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.extensions import db
from letters.models import Letter
from letters.reading_models import KeptReading

ASKED = ("deadline", "obligations", "sessions", "meeting")  # what a person may strike out


@dataclass(frozen=True)
class Looked:
    """How a reading was looked at: what was struck out ("sessions:0"), whether by a person, whether it is from OCR."""

    struck: Sequence[str] = ()
    checked: bool = False
    from_ocr: bool = False


def keep(letter: Letter, reading: dict[str, Any], looked: Looked, now: dt.datetime) -> KeptReading:
    """Keep a reading (the keys of `flask letters read`) with its letter.

    One that a person checked is replaced only by another that a person checked: the office that has the letter later
    reads the same words, a machine alone knows less.
    """
    kept = db.session.get(KeptReading, letter.id)
    if kept is not None and kept.checked and not looked.checked:
        return kept
    kept = kept or KeptReading(letter_id=letter.id)
    kept.reading, kept.struck, kept.read_at = reading, sorted(set(looked.struck)), now
    kept.checked, kept.from_ocr = looked.checked, looked.from_ocr
    db.session.add(kept)
    db.session.flush()
    return kept


def standing(kept: KeptReading) -> dict[str, Any]:
    """Give the reading as it stands: what a person struck out of `deadline`, `obligations`, `sessions` is gone."""
    reading = dict(kept.reading)
    struck = set(kept.struck)
    for name in ASKED:
        value = reading.get(name)
        if isinstance(value, list):
            reading[name] = [one for at, one in enumerate(value) if f"{name}:{at}" not in struck]
        elif f"{name}:0" in struck:
            reading[name] = None
    return reading
