"""One letter made ready for comparing: its text, where its parts stand, and the facts of its head."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property

from letters.comparing.outcome import Place, Span
from letters.reading.lines import Line
from letters.reading.sheet import Sheet, make_sheet
from letters.reading.zones import Zone
from letters.reference_number import ReferenceNumber, find_reference_numbers
from thai_numerals import find_dates

MOST_FACTS = 60  # of one sort in one letter: more is no letter, and all are held against all
URGENCIES = ("ด่วน", "ด่วนมาก", "ด่วนที่สุด")
PARTS = ("subject", "to", "references", "enclosures", "body", "foot", "annex")
_URGENCY = re.compile(r"[ \t\xa0|]*(ด่วนภายใน[^\n]{0,60}|ด่วน(?:ที่สุด|มาก)?)(?=[ \t\xa0|]*(?:ที่\s|$))")
_ZONES = {
    "subject": (Zone.SUBJECT,),
    "to": (Zone.TO,),
    "references": (Zone.REFERENCES,),
    "enclosures": (Zone.ENCLOSURES,),
}


@dataclass(frozen=True)
class Side:
    """A letter as comparing sees it. `parts` names spans of `text`; what the head says may be None."""

    text: str
    parts: dict[str, Span] = field(default_factory=dict)
    urgency: Place | None = None
    ref_no: ReferenceNumber | None = None
    ref_place: Place | None = None
    date: dt.date | None = None
    issuer: str = ""

    def part(self, name: str) -> str:
        """The text of a part, "" when the letter has none."""
        start, end = self.parts.get(name, (0, 0))
        return self.text[start:end]

    def place(self, span: Span) -> Place:
        """The text at a span, broken lines joined."""
        return Place(" ".join(self.text[slice(*span)].split()), span)

    def part_of(self, offset: int) -> str:
        """The name of the part in which an offset stands."""
        return next((name for name in PARTS if _within(self.parts.get(name), offset)), "head")

    @cached_property
    def subject(self) -> str:
        """The subject on one line."""
        return " ".join(self.part("subject").split())


def _within(span: Span | None, offset: int) -> bool:
    return span is not None and span[0] <= offset < span[1]


def side_of_text(text: str) -> Side:
    """Read the parts of one letter's normalised text. What is not found is left out; nothing is guessed."""
    sheet = make_sheet(text)
    parts = _parts(sheet)
    head = sheet.head
    found = next((one for one in find_reference_numbers(text) if _within_lines(head, one.span[0])), None)
    place = None
    if found:
        start = text.rfind("ที่", max(0, found.span[0] - 8), found.span[0])
        span = (start if start >= 0 else found.span[0], found.span[1])
        place = Place(" ".join(text[slice(*span)].split()), span)
    return Side(
        text,
        parts,
        _urgency(head),
        found.reference if found else None,
        place,
        _date(head),
        _issuer([line.text for line in head]),
    )


def _parts(sheet: Sheet) -> dict[str, Span]:
    parts: dict[str, Span] = {}
    for name, zones in _ZONES.items():
        lines = sheet.values(*zones)
        if lines:
            parts[name] = (lines[0].start, lines[-1].end)
    parts["body"] = sheet.span_of(Zone.BODY, Zone.CONCLUSION) or (len(sheet.text), len(sheet.text))
    if foot := sheet.span_of(Zone.CLOSING, Zone.SIGNATURE, Zone.FOOT):
        parts["foot"] = (max(foot[0], parts["body"][1]), foot[1])
    if annex := sheet.span_of(Zone.ANNEX):
        parts["annex"] = annex
    if not sheet.is_letter:
        parts["body"] = (0, len(sheet.text))
    return parts


def _within_lines(lines: list[Line], offset: int) -> bool:
    return any(line.start <= offset < line.end for line in lines)


def _urgency(head: list[Line]) -> Place | None:
    for line in head:
        match = _URGENCY.match(line.text)
        if match:
            return Place(match.group(1).strip(), (line.start + match.start(1), line.start + match.end(1)))
    return None


def _date(head: list[Line]) -> dt.date | None:
    """The letter's own date: a full date that stands alone on its line, not one behind วันที่ of a stamp."""
    for line in head:
        found = find_dates(line.text)
        if len(found) == 1 and found[0].precision == "day" and found[0].kind == "single":
            rest = (line.text[: found[0].span[0]] + line.text[found[0].span[1] :]).strip(" |\t\xa0")
            memo = "ที่" in rest and "วันที่" in line.text and "รับ" not in rest
            alone = not rest and not line.text.startswith(("-", "๐", "0", "วัน")) and "." not in line.text
            if alone or memo:
                return found[0].start
    return None


_ISSUER = re.compile(
    r"[ \t\xa0|]*(?P<name>(?:ศาลากลางจังหวัด|ที่ว่าการอำเภอ|กระทรวง|กรม|สำนักงาน|สำนัก|คณะกรรมการ|สถาบัน|มหาวิทยาลัย|องค์การ"
    r"|เทศบาล|การไฟฟ้า|การประปา|ที่ทำการปกครอง|สถานี)[^\n|]{0,120}?)[ \t\xa0|]*$"
)
_STAMP_LINE = re.compile(r"รับ(?:ที่)?|เลข|วันที่|เวลา")


def _issuer(lines: list[str]) -> str:
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        match = _ISSUER.match(line)
        if match and not _STAMP_LINE.search(after[:24]):
            return match["name"].strip()
    return ""


def short_issuer(name: str) -> str:
    """The organisation behind a letterhead: "ศาลากลางจังหวัดเลย" writes as จังหวัดเลย."""
    return name.replace("ศาลากลางจังหวัด", "จังหวัด").replace("ที่ว่าการอำเภอ", "อำเภอ").strip()
