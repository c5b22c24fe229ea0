"""The words dates are made of, and how running text is cut into them.

One pass over the text with patterns that never backtrack over more than a few characters, so the time is
linear in its length.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from thai_numerals.dates import ENGLISH_MONTHS, MONTHS, SHORT_MONTHS, WEEKDAYS
from thai_numerals.digits import to_arabic


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


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a date at [start, end) of the text; `value` as its kind needs it (see `_value`)."""

    kind: Kind
    start: int
    end: int
    value: int
    text: str


DEADLINE, LETTER_DATE, BEFORE = range(3)
ROLES = ("deadline", "letter_date", "before")

_D = "[0-9๐-๙]"
_SPACES = r"[ \t\xa0\u200b]{0,4}"
_MISSPELT = {"กรกฏาคม": 7, "กุมภาพันธุ์": 2, "พฤษจิกายน": 11, "พฤศจิกายยน": 11, "มิถุนายาน": 6, "เมษยน": 4}
_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | _MISSPELT
    | {name.lower(): number for number, name in enumerate(ENGLISH_MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(ENGLISH_MONTHS, 1)}
    | {"sept": 9}
)
_SHORT_NUMBERS = {name.replace(".", ""): number for number, name in enumerate(SHORT_MONTHS, 1)}
_WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)} | {"พฤหัสฯ": 3, "พฤหัส": 3}


def _short_month(letters: str) -> str:
    first, second = letters[:-1], letters[-1]
    return rf"{first}\.\s?{second}\.?+|{first}{second}\."


def _longest_first(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.NUMERIC,
        rf"(?<!{_D})(?<!{_D}[./\-])(?:{_D}{{1,2}}(?P<mark>[./\-]){_D}{{1,2}}(?P=mark)(?:{_D}{{4}}|{_D}{{2}})"
        rf"|{_D}{{4}}-{_D}{{2}}-{_D}{{2}})(?!{_D})(?![/\-]{_D})",
    ),
    (Kind.CLOCK, rf"(?<!{_D})(?<!{_D}[.:]){_D}{{1,2}}[.:]{_D}{{2}}(?!{_D})(?![.:]{_D})"),
    (Kind.NUMBER, rf"{_D}+"),
    (
        Kind.MONTH,
        "(?:" + "|".join([*MONTHS, *_MISSPELT]) + ")"
        r"|(?<![A-Za-z])(?i:"
        + "|".join([*ENGLISH_MONTHS, "Sept", *(name[:3] for name in ENGLISH_MONTHS)])
        + r")(?![A-Za-z])",
    ),
    (Kind.SHORT_MONTH, "(?:" + "|".join(_short_month(name) for name in _SHORT_NUMBERS) + r")(?![ก-ฮ]\.)"),
    (Kind.WEEKDAY, rf"วัน(?:ที่)?{_SPACES}(?:{_longest_first(_WEEKDAY_NUMBERS)}){_SPACES}(?:ที่)?"),
    (Kind.ROLE, r"ลง(?:วันที่|(?=\s?[0-9๐-๙]))|(?<![ก-๙])ลว\.?|ภายใน|ไม่เกิน|ไม่ช้ากว่า|ไม่ล่าช้ากว่า|อย่างช้า|ก่อน"),
    (Kind.DAY, "วันที่"),
    (Kind.FROM, "ระหว่าง|(?:นับ)?ตั้งแต่|นับจาก"),
    (Kind.UNTIL, "จนถึง|ถึง"),
    (Kind.MONTH_END, "สิ้นเดือน"),
    (Kind.MONTH_WORD, "(?:ต้น|กลาง|ปลาย)?เดือน"),
    (Kind.FISCAL_END, "สิ้นปีงบ(?:ประมาณ|ฯ)"),
    (Kind.YEAR_END, "สิ้นปี"),
    (Kind.FISCAL, "ปีงบ(?:ประมาณ|ฯ)"),
    (Kind.YEAR_WORD, "ปี"),
    (Kind.ERA, r"(?<![ก-ฮ])พ\.?\s?ศ\.?(?![ก-๙])|พุทธศักราช"),
    (Kind.COMMON_ERA, r"(?<![ก-ฮ])ค\.?\s?ศ\.?(?![ก-๙])|คริสต์ศักราช"),
    (Kind.DASH, "[-–—‐‑−~]"),
    (Kind.AND, "และ|กับ|,"),
    (Kind.TIME_WORD, f"(?:ช่วง)?เวลา{_SPACES}(?:ประมาณ)?"),
    (Kind.HOUR_WORD, r"น\.|นาฬิกา|น(?![ก-๙])"),
)
_TOKEN = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS))
_KINDS = {kind.name: kind for kind, _ in _PATTERNS}

# Between two words of one date: spaces and at most one line break, or a dotted line to fill in.
_LONGEST_GAP = 60
_GAP = re.compile(
    r"(?:[ \t\r\xa0\u200b-\u200d\u2060\ufeff]|\.{2,}+|…|_{2,}+)*+(?:\n[ \t\r\xa0\u200b-\u200d\u2060\ufeff]*)?"
)


def tokens(text: str) -> list[Token]:
    """The date words of `text` in order; everything else is left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = _KINDS[str(match.lastgroup)]
        found.append(Token(kind, match.start(), match.end(), _value(kind, match.group()), match.group()))
    return found


def adjoining(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but white space or a dotted line stands between two tokens."""
    width = right.start - left.end
    return width == 0 or width <= _LONGEST_GAP and _GAP.fullmatch(text, left.end, right.start) is not None


def breaks_line(text: str, left: Token, right: Token) -> bool:
    """Whether a line ends between two tokens."""
    return "\n" in text[left.end : right.start]


def _value(kind: Kind, written: str) -> int:
    if kind is Kind.NUMBER:
        return int(to_arabic(written)) if len(written) <= 4 else -1
    if kind is Kind.MONTH:
        return _MONTH_NUMBERS.get(written) or _MONTH_NUMBERS[written.lower()]
    if kind is Kind.SHORT_MONTH:
        return _SHORT_NUMBERS["".join(written.replace(".", "").split())]
    if kind is Kind.WEEKDAY:
        return next(number for name, number in _WEEKDAY_NUMBERS.items() if name in written)
    if kind is Kind.ROLE:
        if written.startswith("ล"):
            return LETTER_DATE
        return BEFORE if written == "ก่อน" else DEADLINE
    return 0
