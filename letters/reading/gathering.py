"""Everything about people coming together: the meeting, its sessions and who has the duty to attend which."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from letters.reading.audience import Kinds, Scope, in_order
from letters.reading.body_zones import Part
from letters.reading.clause import Clause
from letters.reading.due import Due
from letters.reading.duty import Action, Meeting, Session
from letters.reading.meeting import Called, called_in, due_of, online_place
from letters.reading.phrase_ends import end_of
from letters.reading.platforms import platform_in
from letters.reading.reading import Doubt, Read
from letters.reading.sessions import Row, meeting_number, online_address, rows_of, single
from letters.reading.squeezed import Squeezed

A = Action
_COMING = re.compile(r"เข้าร่วม|ประชุม|อบรม|รับฟัง|สัมมนา")
_NO_DAY = "หนังสือไม่ได้พิมพ์วันและเวลาประชุมไว้ (อาจอยู่ใน QR Code หรือสิ่งที่ส่งมาด้วย) โปรดระบุเอง"


@dataclass(frozen=True, slots=True)
class Gathering:
    """Meeting and sessions as read, and the clauses of attending, bound to their days."""

    meeting: Read[Meeting | None]
    sessions: Read[tuple[Session, ...]]
    duties: tuple[Clause, ...]


def gathering_of(
    body: Squeezed,
    parts: Sequence[Part],
    clauses: list[Clause],
    scope: Scope,
    urls: Sequence[str],
    letter_date: dt.date | None,
) -> Gathering:
    """What the letter calls people to; everything empty when it calls nobody."""
    begin = parts[0].start if parts else 0
    attends = [c for c in clauses if c.action is A.ATTEND and not c.sink and c.who and c.part.zone != "closing"]
    attends.sort(key=lambda clause: clause.part.zone == "background")
    called = [item for item in called_in(body, clauses, letter_date) if item.at >= begin]
    audience = _audience(body, clauses, attends, scope)
    rows = rows_of(body, scope, audience, called)
    platform, url = online_address(body, urls, begin, len(body.text)) if called or rows or attends else (None, None)
    if rows:
        return _in_rows(body, rows, called, attends, (platform, url), parts)
    if called:
        return _in_one(body, called[0], attends, audience, (platform, url), parts)
    return _undated(body, attends, (platform, url))


def _audience(body: Squeezed, clauses: list[Clause], attends: list[Clause], scope: Scope) -> Kinds:
    """Who is called: those asked to come, else the addressees, with those they are to bring."""
    base = attends[0].who if attends else scope.addressed
    brought = [
        c
        for c in clauses
        if c.action is A.FORWARD and c.part.zone == "closing" and _COMING.search(body.text, c.start, c.end)
    ]
    return in_order({*base, *scope.local}) if brought else base


def _in_rows(
    body: Squeezed,
    rows: list[Row],
    called: list[Called],
    attends: list[Clause],
    online: tuple[str | None, str | None],
    parts: Sequence[Part],
) -> Gathering:
    sessions = tuple(
        replace(row.session, platform=row.session.platform or online[0], url=row.session.url or online[1])
        for row in rows
    )
    starts = [session.start for session in sessions if session.start]
    ends = [session.end or session.start for session in sessions]
    place = next((item.place for item in called if item.place), None) or online_place(body, 0, len(body.text))
    meeting = Meeting(
        min(starts, key=_day_first),
        max((end for end in ends if end), key=_day_first),
        body.words(*place) if place else None,
    )
    duties = []
    for row, session in zip(rows, sessions, strict=True):
        if session.optional or not session.start:
            continue
        due = Due(
            row.start,
            row.end,
            "window",
            _day(session.start),
            _day(session.end or session.start),
            time=_time(session.start),
        )
        duties.append(_coming(attends, row, session, due, parts))
    spans = tuple(body.span(row.start, row.end) for row in rows)
    return Gathering(Read(meeting, spans), Read(sessions, spans), tuple(duties))


def _coming(attends: list[Clause], row: Row, session: Session, due: Due, parts: Sequence[Part]) -> Clause:
    if attends and not row.listed:
        return replace(attends[0], who=session.for_kinds, dues=[due])
    return Clause(A.ATTEND, session.for_kinds, row.start, row.start, row.end, _part_at(parts, row.start), [due])


def _part_at(parts: Sequence[Part], at: int) -> Part:
    return next((part for part in parts if part.start <= at < part.end), parts[0])


def _in_one(
    body: Squeezed,
    called: Called,
    attends: list[Clause],
    audience: Kinds,
    online: tuple[str | None, str | None],
    parts: Sequence[Part],
) -> Gathering:
    due = due_of(called)
    session = single(called, audience, online[0], online[1], meeting_number(body, called.at, len(body.text)))
    place = body.words(*called.place) if called.place else None
    meeting = Meeting(session.start, session.end, place)
    spans = (body.span(called.placed.start, called.placed.end),)
    if attends:
        duty = replace(attends[0], who=audience, dues=[due])
    else:
        end = end_of(body, called.end, called.placed.start, [])
        duty = Clause(A.ATTEND, audience, called.at, called.at, end, _part_at(parts, called.at), [due])
    return Gathering(Read(meeting, spans), Read((session,), spans), (duty,) if duty.who else ())


def _undated(body: Squeezed, attends: list[Clause], online: tuple[str | None, str | None]) -> Gathering:
    """People are called, but the day stands elsewhere."""
    if not attends:
        return Gathering(Read(None), Read(()), ())
    clause = attends[0]
    platform = platform_in(body.text, clause.at, clause.part.end) or online[0]
    if platform is None:
        return Gathering(Read(None), Read(()), tuple(attends))
    session = Session(None, None, platform, online[1], tuple(clause.who))
    span = body.span(clause.start, clause.end)
    doubt = Doubt("sessions", body.words(clause.start, clause.end), _NO_DAY, span)
    return Gathering(Read(None), Read((session,), (span,), (doubt,)), tuple(attends))


def _day(value: dt.datetime | dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _time(value: dt.datetime | dt.date) -> dt.time | None:
    return value.time() if isinstance(value, dt.datetime) else None


def _day_first(value: dt.datetime | dt.date) -> tuple[dt.date, dt.time]:
    return _day(value), _time(value) or dt.time()
