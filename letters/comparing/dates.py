"""Dates that are no deadlines: events, background, years, and the date by which the source itself is cited."""

from __future__ import annotations

from flask_babel import gettext as _

from letters.comparing.dated import Dated, Use
from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, missing, same
from letters.comparing.side import Side
from letters.comparing.similar import best_pairs, overlap
from thai_numerals import FoundDate, find_dates

_ALIKE = {Use.EVENT: 0.3, Use.BACKGROUND: 0.45, Use.YEAR: 0.5}


def compare_dates(source: Side, forwarded: Side, ours: list[Dated], theirs: list[Dated]) -> list[Compared]:
    """A date is changed when both letters speak of the same thing and name another day. Background may be left out,
    an event to come may not."""
    done: list[Compared] = []
    elsewhere = {one.key for one in theirs}
    known = {one.key for one in ours}
    for use, alike in _ALIKE.items():
        left, right = _of(ours, use), _of(theirs, use)
        if use is Use.YEAR:
            left, right = _by_year(left), _by_year(right)
        done += _matched(left, right)
        left = [one for one in left if one.key not in elsewhere]
        right = [one for one in right if one.key not in known]
        scored = [(overlap(a.around, b.around), a, b) for a in left for b in right]
        pairs = best_pairs(scored, at_least=alike)
        done += [_changed(a, b) for a, b in pairs]
        if use is Use.EVENT:
            gone = {id(a) for a, _b in pairs}
            done += [_dropped(one) for one in left if id(one) not in gone and _to_come(source, one) and not right]
    return done


def _of(dates: list[Dated], use: Use) -> list[Dated]:
    return [one for one in dates if one.use is use]


def _by_year(dates: list[Dated]) -> list[Dated]:
    """Each year once: "ประจำปี พ.ศ. ๒๕๖๗" is said ten times in one letter."""
    first: dict[object, Dated] = {}
    for one in dates:
        first.setdefault(one.found.end.year, one)
    return list(first.values())


def _matched(left: list[Dated], right: list[Dated]) -> list[Compared]:
    by_key = {one.key: one for one in right}
    pairs = [(one, by_key[one.key]) for one in left if one.key in by_key]
    return [_other_hour(a, b) or same(Kind.DATE, a.place, b.place) for a, b in pairs]


def _other_hour(mine: Dated, his: Dated) -> Compared | None:
    hours = mine.found.time_start, his.found.time_start
    if mine.use is not Use.EVENT or None in hours or hours[0] == hours[1]:
        return None
    why = _("เวลาไม่ตรงกับต้นเรื่อง ซึ่งว่า %(time)s น.", time=hours[0])
    return changed(Kind.DATE, mine.place, his.place, Severity.BLOCK, why)


def _changed(mine: Dated, his: Dated) -> Compared:
    if mine.use is Use.YEAR:
        return changed(Kind.DATE, mine.place, his.place, Severity.BLOCK, _("ปีไม่ตรงกับต้นเรื่อง"))
    return changed(Kind.DATE, mine.place, his.place, Severity.BLOCK, _("วันที่ไม่ตรงกับต้นเรื่อง"))


def _to_come(source: Side, one: Dated) -> bool:
    return source.date is not None and one.start >= source.date and one.found.precision in ("day", "minute")


def _dropped(one: Dated) -> Compared:
    return missing(Kind.DATE, one.place, _("ต้นเรื่องบอกวันที่ แต่ฉบับนี้ไม่ได้บอกผู้รับ"))


def cited_date(side: Side, reference_end: int) -> tuple[FoundDate, Place] | None:
    """The ลงวันที่ that follows a cited number, if one does."""
    piece = side.text[reference_end : reference_end + 60]
    found = next(iter(find_dates(piece)), None)
    if found is None or found.role != "letter_date" or piece[: found.span[0]].strip():
        return None
    span = (reference_end + found.span[0], reference_end + found.span[1])
    return found, side.place(span)
