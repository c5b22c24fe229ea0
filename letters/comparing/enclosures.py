"""สิ่งที่ส่งมาด้วย: a copy of the source carries all that was enclosed in it; what is listed one by one must be whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, missing, same
from letters.comparing.side import Side
from letters.comparing.similar import best_pairs, folded, likeness
from letters.reference_number import find_reference_numbers
from thai_numerals import to_arabic

_ITEM = re.compile(r"(?:^|\n|(?<=[ \t]))[ \t]*(?P<n>[0-9]{1,2})[.)](?![0-9])[ \t]*")
_COPIES = re.compile(r"(?:จำนวน[ \t\n]*)?(?P<n>[0-9]{1,3})[ \t\n]*(?P<unit>ชุด|ฉบับ|เล่ม|แผ่น|หน้า|รายการ|ไฟล์)[ \t\n]*\Z")
_COPY = re.compile(r"สำเนา")
_NO_NAME = re.compile(r"QR\s?Code|จำนวน", re.IGNORECASE)
_ALIKE = 0.6
_MOST_ITEMS = 20
_LONGEST_NAME = 300


@dataclass(frozen=True, eq=False)
class _Item:
    text: str
    count: tuple[str, str] | None
    place: Place
    count_place: Place | None
    is_copy: bool
    numbers: frozenset[str]


def compare_enclosures(source: Side, forwarded: Side) -> list[Compared]:
    """Items both letters list are held one by one. Those of the source may travel inside its enclosed copy."""
    ours, theirs = _items(source), _items(forwarded)
    copy = _copy_of(source, theirs)
    listed = [one for one in theirs if one is not copy]
    scored = [(likeness(a.text, b.text), a, b) for a in ours for b in listed]
    pairs = best_pairs(scored, at_least=_ALIKE)
    done = [_held(a, b) for a, b in pairs]
    paired = {id(a) for a, _b in pairs}
    left = [one for one in ours if id(one) not in paired]
    if copy is None or pairs:  # listed one by one: then all of them
        why = _("ต้นเรื่องมีสิ่งที่ส่งมาด้วยรายการนี้ แต่ฉบับนี้ไม่ได้ส่งต่อ")
        done += [missing(Kind.ENCLOSURE, one.place, why) for one in left if not (copy and one.is_copy)]
    if copy is not None and source.ref_place is not None and copy.count is not None and copy.count[0] == "0":
        done.append(changed(Kind.ENCLOSURE, source.ref_place, copy.place, Severity.WARN, _("จำนวนสำเนาเป็นศูนย์")))
    return done


def _copy_of(source: Side, theirs: list[_Item]) -> _Item | None:
    """The item that is the source itself: a copy of a letter, its number right or (reported elsewhere) mistyped."""
    own = str(source.ref_no) if source.ref_no else ""
    named = next((one for one in theirs if own and own in one.numbers), None)
    known = {one.normalized for one in find_reference_numbers(source.text)}
    return named or next((one for one in theirs if one.is_copy and not one.numbers & known), None)


def _held(mine: _Item, his: _Item) -> Compared:
    if mine.count and his.count and mine.count != his.count and not mine.is_copy:
        assert mine.count_place is not None and his.count_place is not None
        why = _("จำนวนสิ่งที่ส่งมาด้วยไม่ตรงกับต้นเรื่อง")
        return changed(Kind.ENCLOSURE, mine.place, his.place, Severity.WARN, why)
    if folded(mine.text) != folded(his.text) and likeness(folded(mine.text), folded(his.text)) < 0.97:
        why = _("ชื่อสิ่งที่ส่งมาด้วยไม่ตรงกับต้นเรื่อง")
        if not (folded(mine.text) in folded(his.text) or folded(his.text) in folded(mine.text)):
            return changed(Kind.ENCLOSURE, mine.place, his.place, Severity.WARN, why)
    return same(Kind.ENCLOSURE, mine.place, his.place)


def _items(side: Side) -> list[_Item]:
    start, end = side.parts.get("enclosures", (0, 0))
    text = to_arabic(side.text[start:end])
    marks, expected = [], 1
    for match in _ITEM.finditer(text):
        if int(match["n"]) == expected:  # numbered in order: "ลงวันที่ 5." is none
            marks.append(match)
            expected += 1
    if not marks:
        return [one for one in [_item(side, start, text, (0, len(text)))] if one]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = [_item(side, start, text, (mark.end(), stop)) for mark, stop in zip(marks, ends, strict=True)]
    return [one for one in found if one][:_MOST_ITEMS]


def _item(side: Side, offset: int, text: str, span: tuple[int, int]) -> _Item | None:
    raw = text[slice(*span)]
    body = raw.strip()
    if not body:
        return None
    at = offset + span[0] + len(raw) - len(raw.lstrip())
    count = _COPIES.search(body)
    count_place = side.place((at + count.start(), at + count.end())) if count else None
    name = _NO_NAME.sub("", body[: count.start()] if count else body)
    numbers = frozenset(one.normalized for one in find_reference_numbers(body))
    return _Item(
        folded(name)[:_LONGEST_NAME],
        (count["n"], count["unit"]) if count else None,
        side.place((at, at + len(body))),
        count_place,
        bool(_COPY.match(name) or numbers),
        numbers,
    )
