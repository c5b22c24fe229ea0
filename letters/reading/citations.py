"""อ้างถึง and สิ่งที่ส่งมาด้วย: letters cited, things enclosed, each with number, date and count where printed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from letters.reading import wording as words
from letters.reading.items import Item, items_of, split_at
from letters.reading.printed_date import DAY, NUMERIC_DAY, day_of
from letters.reading.reading import Citation, Doubt, Enclosed, Read
from letters.reading.sheet import Sheet
from letters.reading.zones import Zone
from letters.reference_number import find_reference_numbers

_DATED = re.compile(rf"(?:ลงวันที่|ลว\.?|ลง|วันที่)\s{{0,4}}(?:{DAY.pattern})")
_DATED_NUMERIC = re.compile(rf"(?:ลงวันที่|ลว\.?|ลง)\s{{0,4}}(?:{NUMERIC_DAY.pattern})")
_PAPER = re.compile(r"(?<=\s)(?:(?:สำเนา)?(?:หนังสือ|บันทึก(?:ข้อความ)?|โทรสาร|วิทยุ|คำสั่ง|ประกาศ))(?=[ก-๙\s])")
_ENDS_DATED = re.compile(rf"{words.D}{{2,4}}[\s,]{{0,3}}(?:และ)?\s{{0,3}}\Z")
_NONE = re.compile(r"(?:[-–—\s.]*|ไม่มี)\Z")
_COUNT_LABEL = re.compile(r"[\s.…]*\(?(?:รวม)?(?:จำนวน)?\s*\Z")
_AFTER_COUNT = re.compile(r"[\s).,|]*\Z")


@dataclass(frozen=True, slots=True)
class Cited:
    """What an item says of a letter: its number in Arabic digits, its day."""

    ref_no: str | None
    date: dt.date | None


def cited_in(text: str) -> Cited:
    """The first letter number in `text` and the day of "ลงวันที่" behind it, None where not printed."""
    numbers = find_reference_numbers(text)
    at = numbers[0].span[1] if numbers else 0
    match = _DATED.search(text, at) or _DATED_NUMERIC.search(text, at) or _DATED.search(text)
    return Cited(str(numbers[0].reference) if numbers else None, day_of(match) if match else None)


def read_references(sheet: Sheet) -> Read[tuple[Citation, ...]]:
    """อ้างถึง (ข้อ ๑๑.๖), in order."""
    items = [piece for item in items_of(sheet.values(Zone.REFERENCES)) for piece in _papers(item)]
    items = [item for item in items if not _NONE.match(item.text)]
    doubts = []
    found = []
    for item in items:
        cited = cited_in(item.text)
        found.append(Citation(item.text, cited.ref_no, cited.date))
        if "หนังสือ" in item.text[:20] and cited.ref_no is None and re.search(r"ที่\s+[ก-ฮ]", item.text):
            doubts.append(Doubt("references", item.text, "อ่านเลขที่ของหนังสือที่อ้างถึงไม่ได้ โปรดเทียบกับต้นฉบับ", item.span))
    return Read(tuple(found), tuple(item.span for item in items), tuple(doubts))


def _papers(item: Item) -> list[Item]:
    """A list without numbers: a new paper begins where the one before ended with its date."""
    starts = [m.start() for m in _PAPER.finditer(item.text) if _ENDS_DATED.search(item.text, 0, m.start())]
    return split_at(item, starts) if starts else [item]


def read_enclosures(sheet: Sheet) -> Read[tuple[Enclosed, ...]]:
    """สิ่งที่ส่งมาด้วย (ข้อ ๑๑.๗): text without its count, count as printed, number and day of a copied letter."""
    items = items_of(sheet.values(Zone.ENCLOSURES))
    if len(items) == 1:
        items = _counted(items[0])
    counted = _spread([_count(item) for item in items])
    kept = [(item, copies) for item, copies in counted if item.text and not _NONE.match(item.text)]
    found = []
    for item, copies in kept:
        cited = cited_in(item.text)
        found.append(Enclosed(item.text, cited.ref_no, cited.date, copies))
    return Read(tuple(found), tuple(item.span for item, _ in kept))


def _counted(item: Item) -> list[Item]:
    """Several things without numbers: each ends with its count."""
    counts = [match for match in words.COUNT.finditer(item.text) if match.group().startswith("จำนวน")]
    if len(counts) < 2:
        return [item]
    texts = [item.text[a.end() : b.start()] for a, b in zip(counts, counts[1:], strict=False)]
    if not all(len(re.findall("[ก-ฮA-Za-z]", text)) >= 3 for text in texts):
        return [item]
    return split_at(item, [match.end() for match in counts if match.end() < len(item.text)])


def _count(item: Item) -> tuple[Item, list[str]]:
    """The item without the counts at its end, and these counts in order."""
    counts: list[str] = []
    end = len(item.text)
    for match in reversed(list(words.COUNT.finditer(item.text))):
        if not _AFTER_COUNT.match(item.text, match.end(), end):
            break
        counts.insert(0, re.sub(r"\s+", " ", match["copies"]))
        end = match.start()
    rest = _COUNT_LABEL.search(item.text, 0, end) if counts else None
    kept = item.part(0, rest.start() if rest else end)
    if kept.text.count("(") < kept.text.count(")") and kept.text.endswith(")"):
        kept = kept.part(0, len(kept.text) - 1)
    return kept, counts


def _spread(counted: list[tuple[Item, list[str]]]) -> list[tuple[Item, str | None]]:
    """Counts of a right-hand column, printed together behind the last item, go to the items in order."""
    if counted and len(counted[-1][1]) == len(counted) > 1 and not any(counts for _, counts in counted[:-1]):
        return [(item, copies) for (item, _), copies in zip(counted, counted[-1][1], strict=True)]
    return [(item, counts[-1] if counts else None) for item, counts in counted]
