"""Receiving stamps (ตรารับหนังสือ, แบบที่ ๑๒): office, number, day, time, in any order, wherever they were pressed.

A stamp is known by its number's label (เลขรับ, รับที่); one without labels by a bare number over a short date. The
letterhead between two stamps stays the letter's.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import islice

from letters.reading import wording as words
from letters.reading.lines import Cell, Line
from letters.reading.printed_date import DAY, NUMERIC_DAY, day_of
from letters.reading.reading import Doubt, Read, ReceivingStamp, Span
from letters.reading.sheet import Sheet
from letters.reading.zones import Zone
from thai_numerals import to_arabic

_FILL = r"[\s.…:_–-]{0,40}"
_PIECES = re.compile(
    rf"(?P<receipt>{words.RECEIPT.pattern})"
    rf"|(?P<label>(?:ลง)?วันที่(?:รับ)?{_FILL})?"
    rf"(?P<date>{DAY.pattern.replace('?P<', '?P<d_')}|{NUMERIC_DAY.pattern.replace('?P<', '?P<n_')})"
    rf"|(?P<empty_date>วันที่(?:รับ)?[\s.…:_–-]{{1,40}}\Z)"
    rf"|(?P<time>เวลา{_FILL}(?:(?P<clock>{words.D}{{1,2}}[.:]{words.D}{{2}})\s{{0,3}}(?:น\.?(?![ก-ฮ])|นาฬิกา)?|(?:น\.)?))"
)
_NUMBER_ENDS = re.compile(rf"/\s{{0,3}}(?:ว\.?\s{{0,3}})?{words.D}{{1,6}}\s+")
_BARE_NUMBER = re.compile(rf"{words.NOISE}({words.D}{{2,6}}){words.NOISE}\Z")
_SHORT_DATE = re.compile(
    rf"{words.NOISE}(?:วันที่{_FILL})?{words.D}{{1,2}}\s{{0,3}}(?:{words.MONTH_SHORT})\s{{0,3}}{words.D}{{2,4}}\Z"
)
_MOST_CELLS = 400  # head, foot and enclosures of a real letter hold fewer
_REACH = 2  # lines between the parts of one stamp
_NO_OFFICE = re.compile(
    rf"{words.NOISE}(?:ที่\s{{1,12}}[ก-ฮ]|ด่วน|ลับ|เรื่อง\s|เรียน\s|ถึง\s|อ้างถึง|สิ่งที่ส่ง|ขอแสดง|[(]|วันที่|เวลา|บันทึกข้อความ|โทร|\d)"
)


@dataclass
class _Stamp:
    """A stamp while it is put together."""

    line: int
    office: str | None = None
    office_cell: Cell | None = None
    number: str | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    dated: bool = False
    parts: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Head:
    """The head with its stamps taken out: `cells` are the letter's own pieces, in order, `stamps` the stamps."""

    cells: tuple[Cell, ...]
    stamps: Read[tuple[ReceivingStamp, ...]]
    stamped: frozenset[int]  # where each cell that belongs to a stamp begins, outside the head too


@dataclass
class _Finder:
    cells: list[tuple[int, Cell, Zone]]
    stamps: list[_Stamp] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    left: dict[int, Cell] = field(default_factory=dict)  # what remains of a cell, by its index
    pending: tuple[int, dt.date | None, Span, int] | None = None


def read_head(sheet: Sheet) -> Head:
    """Part the sheet's head into stamps and the letter's own pieces."""
    finder = _Finder(_cells(sheet))
    for index in range(len(finder.cells)):
        _take(finder, index)
    _offices_after(finder)
    _give_back_letterhead(finder)
    own = [
        finder.left.get(index, cell)
        for index, (_, cell, zone) in enumerate(finder.cells)
        if zone is Zone.HEAD and (index not in finder.taken or index in finder.left)
    ]
    stamped = frozenset(finder.cells[index][1].start for index in finder.taken)
    return Head(tuple(own), _as_read(finder.stamps), stamped)


