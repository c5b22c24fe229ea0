"""The main date of the receiver addressed, and what is due then in a few words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from letters.reading.audience import Scope
from letters.reading.binding_time import BindingTime
from letters.reading.clause import Clause
from letters.reading.duty import Action, Deadline
from letters.reading.phrase_ends import OBJECTLESS
from letters.reading.settle import time_of
from letters.reading.squeezed import Squeezed

_WEIGHT = {Action.SUBMIT_REPORT: 0, Action.ENTER_DATA: 0, Action.REGISTER_ATTENDEES: 1, Action.ACKNOWLEDGE: 2}
_LEAD = re.compile(
    r"(?:และ|โดย|จึง|สำหรับ)?(?:ขอความ(?:กรุณา|ร่วมมือ|อนุเคราะห์)(?:ให้)?|ขอได้โปรด|ขอให้|ให้|กรุณา|โปรด|ขอ)?(?P<who>(?:จังหวัด|อำเภอ|ท่าน)?)"
)
_TAIL = re.compile(
    r"ให้แล้วเสร็จ|ให้ครบถ้วน|ให้(?:กอง|สำนักงาน|จังหวัด|อำเภอ|กรม|ศูนย์|สำนัก|ฝ่าย|คณะ|ที่ทำการ|ที่ว่าการ|สถ\.|เทศบาล|องค์การ|กลุ่ม|หน่วย)|ผ่าน(?:ทาง)?(?!การ)|จำนวน[๐-๙0-9]|หน่วยงานละ|ทุกแห่ง|ทราบ|ของ(?:อปท|องค์กรปกครอง)|ดังกล่าว(?:ผ่าน)?|ด้วย$"
)
_TOO_LONG = 40
_OF_WHICH = re.compile(
    r"(?<!ด้าน)(?<!ใน)(?<!ผล)(?<!ของ)(?<!กับ)(?<!ที่)(?<!จาก)(?<!ราย)(?<!เนิน)(?<!โครง)(?<!กรรม)(?<!บริ)(?<!หลัก)(?<!ราช)"
    r"(?<!มาตร)(?<!จัด)(?<!พิ)(?<!วิชา)(?<!ดิ)(?<!กิจ)(?<!ประ)(?<!แผน)(?<!เพื่อ)(?<!งาน)(?<!และ)(?<!แบบ)(?<!เสริม)การ(?!ณ์)"
)
_FULLER_END = re.compile(
    r"ทุกแห่ง|ผ่าน|ของ|ใน|ให้|ตาม|ระหว่าง|ภายใน|และ(?=ส่ง|รายงาน)|เพื่อ|ประจำ|แบบออนไลน์|ดังกล่าว|ได้|โดย|\(|https?|พร้อม"
)


def deadline_of(
    body: Squeezed, clauses: Sequence[Clause], scope: Scope, letter_date: dt.date | None
) -> tuple[Deadline, Clause] | None:
    """The main date with the clause it comes from: that of the first addressee first, answers before readying."""
    dated = [(clause, time_of(clause, letter_date)) for clause in clauses if clause.action in _WEIGHT]
    dated = [(clause, time) for clause, time in dated if time.known and (time.end or time.rule or time.start)]
    if not dated:
        return None
    clause, time = min(dated, key=lambda pair: (*_rank(pair[0], pair[1], scope), pair[0].start))
    precision = time.precision or "day"
    return (
        Deadline(
            time.start,
            time.end,
            precision,
            what_of(body, clause, time, several=len(scope.addressed) > 1),
            time.time,
            time.before,
            time.rule,
        ),
        clause,
    )


def _rank(clause: Clause, time: BindingTime, scope: Scope) -> tuple[int, int, int]:
    """Lower is the better main date: whose it is, whether it is a day, what is asked."""
    first = scope.addressed[:1]
    theirs = 0 if set(first) & set(clause.who) else 1 if set(scope.addressed) & set(clause.who) else 2
    return theirs, 0 if time.end else 1, _WEIGHT[clause.action]


def what_of(body: Squeezed, clause: Clause, time: BindingTime, *, several: bool) -> str:
    """The verb and its object as printed, without receiver and manner; whom it asks where `several` are addressed."""
    text = body.text
    start = clause.start
    lead = _LEAD.match(text, start)
    if lead and lead.end() <= clause.at:
        start = lead.start("who") if several else lead.end()
    end = max(clause.end, start + 4)
    if (
        time.recurrence
        and time.at
        and start < time.at[0] - 1 <= end + 1
        and text[time.at[0] : time.at[1]].startswith("ทุกวัน")
    ):
        return body.words(start, time.at[1])
    if time.at and clause.at < time.at[0] < end:
        end = time.at[0]
    tail = _TAIL.search(text, min(clause.at + 4, end), end)
    end = tail.start() if tail else end
    if end - start > _TOO_LONG and (cut := _OF_WHICH.search(text, start + _TOO_LONG // 2, end)):
        end = cut.start()
    if OBJECTLESS.fullmatch(text, start, end):
        return _fuller(body, start, end) or body.words(start, end)
    return body.words(start, end)


def _fuller(body: Squeezed, start: int, end: int) -> str | None:
    """The same verb with its object where the body said it before."""
    words = body.text[start:end]
    at = body.text.find(words)
    if at < 0 or at >= start:
        return None
    stop = _FULLER_END.search(body.text, at + len(words), at + len(words) + 60)
    return body.words(at, stop.start()) if stop and stop.start() > at + len(words) + 2 else None
