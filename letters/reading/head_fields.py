"""Number, urgency, secrecy, date and form: the fields of a letter's head (ข้อ ๑๑.๑, ๑๑.๓, ๒๘)."""

from __future__ import annotations

import datetime as dt
import re

from letters.reading import wording as words
from letters.reading.lines import Cell
from letters.reading.printed_date import DAY, NUMERIC_DAY, day_of, month_of, year_of
from letters.reading.reading import Doubt, Read
from letters.reading.sheet import Sheet
from letters.reading.stamps import Head
from letters.reading.zones import Zone
from letters.reference_number import FoundReference, find_reference_numbers

_SCANNED_URGENCY = re.compile(r"ด่?วน\s?(?:(?P<most>ที[่้]?\s?สุ?ด)|(?P<very>มา?ก)|(?P<within>ภายใน))?(?![ก-ฮะ-์])")
_BEFORE_NUMBER = re.compile(rf"{words.NOISE}(?P<urgency>ด่?วน[ก-๙ ]{{0,10}}?)\s{{0,12}}(?=ที่\s{{0,12}}[ก-ฮ])")
_MEMO_DATE = re.compile(r"วันที่\s{0,12}[:.]?\s{0,12}")


def read_form(sheet: Sheet) -> Read[str | None]:
    """หนังสือภายนอก "external", บันทึกข้อความ "memo", หนังสือประทับตรา "stamp"; None for what is no letter."""
    for line in sheet.lines_of(Zone.HEAD):
        if words.MEMO_TITLE.match(line.text) or words.MEMO_OFFICE.match(line.text):
            return Read("memo", ((line.start, line.end),))
    first = sheet.lines_of(Zone.TO)[:1]
    if first and words.TO_OF_STAMP.match(first[0].text) and Zone.SUBJECT not in sheet.zones:
        return Read("stamp", ((first[0].start, first[0].end),))
    return Read("external" if sheet.is_letter else None)


def read_ref_no(sheet: Sheet, head: Head) -> tuple[Read[str | None], Read[bool | None]]:
    """The letter's own ที่, and whether ว makes it a circular (ข้อ ๓๒)."""
    lines = sheet.lines_of(Zone.HEAD)
    ref_lines = [line for line in lines if words.REF_LINE.match(line.text)]
    for line in ref_lines or [line for line in lines if line.start not in head.stamped]:
        found = _number_in(sheet.text, line.start, line.end)
        if found:
            return Read(str(found.reference), (found.span,)), Read(found.circular, (found.span,))
    for line in ref_lines or [line for line in lines if re.match(rf"{words.NOISE}ที่\s", line.text)]:
        reason = "ช่องเลขที่หนังสือว่างหรืออ่านไม่ได้ โปรดพิมพ์เลขตามต้นฉบับ"
        doubt = Doubt("ref_no", line.text, reason, (line.start, line.end))
        circular = True if re.search(r"/\s{0,4}ว", line.text) else None
        return Read(None, (), (doubt,)), Read(circular, ((line.start, line.end),) if circular else ())
    return Read(None), Read(None)


def _number_in(text: str, start: int, end: int) -> FoundReference | None:
    """The first letter number on the line at [start, end); a number broken over the line's end is joined."""
    line_start = text.rfind("\n", 0, start) + 1
    window = text[line_start : end + 40]
    for found in find_reference_numbers(window):
        if found.span[0] + line_start < end:
            return FoundReference((found.span[0] + line_start, found.span[1] + line_start), found.reference)
    return None


