"""Thai digits ๐-๙ to and from 0-9 in mixed text."""

import re
from collections.abc import Iterator

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_PAIRS = tuple(zip("0123456789", THAI_DIGITS, strict=True))
_ARABIC_DIGIT = re.compile("[0-9]")

# Each pattern is linear: it starts from a rare mark or walks a maximal run, and no repeat is nested.
_WEB_MARK = re.compile(r"://|[wW]{3}\.")
_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_WEB_REST = re.compile(r"[!#-;=?-~]+(?:(?<=[/=_-])[^\s<>\"'()\[\]{}“”|,;]+)?")  # ASCII, then a Thai path
_HOST_RUN = re.compile(r"[A-Za-z0-9@._%+:/?#&=~-]+")
_LETTERS_AFTER_DOT = re.compile(r"\.[A-Za-z]{2}")
_HOST = re.compile(r"(?:[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?=[:/?#]|$)")
_TOP_LEVEL = re.compile(r"[A-Za-z]{2,24}\Z")
_IP4 = re.compile(
    r"(?<![0-9.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(?![0-9.]*[0-9])"
)
_IP4_LIKE = re.compile(r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]")  # quick to search for, unlike the above
_IP_TAIL = re.compile(r"[:/][!#-;=?-~]*")
_CLAUSE_BEFORE = re.compile(r"(?:ข้อ|หัวข้อ|ลำดับที่|ตัวชี้วัดที่?|ตาราง(?:ที่)?)\s{0,3}\Z")
_IP6 = re.compile(r"(?<![0-9A-Za-z:.])[0-9A-Fa-f:]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*(?![0-9A-Za-z:.])")
_NAME = re.compile(r"[^\s/\\:*?\"'<>|,;()\[\]{}“”]+")
_LONGEST_NAME = 255  # what file systems allow
_EXTENSION = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|tsv|json|xml|html?|zip|rar|7z|jpe?g|png|gif|bmp|tiff?"
    r"|webp|svg|heic|mp[34]|m4a|mov|avi|wav|ttf|otf|exe|apk|eml|msg|ics|db|sql|log|p7s|p7m)(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def to_arabic(text: str) -> str:
    """Every Thai digit of `text` as 0-9; all else as it is. Same length, so offsets keep their meaning."""
    for arabic, thai in _PAIRS:
        if thai in text:
            text = text.replace(thai, arabic)
    return text


def to_thai(text: str) -> str:
    """The digits of running text as ๐-๙, as official letters print them; same length as `text`.

    Web and e-mail addresses, bare domains, IP addresses and file names keep their digits: read off paper
    and typed in Thai digits they would lead nowhere. Four numbers joined by dots after ข้อ are a clause
    number, not an address.
    """
    if not _ARABIC_DIGIT.search(text):
        return text
    pieces: list[str] = []
    at = 0
    for start, end in _merged(sorted(_addresses(text))):
        pieces += [_all_thai(text[at:start]), text[start:end]]
        at = end
    pieces.append(_all_thai(text[at:]))
    return "".join(pieces)


def _all_thai(text: str) -> str:
    for arabic, thai in _PAIRS:
        if arabic in text:
            text = text.replace(arabic, thai)
    return text


def _merged(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted spans with the overlaps joined."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            if current:
                yield current
            current = (start, end)
    if current:
        yield current


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Spans that a machine reads, in no particular order; they may overlap."""
    if "." in text:
        yield from _web_addresses(text)
        yield from _hosts(text)
        if _IP4_LIKE.search(text):
            yield from _ip4_addresses(text)
        yield from _file_names(text)
    if ":" in text:
        for match in _IP6.finditer(text):
            if _is_ip6(match.group()):
                yield match.span()


def _web_addresses(text: str) -> Iterator[tuple[int, int]]:
    for mark in _WEB_MARK.finditer(text):
        start = mark.start()
        if mark.group() == "://":
            scheme = _SCHEME.search(text, max(0, start - 5), start)
            if not scheme:
                continue
            start = scheme.start()
        rest = _WEB_REST.match(text, mark.end())
        if rest:
            yield start, rest.end()


def _hosts(text: str) -> Iterator[tuple[int, int]]:
    """Bare domains and e-mail addresses, with what is glued to them (port, path, query)."""
    at = 0
    while mark := _LETTERS_AFTER_DOT.search(text, at):
        start = mark.start() - _width_before(_HOST_RUN, text, mark.start())
        run = _HOST_RUN.match(text, mark.start())
        at = run.end() if run else mark.end()
        written = text[start:at].rstrip(".:/?#")
        bare = written.lstrip("._%+:/?#&=~-@")
        host = _HOST.match(bare)
        if host and _TOP_LEVEL.search(host.group().rpartition(".")[2]):
            end = start + len(written)
            yield end - len(bare), end


def _width_before(run: re.Pattern[str], text: str, end: int) -> int:
    """How many characters before `end` belong to `run`, no more than a name may have."""
    match = run.match(text[max(0, end - _LONGEST_NAME) : end][::-1])
    return match.end() if match else 0


def _ip4_addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _IP4.finditer(text):
        if _CLAUSE_BEFORE.search(text, max(0, match.start() - 24), match.start()):
            continue
        tail = _IP_TAIL.match(text, match.end())
        yield match.start(), tail.end() if tail else match.end()


def _is_ip6(run: str) -> bool:
    groups = run.split(":")
    if any(len(group) > 4 for group in groups) or len(groups) > 8:
        return False
    return len(groups) == 8 and "" not in groups or run.count("::") == 1 and any(groups)


def _file_names(text: str) -> Iterator[tuple[int, int]]:
    for extension in _EXTENSION.finditer(text):
        width = _width_before(_NAME, text, extension.start())
        if width:
            yield extension.start() - width, extension.end()
