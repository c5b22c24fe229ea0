"""What a letter asks of whom by when: `read_duties` puts duties, deadline, meeting and sessions together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from letters.reading.audience import Scope, in_order, scope_of
from letters.reading.body_zones import Part, parts_of
from letters.reading.clause import Clause
from letters.reading.clauses import clauses_of
from letters.reading.deadline import deadline_of
from letters.reading.due_phrases import dues_of
from letters.reading.duty import Action, Deadline, Duty, Meeting, RecurringRule, Session
from letters.reading.duty_doubts import doubts_of
from letters.reading.gathering import gathering_of
from letters.reading.reading import Doubt, Read, Span
from letters.reading.settle import settled, time_of
from letters.reading.sheet import Sheet
from letters.reading.squeezed import Squeezed, squeeze
from letters.reading.zones import Zone

A = Action
LONGEST = 30_000  # characters: fifteen pages of text
_LONG = "ข้อความยาวกว่าหนังสือทั่วไปมาก จึงอ่านสิ่งที่ให้ดำเนินการเฉพาะส่วนต้น โปรดตรวจสอบส่วนที่เหลือ"
_INFORM = re.compile(r"จึง[ก-๙]{0,14}?เพื่อ(?:โปรด|ได้โปรด)?(?:รับ)?ทราบ")
_COMPLY = re.compile(r"(?:และ|เพื่อ|,)?(?:โปรด|ขอให้|ให้)?(?:ถือ)?(?:ปฏิบัติ|ดำเนินการ|พิจารณา)")
_LIMIT = re.compile(
    r"(?:หน่วยงาน|แห่ง|อปท\.?|อำเภอ|จังหวัด|องค์กร[ก-๙]{0,30}|หน่วย|เทศบาล|อบต\.?)ละ(?P<n>(?:ไม่เกิน|อย่างน้อย|ไม่น้อยกว่า)?จ?ำ?น?ว?น?[๐-๙0-9]{1,3}(?:(?:-|–|ถึง)[๐-๙0-9]{1,3})?(?:คน|ราย|ท่าน|นาย))"
    r"|(?:ไม่เกิน)?จำนวน(?P<m>(?:ไม่เกิน)?[๐-๙0-9]{1,3}(?:(?:-|–|ถึง)[๐-๙0-9]{1,3})?(?:คน|ท่าน))"
)


@dataclass(frozen=True, slots=True)
class DutyHead:
    """What the reading of duties needs to know of the rest of the letter, as printed."""

    to: tuple[str, ...] = ()
    issuing_office: str | None = None
    date: dt.date | None = None
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duties:
    """Everything a letter asks. Spans and doubts are of the letter's text; spans of lists are in list order."""

    obligations: Read[tuple[Duty, ...]]
    deadline: Read[Deadline | None]
    meeting: Read[Meeting | None]
    sessions: Read[tuple[Session, ...]]


def read_duties(sheet: Sheet, head: DutyHead) -> Duties:
    """The duties in the body of the letter laid out as `sheet`."""
    lines = sheet.lines_of(Zone.BODY, Zone.CONCLUSION)
    return duties_in(sheet.text, [(line.start, line.end) for line in lines], head)


def duties_in(text: str, pieces: Sequence[Span], head: DutyHead) -> Duties:
    """The duties in the stretches `pieces` of `text`, one a printed line, page marks left out."""
    body = squeeze(text, _readable(pieces))
    scope = scope_of(head.to, head.issuing_office)
    parts = parts_of(body)
    clauses = clauses_of(body, parts, scope, dues_of(body, head.date))
    gathering = gathering_of(body, parts, clauses, scope, head.urls, head.date)
    kept = settled(body, [clause for clause in clauses if clause.action is not A.ATTEND], head.date)
    kept += gathering.duties
    if not any(clause.part.zone == "ask" or clause.action is A.ATTEND for clause in kept):
        kept += _closing(body, parts, kept, scope)
    kept = _by_weight(body, kept)
    spans = tuple(body.span(clause.start, clause.end) for clause in kept)
    duties = tuple(_duty(body, clause, head.date) for clause in kept)
    return Duties(
        Read(duties, spans, (*doubts_of(body, clauses, kept, head.date), *_too_long(pieces))),
        _deadline(body, kept, scope, head.date),
        gathering.meeting,
        gathering.sessions,
    )


