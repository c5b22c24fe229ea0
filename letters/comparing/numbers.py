"""Numbers that mean something: counts, money, shares, sections of laws, meeting numbers and their passwords."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, same
from letters.comparing.side import MOST_FACTS, Side
from letters.comparing.similar import best_pairs, folded, overlap, surroundings
from letters.reading.phones import find_phones
from letters.reading.urls import find_urls
from letters.reference_number import find_reference_numbers
from thai_numerals import find_dates, to_arabic

_NUMBER = re.compile(r"(?<![0-9A-Za-z.,/])[0-9][0-9,]*(?:\.[0-9]+)?(?:/[0-9]+)?(?![0-9A-Za-z])")
_SPACED_ID = re.compile(r"(?<![0-9])[0-9]{3,4}(?:[ -][0-9]{3,4}){2,3}(?![0-9])")
_BEFORE = re.compile(
    r"(ครั้งที่|มาตรา|ร้อยละ|ฉบับที่|รุ่นที่|งวดที่|ไตรมาสที่|หมวด|รหัสผ่าน|รหัส|(?:Meeting|Webinar)\s?(?:ID|number)|ID|Passcode|[Pp]assword)[\s:.]{0,3}\Z"
)
_UNIT = re.compile(r"[ \t\xa0]?\n?(%|[ก-ฮเ-ไ][ก-๎]{1,24})")
_UNIT_WORDS = """
ชุด ฉบับ เล่ม แผ่น หน้า คน ราย ท่าน แห่ง ครั้ง ด้าน ตัวบ่งชี้ ตัวชี้วัด ข้อพิจารณา ข้อ ล้านบาท บาท ไร่ กิโลเมตร เมตร
หมู่บ้าน ตำบล อำเภอ จังหวัด โครงการ หลักสูตร รุ่น คะแนน ระดับ ประเภท รายการ ครัวเรือน ตัน กิโลกรัม ลิตร คัน เครื่อง ระบบ
ปี ต้น ตัว หลัง ห้อง สาย จุด ศูนย์ กลุ่ม ทีม เท่า ส่วน องศา % มื้อ นาที
"""
_UNITS = sorted(_UNIT_WORDS.split(), key=len, reverse=True)
_TIME_UNITS = ("วันที่", "วัน", "เดือน", "น.", "ชั่วโมง", "สัปดาห์")
_SAME_MATTER = 0.4
_UNIT_LETTERS = 4


@dataclass(frozen=True, eq=False)
class _Number:
    value: str
    unit: str
    place: Place
    around: frozenset[str]


def compare_numbers(source: Side, forwarded: Side) -> list[Compared]:
    """A number is changed when the same unit stands behind it, in the same words, with another value."""
    ours, theirs = _numbers(source), _numbers(forwarded)
    values = {(one.value, one.unit) for one in theirs}
    known = {(one.value, one.unit) for one in ours}
    done = []
    for one in ours:
        if (one.value, one.unit) in values:
            match = next(other for other in theirs if (other.value, other.unit) == (one.value, one.unit))
            done.append(same(Kind.NUMBER, one.place, match.place))
    left = [one for one in ours if (one.value, one.unit) not in values]
    right = [one for one in theirs if (one.value, one.unit) not in known]
    scored = [(overlap(a.around, b.around), a, b) for a in left for b in right if a.unit == b.unit]
    for a, b in best_pairs(scored, at_least=_SAME_MATTER):
        done.append(changed(Kind.NUMBER, a.place, b.place, Severity.WARN, _("ตัวเลขไม่ตรงกับต้นเรื่อง")))
    return done


def _numbers(side: Side) -> list[_Number]:
    start, end = side.parts["body"]
    text = to_arabic(side.text[start:end])
    taken = bytearray(len(text))
    for a, b in _taken(text):
        taken[a:b] = b"x" * (b - a)
    found: list[_Number] = []
    for match in [*_SPACED_ID.finditer(text), *_NUMBER.finditer(text)]:
        span = match.span()
        if len(found) == MOST_FACTS:
            break
        if any(taken[slice(*span)]):
            continue
        named = _named(text, span)
        if named is None:
            continue
        unit, whole = named
        if match.re is _SPACED_ID:
            taken[slice(*span)] = b"x" * (span[1] - span[0])
        value = match.group().replace(",", "").replace(" ", "").replace("-", "")
        around = surroundings(text, span, before=50, after=30)
        found.append(_Number(value, unit, side.place((whole[0] + start, whole[1] + start)), around))
    return found


def _taken(text: str) -> list[tuple[int, int]]:
    """Spans that other modules compare: dates, letter numbers, addresses, telephones."""
    spans = [one.span for one in find_dates(text) if one.precision in ("day", "minute", "month", "year", "fiscal_year")]
    spans += [one.span for one in find_reference_numbers(text)]
    spans += [one.span for one in find_urls(text)]
    return spans + [one.span for one in find_phones(text) if len(one.lines[0]) > 5]


def _named(text: str, span: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The unit by which a number is known, and the span to show; None for a list number or a bare figure."""
    before = _BEFORE.search(text, max(0, span[0] - 24), span[0])
    if before:
        return f"<{folded(before.group(1))}", (before.start(), span[1])
    unit = _UNIT.match(text, span[1])
    if not unit or unit.group(1).startswith(_TIME_UNITS):
        return None
    if re.match(r"[.)]", text[span[1] : span[1] + 1]):
        return None
    start = text.rfind("จำนวน", max(0, span[0] - 8), span[0])
    shown = unit.group(1)
    known = next((word for word in _UNITS if shown.startswith(word)), None)
    stop = unit.start(1) + len(known) if known else span[1]
    return known or folded(shown)[:_UNIT_LETTERS], (start if start >= 0 else span[0], stop)