def _cells(sheet: Sheet) -> list[tuple[int, Cell, Zone]]:
    zones = (Zone.HEAD, Zone.SIGNATURE, Zone.FOOT, Zone.ANNEX)
    cells = (
        (number, cell, zone)
        for number, (line, zone) in enumerate(zip(sheet.lines, sheet.zones, strict=True))
        if zone in zones
        for cell in _own_cells(line)
    )
    return list(islice(cells, _MOST_CELLS))


def _own_cells(line: Line) -> tuple[Cell, ...]:
    if len(line.text) >= 400:
        return ()
    cells = line.cells
    return (*_behind_number(cells[0]), *cells[1:]) if cells and words.REF_LINE.match(cells[0].text) else cells


def _behind_number(cell: Cell) -> tuple[Cell, ...]:
    """ "ที่ ชบ ๕๒๓๐๑/ว ๑๘๘ สำนักงานเทศบาล…": the letterhead of the right column is a piece of its own."""
    number = _NUMBER_ENDS.search(cell.text)
    if not number or not words.OFFICE.match(cell.text[number.end() :]):
        return (cell,)
    at = number.end()
    return Cell(cell.start, cell.start + at, cell.text[:at]), Cell(cell.start + at, cell.end, cell.text[at:])


def _take(finder: _Finder, index: int) -> None:
    """Read the stamp parts of one cell."""
    number, cell, zone = finder.cells[index]
    pieces = [piece for piece in _PIECES.finditer(cell.text) if piece.end() > piece.start()]
    if any(piece["receipt"] for piece in pieces):
        _take_labelled(finder, index, pieces)
    elif zone is Zone.HEAD and _BARE_NUMBER.match(cell.text) and _opens_bare(finder, index):
        stamp = _open(finder, number, index)
        stamp.number = to_arabic(_BARE_NUMBER.match(cell.text)[1])  # type: ignore[index]
        stamp.parts.append((cell.start, cell.end))
        finder.taken.add(index)
    elif _number_missing(finder, number) and _BARE_NUMBER.match(cell.text):
        finder.stamps[-1].number = to_arabic(_BARE_NUMBER.match(cell.text)[1])  # type: ignore[index]
        finder.stamps[-1].parts.append((cell.start, cell.end))
        finder.taken.add(index)
    elif pieces:
        _take_follower(finder, index, pieces)


def _number_missing(finder: _Finder, line: int) -> bool:
    return bool(finder.stamps) and finder.stamps[-1].number is None and line - finder.stamps[-1].line <= 1


def _opens_bare(finder: _Finder, index: int) -> bool:
    """Whether a bare number is a stamp's: a short date stands right below or beside it."""
    if index + 1 >= len(finder.cells) or _number_missing(finder, finder.cells[index][0]):
        return False
    line, cell, _ = finder.cells[index + 1]
    return line - finder.cells[index][0] <= 1 and bool(_SHORT_DATE.match(cell.text))


def _open(finder: _Finder, line: int, index: int) -> _Stamp:
    stamp = _Stamp(line)
    before = index - 1
    if before >= 0 and before not in finder.taken and line - finder.cells[before][0] <= 1:
        cell = finder.cells[before][1]
        if _names_office(cell.text):
            stamp.office, stamp.office_cell = cell.text.strip(), cell
            stamp.parts.append((cell.start, cell.end))
            finder.taken.add(before)
    finder.stamps.append(stamp)
    return stamp


def _names_office(text: str) -> bool:
    if len(text) > 90 or words.POSTCODE.search(text) or words.ADDRESS.match(text) or _NO_OFFICE.match(text):
        return False
    if words.DATE_LINE.match(text) or words.DAY_BLANK_LINE.match(text):
        return False
    return len(re.findall("[ก-ฮ]", text)) >= 3


