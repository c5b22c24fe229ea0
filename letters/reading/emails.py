"""E-mail addresses in a letter, Thai digits and line breaks at the @ included; always given in ASCII."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letters.reading.reading import Read, Span
from thai_numerals import to_arabic

_AT = re.compile(r"(?<=[A-Za-z0-9_+\s-])@(?=[A-Za-z0-9\s])")
_LOCAL = re.compile(r"[A-Za-z0-9._%+-]+")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_BREAK = re.compile(r"[ \t\xa0]{0,2}(?:\r?\n[ \t\xa0]{0,40})?")
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1


@dataclass(frozen=True, slots=True)
class FoundEmail:
    """One address: `email` in ASCII, lower case kept as printed; `printed` is what stands at `span`."""

    span: Span
    email: str
    printed: str


def find_emails(text: str) -> list[FoundEmail]:
    """The e-mail addresses of `text` in reading order. A LINE name (@dla) or a handle is none. Linear."""
    folded = to_arabic(text)
    found = []
    for at in _AT.finditer(folded):
        after = _after(folded, at.end())
        before = _before(folded, at.start()) if after else None
        if not before or not after:
            continue
        email = f"{folded[before[0] : before[1]]}@{folded[after[0] : after[1]]}"
        found.append(FoundEmail((before[0], after[1]), email, text[before[0] : after[1]]))
    return found


def read_emails(text: str) -> Read[tuple[str, ...]]:
    """The field `emails`: each address once, in order of first appearance."""
    first: dict[str, FoundEmail] = {}
    for one in find_emails(text):
        first.setdefault(one.email.lower(), one)
    return Read(tuple(one.email for one in first.values()), tuple(one.span for one in first.values()))


def _before(folded: str, at: int) -> Span | None:
    window = folded[max(0, at - 2 * _LONGEST_LOCAL) : at]
    gap = _BREAK.match(window[::-1])
    end = at - (gap.end() if gap else 0)
    if "\n" not in folded[end:at] and end != at:
        return None  # "ไลน์ dla @dla": a space is no part of an address
    local = _LOCAL.match(folded[max(0, end - _LONGEST_LOCAL) : end][::-1])
    if not local:
        return None
    start = end - len(local.group().rstrip(".%+-"))
    return (start, end) if start < end else None


def _after(folded: str, at: int) -> Span | None:
    gap = _BREAK.match(folded, at)
    start = gap.end() if gap and "\n" in gap.group() else at
    host = _HOST.match(folded, start)
    if not host:
        return None
    name = host.group().rstrip("-")
    top = name.rpartition(".")[2]
    return (start, start + len(name)) if top.isalpha() and len(top) >= 2 else None
