"""Several letters in one text: the forwarding letter, then the letter it forwards, each with its enclosures.

A letter begins with its number, its subject and its receivers, and only after the letter before it was closed and
signed: a letter quoted inside another stands before that one's closing words. Forms to fill in among the enclosures
have no number of their own and are no letters.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters.reading import wording as words
from letters.reading.lines import Line, split_lines
from letters.reading.reading import Citation, Enclosed, LetterReading
from letters.reading.zones import Zone, label_of

_HEAD_LINES = 45  # a letter's number, letterhead, stamps, date and subject stand within so many lines
_LETTERHEAD_LINES = 3  # office, street, province: above the number when they stand there
_SUBJECT_TO_RECEIVER = 14
_LETTER_LINES = 400
_NUMBER_BELOW = 8  # a number printed below the receiver still belongs to this letter
_SIGNED = re.compile(rf"{words.NOISE}\(\s{{0,6}}(?:{words.any_of(*words.TITLES)})[^()\n]{{3,80}}\)")

_RANGE_END = re.compile(r"ถึง\S")  # "ถึงวันศุกร์ที่ ๓๐": a wrapped line, not the receiver of a stamp letter


@dataclass(frozen=True, slots=True)
class Part:
    """One letter of a text with its enclosures: [start, end), the pages' beginnings counted from `start` (first 0),
    and the page of the whole text, from 1, on which it begins."""

    start: int
    end: int
    page_starts: tuple[int, ...]
    first_page: int


@dataclass(frozen=True, slots=True)
class Link:
    """Part `citing` (from 1) names part `cited` by number among its enclosures or references."""

    citing: int
    cited: int
    field: str  # "enclosures" or "references"
    date: dt.date | None


def split_bundle(text: str, page_starts: tuple[int, ...] = (0,)) -> list[Part]:
    """Return the letters of `text` (normalised), in order, together the whole text; one part when it is one letter."""
    lines = split_lines(text, page_starts)
    printed = [line for line in lines if not line.mark]
    place = {line.start: at for at, line in enumerate(lines)}
    starts = sorted({0, *(_beginning(lines, text, page_starts, place[line.start]) for line in _heads(printed))})
    ends = [*starts[1:], len(text)]
    return [_part(start, end, page_starts) for start, end in zip(starts, ends, strict=True)]


def link_bundle(readings: Sequence[LetterReading]) -> tuple[list[LetterReading], list[Link]]:
    """Return the readings with days filled in that only the citing letter tells, and which part cites which.

    A day is taken over only where the letter's own text does not contradict it; `date_from` then says from where.
    """
    linked = list(readings)
    links: list[Link] = []
    for at, citing in enumerate(readings):
        for field, cited in _citations(citing):
            other = _named_by(cited, at, readings)
            if other is None or any(link.citing == at + 1 and link.cited == other + 1 for link in links):
                continue
            links.append(Link(at + 1, other + 1, field, cited.date))
            linked[other] = _dated(linked[other], cited.date, at + 1)
    return linked, links


def _citations(reading: LetterReading) -> list[tuple[str, Citation | Enclosed]]:
    found: list[tuple[str, Citation | Enclosed]] = [("enclosures", one) for one in reading.enclosures]
    return found + [("references", one) for one in reading.references]


def _named_by(cited: Citation | Enclosed, at: int, readings: Sequence[LetterReading]) -> int | None:
    """The part with the number cited; None when it is this part, none, or two with different dates."""
    named = [i for i, one in enumerate(readings) if i != at and cited.ref_no and one.ref_no == cited.ref_no]
    fits = [i for i in named if not cited.date or readings[i].date in (None, cited.date)] or named
    return fits[0] if len(fits) == 1 else None


def _dated(reading: LetterReading, day: dt.date | None, citing: int) -> LetterReading:
    if reading.date is not None or day is None:
        return reading
    if reading.date_partial is not None and reading.date_partial != f"{day:%Y-%m}":
        return reading
    doubts = tuple(doubt for doubt in reading.doubts if doubt.field != "date")
    return replace(reading, date=day, date_from=f"part {citing}", doubts=doubts)


def _part(start: int, end: int, page_starts: tuple[int, ...]) -> Part:
    inside = [at - start for at in page_starts if start < at < end]
    return Part(start, end, (0, *inside), sum(1 for at in page_starts if at <= start) or 1)


def _heads(lines: list[Line]) -> list[Line]:
    """The line each letter after the first is known by: its number, or the top of a letter that shows none."""
    heads: list[Line] = []
    marks = [_kind(line) for line in lines]
    closed = _first_end(lines, marks, 0)
    at = closed if closed is not None else len(lines)
    while at < len(lines):
        head = _head_at(lines, marks, at)
        if head is None:
            at += 1
            continue
        heads.append(lines[head])
        receiver = _next(marks, "to", at, _HEAD_LINES + 1)
        after = (receiver if receiver is not None else at) + 1
        closed = _first_end(lines, marks, after)
        at = closed if closed is not None else len(lines)
    return heads


def _kind(line: Line) -> str:
    """What a line tells about where letters begin and end."""
    text = line.text
    if words.CLOSING.match(text) or words.SEAL.match(text) or _SIGNED.match(text):
        return "end"
    if words.REF_LINE.match(text) and "ลงวันที่" not in text:
        return "number"
    if words.MEMO_TITLE.match(text) or words.MEMO_OFFICE.match(text):
        return "memo"
    label = label_of(text, stamp_letter=True)
    if label and label[0] is Zone.SUBJECT:
        return "subject"
    if label and label[0] is Zone.TO and not _RANGE_END.match(text):
        return "to"
    return "date" if words.DATE_LINE.match(text) or words.DAY_BLANK_LINE.match(text) else ""


def _first_end(lines: list[Line], marks: list[str], start: int) -> int | None:
    """The line after the closing words, signature or seal that close the letter begun before `start`.

    A new page that begins with a whole head closes it too: the closing words may be lost in a scan.
    """
    for at in range(start, len(lines)):
        if marks[at] == "end":
            return at + 1
        new_page = at > 0 and lines[at].page != lines[at - 1].page
        if new_page and at > start and _is_whole_head(marks, at):
            return at
    return None


def _is_whole_head(marks: list[str], at: int) -> bool:
    """Whether number, date, subject and receiver stand here in the order of a letter's first page."""
    near = [mark for mark in marks[at : at + 20] if mark]
    return near[:1] in (["number"], ["memo"]) and {"subject", "to"} <= set(near[:5]) and "end" not in near[:4]


