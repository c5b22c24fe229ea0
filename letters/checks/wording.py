"""Checks 18, 25 to 28: words that change inside one letter, wrong names of offices, slips and page marks."""

from __future__ import annotations

import re
from collections import defaultdict

from flask_babel import gettext as _

from letters.checks.check import Check
from letters.checks.table import SEVERITY
from letters.comparing.side import Side
from letters.reading.sheet import make_sheet
from letters.reading.zones import Zone
from thai_numerals import to_arabic

_BASIS = re.compile(r"ประจำปี(?P<fiscal>งบประมาณ)?\s?(?:พ\.ศ\.)?\s?(?P<year>[0-9๐-๙]{4})")
_BODY_OF = re.compile(
    r"\((?:สำนักงาน\s?)?(?P<short>[ก-ฮ](?:\.[ก-ฮ]){1,3}\.?)\)|(?<![ก-๙.])(?P<free>[ก-ฮ](?:\.[ก-ฮ]){2,3}\.?)(?![ก-๙])"
)
_WRONG_NAMES = (
    (re.compile(r"ส่งเสริมการปกครองส่วนท้องถิ่น(?:จังหวัด|อำเภอ)?"), "ส่งเสริมการปกครองท้องถิ่น"),
    (re.compile(r"องค์การปกครองส่วนท้องถิ่น"), "องค์กรปกครองส่วนท้องถิ่น"),
    (re.compile(r"องค์กรบริหารส่วน(?:ตำบล|จังหวัด)"), "องค์การบริหารส่วน"),
)
_SLIPS = (
    (re.compile(r"จั้ด"), "จัด"),
    (re.compile(r"องค้"), "องค์"),
    (re.compile(r"ให้แก่ของ"), "ให้แก่"),
    (re.compile(r"วันที่(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)ที่"), "วัน…ที่"),
)
_DOUBLED = re.compile(r"(?P<word>[ก-๎]{5,24})[ ]?(?P=word)")
_WORD_STARTS = 4000


def check_wording(side: Side) -> list[Check]:
    """Each slip once, with how it should read."""
    found = _basis(side) + _abbreviations(side)
    for number, table in ((26, _WRONG_NAMES), (27, _SLIPS)):
        for pattern, right in table:
            match = pattern.search(side.text)
            if match:
                said = _("“%(wrong)s” น่าจะเป็น “%(right)s”", wrong=match.group(), right=right)
                remedy = _("แก้เป็นชื่อทางการ") if number == 26 else _("แก้คำ แล้วตรวจคำเดียวกันทั้งฉบับ")
                found.append(Check(number, SEVERITY[number], said, remedy, side.place(match.span())))
    return found + _doubled(side) + _page_marks(side)


def _basis(side: Side) -> list[Check]:
    """ "ประจำปี พ.ศ. ๒๕๖๖" and "ประจำปีงบประมาณ พ.ศ. ๒๕๖๖" are two different twelve months."""
    by_year: dict[str, dict[bool, re.Match[str]]] = defaultdict(dict)
    for match in _BASIS.finditer(side.text):
        by_year[to_arabic(match["year"])].setdefault(bool(match["fiscal"]), match)
    found = []
    for both in by_year.values():
        if len(both) == 2:
            shown = {"one": " ".join(both[False].group().split()), "two": " ".join(both[True].group().split())}
            remedy = _("ปีปฏิทินกับปีงบประมาณเริ่มไม่พร้อมกัน ใช้ตามต้นเรื่องให้ตรงกันทั้งฉบับ")
            text = _("ใช้ทั้ง “%(one)s” และ “%(two)s”", **shown)
            found.append(Check(18, SEVERITY[18], text, remedy, side.place(both[True].span())))
    return found


def _abbreviations(side: Side) -> list[Check]:
    written: dict[str, dict[str, re.Match[str]]] = defaultdict(dict)
    for match in _BODY_OF.finditer(side.text):
        short = match["short"] or match["free"]
        written[short.replace(".", "")[:-1]].setdefault(short, match)
    found = []
    for forms in written.values():
        if len(forms) > 1 and len(forms) < 5:
            text = _("เขียนตัวย่อไม่เหมือนกัน: %(forms)s", forms=", ".join(forms))
            remedy = _("ใช้ตัวย่อแบบเดียวทั้งฉบับ")
            found.append(Check(25, SEVERITY[25], text, remedy, side.place(list(forms.values())[-1].span())))
    return found


def _doubled(side: Side) -> list[Check]:
    start, end = side.parts["body"]
    match = _DOUBLED.search(side.text, start, min(end, start + _WORD_STARTS))
    if not match:
        return []
    text = _("มีคำซ้ำติดกัน: %(shown)s", shown=match["word"])
    return [Check(27, SEVERITY[27], text, _("ตรวจว่าพิมพ์ซ้ำหรือไม่"), side.place(match.span()))]


def _page_marks(side: Side) -> list[Check]:
    sheet = make_sheet(side.text)
    marks = [line for line in sheet.lines_of(Zone.MARK) if any("ก" <= sign <= "ฮ" for sign in line.text)]
    if not marks:
        return []
    text = _("มีเครื่องหมายต่อหน้าหรือเลขหน้าปนในข้อความ: %(shown)s", shown=marks[0].text)
    remedy = _("ตัดออกจากเนื้อความแล้ว คำที่พิมพ์ซ้ำต้นหน้าถัดไปคงไว้ครั้งเดียว")
    return [Check(28, SEVERITY[28], text, remedy, side.place((marks[0].start, marks[0].end)))]
