"""The meeting a letter calls people to: its days and where it is held."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from letters.reading.clause import Clause
from letters.reading.due import Due
from letters.reading.duty import Action
from letters.reading.platforms import platform_in
from letters.reading.squeezed import Placed, Squeezed

_MEETS = re.compile(
    r"(?:กำหนด(?:การ)?(?:จัด)?(?:ให้มี)?|จัด(?:ให้มี)?|(?:เรียน)?เชิญ(?:ท่าน)?(?:เข้า)?(?:ร่วม)?|เข้า(?:ร่วม|รับ)|ร่วม|ถ่ายทอด|ชี้แจง[^\s]{0,40}?)(?:รับฟัง)?(?:การ|โครงการ)*"
    r"(?:ประชุม|ฝึกอบรม|อบรม|สัมมนา|พิธี|รับฟัง|ชี้แจง|ปฐมนิเทศ|เวที|ศึกษาดูงาน)|ข้อราชการสำคัญที่จะชี้แจง"
)
_HOLDS = re.compile(r"กำหนดจัด|จัด(?:งาน|โครงการ|กิจกรรม|การแข่งขัน|พิธี|การประกวด|มหกรรม)|กำหนดการ")
_PLACE = re.compile(r"ณ(?!วันที่|สิ้น|ปัจจุบัน|เดือน|[๐-๙0-9])")
_PLACE_END = re.compile(
    r"โดย|ซึ่ง|ในการนี้|ดังนั้น|อนึ่ง|แบ่ง|เพื่อ|รายละเอียด|จึง|ดังนี้|ทั้งนี้|ในวัน|ระหว่าง|วันที่|เวลา|และขอ|และให้|และผ่าน|ผ่าน|รุ่นที่|ตามกำหนดการ|ตาม|พร้อม|ดังกล่าว|กรุณา|ขอให้|ประกอบด้วย|\(?https?"
)
_ONLINE = re.compile(r"(?:ผ่าน|ทาง|ด้วย)(?:ทาง)?(?P<where>(?:ระบบ|การประชุม(?:ทางไกล)?|แอปพลิเคชัน|โปรแกรม|สื่ออิเล็กทรอนิกส์)?)")
_ONLINE_END = re.compile(
    r"Meeting(?:ID|Number)|ID[: ]|Passcode|[Pp]assword|รหัส|\(|http|ตาม|ใน|เวลา|วัน|โดย|เพื่อ"
    r"|จาก|ของ|ไปยัง|ซึ่ง|ณ|ดัง|จึง|ขอให้|กรุณา|ทั้งนี้|และขอ|และถ่ายทอด|พร้อม|[๐-๙0-9]{3}"
)
_SENTENCE = 420


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting called at `at`, its days and times at `placed`, and its place's span in the squeezed text."""

    at: int
    end: int
    placed: Placed
    place: tuple[int, int] | None


def called_in(body: Squeezed, clauses: list[Clause], letter_date: dt.date | None) -> Iterator[Called]:
    """The days to which the letter calls a meeting: not past ones, not limits, not windows of other duties."""
    invited = any(clause.action is Action.ATTEND and not clause.sink for clause in clauses)
    for placed in body.dates:
        date = placed.date
        if date.role is not None or date.precision not in ("day", "minute") or (letter_date and date.end < letter_date):
            continue
        if re.search(r"(?:เมื่อ|ณ|ข้อมูล|ลง|ประกาศ|มีผล)$", body.text[max(0, placed.start - 8) : placed.start]):
            continue
        called = [*_HOLDS.finditer(body.text, max(0, placed.start - _SENTENCE), placed.start)] if invited else []
        called += list(_MEETS.finditer(body.text, max(0, placed.start - _SENTENCE), placed.start))
        last = max(called, key=lambda match: match.start(), default=None)
        if last is not None and not _owned(clauses, last.end(), placed):
            yield Called(last.start(), last.end(), placed, place_of(body, last.start(), placed))


def _owned(clauses: list[Clause], meets: int, placed: Placed) -> bool:
    """Whether another duty's verb stands between the word of meeting and the day."""
    return any(
        meets < clause.at < placed.start and clause.action is not Action.ATTEND and not clause.sink
        for clause in clauses
    )


def place_of(body: Squeezed, at: int, placed: Placed) -> tuple[int, int] | None:
    """Where the meeting called at `at` is held: "ณ …" or "ผ่านระบบ …", after the day or before it."""
    for start, end in ((placed.end, placed.end + 240), (at, placed.start)):
        room = next(
            (m for m in _PLACE.finditer(body.text, start, end) if m.start() in body.gaps or m.start() == start), None
        )
        if room and (start == at or room.start() - start < 60):
            stop = _PLACE_END.search(body.text, room.end() + 2, min(len(body.text), room.end() + 110))
            return _trim(body, room.end(), stop.start() if stop else min(len(body.text), room.end() + 110))
    for start, end in ((placed.end, placed.end + 160), (at, placed.start)):
        if found := online_place(body, start, min(end, len(body.text))):
            return found
    return None


def online_place(body: Squeezed, start: int, end: int) -> tuple[int, int] | None:
    """The words for an online place between `start` and `end`: "ระบบ Cisco Webex Meetings"."""
    for match in _ONLINE.finditer(body.text, start, end):
        first = match.end("where")
        stop = _ONLINE_END.search(body.text, max(first, match.start("where") + 2), min(len(body.text), first + 70))
        last = stop.start() if stop else min(len(body.text), first + 70)
        if platform_in(body.text, match.start("where"), last):
            return _trim(body, match.start("where"), last)
    return None


def _trim(body: Squeezed, start: int, end: int) -> tuple[int, int] | None:
    while end > start and (body.text[end - 1] in '()|,"“:' or body.text[:end].endswith(("และ", "ใน", "ทาง"))):
        end -= (
            1
            if not body.text[:end].endswith(("และ", "ใน", "ทาง"))
            else (3 if not body.text[:end].endswith("ใน") else 2)
        )
    return (start, end) if end - start > 2 else None


def moment(day: dt.date | None, time: str | None) -> dt.datetime | dt.date | None:
    """A day with its time of day "HH:MM" when there is one; 24:00 is the last minute."""
    if day is None or time is None:
        return day
    if time == "24:00":
        time = "23:59"
    return dt.datetime.combine(day, dt.time.fromisoformat(time))  # Thai civil time, as printed


def due_of(called: Called) -> Due:
    """The days of a meeting as the time of a duty to attend."""
    date = called.placed.date
    time = dt.time.fromisoformat(date.time_start) if date.time_start and date.time_start != "24:00" else None
    return Due(called.placed.start, called.placed.end, "window", date.start, date.end, time=time)
