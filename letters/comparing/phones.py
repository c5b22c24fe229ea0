"""Telephone numbers of the source that are passed on; the forwarding office's own are its own business."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, Standing, changed, same
from letters.comparing.side import MOST_FACTS, Side
from letters.comparing.similar import best_pairs, edits, overlap, surroundings
from letters.reading.phones import find_phones

_SLIPS = 2
_SAME_CONTACT = 0.6


@dataclass(frozen=True, eq=False)
class _Phone:
    lines: frozenset[str]
    place: Place
    around: frozenset[str]
    part: str

    @property
    def mains(self) -> frozenset[str]:
        return frozenset(line.partition("#")[0] for line in self.lines)


def compare_phones(source: Side, forwarded: Side) -> list[Compared]:
    """A number is changed when it is a slip away from one of the source's, has another extension, or stands for the
    same contact. A contact that is left out is lawful: the forwarding office gives its own."""
    ours, theirs = _phones(source), _phones(forwarded)
    own = frozenset().union(*(one.lines for one in theirs if one.part == "foot"))
    done, left = [], []
    said = frozenset().union(*(one.lines for one in theirs))
    for one in ours:
        match = next((other for other in theirs if one.lines & other.lines), None)
        if match and one.lines <= said:
            done.append(same(Kind.PHONE, one.place, match.place))
        elif not one.lines & own:
            left.append(one)
    known = frozenset().union(*(one.lines for one in ours))
    new = [one for one in theirs if not one.lines <= known and not (one.part != "foot" and one.lines <= own)]
    relayed = [one for one in new if one.part != "foot"]
    pairs = best_pairs((score, a, b) for a in left for b in relayed if (score := _score(a, b)) > 0)
    for a, b in pairs:
        why = _("หมายเลขโทรศัพท์ไม่ตรงกับต้นเรื่อง ผู้รับจะติดต่อไม่ได้")
        done.append(changed(Kind.PHONE, a.place, b.place, Severity.WARN, why))
    paired = {id(b) for _a, b in pairs}
    return done + [Compared(Kind.PHONE, Standing.NEW, None, one.place) for one in new if id(one) not in paired]


def _phones(side: Side) -> list[_Phone]:
    first: dict[tuple[str, ...], _Phone] = {}
    for one in find_phones(side.text):
        part = side.part_of(one.span[0])
        # the body comes first: a number that the foot repeats is still the one that is passed on
        if one.lines not in first:
            around = surroundings(side.text, one.span, before=60, after=0)
            first[one.lines] = _Phone(frozenset(one.lines), side.place(one.span), around, part)
    return list(first.values())[:MOST_FACTS]


def _score(mine: _Phone, his: _Phone) -> float:
    if mine.mains & his.mains:
        return 2
    slips = min(edits(a, b, _SLIPS) for a in mine.mains for b in his.mains)
    if slips <= _SLIPS:
        return 3 - slips
    return 0.5 if overlap(mine.around, his.around) > _SAME_CONTACT else 0
