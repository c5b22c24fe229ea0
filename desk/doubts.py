"""The doubts of a reading: which form field each is at, and which a person has settled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.jinja_filters import thai_digits
from desk.prefill import FORM_FIELD
from thai_numerals import to_arabic

_BY_ITSELF = {"form", "circular"}  # told by the layout and the number
OTHER = "other"  # a doubt about something the form has no field for


@dataclass(frozen=True)
class OpenDoubt:
    """One doubt: `key` names its box in the form, `field` the form field it stands at, `text` as printed.

    `to_settle` is False where nothing was kept that could be wrong: it is told and asks for nothing.
    """

    key: str
    field: str
    text: str
    reason: str
    to_settle: bool = True


def doubts_of(reading: Mapping[str, Any]) -> list[OpenDoubt]:
    """Give every doubt of a reading, in its order."""
    found = []
    for at, one in enumerate(reading.get("doubts") or ()):
        name = str(one["field"]).split("[")[0].split(".")[0]
        field = FORM_FIELD.get(name, OTHER)
        kept = field != OTHER or bool(reading.get(name))
        if name not in _BY_ITSELF:
            found.append(OpenDoubt(f"d{at}", field, str(one.get("text") or ""), str(one["reason"]), kept))
    if filled := str(reading.get("date_from") or ""):
        part = thai_digits(filled.removeprefix("part "))
        reason = _("ในหนังสือไม่มีวันที่ เติมจากฉบับที่ %(part)s ในไฟล์ที่อ้างถึงฉบับนี้", part=part)
        found.append(OpenDoubt("date_from", "letter_date", "", reason))
    return found


def unsettled(
    doubts: list[OpenDoubt], typed: Mapping[str, str], read: Mapping[str, str], ticked: set[str]
) -> list[OpenDoubt]:
    """Give the doubts nobody has settled: not ticked, and the field left as it was read.

    A field typed anew was looked at. A doubt about a piece of the body ends when the piece is no longer in it: text
    from OCR that is not used has nothing to tick off.
    """
    return [one for one in doubts if one.to_settle and one.key not in ticked and not _mended(one, typed, read)]


def _mended(doubt: OpenDoubt, typed: Mapping[str, str], read: Mapping[str, str]) -> bool:
    if doubt.field == OTHER:
        return False
    here = _bare(typed.get(doubt.field, ""))
    if doubt.field == "body_cause":
        whole = _bare("".join(typed.get(name, "") for name in ("body_cause", "body_purpose", "body_conclusion")))
        return not whole or (bool(doubt.text) and _bare(doubt.text) not in whole)
    return here != _bare(read.get(doubt.field, ""))


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", to_arabic(text))
