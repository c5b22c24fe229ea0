"""Which part of the letter each line belongs to, told from the words parts begin with and from how lines lie.

Real letters come with blocks out of order (a letterhead over the number, stamps between the lines), so a part goes on
until another begins, never for a fixed number of lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from letters.reading import wording as words
from letters.reading.lines import Line

_FULL = 0.8
_FOOT_LEFT_OVER = 8  # lines of a foot that a page's end may leave for the next page; more are an enclosure
_COLUMN = 6  # spaces by which a paragraph's first line is moved in
_DATE_BEGUN = re.compile(
    rf"(?:ลงวันที่|ลงวันที่\s{{0,3}}{words.D}{{1,2}}|{words.D}{{1,2}}\s{{0,3}}(?:{words.MONTH_FULL}|{words.MONTH_SHORT}))\s*\Z"
)
_PAPER = re.compile(r"(?:สำเนา)?(?:หนังสือ|บันทึก|ประกาศ|คำสั่ง|ระเบียบ|โทรสาร|วิทยุ)")
_INCOMPLETE = re.compile(r"(?:และ|หรือ|ของ|โดย|กับ|เพื่อ|,|ลงวันที่|ด่วนที่สุด|ด่วนมาก|\sที่)\Z")


class Zone(StrEnum):
    """The parts of a letter (ข้อ ๑๑). HEAD holds number, letterhead, date, urgency and receiving stamps."""

    HEAD = "head"
    SUBJECT = "subject"
    TO = "to"
    REFERENCES = "references"
    ENCLOSURES = "enclosures"
    BODY = "body"
    CONCLUSION = "conclusion"
    CLOSING = "closing"
    SIGNATURE = "signature"
    FOOT = "foot"
    ANNEX = "annex"
    MARK = "mark"  # page numbers, catch-words, secrecy and urgency printed again: no text


@dataclass
class _Walk:
    """Where the walk through the lines stands."""

    lines: list[Line]
    stamp_letter: bool
    zones: list[Zone] = field(default_factory=list)
    zone: Zone = Zone.HEAD
    seen: set[Zone] = field(default_factory=set)
    width: int = 0  # how far to the right most lines reach
    column: int = 0  # where the value behind the label begins
    numbered: bool = False  # the letter's own number was seen: a later one is of a letter it cites


def zones_of(lines: list[Line]) -> list[Zone]:
    """One zone for each line."""
    text_lines = [line for line in lines if not line.mark]
    walk = _Walk(text_lines, _is_stamp_letter(text_lines))
    ends = sorted(line.indent + len(line.text) for line in text_lines)
    walk.width = ends[len(ends) * 9 // 10] if ends else 0
    for index in range(len(text_lines)):
        walk.zone = _next_zone(walk, index)
        walk.zones.append(walk.zone)
    _close(text_lines, walk.zones)
    zones = iter(walk.zones)
    return [Zone.MARK if line.mark else next(zones) for line in lines]


def _is_stamp_letter(lines: list[Line]) -> bool:
    """หนังสือประทับตรา says ถึง where others say เรียน, and has no เรื่อง."""
    for line in lines[:60]:
        if words.LABELS["to"].match(line.text) or words.LABELS["subject"].match(line.text):
            return False
        if words.TO_OF_STAMP.match(line.text):
            return True
    return False


def label_of(text: str, stamp_letter: bool = False) -> tuple[Zone, int] | None:
    """The part that `text` begins by its label, and where the value behind the label begins."""
    for zone, pattern in _LABELLED:
        found = pattern.match(text)
        if found:
            return zone, found.end()
    found = words.TO_OF_STAMP.match(text) if stamp_letter else None
    return (Zone.TO, found.end()) if found else None


_LABELLED = tuple((Zone(name), pattern) for name, pattern in words.LABELS.items())


def _next_zone(walk: _Walk, index: int) -> Zone:
    line = walk.lines[index]
    own_number = not walk.numbered and bool(words.REF_LINE.match(line.text))
    walk.numbered = walk.numbered or own_number
    if walk.zone in (Zone.BODY, Zone.CLOSING):
        return _after_head(walk, line)
    label = label_of(line.text, walk.stamp_letter)
    if label and _may_begin(label[0], walk):
        walk.seen.add(label[0])
        walk.column = line.indent + label[1]
        return label[0]
    if words.CLOSING.match(line.text):
        return Zone.CLOSING
    if walk.zone is Zone.HEAD and not walk.seen:
        return Zone.HEAD
    if own_number or (is_head_line(line.text) and not _wrapped_date(walk, index)):
        return Zone.HEAD
    return _continued(walk, index)


def _may_begin(zone: Zone, walk: _Walk) -> bool:
    """A part begins once; อ้างถึง and สิ่งที่ส่งมาด้วย only where a subject or receiver stands before them."""
    if zone in walk.seen:
        return False
    return zone in (Zone.SUBJECT, Zone.TO) or bool(walk.seen)


def _wrapped_date(walk: _Walk, index: int) -> bool:
    """Whether the line ends a date that the line above began: "… ลงวันที่ ๑๕" and "มกราคม ๒๕๖๓" below it."""
    line, before = walk.lines[index], walk.lines[index - 1]
    return walk.zone is not Zone.HEAD and not line.blank_before and bool(_DATE_BEGUN.search(before.text[-40:]))


def _after_head(walk: _Walk, line: Line) -> Zone:
    if walk.zone is Zone.BODY and words.CLOSING.match(line.text):
        return Zone.CLOSING
    return walk.zone


def is_head_line(text: str) -> bool:
    """Whether a line between the labelled parts is date, urgency or stamp, whatever stands above it."""
    if words.URGENCY_LINE.match(text) or words.SECRECY_LINE.match(text):
        return True
    return bool(words.DATE_LINE.match(text) or words.DAY_BLANK_LINE.match(text) or _STAMP_LINE.match(text))


_STAMP_LINE = re.compile(
    rf"{words.NOISE}(?:{words.RECEIPT.pattern.replace('?P<number>', '?:')}"
    rf"|วันที่(?:รับ)?[\s.…:]{{0,40}}{words.D}{{1,2}}\s?[ก-ฮ]{{1,3}}\.|เวลา[\s.…:]{{0,40}}(?:{words.D}|\Z))"
    rf"|{words.D}{{2,6}}\Z"
)


def _continued(walk: _Walk, index: int) -> Zone:
    """The zone of an unlabelled line below a labelled part: the same part, back to the head, or the text begins."""
    line = walk.lines[index]
    zone = walk.zone
    if zone is Zone.HEAD:  # stamps and letterheads between the parts
        if words.OFFICE.match(line.text) and len(line.text) < 60 or words.ADDRESS.match(line.text):
            return Zone.HEAD
        return Zone.BODY if Zone.TO in walk.seen else Zone.HEAD
    if zone is Zone.SUBJECT and Zone.TO not in walk.seen:
        return _below_subject(walk, index)
    if _goes_on(walk, index):
        return zone
    return Zone.BODY


def _below_subject(walk: _Walk, index: int) -> Zone:
    line = walk.lines[index]
    to_follows = any(label_of(later.text, walk.stamp_letter) for later in walk.lines[index + 1 : index + 12])
    if line.blank_before and (words.OFFICE.match(line.text) or words.ADDRESS.match(line.text)) and to_follows:
        return Zone.HEAD
    if to_follows or (not line.blank_before and not words.BODY_OPENERS.match(line.text)):
        return Zone.SUBJECT
    return Zone.BODY


def _goes_on(walk: _Walk, index: int) -> bool:
    line, before = walk.lines[index], walk.lines[index - 1]
    item = words.ITEM.match(line.text)
    if walk.zone in (Zone.REFERENCES, Zone.ENCLOSURES):
        if item and not words.BODY_OPENERS.match(line.text):
            return True
        if line.text.startswith(("จำนวน", "ลงวันที่")):
            return True
    if _wrapped_date(walk, index) or _lists_on(walk, line):
        return True
    if words.BODY_OPENERS.match(line.text) and not _INCOMPLETE.search(before.text):
        return False
    if line.blank_before:
        return bool(_INCOMPLETE.search(before.text)) or label_of(before.text) is not None and _bare_label(before.text)
    if walk.zone is Zone.ENCLOSURES and words.COUNT.search(before.text[-24:]):
        return _in_column(walk, line)
    deeper = line.indent - before.indent
    return _in_column(walk, line) or deeper < _COLUMN or _is_full(walk, before)


def _lists_on(walk: _Walk, line: Line) -> bool:
    """Whether an unnumbered line right below names one more paper cited, or one more thing enclosed with its count."""
    if line.blank_before or words.BODY_OPENERS.match(line.text):
        return False
    if walk.zone is Zone.REFERENCES:
        return bool(_PAPER.match(line.text))
    counted = walk.zone is Zone.ENCLOSURES and words.COUNT.search(line.text[-40:])
    return bool(counted) and not line.text[-40:][counted.end() :].strip() if counted else False


def _is_full(walk: _Walk, line: Line) -> bool:
    """Whether the line reaches the right margin, so that what stands below it may be its rest, however far moved in."""
    return line.indent + len(line.text) >= walk.width * _FULL


def _in_column(walk: _Walk, line: Line) -> bool:
    """Whether the line begins where the value behind the label begins."""
    return line.indent > 2 and abs(line.indent - walk.column) <= 3


def _bare_label(text: str) -> bool:
    label = label_of(text)
    return label is not None and label[1] >= len(text.rstrip())


def _close(lines: list[Line], zones: list[Zone]) -> None:
    """Tell conclusion, signature, foot and annex apart behind the text; changes `zones`."""
    end = _end_of_body(lines, zones)
    for index in range(end, len(zones)):
        if zones[index] is not Zone.CLOSING or not words.CLOSING.match(lines[index].text):
            zones[index] = Zone.SIGNATURE
    _foot(lines, zones, end)
    starts = [i for i in range(end) if zones[i] is Zone.BODY and words.CONCLUSION.match(lines[i].text)]
    if starts:
        for index in range(starts[-1], end):
            zones[index] = Zone.CONCLUSION
    for index in range(end):
        text = lines[index].text
        if zones[index] is Zone.BODY and (words.SECRECY_LINE.match(text) or words.URGENCY_LINE.match(text)):
            zones[index] = Zone.MARK


def _end_of_body(lines: list[Line], zones: list[Zone]) -> int:
    """Index of the first line behind the text: the closing words, else the signer's name or the seal."""
    if Zone.CLOSING in zones:
        return zones.index(Zone.CLOSING)
    body = [index for index, zone in enumerate(zones) if zone is Zone.BODY]
    for index in body:
        text = lines[index].text
        if words.SEAL.match(text) or _is_signature(text):
            return _above_signature(lines, index)
        if words.DATE_LINE.match(text) and index > body[0] and words.OFFICE.match(lines[index - 1].text):
            return _above_signature(lines, index)
    return _contacts(lines, body) if body else len(zones)