def _readable(pieces: Sequence[Span]) -> list[Span]:
    """As much of the body as a letter can hold: the rest is an annex or no letter."""
    kept, length = [], 0
    for start, end in pieces:
        kept.append((start, min(end, start + LONGEST - length)))
        length += end - start
        if length >= LONGEST:
            break
    return kept


def _too_long(pieces: Sequence[Span]) -> tuple[Doubt, ...]:
    if sum(end - start for start, end in pieces) <= LONGEST:
        return ()
    return (Doubt("obligations", "", _LONG, (pieces[0][0], pieces[-1][1])),)


def _deadline(
    body: Squeezed, clauses: list[Clause], scope: Scope, letter_date: dt.date | None
) -> Read[Deadline | None]:
    found = deadline_of(body, clauses, scope, letter_date)
    if found is None:
        return Read(None)
    deadline, clause = found
    time = time_of(clause, letter_date)
    span = body.span(*time.at) if time.at else body.span(clause.start, clause.end)
    doubts = (Doubt("deadline", body.words(*time.at), time.doubt, span),) if time.doubt and time.at else ()
    return Read(deadline, (span,), doubts)


def _by_weight(body: Squeezed, clauses: list[Clause]) -> list[Clause]:
    """What is asked, then what the background reports, then what the close adds; registering before coming."""
    order = {"ask": 0, "background": 1, "closing": 2}
    added = {id(clause) for clause in clauses if body.text.startswith("สำหรับ", clause.start)}
    found = sorted(clauses, key=lambda c: (2 if id(c) in added else order[c.part.zone], c.start))
    names = [index for index, clause in enumerate(found) if clause.action is A.REGISTER_ATTENDEES]
    comes = [index for index, clause in enumerate(found) if clause.action is A.ATTEND]
    if names and comes and comes[0] < names[0]:
        found.insert(comes[0], found.pop(names[0]))
    return found


def _duty(body: Squeezed, clause: Clause, letter_date: dt.date | None) -> Duty:
    time = time_of(clause, letter_date)
    told = isinstance(time.rule, RecurringRule) and (time.end is not None or time.rule.freq == "daily")
    return Duty(
        clause.action,
        tuple(clause.who),
        body.words(clause.start, clause.end),
        time.start,
        time.end,
        time.time,
        time.before,
        None if told else time.rule,
        time.recurrence,
        _limit(body, clause) if clause.action is A.REGISTER_ATTENDEES else None,
        clause.optional,
        time.precision if time.precision not in (None, "day") and not told else None,
    )


def _limit(body: Squeezed, clause: Clause) -> str | None:
    """How many people an office may name: "หน่วยงานละ ๒ คน"."""
    for start, end in (
        (clause.start, min(clause.part.end, clause.end + 60)),
        (max(0, clause.start - 160), clause.start),
    ):
        match = _LIMIT.search(body.text, start, end)
        if match:
            return body.words(*match.span("n" if match["n"] else "m"))
    return None


def _closing(body: Squeezed, parts: Sequence[Part], clauses: list[Clause], scope: Scope) -> list[Clause]:
    """What a letter asks that asks nothing but in its closing sentence: to know, or to consider and comply."""
    part = next((part for part in parts if part.zone == "closing"), None)
    if part is None:
        return []
    told = {kind for clause in clauses if clause.action is A.FORWARD and clause.part == part for kind in clause.who}
    who = in_order(kind for kind in scope.addressed if kind not in told)
    if not who:
        return []
    inform = _INFORM.match(body.text, part.start, part.end)
    comply = inform is None or _COMPLY.match(body.text, inform.end(), part.end) is not None
    action = A.ACKNOWLEDGE if comply else A.INFORM_ONLY
    return [Clause(action, who, part.start, part.start, part.end, part)]
