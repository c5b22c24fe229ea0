"""Letter numbers: the forwarding letter cites its source's own number and date, and cites others as the source did."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from letters.comparing.dates import cited_date
from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, same
from letters.comparing.side import MOST_FACTS, URGENCIES, Side
from letters.comparing.similar import best_pairs, edits
from letters.reference_number import FoundReference, find_reference_numbers
from thai_numerals import format_date

_CITED_URGENCY = re.compile(r"(ด่วนที่สุด|ด่วนมาก|ด่วน)\s{0,4}(?:ที่\s{0,4})?\Z")
_SLIPS = 2


def compare_references(source: Side, forwarded: Side) -> list[Compared]:
    """The source's own number first, then those both letters cite."""
    cited = _cited(forwarded)
    done: list[Compared] = []
    if source.ref_no is not None:
        mine = source.ref_place or Place(f"ที่ {source.ref_no}")
        own = next((one for one in cited if one.reference == source.ref_no), None)
        wrong = None if own else _nearest(source, cited)
        if own:
            done.append(same(Kind.REFERENCE, mine, _place(forwarded, own)))
        elif wrong:
            why = _("อ้างเลขที่ต้นเรื่องไม่ตรง ต้นเรื่องคือ %(ref)s", ref=str(source.ref_no))
            done.append(changed(Kind.REFERENCE, mine, _place(forwarded, wrong), Severity.BLOCK, why))
        if citation := own or wrong:
            done += _date_and_urgency(source, forwarded, citation)
            cited = [one for one in cited if one.reference != citation.reference]
    return done + _others(source, forwarded, cited)


def _cited(side: Side) -> list[FoundReference]:
    """The numbers a letter names below its head, other than its own."""
    found = find_reference_numbers(side.text)
    return [one for one in found if one.reference != side.ref_no and not _in_head(side, one)][:MOST_FACTS]


def _in_head(side: Side, one: FoundReference) -> bool:
    return side.part_of(one.span[0]) == "head"


def _place(side: Side, one: FoundReference) -> Place:
    start = side.text.rfind("ที่", max(0, one.span[0] - 6), one.span[0])
    return side.place((start if start >= 0 else one.span[0], one.span[1]))


def _nearest(source: Side, cited: list[FoundReference]) -> FoundReference | None:
    """The citation that was meant to be the source's number: same unit or number, or a slip of two signs away."""
    assert source.ref_no is not None
    own, known = source.ref_no, {one.reference for one in _cited(source)}
    scored = []
    for one in cited:
        if one.reference in known:
            continue  # the source cites it too: it is another letter
        slips = edits(str(own), str(one.reference), 2 * _SLIPS)
        same_unit = (one.prefix, one.code) == (own.prefix, own.code)
        same_number = (one.prefix, one.number) == (own.prefix, own.number) or (one.code, one.number) == (
            own.code,
            own.number,
        )
        if slips <= _SLIPS or same_unit or same_number:
            scored.append((slips, one.span, one))
    return min(scored)[2] if scored else None


def _date_and_urgency(source: Side, forwarded: Side, citation: FoundReference) -> list[Compared]:
    done = []
    dated = cited_date(forwarded, citation.span[1])
    if dated and source.date and dated[0].start != source.date:
        why = _("วันที่ของต้นเรื่องที่อ้างไม่ตรงกับวันที่ในต้นเรื่อง")
        mine = Place(format_date(source.date, "full"))
        done.append(changed(Kind.DATE, mine, dated[1], Severity.BLOCK, why))
    before = forwarded.text[max(0, citation.span[0] - 24) : citation.span[0]]
    cited = _CITED_URGENCY.search(before)
    if cited and source.urgency and source.urgency.text in URGENCIES and cited.group(1) != source.urgency.text:
        start = citation.span[0] - len(before) + cited.start(1)
        place = forwarded.place((start, start + len(cited.group(1))))
        why = _("ชั้นความเร็วของต้นเรื่องที่อ้างไม่ตรง ต้นเรื่องเป็น%(urgency)s", urgency=source.urgency.text)
        done.append(changed(Kind.URGENCY, source.urgency, place, Severity.WARN, why))
    return done


def _others(source: Side, forwarded: Side, cited: list[FoundReference]) -> list[Compared]:
    """Numbers of other letters that both speak of: a slip in one of them leads to the wrong letter."""
    mine = _cited(source)
    done = []
    shared = {one.reference for one in mine} & {one.reference for one in cited}
    for reference in shared:
        pair = [next(one for one in found if one.reference == reference) for found in (mine, cited)]
        done.append(same(Kind.REFERENCE, _place(source, pair[0]), _place(forwarded, pair[1])))
        done += _other_date(source, forwarded, pair[0], pair[1])
    left = [one for one in mine if one.reference not in shared]
    right = [one for one in cited if one.reference not in shared]
    scored = [
        (-slips, a, b)
        for a in left
        for b in right
        if (slips := edits(a.normalized, b.normalized, _SLIPS)) <= _SLIPS or (a.prefix, a.code) == (b.prefix, b.code)
    ]
    for a, b in best_pairs(scored, at_least=-9):
        why = _("เลขที่หนังสือที่อ้างถึงไม่ตรงกับต้นเรื่อง ซึ่งว่า %(ref)s", ref=a.normalized)
        done.append(changed(Kind.REFERENCE, _place(source, a), _place(forwarded, b), Severity.BLOCK, why))
    return done


def _other_date(source: Side, forwarded: Side, a: FoundReference, b: FoundReference) -> list[Compared]:
    mine, his = cited_date(source, a.span[1]), cited_date(forwarded, b.span[1])
    if not mine or not his or mine[0].start == his[0].start:
        return []
    why = _("วันที่ของหนังสือที่อ้างถึงไม่ตรงกับต้นเรื่อง")
    return [changed(Kind.DATE, mine[1], his[1], Severity.BLOCK, why)]