def _is_signature(text: str) -> bool:
    found = words.SIGNED_NAME.search(text)
    if not found or found.start() > 40:
        return False
    return found["name"].startswith(words.TITLES) and not text[found.end() :].strip(" .")


def _above_signature(lines: list[Line], index: int) -> int:
    """Take in the office's name, rank or "ลงชื่อ" right above a signature or seal."""
    while index and len(lines[index - 1].text) < 60 and _stands_above(lines[index - 1].text):
        index -= 1
    return index


def _stands_above(text: str) -> bool:
    if words.CONCLUSION.match(text):
        return False
    return bool(words.SEAL.match(text) or words.OFFICE.fullmatch(text)) or text.startswith(words.TITLES + ("ลงชื่อ",))


def _contacts(lines: list[Line], body: list[int]) -> int:
    """A letter without signature: the block of contact lines at its very end is no text."""
    end = body[-1] + 1
    while end > body[0] + 1 and words.CONTACT.match(lines[end - 1].text):
        end -= 1
    return end


def _foot(lines: list[Line], zones: list[Zone], end: int) -> None:
    """FOOT from the first contact or copies line on; ANNEX from the title of an enclosure printed behind."""
    zone = Zone.SIGNATURE
    for index in range(end, len(zones)):
        if zones[index] is Zone.CLOSING:
            continue
        text = lines[index].text
        label = label_of(text)
        printed_behind = label is not None and label[0] is Zone.ENCLOSURES and index > end + 1
        new_page = lines[index].page != lines[index - 1].page and len(zones) - index > _FOOT_LEFT_OVER
        if printed_behind or (zone is Zone.FOOT and new_page):
            zone = Zone.ANNEX
        elif zone is Zone.SIGNATURE and (words.CONTACT.match(text) or words.COPIES.match(text)):
            zone = Zone.FOOT
        zones[index] = zone
