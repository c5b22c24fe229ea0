"""The words dates are made of, and how running text is cut into them.

One pass over the text with patterns that never backtrack over more than a few characters, so the time is
linear in its length. Words that stand together make a phrase; phrases that cannot hold a date are dropped
before anyone parses them.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from thai_numerals.dates import ENGLISH_MONTHS, MONTHS, SHORT_MONTHS, WEEKDAYS
from thai_numerals.found_date import Role


class Kind(Enum):
    """What a token is in a date."""

    NUMBER = auto()
    CLOCK = auto()  # ๐๙.๓๐
    NUMERIC = auto()  # 09/05/2568, 2025-05-09
    MONTH = auto()
    SHORT_MONTH = auto()
    WEEKDAY = auto()  # วันศุกร์ที่
    DAY = auto()  # วันที่
    MONTH_WORD = auto()  # เดือน
    MONTH_END = auto()  # สิ้นเดือน
    YEAR_WORD = auto()  # ปี
    YEAR_END = auto()  # สิ้นปี
    FISCAL = auto()  # ปีงบประมาณ
    FISCAL_END = auto()
    ERA = auto()  # พ.ศ.
    COMMON_ERA = auto()  # ค.ศ.
    ROLE = auto()  # ภายใน, ลงวันที่
    FROM = auto()  # ระหว่าง, ตั้งแต่
    UNTIL = auto()  # ถึง, จนถึง
    DASH = auto()
    AND = auto()
    TIME_WORD = auto()  # เวลา
    HOUR_WORD = auto()  # น.
    OF = auto()  # เวลา ๑๒.๐๐ น. ของวันศุกร์ที่ …


class Token(NamedTuple):
    """One word of a date at [start, end) of the text.

    `value` is the number of a NUMBER (-1 past four digits), MONTH (January is 1), WEEKDAY (Monday is 0), or an
    index into ROLES.
    """

    kind: Kind
    start: int
    end: int
    value: int
    text: str


ROLES: tuple[Role, ...] = ("deadline", "letter_date", "before")

_D = "[0-9๐-๙]"
_SPACES = r"[ \t\xa0\u200b]{0,4}"
_MISSPELT = {"กรกฏาคม": 7, "กุมภาพันธุ์": 2, "พฤษจิกายน": 11, "พฤศจิกายยน": 11, "มิถุนายาน": 6, "เมษยน": 4}


def _thai_months() -> Iterator[tuple[str, int]]:
    for number, name in enumerate(MONTHS, 1):
        yield name, number
    yield from _MISSPELT.items()


def _english_months() -> Iterator[tuple[str, int]]:
    for number, name in enumerate(ENGLISH_MONTHS, 1):
        for written in (name, name.upper(), name[:3], name[:3].upper()):
            yield rf"{written[0]}(?<![A-Za-z]{written[0]}){written[1:]}(?![A-Za-z])", number


def _short_months() -> Iterator[tuple[str, int]]:
    for number, name in enumerate(SHORT_MONTHS, 1):
        first, last, _ = name.split(".")
        end = r"(?![ก-ฮ]\.)"  # ก.ค.ศ. is an office
        yield rf"{first}\.\s?{last}\.?+{end}", number
        yield rf"{first}{last}\.{end}", number


def _weekdays() -> Iterator[tuple[str, int]]:
    names = [*((name, number) for number, name in enumerate(WEEKDAYS)), ("พฤหัสฯ?", 3)]
    for name, number in names:
        yield rf"วัน(?:ที่)?{_SPACES}{name}{_SPACES}(?:ที่)?", number


# Patterns of each kind with the token's value; each begins with a literal character, by which they are sorted.
_PATTERNS: tuple[tuple[Kind, str, int], ...] = (
    *((Kind.MONTH, pattern, value) for pattern, value in (*_thai_months(), *_english_months())),
    *((Kind.SHORT_MONTH, pattern, value) for pattern, value in _short_months()),
    *((Kind.WEEKDAY, pattern, value) for pattern, value in _weekdays()),
    *((Kind.ROLE, word, 0) for word in ("ภายใน", "ไม่เกิน", "ไม่ช้ากว่า", "ไม่ล่าช้ากว่า", "อย่างช้า")),
    (Kind.ROLE, rf"ลง(?:วันที่|(?=\s?{_D}))", 1),
    (Kind.ROLE, r"ล(?<![ก-๙]ล)ว\.?", 1),
    (Kind.ROLE, "ก่อน", 2),
    (Kind.DAY, "วันที่", 0),
    *((Kind.FROM, word, 0) for word in ("ระหว่าง", "ตั้งแต่", "นับตั้งแต่", "นับจาก")),
    *((Kind.UNTIL, word, 0) for word in ("จนถึง", "ถึง")),
    (Kind.MONTH_END, "สิ้นเดือน", 0),
    *((Kind.MONTH_WORD, word, 0) for word in ("เดือน", "ต้นเดือน", "กลางเดือน", "ปลายเดือน")),
    (Kind.FISCAL_END, "สิ้นปีงบ(?:ประมาณ|ฯ)", 0),
    (Kind.YEAR_END, "สิ้นปี", 0),
    (Kind.FISCAL, "ปีงบ(?:ประมาณ|ฯ)", 0),
    (Kind.YEAR_WORD, "ปี", 0),
    (Kind.ERA, r"พ(?<![ก-ฮ]พ)\.?\s?ศ\.?+(?![ก-๎])", 0),
    (Kind.ERA, "พุทธศักราช", 0),
    (Kind.COMMON_ERA, r"ค(?<![ก-ฮ]ค)\.?\s?ศ\.?+(?![ก-๎])", 0),
    (Kind.COMMON_ERA, "คริสต์ศักราช", 0),
    *((Kind.DASH, rf"\{mark}", 0) for mark in "-–—‐‑−~"),
    *((Kind.AND, word, 0) for word in ("และ", "กับ", ",")),
    *((Kind.TIME_WORD, rf"{word}{_SPACES}(?:ประมาณ)?", 0) for word in ("เวลา", "ช่วงเวลา")),
    *((Kind.HOUR_WORD, word, 0) for word in (r"น\.", "นาฬิกา", "น(?![ก-๎])")),
    (Kind.OF, "ของ", 0),
    *((Kind.NUMBER, rf"{digit}{_D}*", -1) for digit in "0123456789๐๑๒๓๔๕๖๗๘๙"),
)
_NUMERIC = re.compile(
    rf"(?<!{_D}[./\-])(?:{_D}{{1,2}}(?P<mark>[./\-]){_D}{{1,2}}(?P=mark)(?:{_D}{{4}}|{_D}{{2}})"
    rf"|{_D}{{4}}-{_D}{{2}}-{_D}{{2}})(?!{_D})(?![/\-]{_D})"
)
_CLOCK = re.compile(rf"(?<!{_D}[.:]){_D}{{1,2}}[.:]{_D}{{2}}(?!{_D})(?![.:]{_D})")


def _by_first_character() -> tuple[re.Pattern[str], list[tuple[Kind, int]]]:
    """One pattern with a branch for each first character, and kind and value of each of its groups.

    Branches that begin with a literal let the search skip other characters without trying them.
    """
    branches: dict[str, list[tuple[str, Kind, int]]] = {}
    for kind, pattern, value in _PATTERNS:
        width = 2 if pattern.startswith("\\") else 1
        branches.setdefault(pattern[:width], []).append((pattern[width:], kind, value))
    groups = [(kind, value) for rests in branches.values() for _, kind, value in rests]
    joined = (f"{first}(?:{'|'.join(f'({rest})' for rest, _, _ in rests)})" for first, rests in branches.items())
    return re.compile("|".join(joined)), groups


_TOKEN, _GROUPS = _by_first_character()
_ANCHORS = frozenset(
    (Kind.MONTH, Kind.SHORT_MONTH, Kind.NUMERIC, Kind.YEAR_WORD, Kind.YEAR_END, Kind.FISCAL, Kind.FISCAL_END)
    + (Kind.ERA, Kind.COMMON_ERA)
)
_LONGEST_PHRASE = 150  # tokens, far beyond any real list of dates; bounds what hostile text can cost

# Between two words of one date: spaces and at most one line break, or a dotted line to fill in.
_LONGEST_GAP = 60
_BLANK = r"[ \t\r\xa0\u200b-\u200d\u2060\ufeff]"
_GAP = re.compile(rf"(?:{_BLANK}|\.{{2,}}+|…|_{{2,}}+)*+(?:\n{_BLANK}*)?")


def phrases(text: str) -> Iterator[list[Token]]:
    """Date words standing together with nothing but blanks or a dotted line between, in order.

    Only phrases with a month, a year word or a numeric date come: no other can be a date.
    """
    phrase: list[Token] = []
    anchored = False
    for token in _tokens(text):
        if phrase and (len(phrase) == _LONGEST_PHRASE or not _adjoining(text, phrase[-1].end, token.start)):
            if anchored:
                yield phrase
            phrase, anchored = [], False
        phrase.append(token)
        anchored = anchored or token.kind in _ANCHORS
    if anchored:
        yield phrase


def breaks_line(text: str, left: Token, right: Token) -> bool:
    """Whether a line ends between two tokens."""
    return "\n" in text[left.end : right.start]


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    while match := _TOKEN.search(text, at):
        start, at = match.span()
        kind, value = _GROUPS[(match.lastindex or 1) - 1]
        if kind is Kind.NUMBER:
            width = at - start
            longer = (width < 3 or width == 4) and (_NUMERIC.match(text, start) or _CLOCK.match(text, start))
            if longer:
                at = longer.end()
                kind = Kind.NUMERIC if longer.re is _NUMERIC else Kind.CLOCK
            elif width <= 4:
                value = int(match.group())
        yield Token(kind, start, at, value, text[start:at])


def _adjoining(text: str, left: int, right: int) -> bool:
    return left == right or right - left <= _LONGEST_GAP and _GAP.fullmatch(text, left, right) is not None
