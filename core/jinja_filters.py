"""How values look on a page. The only place that decides about digits, eras and date forms.

Thai pages write what belongs to a letter or the calendar in Thai digits and Buddhist years, English pages in Arabic
digits and common years. Tables, charts and what is dialled or copied stay Arabic: simply use no filter there.
"""

import datetime as dt
import re

from babel.dates import format_date as babel_date
from flask import Flask
from markupsafe import Markup

import thai_numerals
from core.clock import BANGKOK
from core.language import current_language
from core.thai_line_breaks import keep_line, keep_words
from thai_numerals.dates import DateStyle

Day = dt.date | dt.datetime
_TAG = re.compile(r"(<[^>]*>|&#?\w+;)")
_ENGLISH = {"full": "d MMMM y", "short": "d MMM y", "weekday": "EEEE d MMMM y"}


def thai_digits(value: object) -> str:
    """Thai digits on a Thai page, as it stands on an English one. Addresses of sites and mail stay Arabic."""
    if isinstance(value, Markup):
        return Markup("").join(_digits_of_piece(piece) for piece in _TAG.split(str(value)))
    text = "" if value is None else str(value)
    return thai_numerals.to_thai(text) if current_language() == "th" else text


def _digits_of_piece(piece: str) -> Markup:
    """A tag or an entity as it stands, the text between with its digits changed."""
    unchanged = _TAG.fullmatch(piece) or current_language() != "th"
    return Markup(piece if unchanged else thai_numerals.to_thai(piece))


def count(value: int) -> str:
    """A count inside a sentence or on a button: ๗,๘๕๐ or 7,850."""
    return thai_digits(f"{value:,}")


def date_long(value: Day | None) -> str:
    """๒๘ มีนาคม ๒๕๖๗, 28 March 2024. Nothing for None."""
    return _date(value, "full")


def date_short(value: Day | None) -> str:
    """๒๘ มี.ค. ๖๗, 28 Mar 2024. Nothing for None."""
    return _date(value, "short")


def date_weekday(value: Day | None) -> str:
    """วันพฤหัสบดีที่ ๒๘ มีนาคม ๒๕๖๗, Thursday 28 March 2024. Nothing for None."""
    return _date(value, "weekday")


def time(value: dt.datetime | dt.time | None) -> str:
    """๐๙.๓๐ น., 09:30; an instant is shown in Bangkok's time. Nothing for None."""
    if value is None:
        return ""
    local = value.astimezone(BANGKOK) if isinstance(value, dt.datetime) else value
    if current_language() != "th":
        return f"{local:%H:%M}"
    return f"{thai_numerals.to_thai(f'{local:%H.%M}')}\u00a0น."


def datetime_short(value: dt.datetime | None) -> str:
    """๒๘ มี.ค. ๖๗ ๐๙.๓๐ น., 28 Mar 2024, 09:30. Nothing for None."""
    if value is None:
        return ""
    between = " " if current_language() == "th" else ", "
    return f"{date_short(value)}{between}{time(value)}"


def buddhist_year(value: int) -> str:
    """A year stored in the Buddhist era (a register's): ๒๕๖๗, or 2024 (B.E. 2567) on an English page."""
    return thai_numerals.to_thai(str(value)) if current_language() == "th" else f"{value - 543} (B.E. {value})"


def ref(number: str | None, prefix: bool = True) -> Markup:
    """The ที่ of a letter, kept on one line: ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗, No. พช 0023.6/ว 1507."""
    if not number:
        return Markup("")
    word = ("ที่ " if current_language() == "th" else "No. ") if prefix else ""
    return Markup('<span class="ref">{}{}</span>').format(word, thai_digits(number))


def filesize(size: int) -> str:
    """Bytes as a person says it, always in Arabic digits: 96 kB, 1.4 MB."""
    if size < 1000:
        return f"{size}\u00a0B"
    if size < 999_500:
        return f"{size / 1000:.0f}\u00a0kB"
    return f"{size / 1_000_000:.1f}\u00a0MB"


def paragraphs(text: str | None) -> Markup:
    """Typed text with its line breaks, escaped, words kept whole."""
    lines = (text or "").splitlines()
    return Markup("<br>").join(keep_words(line) for line in lines)


def _date(value: Day | None, style: DateStyle) -> str:
    if value is None:
        return ""
    day = value.astimezone(BANGKOK).date() if isinstance(value, dt.datetime) else value
    if current_language() == "th":
        return thai_numerals.format_date(day, style)
    return babel_date(day, _ENGLISH[style], locale="en")


def init_app(app: Flask) -> None:
    """Give the filters to the templates of `app`."""
    app.jinja_env.filters.update(
        thai_digits=thai_digits,
        count=count,
        date_long=date_long,
        date_short=date_short,
        date_weekday=date_weekday,
        time=time,
        datetime_short=datetime_short,
        buddhist_year=buddhist_year,
        ref=ref,
        filesize=filesize,
        paragraphs=paragraphs,
        nb=keep_words,
        nowrap=keep_line,
    )
