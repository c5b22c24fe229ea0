"""The time of day that follows a date: เวลา ๐๙.๓๐ น., ระหว่างเวลา ๐๘.๐๐ - ๑๗.๐๐ น."""

from dataclasses import replace
from datetime import date

from thai_numerals.date_items import ItemReader, complete, first_day
from thai_numerals.date_tokens import Kind
from thai_numerals.digits import to_arabic
from thai_numerals.found_date import DateKind, FoundDate

_DAYS = ("single", "range")


def with_times(found: FoundDate, start: str, end: str | None) -> FoundDate:
    """`found` from one clock time to another, or at one."""
    kind: DateKind = "datetime" if end is None and found.start == found.end else "datetime_range"
    return replace(found, kind=kind, precision="minute", time_start=start, time_end=end)


class ClockReader:
    """Reads clock times off the same tokens as the dates."""

    def __init__(self, reader: ItemReader) -> None:
        self.reader = reader

    def add_time(self, found: FoundDate, at: int) -> tuple[FoundDate, int]:
        """`found` with the time printed from token `at` on if any, and the token to go on from.

        "วันที่ ๑ … เวลา ๐๘.๓๐ น. ถึงวันที่ ๓ … เวลา ๑๖.๓๐ น." becomes one range of time over both days.
        """
        if found.kind not in _DAYS or found.precision != "day":
            return found, at
        times = self._times(at)
        if times is None:
            return found, at
        start, end, after = times
        if end is None and found.start == found.end:
            over = self._later_day(found, after)
            if over:
                last, end, after = over
                found = replace(found, end=last)
        span = (found.span[0], self.reader.tokens[after - 1].end)
        return with_times(replace(found, span=span), start, end), after

    def time_before(self, at: int) -> tuple[tuple[str, str | None] | None, int]:
        """The time of "เวลา ๑๒.๐๐ น. ของวันศุกร์ที่ …" from token `at` on, and where its day begins."""
        if self.reader.kind(at) is not Kind.TIME_WORD:
            return None, at
        start, after, _ = self._clock(at + 1)
        if start is None:
            return None, at
        end, last, _ = self._second(after)
        if end is not None and end > start:
            after = last
        else:
            end = None
        after += self.reader.next_is(after, Kind.OF)
        return ((start, end), after) if self.reader.joined(after) else (None, at)

    def _times(self, at: int) -> tuple[str, str | None, int] | None:
        """First and last clock time from token `at` on, and the token after them."""
        said = False
        if self.reader.next_is(at, Kind.FROM) and self.reader.next_is(at + 1, Kind.TIME_WORD):
            at += 1
        if self.reader.next_is(at, Kind.TIME_WORD):
            said = True
            at += 1
        start, at, hour_word = self._clock(at)
        if start is None:
            return None
        end, after, last_word = self._second(at)
        if end is not None and (said or last_word) and end > start:
            return start, end, after
        return (start, None, at) if said or hour_word else None

    def _second(self, at: int) -> tuple[str | None, int, bool]:
        if not self.reader.next_is(at, Kind.DASH, Kind.UNTIL):
            return None, at, False
        at += 1
        if self.reader.next_is(at, Kind.TIME_WORD):
            at += 1
        return self._clock(at)

    def _clock(self, at: int) -> tuple[str | None, int, bool]:
        """A clock time at token `at`, the token after it and its น., and whether น. was printed."""
        if not self.reader.next_is(at, Kind.CLOCK, Kind.NUMBER):
            return None, at, False
        token = self.reader.tokens[at]
        hour_word = self.reader.next_is(at + 1, Kind.HOUR_WORD)
        if token.kind is Kind.NUMBER and not hour_word:
            return None, at, False
        hours, _, minutes = to_arabic(token.text).replace(":", ".").partition(".")
        hour, minute = int(hours) if len(hours) <= 2 else 99, int(minutes or 0)
        if minute > 59 or hour > 24 or (hour == 24 and minute):
            return None, at, False
        return f"{hour:02d}:{minute:02d}", at + 1 + hour_word, hour_word

    def _later_day(self, found: FoundDate, at: int) -> tuple[date, str, int] | None:
        if not self.reader.next_is(at, Kind.DASH, Kind.UNTIL) or not self.reader.joined(at + 1):
            return None
        item = self.reader.item(at + 1)
        whole = complete([item]) if item else []
        if not whole or whole[0].day is None:
            return None
        times = self._times(whole[0].last + 1)
        try:
            day = first_day(whole[0])
        except ValueError:
            return None
        if times is None or times[1] is not None or day <= found.start:
            return None
        return day, times[0], times[2]
