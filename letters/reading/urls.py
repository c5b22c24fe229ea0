"""Web addresses in a letter: printed in Thai digits, broken over lines, glued to Thai words, or a bare host.

The address to open is always ASCII; the printed form is kept, since a person must be able to compare the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from letters.reading.reading import Doubt, Read, Span
from thai_numerals import to_arabic

_TOP_LEVELS = (
    r"(?:(?:go|or|ac|co|in|mi|net)\.th|th|com|org|net|info|edu|gov|int|asia|app|dev|online|site|link|page|gle|gl|ly|be"
    r"|us|io|me|co|cc|to)"
)
_MARK = re.compile(r"(?:https?|ftp)[ ]?:[ ]?//[ ]?|(?<![A-Za-z0-9.@/-])www\.[ ]?", re.IGNORECASE)
_RUN = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'*+,;=%()]+")
_BARE = re.compile(rf"\.{_TOP_LEVELS}(?![A-Za-z0-9-]|\.[A-Za-z])", re.IGNORECASE)
_HOST_BEFORE = re.compile(r"[A-Za-z0-9.-]+")
_BARE_TAIL = re.compile(r"(?::[0-9]{2,5})?(?:/[A-Za-z0-9\-._~:/?#@!$&'*+,;=%()]*)?")
_IP = re.compile(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?=:[0-9]|/)")
_CLAUSE = re.compile(r"(?:ข้อ|หัวข้อ|ลำดับที่|ตัวชี้วัดที่?|ตาราง(?:ที่)?)\s{0,3}\Z")
_LINE_END = re.compile(r"[ \t\xa0]{0,4}\r?\n[ \t\xa0]{0,40}")
_GLUED_ENDS = "/-_=?&.%~"
_MORE = re.compile(r"[A-Za-z0-9\-._~:/?#!$&'*+,;=%()]+(?!@)")
_STARTS_MORE = re.compile(r"/[A-Za-z0-9]|[?&=][A-Za-z0-9]|\.[A-Za-z]{2}")
_LONE_WORD = re.compile(r"[A-Za-z]+[ \t]+[A-Za-z]")
_ITEM = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?[.)]?(?=\s|\Z)")
_LONGEST_HOST = 255
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """One address: `url` in ASCII as one would type it, `printed` as it stands at `span` (line breaks included).

    `broken` is True when the line ends in the middle of what may be a longer address: a person must look.
    """

    span: Span
    url: str
    printed: str
    broken: bool = False

    @property
    def thai_digits(self) -> bool:
        """Whether the paper shows Thai digits, which nobody can type into a browser (saraban 6, check 1)."""
        return to_arabic(self.printed) != self.printed


def find_urls(text: str) -> list[FoundUrl]:
    """The addresses of `text` in reading order, none overlapping. Thai words, brackets and stops behind an address
    are not part of it; an address that goes on in the next line is joined. Linear in the text."""
    folded = to_arabic(text)
    found: list[FoundUrl] = []
    at = 0
    for start, mark_end in _starts(folded):
        if start < at:
            continue
        end = _end_of_run(folded, start, mark_end)
        one = _read(text, folded, (start, end)) if end > mark_end else None
        if one:
            found.append(one)
        at = one.span[1] if one else end  # what was walked once is not walked again
    return found


def read_urls(text: str) -> Read[tuple[str, ...]]:
    """The field `urls`: each address once, in order of first appearance; a line that may break one is a doubt."""
    first: dict[str, FoundUrl] = {}
    for one in find_urls(text):
        first.setdefault(one.url, one)
    doubts = tuple(
        Doubt("urls", one.printed, "ที่อยู่เว็บไซต์อยู่ท้ายบรรทัดพอดี อาจต่อในบรรทัดถัดไป โปรดเทียบกับต้นฉบับ", one.span)
        for one in first.values()
        if one.broken
    )
    return Read(tuple(first), tuple(one.span for one in first.values()), doubts)


def _starts(folded: str) -> Iterator[tuple[int, int]]:
    """Where an address may begin and where its mark (scheme, www.) ends, in order."""
    starts = [match.span() for match in _MARK.finditer(folded)]
    for match in _IP.finditer(folded):
        clause = _CLAUSE.search(folded, max(0, match.start() - 24), match.start())
        if not clause and all(int(part) < 256 for part in match.group().split(".")):
            starts.append((match.start(), match.start()))
    past = 0
    for match in _BARE.finditer(folded):
        window = folded[max(past, match.start() - _LONGEST_HOST) : match.start()]
        host = _HOST_BEFORE.match(window[::-1])
        if not host:
            continue
        start = match.start() - len(host.group().rstrip(".-"))
        past = match.end()
        if start < match.start() and folded[start - 1 : start] not in ("@", "_", "/", "%", "+"):
            starts.append((start, start))
    return iter(sorted(starts))


def _read(text: str, folded: str, run: Span) -> FoundUrl | None:
    start, end = run
    if "@" in folded[start:end].split("/", 1)[0]:
        return None
    parts = [(start, end)]
    while len(parts) < _MOST_LINES and (more := _next_line(folded, parts[-1], parts[0][0])):
        parts.append(more)
    cut = _trimmed(folded[parts[-1][0] : parts[-1][1]])
    parts[-1] = (parts[-1][0], parts[-1][0] + len(cut))
    end = parts[-1][1]
    url = "".join(folded[a:b] for a, b in parts).replace(" ", "")
    if "." not in url.partition("://")[2] and "://" in url and "localhost" not in url:
        return None
    return FoundUrl((start, end), url, text[start:end], _may_go_on(folded, parts[-1]))


def _end_of_run(folded: str, start: int, mark_end: int) -> int:
    if mark_end > start:
        run = _RUN.match(folded, mark_end)
        return run.end() if run else mark_end
    host = _HOST_BEFORE.match(folded, start)
    tail = _BARE_TAIL.match(folded, host.end() if host else start)
    return tail.end() if tail else start


def _trimmed(run: str) -> str:
    """`run` without the stops and closing brackets of the sentence around it."""
    while run:
        last = run[-1]
        if last in ".,;:!?'*&$" or (last == ")" and run.count("(") < run.count(")")) or last == "(":
            run = run[:-1]
        else:
            break
    return run


def _next_line(folded: str, part: Span, start: int) -> Span | None:
    """The span of the next line that belongs to the address, if the address runs on."""
    break_ = _LINE_END.match(folded, part[1])
    more = _MORE.match(folded, break_.end()) if break_ else None
    if (
        not more
        or re.match(r"https?:|www\.", more.group(), re.IGNORECASE)
        or folded[more.end() : more.end() + 1] == "@"
    ):
        return None
    if _STARTS_MORE.match(more.group()):
        return more.span()
    if folded[part[1] - 1] not in _GLUED_ENDS or _ITEM.match(folded, more.start()):
        return None
    if folded[part[1] - 1] == "." and not more.group()[0].islower():
        return None
    has_path = "/" in folded[start : part[1] - 1].partition("://")[2].removeprefix("www.")
    if _LONE_WORD.match(folded, more.start()) and not (has_path and more.group().islower()):
        return None  # "https://x.go.th/" and then a line of English words
    long_number = more.group().isdigit() and len(more.group()) < 4
    return None if long_number else more.span()


def _may_go_on(folded: str, part: Span) -> bool:
    break_ = _LINE_END.match(folded, part[1])
    more = _MORE.match(folded, break_.end()) if break_ else None
    if not more or len(more.group()) < 3 or "/" not in folded[part[0] : part[1]].partition("://")[2]:
        return False
    word = more.group()
    return any(one.isdigit() for one in word) and any(one.isalpha() for one in word) and "." not in word[:2]
