"""The parts of a date expression: one day or month with as much of its year as the text gives."""

import calendar
import re
from datetime import date
from typing import NamedTuple

from thai_numerals.date_tokens import Kind, Token, breaks_line
from thai_numerals.digits import to_arabic
from thai_numerals.years import to_gregorian

_BUDDHIST_YEARS = range(2400, 2700)
_COMMON_YEARS = range(1857, 2200)
_JOINTS = (Kind.DASH, Kind.UNTIL, Kind.AND)
_MONTHS = (Kind.MONTH, Kind.SHORT_MONTH)
# Two digits after a month in full are a year unless they count something: "๕ มีนาคม ๑๒ คน".
_SHORT_YEARS = range(20, 90)
_COUNTED = re.compile(
    r"\s*(?:คน|ราย(?!งาน|ละ|ชื่อ|ได้)|แห่ง|ฉบับ|ชุด|ครั้ง|บาท|ล้าน|แผ่น|ชั่วโมง|นาที|ตำแหน่ง|คัน|ไร่|เครื่อง|รุ่น|เรือน|%)"
)


class Item(NamedTuple):
    """A day (`day` set) or a month, as printed; `year` (Gregorian) is None when a later item says it."""

    day: int | None
    month: int | None
    year: int | None
    first: int  # index of its first token
    last: int  # index of its last token
    weekday: int | None = None
    month_end: bool = False
    spelt: bool = True  # the month stands in full or after เดือน, not as a bare abbreviation


def first_day(item: Item) -> date:
    """The day, or the first of the month. Raises ValueError for a day the calendar does not have."""
    assert item.month is not None and item.year is not None
    if item.month_end:
        return last_day(item)
    return date(item.year, item.month, item.day or 1)


def last_day(item: Item) -> date:
    """The day, or the last of the month. Raises ValueError for a day the calendar does not have."""
    assert item.month is not None and item.year is not None
    day = item.day if item.day is not None else calendar.monthrange(item.year, item.month)[1]
    return date(item.year, item.month, day)


