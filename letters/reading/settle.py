"""From clauses to duties: which of the things asked bind, and what belongs together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from letters.reading.binding_time import BindingTime, binding, over
from letters.reading.clause import Clause
from letters.reading.duty import Action
from letters.reading.squeezed import Squeezed

A = Action
_ANSWERS = (A.SUBMIT_REPORT, A.ENTER_DATA)
_BARE = ("ดำเนินการ", "ให้แล้วเสร็จ", "ดำเนินการตาม", "ดำเนินการดังกล่าว", "ปฏิบัติ", "ให้", "ดำเนินการในเรื่องดังกล่าว")
_NEAR = 14


def settled(body: Squeezed, clauses: list[Clause], letter_date: dt.date | None) -> list[Clause]:
    """The clauses that are duties, in the order letters give them weight: asked, reported, added at the close."""
    kept = [_current(clause, letter_date) for clause in clauses if not clause.sink and clause.who]
    kept = _own_words(kept, letter_date)
    kept = _merged(body, kept)
    _share_dates(body, kept)
    kept = _without_bare(body, kept)
    return [clause for clause in kept if not clause.doing or _stands(clause, kept, letter_date)]


def _current(clause: Clause, letter_date: dt.date | None) -> Clause:
    """The clause with only those wordings of time that can bind it."""
    dues = [due for due in clause.dues if not over(due, letter_date)]
    return replace(clause, dues=dues if clause.doing else [due for due in dues if due.kind not in ("day", "since")])


def time_of(clause: Clause, letter_date: dt.date | None) -> BindingTime:
    """The time that binds a clause."""
    return binding(clause.dues, letter_date, doing=clause.action in (A.ACKNOWLEDGE, A.ATTEND))


def _own_words(clauses: list[Clause], letter_date: dt.date | None) -> list[Clause]:
    """Without background clauses that bind nothing to a day or that the letter asks again in its own words."""
    asked = [clause for clause in clauses if clause.part.zone != "background"]
    kept = []
    for clause in clauses:
        if clause.part.zone == "background":
            repeated = any(c.action is clause.action and set(c.who) & set(clause.who) for c in asked)
            if repeated or clause.doing or not time_of(clause, letter_date).known:
                continue
        kept.append(clause)
    return kept


def _merged(body: Squeezed, clauses: list[Clause]) -> list[Clause]:
    """Clauses of one action for the same organisations as one, unless each has a time of its own."""
    kept: list[Clause] = []
    for clause in clauses:
        twin = next((c for c in reversed(kept) if _same(c, clause)), None)
        if twin is None:
            kept.append(clause)
            continue
        if 0 <= clause.start - twin.end <= _NEAR and not twin.dues:
            twin.end = clause.end
        twin.dues += clause.dues
    return kept


def _same(first: Clause, second: Clause) -> bool:
    if first.action is not second.action or first.doing or second.doing or first.who != second.who:
        return False
    if (first.part.zone == "background") != (second.part.zone == "background"):
        return False
    apart = first.part is not second.part and (first.part.item or second.part.item)
    if apart and (first.dues or second.dues or first.action is A.SUBMIT_REPORT):
        return False
    return not (first.dues and second.dues)


def _share_dates(body: Squeezed, clauses: list[Clause]) -> None:
    """ "บันทึกข้อมูล … และรายงานผล … ภายในวันที่": one limit for both when nothing else stands between."""
    for first, second in zip(clauses, clauses[1:], strict=False):
        together = first.part is second.part and first.who == second.who
        joined = body.text.find("และ", first.end, second.start + 1) >= 0 and second.start - first.end < 60
        if together and joined and not first.dues and first.action in _ANSWERS and second.action in _ANSWERS:
            first.dues = [due for due in second.dues if due.kind in ("until", "relative")]


def _without_bare(body: Squeezed, clauses: list[Clause]) -> list[Clause]:
    """Without "ดำเนินการ(ให้แล้วเสร็จภายในวันที่)": its limit is that of what was asked before and has none."""
    kept: list[Clause] = []
    bare: list[Clause] = []
    for clause in clauses:
        words = body.text[clause.start : clause.end]
        (bare if clause.doing and words in _BARE else kept).append(clause)
    for clause in bare:
        heirs = [c for c in kept if not c.dues and c.action is not A.FORWARD and set(c.who) & set(clause.who)]
        heirs = [c for c in heirs if c.part.zone == "ask" and c.action is not A.ATTEND]
        if clause.dues and not heirs:
            kept.append(clause)
        for heir in heirs:
            heir.dues = list(clause.dues)
    return sorted(kept, key=lambda clause: clause.start)


def _stands(clause: Clause, clauses: Iterable[Clause], letter_date: dt.date | None) -> bool:
    """Whether something to do is a duty of its own: it has a time, or nothing else is asked of these organisations."""
    time = time_of(clause, letter_date)
    others = [c for c in clauses if c is not clause and set(c.who) & set(clause.who)]
    answered = any(c.part is clause.part and not c.doing for c in others)
    if time.end or time.known and not answered:
        return True
    if clause.part.zone != "ask":
        return False
    if not clause.named and not clause.part.item:
        return not others
    if any(c.action is A.FORWARD and c.part is clause.part for c in clauses):
        return False
    asked = [c for c in others if c.part.zone != "background"]
    return not any(c.start < clause.start or not c.doing or time_of(c, letter_date).known for c in asked)
