"""Finding dates in running Thai text: `find_dates`.

A date is read when its year is printed; a day without a year, a law's พ.ศ. and a meeting number (๔/๒๕๖๖)
are not dates. The text is cut into date words once and walked once, so the time is linear in its length.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from thai_numerals.clock_times import ClockReader, with_times
from thai_numerals.date_items import Item, ItemReader, complete, first_day, last_day
from thai_numerals.date_tokens import ROLES, Kind, breaks_line, phrases
from thai_numerals.found_date import DateKind, FoundDate, Role
from thai_numerals.year_items import read_years

_LEADS = (Kind.ROLE, Kind.FROM, Kind.UNTIL)
_MOST_LEADS = 3
_LONGEST_RUN = 92  # days that a range inside a list may run over


def find_dates(text: str) -> list[FoundDate]:
    """The dates of `text` in reading order, none overlapping; offsets are into `text` as given.

    Thai and Arabic digits, full and short months, Buddhist and common era, ranges, lists, months, calendar
    and fiscal years, times of day. A day the calendar lacks (๓๑ เมษายน) is not a date.
    """
    return [found for phrase in phrases(text) for found in _in_phrase(ItemReader(text, phrase))]


def _in_phrase(reader: ItemReader) -> Iterator[FoundDate]:
    words = reader.tokens
    clocks = ClockReader(reader)
    at = 0
    while at < len(words):
        first, lead_end, role = _leads(reader, at)
        times, start = clocks.time_before(lead_end)
        dated, after = _expression(reader, start)
        if dated is None and times:
            times, start = None, lead_end
            dated, after = _expression(reader, start)
        if dated is None or _is_code(reader.text, words[start].start, words[start].kind):
            at = max(after, at + 1)
            continue
        role = None if role == "until" and dated.kind == "range" else role
        dated = replace(dated, span=(words[first].start, words[after - 1].end), role=role)
        if times and dated.kind == "single":
            dated, at = with_times(dated, times[0], times[1]), after
        else:
            dated, at = clocks.add_time(dated, after)
        yield dated


def _expression(reader: ItemReader, at: int) -> tuple[FoundDate | None, int]:
    """The date or year that begins with token `at`, and the token to go on from."""
    dated, after = _days(reader, at)
    if dated is None:
        years, last = read_years(reader, at)
        if years:
            return years, last
    return dated, after


def _leads(reader: ItemReader, at: int) -> tuple[int, int, Role | None]:
    """First token of the expression, its first token after words like ภายใน and ระหว่าง, and their role."""
    first = at
    role: Role | None = None
    while reader.kind(at) in _LEADS and at - first < _MOST_LEADS and reader.joined(at + 1):
        if reader.kind(at) is Kind.ROLE:
            role = ROLES[reader.tokens[at].value]
        elif reader.kind(at) is Kind.UNTIL:
            role = role or "until"
        at += 1
    return first, at, role


def _days(reader: ItemReader, at: int) -> tuple[FoundDate | None, int]:
    """Days or months from token `at` on, and the token to go on from."""
    items, joints, after = reader.chain(at)
    whole = complete(items)
    if not whole:
        return None, after
    skipped = next(index for index, item in enumerate(items) if item.first == whole[0].first)
    if skipped:  # what stood before belongs to something else
        return None, whole[0].first
    if _continues_a_number(reader, whole[0]):
        return None, whole[0].last + 1
    if len({item.day is None for item in whole}) > 1:  # "ไตรมาสที่ ๒ มกราคม - มีนาคม ๒๕๖๗"
        return None, whole[0].first + 1
    try:
        return _dated(whole, joints[: len(whole) - 1]), whole[-1].last + 1
    except ValueError:
        pass
    after = whole[0].last + 1
    try:
        return (_dated(whole[:1], []) if items[0].year else None), after
    except ValueError:
        return None, after


def _continues_a_number(reader: ItemReader, item: Item) -> bool:
    """Whether a bare month follows digits that are no day of it: ๓๒ มกราคม ๒๕๖๗ is no date and no month."""
    at = item.first
    if item.day is not None or reader.kind(at) is not Kind.MONTH or not at or not reader.joined(at):
        return False
    before = reader.tokens[at - 1]
    if before.kind is not Kind.NUMBER or before.value in range(1, 32):
        return False
    return not breaks_line(reader.text, before, reader.tokens[at])


def _dated(items: list[Item], joints: list[Kind]) -> FoundDate | None:
    """The expression that complete items make. Raises ValueError for impossible days or order."""
    start, end = first_day(items[0]), last_day(items[-1])
    if len(items) == 1:
        return _one(items[0], start, end)
    by_month = all(item.day is None for item in items)
    kind: DateKind = "range" if joints == [Kind.DASH] else "list"
    days: tuple[date, ...] = ()
    if kind == "list":
        days = _listed(items, joints)
        if list(days) != sorted(set(days)):
            raise ValueError("days out of order")
    if end < start:
        raise ValueError("range runs backwards")
    return FoundDate((0, 0), kind, start, end, "month" if by_month else "day", dates=days, weekday=items[0].weekday)


def _one(item: Item, start: date, end: date) -> FoundDate | None:
    if item.day is not None or item.month_end:
        return FoundDate((0, 0), "single", start, end, "day", weekday=item.weekday)
    if not item.spelt:  # "ก.พ. ๒๕๖๐" alone is an office or a slip, not a month
        return None
    return FoundDate((0, 0), "month", start, end, "month")


def _listed(items: list[Item], joints: list[Kind]) -> tuple[date, ...]:
    """Each day of a list; "๑ - ๓ และ ๕" counts out its ranges."""
    days = [first_day(items[0])]
    for item, joint in zip(items[1:], joints, strict=True):
        day = first_day(item)
        if joint is Kind.DASH and item.day is not None:
            if (day - days[-1]).days > _LONGEST_RUN:
                raise ValueError("too long to be listed day by day")
            days += [date.fromordinal(n) for n in range(days[-1].toordinal() + 1, day.toordinal())]
        days.append(day)
    return tuple(days)


def _is_code(text: str, start: int, kind: Kind) -> bool:
    """Whether what reads like ๘/๑/๒๕๕๕ is the number of a thing, said by the word before it."""
    if kind is not Kind.NUMERIC:
        return False
    before = text[max(0, start - 12) : start].rstrip()
    return before.endswith(("เลขที่", "ครั้งที่", "ฉบับที่", "ข้อ", "มาตรา", "คดีที่", "แดงที่", "ดำที่", "แบบ"))
