"""Finding dates in running Thai text: `find_dates`.

A date is read when its year is printed; a day without a year, a law's พ.ศ. and a meeting number (๔/๒๕๖๖)
are not dates. The text is cut into date words once and walked once, so the time is linear in its length.
"""

from dataclasses import replace
from datetime import date

from thai_numerals.clock_times import ClockReader
from thai_numerals.date_items import Item, ItemReader, complete, first_day, last_day
from thai_numerals.date_tokens import ROLES, Kind, tokens
from thai_numerals.found_date import DateKind, FoundDate, Role
from thai_numerals.year_items import read_years

_LEADS = (Kind.ROLE, Kind.FROM, Kind.UNTIL)
_MOST_LEADS = 3


def find_dates(text: str) -> list[FoundDate]:
    """The dates of `text` in reading order, none overlapping; offsets are into `text` as given.

    Thai and Arabic digits, full and short months, Buddhist and common era, ranges, lists, months, calendar
    and fiscal years, times of day. A day the calendar lacks (๓๑ เมษายน) is not a date.
    """
    words = tokens(text)
    reader = ItemReader(text, words)
    clocks = ClockReader(reader)
    found: list[FoundDate] = []
    at = 0
    while at < len(words):
        first, at, role = _leads(reader, at)
        dated, after = _days(reader, at)
        if dated is None:
            dated, last = read_years(reader, at)
            after = last if dated else after
        if dated is None:
            at = max(after, at + 1)
            continue
        if _is_code(text, words[at].start, words[at].kind):
            at = after
            continue
        if role == "until" and dated.kind == "range":
            role = None
        dated = replace(dated, span=(words[first].start, words[after - 1].end), role=role)
        dated, at = clocks.add_time(dated, after)
        found.append(dated)
    return found


def _leads(reader: ItemReader, at: int) -> tuple[int, int, Role | None]:
    """First token of the expression, its first token after words like ภายใน and ระหว่าง, and their role."""
    first = at
    role: Role | None = None
    while reader.kind(at) in _LEADS and at - first < _MOST_LEADS and reader.joined(at + 1):
        if reader.kind(at) is Kind.ROLE:
            role = ROLES[reader.tokens[at].value]  # type: ignore[assignment]
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
    joints = joints[skipped : skipped + len(whole) - 1]
    if skipped:  # what stood before belongs to something else
        return None, whole[0].first
    try:
        return _dated(whole, joints), whole[-1].last + 1
    except ValueError:
        return None, (whole[1].first if len(whole) > 1 else whole[0].last + 1)


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
            days += [date.fromordinal(n) for n in range(days[-1].toordinal() + 1, day.toordinal())]
        days.append(day)
    return tuple(days)


def _is_code(text: str, start: int, kind: Kind) -> bool:
    """Whether what reads like ๘/๑/๒๕๕๕ is the number of a thing, said by the word before it."""
    if kind is not Kind.NUMERIC:
        return False
    before = text[max(0, start - 12) : start].rstrip()
    return before.endswith(("เลขที่", "ครั้งที่", "ฉบับที่", "ข้อ", "มาตรา", "คดีที่", "แดงที่", "ดำที่", "แบบ"))