def _take_labelled(finder: _Finder, index: int, pieces: list[re.Match[str]]) -> None:
    number, cell, _ = finder.cells[index]
    pending = finder.pending
    opened = finder.stamps[-1] if finder.stamps else None
    joins = opened is not None and opened.number is None and number - opened.line <= _REACH
    stamp = opened if joins and opened else _open(finder, number, index)
    finder.taken.add(index)
    before = cell.text[: pieces[0].start()].strip(" .:|")
    if before and _names_office(before):
        stamp.office, stamp.office_cell = before, None
    if pending and number - pending[0] <= _REACH and not stamp.dated:
        stamp.date, stamp.dated = pending[1], True
        stamp.parts.append(pending[2])
        finder.taken.add(pending[3])
        if stamp.office is None and pending[3]:
            _office_before(finder, stamp, pending[3] - 1)
    for piece in pieces:
        _put(stamp, piece, cell)
    _leave_rest(finder, index, pieces[-1])
    stamp.line = number
    finder.pending = None


def _office_before(finder: _Finder, stamp: _Stamp, index: int) -> None:
    cell = finder.cells[index][1]
    if index not in finder.taken and _names_office(cell.text):
        stamp.office, stamp.office_cell = cell.text.strip(), cell
        stamp.parts.append((cell.start, cell.end))
        finder.taken.add(index)


def _put(stamp: _Stamp, piece: re.Match[str], cell: Cell) -> None:
    """Put one part into the stamp."""
    stamp.parts.append((cell.start + piece.start(), cell.start + len(cell.text[: piece.end()].rstrip(" .…"))))
    if piece["receipt"] and piece["number"]:
        stamp.number = re.sub("[.,]", "", to_arabic(piece["number"]))
    elif piece["date"] and not stamp.dated:
        stamp.date, stamp.dated = _date(piece), True
    elif piece["empty_date"]:
        stamp.dated = True
    elif piece["time"] and piece["clock"]:
        hour, minute = re.split("[.:]", to_arabic(piece["clock"]))
        if int(hour) < 24 and int(minute) < 60:
            stamp.time = dt.time(int(hour), int(minute))


def _date(piece: re.Match[str]) -> dt.date | None:
    printed = piece["date"]
    match = DAY.search(printed) or NUMERIC_DAY.search(printed)
    return day_of(match) if match else None


def _take_follower(finder: _Finder, index: int, pieces: list[re.Match[str]]) -> None:
    """A date or time that belongs to the stamp above it, or waits for the number below it."""
    number, cell, zone = finder.cells[index]
    stamp = finder.stamps[-1] if finder.stamps and number - finder.stamps[-1].line <= _REACH else None
    if stamp is None or not _fits(stamp, pieces, finder, index):
        first = pieces[0]
        if zone is Zone.HEAD and first["date"] and first.end() >= len(cell.text.rstrip()) and first["label"]:
            finder.pending = (number, _date(first), (cell.start, cell.end), index)
        return
    finder.taken.add(index)
    for piece in pieces:
        _put(stamp, piece, cell)
    stamp.line = number
    _leave_rest(finder, index, pieces[-1])


def _fits(stamp: _Stamp, pieces: list[re.Match[str]], finder: _Finder, index: int) -> bool:
    """Whether these parts are still missing in the stamp; the letter's own day (a full month, no label) is not one."""
    first = pieces[0]
    if first["time"]:
        return stamp.time is None
    if first["empty_date"]:
        return not stamp.dated
    if stamp.dated or not first["date"]:
        return False
    cell = finder.cells[index][1]
    own = words.DATE_LINE.match(cell.text)
    if first["label"] or not own or own["month"] not in words.MONTHS:
        return True
    return any(
        other != index and words.DATE_LINE.match(later.text) and not later.text.lstrip(" -.").startswith("วันที่")
        for other, (_, later, zone) in enumerate(finder.cells)
        if zone is Zone.HEAD and other > index
    )


