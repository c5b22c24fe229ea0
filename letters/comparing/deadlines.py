"""Deadlines: an office may ask its own addressees for an earlier day, never give them a later one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from flask_babel import gettext as _

from letters.comparing.dated import Dated, Use
from letters.comparing.outcome import Compared, Kind, Place, Severity, Standing, changed, missing, same
from letters.comparing.side import MOST_FACTS, Side
from letters.comparing.similar import best_pairs, overlap, surroundings
from thai_numerals import format_date, to_arabic

_RELATIVE = re.compile(
    r"ภายใน(?:กำหนด|ระยะเวลา)?\s?(?P<n>[0-9]{1,3})\s?(?P<unit>วันทำการ|วัน(?!ที่)|ชั่วโมง|สัปดาห์|เดือน)"
    r"(?:[ก-๙ ]{0,3}(?:นับ|หลัง|จาก)[ก-๙]{0,24})?"
)
_RECURRING = re.compile(r"(?:ภายใน)?(?:ทุก)?วันที่\s?(?P<n>[0-9]{1,2})\s?ของ(?P<unit>(?:ทุก)?เดือน(?:ถัดไป)?|แต่ละเดือน)")
_DAYS = {"ชั่วโมง": 1, "วัน": 24, "วันทำการ": 24, "สัปดาห์": 168, "เดือน": 720}
_ACTOR = re.compile(r"(?P<lao>องค์กรปกครองส่วนท้องถิ่น|อปท\.|เทศบาล|อบต\.|องค์การบริหารส่วน)|(?P<own>จังหวัด|อำเภอ|ท่าน)")
_CLAUSE = 160


def compare_deadlines(source: Side, forwarded: Side, ours: list[Dated], theirs: list[Dated]) -> list[Compared]:
    """Hold deadlines with a day, then those counted from receipt or returning every month."""
    left = [one for one in ours if one.use is Use.DEADLINE]
    right = [one for one in theirs if one.use is Use.DEADLINE]
    done, left, right = _equal(left, right)
    pairs = best_pairs((overlap(a.around, b.around), a, b) for a in left for b in right)
    for mine, his in pairs:
        done.append(_held(mine, his))
        left.remove(mine)
        right.remove(his)
    also = {one.key[1] for one in theirs}
    done += [_dropped(one) for one in left if one.end not in also and not _is_own_report(source, one)]
    done += [Compared(Kind.DEADLINE, Standing.NEW, None, one.place) for one in right]
    return done + _compare_rules(source, forwarded)


def _equal(left: list[Dated], right: list[Dated]) -> tuple[list[Compared], list[Dated], list[Dated]]:
    """Take out what both letters say: the same last day, the same or a later first day."""
    scored = [
        (overlap(a.around, b.around) + (a.key == b.key), a, b)
        for a in left
        for b in right
        if a.end == b.end and not (a.window and b.start < a.start) and not _later_hour(a, b)
    ]
    pairs = best_pairs(scored)
    mine, his = {id(a) for a, _b in pairs}, {id(b) for _a, b in pairs}
    done = [same(Kind.DEADLINE, a.place, b.place) for a, b in pairs]
    return done, [one for one in left if id(one) not in mine], [one for one in right if id(one) not in his]


def _later_hour(mine: Dated, his: Dated) -> bool:
    hours = [one.found.time_end or one.found.time_start for one in (mine, his)]
    return bool(hours[0] and hours[1] and hours[1] > hours[0])


def _held(mine: Dated, his: Dated) -> Compared:
    if his.end > mine.end:
        days = (his.end - mine.end).days
        why = _("กำหนดช้ากว่าต้นเรื่อง %(n)s วัน ต้นเรื่องให้ถึง %(day)s", n=days, day=format_date(mine.end, "short"))
    elif mine.window and his.window and his.start < mine.start:
        why = _("ช่วงเวลาเริ่มก่อนต้นเรื่อง ซึ่งเปิดวันที่ %(day)s", day=format_date(mine.start, "short"))
    elif his.end == mine.end and _later_hour(mine, his):
        why = _("เวลาช้ากว่าต้นเรื่อง ซึ่งให้ถึง %(time)s น.", time=mine.found.time_end or mine.found.time_start)
    else:
        return Compared(Kind.DEADLINE, Standing.EARLIER, mine.place, his.place)
    return changed(Kind.DEADLINE, mine.place, his.place, Severity.BLOCK, why)


def _dropped(one: Dated) -> Compared:
    return missing(Kind.DEADLINE, one.place, _("ต้นเรื่องมีกำหนดวัน แต่ฉบับนี้ไม่ได้บอกผู้รับ"))


def _is_own_report(source: Side, one: Dated) -> bool:
    """Whether the date is for the office that forwards ("ให้จังหวัดสรุปผล … ภายในวันที่"): it need not be passed on."""
    assert one.place.span is not None
    before = source.text[max(0, one.place.span[0] - _CLAUSE) : one.place.span[0]]
    actors = [match.lastgroup for match in _ACTOR.finditer(before)]
    return bool(actors) and actors[-1] == "own"


@dataclass(frozen=True, eq=False)
class _Rule:
    place: Place
    hours: int
    unit: str
    around: frozenset[str]


def _rules(side: Side) -> list[_Rule]:
    start, end = side.parts["body"]
    text = to_arabic(side.text[start:end])
    rules = []
    for pattern in (_RELATIVE, _RECURRING):
        for match in islice(pattern.finditer(text), MOST_FACTS):
            unit = "of_month" if pattern is _RECURRING else "length"
            hours = int(match["n"]) * (24 if pattern is _RECURRING else _DAYS[match["unit"]])
            place = side.place((match.start() + start, match.end() + start))
            rules.append(_Rule(place, hours, unit, surroundings(text, match.span())))
    return rules


def _compare_rules(source: Side, forwarded: Side) -> list[Compared]:
    left, right = _rules(source), _rules(forwarded)
    scored = [
        (overlap(a.around, b.around) + (a.hours == b.hours), a, b) for a in left for b in right if a.unit == b.unit
    ]
    outcomes = []
    for mine, his in best_pairs(scored, at_least=0.2):
        if his.hours > mine.hours:
            why = _("ให้เวลานานกว่าต้นเรื่อง ผู้รับจะส่งไม่ทันกำหนดของต้นเรื่อง")
            outcomes.append(changed(Kind.DEADLINE, mine.place, his.place, Severity.BLOCK, why))
        else:
            standing = Standing.SAME if his.hours == mine.hours else Standing.EARLIER
            outcomes.append(Compared(Kind.DEADLINE, standing, mine.place, his.place))
    return outcomes