def read_urgency(sheet: Sheet, head: Head) -> tuple[Read[str | None], Read[dt.date | None]]:
    """ชั้นความเร็ว printed on the letter itself, not that of letters it cites; the day of ด่วนภายใน."""
    for cell in head.cells:
        line = words.URGENCY_LINE.match(cell.text)
        scanned = _SCANNED_URGENCY.fullmatch(cell.text.strip(" -.|*"))
        before = _BEFORE_NUMBER.match(cell.text)
        if line:
            by = _day_in(line["by"], cell.start + line.start("by"))
            return Read(line["urgency"], ((cell.start + line.start("urgency"), cell.start + line.end("urgency")),)), by
        match = scanned or (_SCANNED_URGENCY.match(before["urgency"]) if before else None)
        if match:
            start = cell.start + cell.text.index("ด")
            return Read(_urgency(match), ((start, start + len(match.group().strip())),)), Read(None)
    return Read(None), Read(None)


def _urgency(match: re.Match[str]) -> str:
    if match["most"]:
        return "ด่วนที่สุด"
    if match["very"]:
        return "ด่วนมาก"
    return "ด่วนภายใน" if match["within"] else "ด่วน"


def _day_in(text: str, offset: int) -> Read[dt.date | None]:
    match = DAY.search(text) or NUMERIC_DAY.search(text)
    if not match:
        return Read(None)
    return Read(day_of(match), ((offset + match.start(), offset + match.end()),))


def read_secrecy(sheet: Sheet) -> Read[str | None]:
    """ชั้นความลับ, printed alone at the head and foot of every page."""
    for line in sheet.lines_of(Zone.HEAD, Zone.MARK, Zone.SIGNATURE, Zone.FOOT):
        for cell in line.cells if len(line.text) < 200 else ():
            match = words.SECRECY_LINE.match(cell.text)
            if match:
                start = cell.start + match.start("secrecy")
                return Read(match["secrecy"], ((start, cell.start + match.end("secrecy")),))
    return Read(None)


def read_date(sheet: Sheet, head: Head, form: str | None) -> tuple[Read[dt.date | None], str | None]:
    """The letter's own day, and "2024-03" where only the month can be read.

    A stamp letter carries it below its office's name; a memo behind วันที่. Days of receiving stamps are not it.
    """
    cells = list(head.cells)
    if form == "stamp":
        cells += [cell for line in sheet.lines_of(Zone.SIGNATURE, Zone.FOOT) for cell in line.cells]
    dated = [(cell, match) for cell in cells if (match := _date_match(cell.text))]
    full = [(cell, match) for cell, match in dated if match["month"] in words.MONTHS]
    days = full or dated
    if days:
        return _own_day(days), None
    for cell in cells:
        match = words.DAY_BLANK_LINE.match(cell.text[-80:])
        if match:
            start = cell.start + max(0, len(cell.text) - 80) + match.start("month")
            partial = f"{year_of(match['year']):04d}-{month_of(match['month']):02d}"
            reason = "อ่านวันในวันที่ของหนังสือไม่ได้ มีแต่เดือนกับปี โปรดดูต้นฉบับ"
            return Read(None, (), (Doubt("date", match.group().strip(), reason, (start, cell.end)),)), partial
    return Read(None), None


def _date_match(text: str) -> re.Match[str] | None:
    if len(text) > 120 or words.URGENCY_LINE.match(text):
        return None
    direct = words.DATE_LINE.match(text)
    label = None if direct else _MEMO_DATE.search(text)
    return direct or (words.DATE_LINE.match(text, label.start()) if label else None)


def _own_day(days: list[tuple[Cell, re.Match[str]]]) -> Read[dt.date | None]:
    values = {day_of(match) for _, match in days}
    cell, match = days[0]
    span = (cell.start + match.start("day"), cell.start + match.end("year"))
    if len(values) > 1:
        doubts = tuple(
            Doubt("date", one.text, "พบวันที่มากกว่าหนึ่งวันที่หัวหนังสือ โปรดเลือกวันที่ของหนังสือ", (one.start, one.end))
            for one, _ in days
        )
        return Read(None, (), doubts)
    [value] = values
    if value is None:
        return Read(None, (), (Doubt("date", match.group().strip(), "ไม่มีวันนี้ในปฏิทิน โปรดตรวจวันที่ของหนังสือ", span),))
    return Read(value, (span,))