def _next(marks: list[str], kind: str, start: int, count: int) -> int | None:
    end = min(start + count, len(marks))
    return next((at for at in range(start, end) if marks[at] == kind), None)


def _head_at(lines: list[Line], marks: list[str], at: int) -> int | None:
    """The head's line when a letter begins at line `at`: a number (or memo title) with a receiver soon after it."""
    if marks[at] in ("number", "memo"):
        receiver = _receiver(marks, at, _HEAD_LINES)
        if receiver is None:
            return None
        subjects = [i for i in range(at, receiver) if marks[i] == "subject"]
        nearer = [i for i in range(at + 1, subjects[-1] if subjects else receiver) if marks[i] == "number"]
        return None if nearer and marks[at] == "number" else at
    if marks[at] != "subject":
        return None
    receiver = _receiver(marks, at, _SUBJECT_TO_RECEIVER)
    if receiver is None or _next(marks, "subject", at + 1, receiver - at) is not None:
        return None
    number = _next(marks, "number", at, receiver - at + _NUMBER_BELOW)
    if number is not None and _receiver(marks, max(number, receiver + 1), _HEAD_LINES) is None:
        return at
    return _head_without_number(lines, marks, at)


def _receiver(marks: list[str], at: int, count: int) -> int | None:
    """The next receiver line within `count` lines, unless a letter ends before it."""
    receiver, ended = _next(marks, "to", at, count), _next(marks, "end", at, count)
    return receiver if receiver is not None and (ended is None or receiver < ended) else None


def _head_without_number(lines: list[Line], marks: list[str], at: int) -> int | None:
    """A letter whose number cannot be read still has its date between the letterhead and the subject, and an end."""
    above = range(max(at - 12, 0), at)
    dated = next((i for i in reversed(above) if marks[i] in ("date", "end")), None)
    if dated is None or marks[dated] == "end" or _next(marks, "end", at, _LETTER_LINES) is None:
        return None
    return dated


def _beginning(lines: list[Line], text: str, page_starts: tuple[int, ...], at: int) -> int:
    """Where the letter known by line `at` begins: urgency, letterhead and stamps above the number are its own."""
    above = [start for start in page_starts if start <= lines[at].start]
    page_start = above[-1] if len(above) > 1 else -1
    first = at
    for back in range(at - 1, max(at - _HEAD_LINES, -1), -1):
        line = lines[back]
        if line.start < page_start or _belongs_before(line):
            break
        if _is_head_of_page(line, page_start) or _opens_head(lines, back, at):
            first = back
    start = lines[first].start
    return text.rfind("\n", 0, start) + 1


def _belongs_before(line: Line) -> bool:
    return bool(words.CONTACT.match(line.text) or words.CLOSING.match(line.text) or _SIGNED.match(line.text))


def _is_head_of_page(line: Line, page_start: int) -> bool:
    """On the page of the number, everything above it is the letter's."""
    return 0 <= page_start <= line.start


def _opens_head(lines: list[Line], at: int, head: int) -> bool:
    """Whether line `at` above the head belongs to it: urgency, secrecy, a memo's title, a letterhead."""
    text = lines[at].text
    if words.URGENCY_LINE.match(text) or words.SECRECY_LINE.match(text) or words.MEMO_TITLE.match(text):
        return True
    if words.RECEIPT.search(text) or words.DATE_LINE.match(text):
        return True
    block = [lines[at]]
    for line in lines[at + 1 : min(at + _LETTERHEAD_LINES, head)]:
        if line.blank_before:
            break
        block.append(line)
    return bool(words.OFFICE.match(text)) and any(words.POSTCODE.search(line.text) for line in block)
