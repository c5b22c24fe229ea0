"""A form field for a day, with a time if need be, typed as people write it."""

from __future__ import annotations

import datetime as dt
import re

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from core.clock import BANGKOK, at
from core.language import current_language
from thai_numerals import find_dates, format_date, to_arabic

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d{1,2})[:.](\d\d))?")
_TIME = re.compile(r"(?:เวลา\s*)?(\d{1,2})[.:](\d\d)\s*(?:น\.?)?$")


class MomentField(StringField):
    """28 มี.ค. 2567 10.30 น., ๒๘ มีนาคม ๒๕๖๗, 28/3/2567 or 2024-03-28 10:30; the time may be left out.

    `day` and `time` are Bangkok's; both None for an empty field. Raises ValidationError for words that name no day.
    """

    day: dt.date | None = None
    time: dt.time | None = None

    def pre_validate(self, form: object) -> None:
        """Read the day and the time."""
        text = " ".join(to_arabic(self.data or "").replace("\u00a0", " ").split())
        if not text:
            return
        try:
            self.day, self.time = _iso(text) or _thai(text)
        except ValueError:
            raise ValidationError(_("อ่านวันที่ไม่ได้ ใส่เช่น 28 มี.ค. 2567 10.30 น.")) from None

    @property
    def instant(self) -> dt.datetime | None:
        """Give the UTC instant, at midnight in Bangkok when no time was given; None for an empty field."""
        if self.day is None:
            return None
        return at(self.day, self.time.hour, self.time.minute) if self.time else at(self.day)


def shown(instant: dt.datetime) -> str:
    """Give an instant as MomentField takes it back, in the page's language."""
    local = instant.astimezone(BANGKOK)
    if current_language() != "th":
        return f"{local:%Y-%m-%d %H:%M}"
    return f"{to_arabic(format_date(local.date(), 'short'))} {local:%H.%M} น."


def day_shown(day: dt.date | None, time: dt.time | None = None) -> str:
    """Give a day, with its time where it has one, as MomentField takes it back; "" for no day."""
    if day is None:
        return ""
    if time is not None:
        return shown(at(day, time.hour, time.minute))
    return to_arabic(format_date(day, "short")) if current_language() == "th" else day.isoformat()


def _iso(text: str) -> tuple[dt.date, dt.time | None] | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day, hour, minute = match.groups()
    return dt.date.fromisoformat(day), dt.time(int(hour), int(minute)) if hour else None


def _thai(text: str) -> tuple[dt.date, dt.time | None]:
    time = None
    if match := _TIME.search(text):
        before = text[: match.start()].rstrip()
        if len(find_dates(before)) == 1:
            text, time = before, dt.time(int(match[1]), int(match[2]))
    found = [one for one in find_dates(text) if one.start == one.end and one.precision in ("day", "minute")]
    if len(found) != 1:
        raise ValueError(text)
    return found[0].start, time