class ItemReader:
    """Reads items and years off a phrase: a list of tokens that stand together."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens

    def kind(self, at: int) -> Kind | None:
        """The kind of token `at`, None past the end."""
        return self.tokens[at].kind if at < len(self.tokens) else None

    def joined(self, at: int) -> bool:
        """Whether there is a token `at` with one before it."""
        return 0 < at < len(self.tokens)

    def next_is(self, at: int, *kinds: Kind) -> bool:
        """Whether token `at` is of one of `kinds` and follows another."""
        return 0 < at < len(self.tokens) and self.tokens[at].kind in kinds

    def item(self, at: int) -> Item | None:
        """The item that begins with token `at`; its year may still be missing."""
        if self.kind(at) is Kind.NUMERIC:
            return self._numeric(at)
        if self.kind(at) in (*_MONTHS, Kind.MONTH_WORD, Kind.MONTH_END):
            return self._with_month(Item(None, None, None, at, at), at)
        return self._day_item(at)

    def _day_item(self, at: int) -> Item | None:
        first, weekday = at, None
        if self.kind(at) in (Kind.DAY, Kind.WEEKDAY):
            weekday = self.tokens[at].value if self.kind(at) is Kind.WEEKDAY else None
            at += 1
            if not self.joined(at):
                return None
        if self.kind(at) is Kind.NUMERIC:
            item = self._numeric(at)
            return item._replace(first=first, weekday=weekday) if item else None
        if self.kind(at) is not Kind.NUMBER or not 1 <= self.tokens[at].value <= 31:
            return None
        if self.tokens[at].end - self.tokens[at].start > 2:
            return None
        item = Item(self.tokens[at].value, None, None, first, at, weekday)
        led = first < at
        if not self.next_is(at + 1, *_MONTHS, Kind.MONTH_WORD):
            return item
        if not led and breaks_line(self.text, self.tokens[at], self.tokens[at + 1]):
            return item
        return self._with_month(item, at + 1) or item

    def _with_month(self, item: Item, at: int) -> Item | None:
        spelt = self.kind(at) is not Kind.SHORT_MONTH
        month_end = self.kind(at) is Kind.MONTH_END
        if self.kind(at) in (Kind.MONTH_WORD, Kind.MONTH_END):
            at += 1
            if not self.next_is(at, *_MONTHS):
                return None
        item = item._replace(month=self.tokens[at].value, last=at, spelt=spelt, month_end=month_end)
        year, last = self.year(at + 1)
        return item._replace(year=year, last=last) if year else item

    def year(self, at: int) -> tuple[int | None, int]:
        """The Gregorian year printed from token `at` on, or None, and its last token."""
        era = None
        if self.next_is(at, Kind.YEAR_WORD):
            at += 1
        if self.next_is(at, Kind.ERA, Kind.COMMON_ERA):
            era = self.kind(at)
            at += 1
        if not self.next_is(at, Kind.NUMBER):
            return None, at
        token = self.tokens[at]
        width = token.end - token.start
        if width == 4:
            return full_year(token.value, era), at
        if width == 2 and era is not Kind.COMMON_ERA and self._ends_a_year(at):
            return to_gregorian(2500 + token.value), at
        return None, at

    def _ends_a_year(self, at: int) -> bool:
        """Whether two digits after a month are its year, not a day, an hour or a count."""
        if self.next_is(at + 1, *_MONTHS, Kind.MONTH_WORD, Kind.HOUR_WORD):
            return False
        end = self.tokens[at].end
        if self.text[end : end + 1] in (".", ",", ":", "/") and self.text[end + 1 : end + 2].isdigit():
            return False
        if self.kind(at - 1) is not Kind.MONTH:
            return True
        return self.tokens[at].value in _SHORT_YEARS and not _COUNTED.match(self.text, end, end + 20)

    def _numeric(self, at: int) -> Item | None:
        written = to_arabic(self.tokens[at].text)
        mark = next(character for character in written if not character.isdigit())
        parts = written.split(mark)
        if len(parts[0]) == 4:
            year, month, day = (int(part) for part in parts)
        else:
            day, month, year = (int(part) for part in parts)
            if len(parts[2]) == 2:
                led = self.kind(at - 1) in (Kind.DAY, Kind.WEEKDAY, Kind.ROLE) and self.joined(at) if at else False
                if not led:
                    return None
                year += 2500
        gregorian = full_year(year, None)
        if gregorian is None or not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        return Item(day, month, gregorian, at, at)

    def chain(self, at: int) -> tuple[list[Item], list[Kind], int]:
        """Items joined by dashes, ถึง, และ or commas from token `at` on, the joints, and where to go on.

        Ends before a joint that opens an expression of its own: after a year only a range may go on.
        """
        items: list[Item] = []
        joints: list[Kind] = []
        item = self.item(at)
        while item:
            items.append(item)
            at = item.last + 1
            if not self.next_is(at, *_JOINTS):
                break
            joint = Kind.AND if self.kind(at) is Kind.AND else Kind.DASH
            if item.year and (joint is Kind.AND or Kind.DASH in joints):
                break
            if joint is Kind.AND and self.next_is(at + 1, Kind.AND):  # ", และ"
                at += 1
            item = self.item(at + 1) if self.joined(at + 1) else None
            if item:
                joints.append(joint)
        return items, joints, at


def full_year(printed: int, era: Kind | None) -> int | None:
    """The Gregorian year of four printed digits, None when no date of our time has them."""
    if printed in _BUDDHIST_YEARS and era is not Kind.COMMON_ERA:
        return to_gregorian(printed)
    if printed in _COMMON_YEARS and era is not Kind.ERA:
        return printed
    return None


def complete(items: list[Item]) -> list[Item]:
    """Items with month and year taken over from the next one; those after the last full date are cut off.

    "๒๘ ธันวาคม - ๓ มกราคม ๒๕๖๗" runs over New Year: an earlier month that would come after the next one
    belongs to the year before.
    """
    last = len(items)
    while last and (items[last - 1].month is None or items[last - 1].year is None):
        last -= 1
    filled: list[Item] = []
    for item in reversed(items[:last]):
        if filled:
            after = filled[-1]
            if item.month is None and item.day is not None and after.day is not None:
                item = item._replace(month=after.month)
            if item.month is not None and item.year is None and after.year is not None and after.month is not None:
                item = item._replace(year=after.year - (item.month > after.month))
            if item.month is None or item.year is None:
                break
        filled.append(item)
    return filled[::-1]
