"""The form of one letter of a file, read: what is missing in it, and what a person confirms by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.actor import Actor
from desk.confirm_file import CheckedLetter
from desk.doubts import OpenDoubt, doubts_of, unsettled
from desk.intake_form import IntakeForm, Use, form_for
from desk.intake_models import IncomingFile, IncomingLetter
from desk.prefill import values_of
from letters.paper_form import paper_of
from letters.reference_number import find_reference_numbers
from organisations.models import Office
from routing.enter_paper import PaperStamp


@dataclass
class LetterSheet:
    """One letter of a file as its page shows it: the form, what was read into it, every doubt and those still open."""

    part: int
    values: dict[str, Any]
    read: dict[str, str]
    form: IntakeForm
    doubts: list[OpenDoubt]
    open_doubts: list[OpenDoubt]
    incoming_letter: IncomingLetter | None = None

    @property
    def reading(self) -> dict[str, Any]:
        """Give what was read, {} for a file without text."""
        return self.incoming_letter.reading if self.incoming_letter else {}

    @property
    def use(self) -> Use:
        """Give what becomes of the letter."""
        given = self.values.get("use")
        return Use(given) if given in set(Use) else Use.REGISTER

    def is_ready(self) -> bool:
        """Say whether nothing is missing and nothing in doubt; errors then stand on the form."""
        if self.use is Use.SKIP:
            return True
        sound = bool(self.form.validate())
        return sound and not self.open_doubts


def sheets_of(
    incoming: IncomingFile, office: Office, today: dt.date, posted: Mapping[int, dict[str, Any]] | None = None
) -> list[LetterSheet]:
    """Give every letter of the file: as posted, else as last left, else as read; an unread file is one empty letter."""
    parts: Sequence[IncomingLetter | None] = incoming.letters or [None]
    cited = _sources([one for one in parts if one])
    sheets = []
    for at, one in enumerate(parts, 1):
        reading = one.reading if one else {}
        read = values_of(reading, office, today)
        begun: dict[str, Any] = {**read, **_place_in_file(at, cited), "ticked": [], "struck": []}
        left = one.typed if one else None
        values = (posted or {}).get(at) or left or begun
        form = form_for(values)
        form.source_part.choices = [("", _("ไม่มี"))] + [
            (str(other), _("ฉบับที่ %(part)s", part=other)) for other in range(1, len(parts) + 1) if other != at
        ]
        doubts = doubts_of(reading)
        open_doubts = unsettled(doubts, values, read, set(values.get("ticked", ())))
        sheets.append(LetterSheet(at, values, read, form, doubts, open_doubts, one))
    return sheets


def _sources(parts: Sequence[IncomingLetter]) -> dict[int, int]:
    """Give for each letter of the file the other one it cites as enclosed or referred to, where exactly one is."""
    numbers = {one.reading.get("ref_no"): one.part for one in parts if one.reading.get("ref_no")}
    found: dict[int, int] = {}
    for one in parts:
        lines = [*(one.reading.get("enclosures") or ()), *(one.reading.get("references") or ())]
        cited = {line.get("ref_no") or _number_in(line.get("text") or "") for line in lines}
        others = {numbers[ref] for ref in cited if ref in numbers} - {one.part}
        if len(others) == 1:
            found[one.part] = others.pop()
    return found


def _number_in(text: str) -> str:
    found = find_reference_numbers(text)
    return found[0].normalized if len(found) == 1 else ""


def _place_in_file(part: int, cited: dict[int, int]) -> dict[str, str]:
    """The first letter of a file is the one that came; what follows it is what it sends on."""
    use = Use.REGISTER if part == 1 else Use.ATTACH
    return {"use": use.value, "source_part": str(cited.get(part, ""))}


def checked_letter(sheet: LetterSheet, now: dt.datetime, actor: Actor) -> CheckedLetter:
    """Give what a person confirms by a sheet that is ready."""
    form, use = sheet.form, sheet.use
    if use is Use.SKIP:
        return CheckedLetter(sheet.part, use, None)
    stamp = PaperStamp()
    if use is Use.REGISTER:
        number, action = form.number.data or "", form.action.data or ""
        stamp = PaperStamp(form.received_day.day, form.received_time.time, number, action)
    source = form.source_part.data or ""
    return CheckedLetter(
        sheet.part,
        use,
        paper_of(form, None, now, actor),
        stamp,
        int(source) if source.isdecimal() else None,
        tuple(sheet.values.get("struck", ())),
        put_right=form.accept.data == "typed",
    )
