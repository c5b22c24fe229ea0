"""Checks 5, 6, 8, 9, 13 and 33: days along the way of a circular, from its first letter down.

The same rules serve a bundle of papers (days read from stamps) and Wian's own registers (routing/chain_checks.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask_babel import gettext as _

from letters.checks.check import Check
from letters.checks.table import SEVERITY
from letters.comparing.outcome import Place
from thai_numerals import format_date


@dataclass(frozen=True, slots=True)
class Received:
    """One entry of a letter in a received register, or one stamp on it."""

    date: dt.date | None
    number: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Hop:
    """One letter of the chain: its date (None when unknown), how its next office received it, and the windows in
    which the letter asks for something (first and last day, the words).
    """

    name: str
    date: dt.date | None
    received: tuple[Received, ...] = ()
    windows: tuple[tuple[dt.date, dt.date, Place], ...] = ()


def check_chain(hops: Sequence[Hop], is_working_day: Callable[[dt.date], bool]) -> list[Check]:
    """Hold the days of letters, first of the chain first."""
    found: list[Check] = []
    for hop in hops:
        found += _receipts(hop, is_working_day)
        found += _numbers(hop)
    for parent, child in pairwise(hops):
        found += _order(parent, child)
    return found + _windows(hops) + _days_used(hops)


def _day(day: dt.date) -> str:
    return format_date(day, "short")


def _receipts(hop: Hop, is_working_day: Callable[[dt.date], bool]) -> list[Check]:
    found = []
    for one in hop.received:
        if one.date is None:
            continue
        values = {"letter": hop.name, "received": _day(one.date)}
        if hop.date and one.date < hop.date:
            text = _("ลงรับ %(letter)s วันที่ %(received)s ก่อนวันที่ของหนังสือ (%(day)s)", day=_day(hop.date), **values)
            remedy = _("เป็นไปไม่ได้ ตรวจตรารับและวันที่ของหนังสือกับต้นฉบับ")
            found.append(Check(5, SEVERITY[5], text, remedy))
        if not is_working_day(one.date):
            text = _("ลงรับ %(letter)s วันที่ %(received)s ซึ่งเป็นวันหยุดราชการ", **values)
            found.append(Check(8, SEVERITY[8], text, _("ตรวจวันที่ในตรารับ ถ้าเปิดทำการวันนั้นถือว่าถูกต้อง")))
    return found


def _numbers(hop: Hop) -> list[Check]:
    numbered = [one for one in hop.received if one.number]
    if len(numbered) < 2:
        return []
    shown = ", ".join(f"{one.number} ({one.office})" if one.office else one.number for one in numbered)
    text = _("%(letter)s มีเลขรับหลายเลข: %(shown)s", letter=hop.name, shown=shown)
    remedy = _("ทะเบียนกลางและทะเบียนของหน่วยงานย่อยเป็นคนละเล่ม ไม่ใช่เลขซ้ำ ระบุว่าเลขใดของเล่มใด")
    return [Check(9, SEVERITY[9], text, remedy)]


def _order(parent: Hop, child: Hop) -> list[Check]:
    if child.date is None:
        return []
    remedy = _("ตรวจวันที่ของทั้งสองฉบับกับต้นฉบับ")
    if parent.date and child.date < parent.date:
        text = _("หนังสือ %(child)s ลงวันที่ก่อนต้นเรื่อง %(parent)s", child=child.name, parent=parent.name)
        return [Check(6, SEVERITY[6], text, remedy)]
    days = [one.date for one in parent.received if one.date and (not parent.date or one.date >= parent.date)]
    if days and child.date < min(days):
        text = _("หนังสือ %(child)s ออกก่อนวันที่ลงรับต้นเรื่อง (%(day)s)", child=child.name, day=_day(min(days)))
        return [Check(6, SEVERITY[6], text, remedy)]
    return []


def _windows(hops: Sequence[Hop]) -> list[Check]:
    """The last letter's readers begin on its day: a window open before that is shorter than it says."""
    last = hops[-1] if hops else None
    if last is None:
        return []
    arrived = max((one.date for one in last.received if one.date), default=last.date)
    windows = {(first, end): place for hop in hops for first, end, place in hop.windows}
    found = []
    for (first, end), place in windows.items():
        if arrived is None or first == end or arrived <= first:
            continue
        remedy = _("บอกผู้รับว่าเหลือเวลาถึง %(end)s และเร่งส่ง", end=_day(end))
        if arrived > end:
            text = _("ช่วง %(window)s สิ้นสุดก่อนหนังสือไปถึง", window=place.text)
            remedy = _("ถามเจ้าของเรื่องว่าขยายเวลาหรือไม่")
        else:
            text = _("ช่วง %(window)s เปิดก่อนหนังสือไปถึง %(n)s วัน", window=place.text, n=(arrived - first).days)
        found.append(Check(13, SEVERITY[13], text, remedy, place))
    return found


def _days_used(hops: Sequence[Hop]) -> list[Check]:
    days = [hop.date for hop in hops]
    if len(hops) < 2 or days[0] is None or days[-1] is None or days[-1] < days[0]:
        return []
    used = (days[-1] - days[0]).days
    steps = [
        f"{parent.name} {(child.date - parent.date).days}"
        for parent, child in pairwise(hops)
        if parent.date and child.date and child.date >= parent.date
    ]
    text = _("ใช้เวลา %(n)s วันตั้งแต่ฉบับแรก (%(steps)s)", n=used, steps=", ".join(steps))
    return [Check(33, SEVERITY[33], text, _("ดูว่าช่วงใดใช้เวลามาก เทียบกับเวลาที่เหลือ"))]
