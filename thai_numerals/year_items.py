"""Calendar and fiscal years as expressions of their own: ปี พ.ศ. ๒๕๖๗, ปีงบประมาณ ๒๕๖๖ - ๒๕๖๘, สิ้นปีงบประมาณ."""

from datetime import date

from thai_numerals.date_items import ItemReader, full_year
from thai_numerals.date_tokens import Kind
from thai_numerals.found_date import FoundDate
from thai_numerals.years import fiscal_year_bounds, to_buddhist

_FISCAL = (Kind.FISCAL, Kind.FISCAL_END)
_ENDS = (Kind.FISCAL_END, Kind.YEAR_END)
_YEAR_WORDS = (*_FISCAL, Kind.YEAR_WORD, Kind.YEAR_END)
_BEFORE_BARE_ERA = (Kind.FROM, Kind.UNTIL, Kind.ROLE)


def read_years(reader: ItemReader, at: int) -> tuple[FoundDate | None, int]:
    """A year or a range of years from token `at` on, and the token after it.

    A bare "พ.ศ. ๒๕๖๐" names a law as a rule and is no date, except as a range (พ.ศ. ๒๕๖๖ - ๒๕๗๐), after words
    like ตั้งแต่ and ใน, and as ค.ศ.
    """
    word = reader.kind(at)
    if word not in (*_YEAR_WORDS, Kind.ERA, Kind.COMMON_ERA):
        return None, at
    year, last = _named_year(reader, at)
    if year is None:
        return None, at
    until = _range_end(reader, last + 1)
    if until is not None and until[0] > year:
        return _years(word, year, until[0], spread=True), until[1] + 1
    if word is Kind.ERA and not _stands_alone(reader, at):
        return None, at
    return _years(word, year, year, spread=False), last + 1


def _named_year(reader: ItemReader, at: int) -> tuple[int | None, int]:
    fiscal = reader.kind(at) in _FISCAL
    if reader.kind(at) in _YEAR_WORDS:
        at += 1
    era = reader.kind(at) in (Kind.ERA, Kind.COMMON_ERA)
    number = at + era
    if era and at and reader.kind(at - 1) in _YEAR_WORDS and not reader.joined(at):
        return None, at
    if not reader.next_is(number, Kind.NUMBER):
        return None, at
    width = reader.tokens[number].end - reader.tokens[number].start
    if width != 4 and not fiscal:
        return None, at
    if era:
        return _after_era(reader, at)
    return reader.year(number)


def _after_era(reader: ItemReader, at: int) -> tuple[int | None, int]:
    token = reader.tokens[at + 1]
    return full_year(token.value, reader.kind(at)), at + 1


def _range_end(reader: ItemReader, at: int) -> tuple[int, int] | None:
    if not reader.next_is(at, Kind.DASH, Kind.UNTIL):
        return None
    at += 1
    if reader.next_is(at, *_YEAR_WORDS):
        at += 1
    if not reader.joined(at):
        return None
    year, last = reader.year(at)
    if year is None or reader.tokens[last].end - reader.tokens[last].start != 4:
        return None
    return year, last


def _stands_alone(reader: ItemReader, at: int) -> bool:
    if at and reader.kind(at - 1) in _BEFORE_BARE_ERA and reader.joined(at):
        return True
    start = reader.tokens[at].start
    return reader.text[max(0, start - 8) : start].rstrip().endswith(("ใน", "เมื่อ", "ช่วง"))


def _years(word: Kind | None, first: int, last: int, *, spread: bool) -> FoundDate:
    fiscal = word in _FISCAL
    if fiscal:
        start, end = fiscal_year_bounds(to_buddhist(first))[0], fiscal_year_bounds(to_buddhist(last))[1]
    else:
        start, end = date(first, 1, 1), date(last, 12, 31)
    if word in _ENDS:
        return FoundDate((0, 0), "single", end, end, "day")
    if fiscal:
        return FoundDate((0, 0), "range" if spread else "fiscal_year", start, end, "fiscal_year")
    return FoundDate((0, 0), "range" if spread else "year", start, end, "year")
