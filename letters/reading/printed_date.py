"""A day as it stands alone on a line of a letter: "๒๙ มีนาคม ๒๕๖๗", "- ๙ ก.ค. ๖๑", "วันที่ 23 ส.ค. 67"."""

from __future__ import annotations

import datetime as dt
import re

from letters.reading import wording as words
from thai_numerals import to_arabic
from thai_numerals.dates import MONTHS, SHORT_MONTHS

DAY = re.compile(
    rf"(?P<day>{words.D}{{1,2}})\s{{0,4}}(?:เดือน\s{{0,3}})?(?P<month>{words.MONTH_FULL}|{words.MONTH_SHORT})"
    rf"\s{{0,4}}{words.YEAR}(?!{words.D})"
)
NUMERIC_DAY = re.compile(
    rf"(?<![0-9๐-๙/])(?P<day>{words.D}{{1,2}})\s?[/-]\s?(?P<month>{words.D}{{1,2}})\s?[/-]\s?(?P<year>{words.D}{{4}}|{words.D}{{2}})(?![0-9๐-๙])"
)
_MONTH_NUMBERS = {month: number for number, month in enumerate(MONTHS, 1)} | {
    re.sub(r"[.\s]", "", month): number for number, month in enumerate(SHORT_MONTHS, 1)
}


def day_of(match: re.Match[str]) -> dt.date | None:
    """The Gregorian day of a match with groups day, month, year; None when no such day exists."""
    try:
        return dt.date(year_of(match["year"]), month_of(match["month"]), int(to_arabic(match["day"])))
    except ValueError:
        return None


def month_of(printed: str) -> int:
    """1 to 12 from a month's name, its abbreviation with or without stops, or its number; 0 for anything else."""
    if printed[0] in "0123456789๐๑๒๓๔๕๖๗๘๙":
        return int(to_arabic(printed))
    return _MONTH_NUMBERS.get(printed) or _MONTH_NUMBERS.get(re.sub(r"[.\s]", "", printed), 0)


def year_of(printed: str) -> int:
    """The Gregorian year: four digits are Buddhist from 2400 on, two digits are 25xx."""
    year = int(to_arabic(printed))
    if year < 100:
        year += 2500
    return year - 543 if year >= 2400 else year