def _leave_rest(finder: _Finder, index: int, last: re.Match[str]) -> None:
    """What stands behind the stamp's part in the same cell is the letter's: "เวลา สำนักงานปลัดสำนักนายกรัฐมนตรี"."""
    cell = finder.cells[index][1]
    rest = cell.text[last.end() :].lstrip(" .…:/|-")
    if len(rest) > 3:
        start = cell.start + cell.text.rindex(rest)
        finder.left[index] = Cell(start, start + len(rest), rest)


def _offices_after(finder: _Finder) -> None:
    """A stamp whose office is printed below its parts, when that is not the letterhead (no address follows)."""
    for stamp in finder.stamps:
        if stamp.office is not None or not stamp.parts:
            continue
        after = [
            index
            for index, (line, cell, _) in enumerate(finder.cells)
            if cell.start > stamp.parts[-1][1] and line - stamp.line <= 1
        ]
        if not after or after[0] in finder.taken:
            continue
        cell = finder.cells[after[0]][1]
        follows = finder.cells[after[0] + 1][1].text if after[0] + 1 < len(finder.cells) else ""
        if words.OFFICE.match(cell.text) and not _is_address(follows) and _letterheads(finder) > 1:
            stamp.office, stamp.office_cell = cell.text.strip(), cell
            stamp.parts.append((cell.start, cell.end))
            finder.taken.add(after[0])


def _letterheads(finder: _Finder) -> int:
    return sum(
        1
        for index, (_, cell, zone) in enumerate(finder.cells)
        if zone is Zone.HEAD and index not in finder.taken and words.OFFICE.match(cell.text)
    )


def _is_address(text: str) -> bool:
    return bool(words.ADDRESS.match(text) or words.POSTCODE.search(text))


def _give_back_letterhead(finder: _Finder) -> None:
    """A stamp pressed between the letterhead's name and its address took the name: give it back."""
    rest = any(index in finder.left for index in finder.taken)
    own = [(i, cell) for i, (_, cell, zone) in enumerate(finder.cells) if zone is Zone.HEAD and i not in finder.taken]
    if rest or any(words.OFFICE.match(cell.text) for _, cell in own):
        return
    addresses = [cell for _, cell in own if _is_address(cell.text)]
    for stamp in finder.stamps:
        cell = stamp.office_cell
        if cell and addresses and addresses[0].start > cell.start:
            stamp.office = stamp.office_cell = None
            stamp.parts.remove((cell.start, cell.end))
            finder.taken -= {index for index, (_, one, _) in enumerate(finder.cells) if one is cell}
            return


# Abbreviated offices of which scanners confuse look-alike letters (ด/ถ/ต, ค/ด, บ/ป).
_SHORT_OFFICES = {"สดจ.": "สถจ.", "สตจ.": "สถจ.", "สดอ.": "สถอ.", "สตอ.": "สถอ."}


def _clean_office(office: str | None) -> str | None:
    if office is None:
        return None
    for misread, meant in _SHORT_OFFICES.items():
        if office.startswith(misread):
            return meant + office[len(misread) :]
    return office.strip(" |.:-") or None


def _as_read(stamps: list[_Stamp]) -> Read[tuple[ReceivingStamp, ...]]:
    kept = sorted((one for one in stamps if one.number or one.date), key=lambda one: min(one.parts))
    doubts = []
    for one in kept:
        span = (min(start for start, _ in one.parts), max(end for _, end in one.parts))
        if one.number is None:
            doubts.append(Doubt("received", one.office or "", "อ่านเลขรับในตรารับหนังสือไม่ได้", span))
        if one.date is None:
            doubts.append(Doubt("received", one.office or one.number or "", "อ่านวันที่ในตรารับหนังสือไม่ได้", span))
    return Read(
        tuple(ReceivingStamp(_clean_office(one.office), one.number, one.date, one.time) for one in kept),
        tuple((min(start for start, _ in one.parts), max(end for _, end in one.parts)) for one in kept),
        tuple(doubts),
    )
