"""Sessions of a meeting: rows of a table or a list (รุ่นที่ ๑ …), one for all, or one whose day is behind a QR code."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letters.reading.audience import Kinds, Scope, in_order, named_in
from letters.reading.duty import Session
from letters.reading.meeting import Called, moment
from letters.reading.platforms import platform_in, platform_of
from letters.reading.squeezed import Placed, Squeezed
from thai_numerals import to_arabic

_D = "[0-9๐-๙]"
_LABEL = re.compile(rf"(?:\(?{_D}{{1,2}}[.)])?(?:รุ่น|ครั้ง|กลุ่ม|รอบ|ห้อง|ชุด|ช่วง)(?:ที่)?{_D}{{1,2}}(?!/)")
_CLOCKS = re.compile(
    rf"({_D}{{1,2}})[.:]({_D}{{2}})(?:น\.)?(?:(?:-|–|—|ถึง)({_D}{{1,2}})[.:]({_D}{{2}}))?(?=น|\||$|[^๐-๙0-9])"
)
_MEETING_ID = re.compile(r"(?<!\d)(?:\d{3,4} \d{3,4} \d{3,4}|\d{10,11})(?!\d)")
_OPTIONAL = re.compile(r"เก็บตก|สำรอง|รอบซ่อม|เพิ่มเติม|ไม่บังคับ|ตามความสมัครใจ")
_REGION = re.compile(r"ภาค(?:เหนือ|กลาง|ตะวันออกเฉียงเหนือ|ตะวันออก|ตะวันตก|ใต้)(?:ตอน(?:บน|ล่าง|กลาง))?")
_DISTRICT = re.compile(r"อำเภอ([ก-๙]{2,24}?)(?=อำเภอ|และอำเภอ|,|\||$|เวลา|วัน|ณ|\(|\))")
_LONGEST_ROW = 260


@dataclass(frozen=True, slots=True)
class Row:
    """A session at [start, end) of the squeezed body; `listed` when its line says itself whom it is for ("รุ่นที่ ๑ …")."""

    start: int
    end: int
    session: Session
    listed: bool


def rows_of(body: Squeezed, scope: Scope, audience: Kinds, called: Sequence[Called]) -> list[Row]:
    """The rows of a table or list of sessions, in order. Times not printed in a row are those of the meeting."""
    found: list[Row] = []
    general = next((item.placed for item in called if item.placed.date.time_start), None)
    for start, end, listed in _stretches(body):
        placed = next((p for p in body.dates if start <= p.start < end and p.date.role is None), None)
        if placed is None or placed.date.precision not in ("day", "minute"):
            continue
        session = _session(body, (start, end), placed, scope, general)
        if not session.for_kinds:
            session = _for(session, audience)
        found.append(Row(start, end, session, listed))
    return found if len(found) > 1 else []


def _stretches(body: Squeezed) -> Iterator[tuple[int, int, bool]]:
    """Lines of a table (with |) and stretches that begin with a label of a session."""
    lines = sorted(body.lines)
    for start, end in zip(lines, [*lines[1:], len(body.text)], strict=True):
        if body.text.count("|", start, end) >= 2:
            yield start, end, False
    labels = [at for at in sorted(body.gaps) if _LABEL.match(body.text, at)]
    for start, after in zip(labels, [*labels[1:], len(body.text)], strict=False):
        if body.text.count("|", start, min(after, start + _LONGEST_ROW)) >= 2:
            continue
        line = next((at for at in lines if at > start and not _continues(body, at)), len(body.text))
        yield start, min(after, line, start + _LONGEST_ROW), True


def _continues(body: Squeezed, at: int) -> bool:
    """Whether a line goes on with the row before: it names places or kinds only."""
    return body.text.startswith(("อำเภอ", "และ", "เทศบาล", "องค์การ", "ณ", "เวลา"), at)


def _session(body: Squeezed, place: tuple[int, int], placed: Placed, scope: Scope, general: Placed | None) -> Session:
    start, end = place
    text, date = body.text[start:end], placed.date
    first, last = date.time_start, date.time_end
    if first is None:
        for clock in _CLOCKS.finditer(body.text, placed.end, end):
            first, last = _clock(clock[1], clock[2]), _clock(clock[3], clock[4])
            break
    if first is None and general:
        first, last = general.date.time_start, general.date.time_end
    kinds = in_order(
        kind for name in named_in(text, scope) if not name.you for kind in name.kinds if kind not in ("province",)
    )
    districts = tuple(match[1] for match in _DISTRICT.finditer(text))
    if districts:
        kinds = in_order(kind for kind in kinds if kind != "district")
    number = _MEETING_ID.search(to_arabic(body.words(start, end)))
    return Session(
        moment(date.start, first),
        moment(date.end, last) if last else (date.end if date.end != date.start else None),
        platform_in(body.text, start, end),
        None,
        kinds,
        number.group() if number else None,
        bool(_OPTIONAL.search(text)),
        districts,
        tuple(match.group() for match in _REGION.finditer(text)),
    )


def _clock(hour: str | None, minute: str | None) -> str | None:
    if not hour or not minute:
        return None
    h, m = int(to_arabic(hour)), int(to_arabic(minute))
    return f"{h:02d}:{m:02d}" if h < 24 and m < 60 else None


def _for(session: Session, kinds: Kinds) -> Session:
    return Session(
        session.start,
        session.end,
        session.platform,
        session.url,
        kinds,
        session.meeting_id,
        session.optional,
        session.districts,
        session.regions,
    )


def online_address(body: Squeezed, urls: Sequence[str], start: int, end: int) -> tuple[str | None, str | None]:
    """Platform and URL of a meeting: the letter's URL on a platform's host, else the platform named in words."""
    for url in urls:
        if platform := platform_of(url):
            return platform, url
    return platform_in(body.text, start, end), None


def single(called: Called, kinds: Kinds, platform: str | None, url: str | None, number: str | None) -> Session:
    """The one session of a meeting for all."""
    date = called.placed.date
    end: dt.datetime | dt.date | None = moment(date.end, date.time_end) if date.time_end else None
    if end is None and date.end != date.start:
        end = date.end
    return Session(moment(date.start, date.time_start), end, platform, url, kinds, number)


def meeting_number(body: Squeezed, start: int, end: int) -> str | None:
    """A meeting's number beside "Meeting ID" or "Meeting Number"."""
    match = re.search(r"Meeting(?:ID|Number|Id|number)|(?:รหัส|หมายเลข)(?:การ|ห้อง)?ประชุม", body.text[start:end])
    if match is None:
        return None
    number = _MEETING_ID.search(to_arabic(body.words(start + match.end(), min(end, start + match.end() + 24))))
    return number.group() if number else None
