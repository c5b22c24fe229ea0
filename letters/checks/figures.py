"""Checks 11, 12, 17 and 32: digits as scans and typists break them, empty stamps, people's own telephones."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from letters.checks.check import Check
from letters.checks.table import SEVERITY
from letters.comparing.side import Side
from letters.reading.phones import find_phones

_D = "[0-9๐-๙]"
_SPLIT = re.compile(rf"/\s?ว?\s?{_D}{{1,4}}[ \t\xa0]{_D}{{1,3}}(?=[ \t\xa0]*(?:\n|\Z))")
_DOTTED = re.compile(rf"(?:เลข(?:ที่)?รับ|รับที่|เลขรับ)[\s.…]{{0,20}}({_D}{{1,3}}[.]{_D}{{3}})(?!{_D})")
_MIXED = re.compile(r"(?<![0-9๐-๙A-Za-z/._-])(?:[๐-๙]{1,9}[0-9]|[0-9]{1,9}[๐-๙])[0-9๐-๙]{0,9}")
_LETTER_O = re.compile(r"(?<![A-Za-z0-9./])(?:[0-9๐-๙]{1,6}[OoQ]|[OoQ][0-9๐-๙]{2,6})(?![A-Za-z])")
_NO_TIME = re.compile(r"เวลา[\s.…:_|-]{0,40}(?=\n|\Z|สำนักงาน|กรม|ศาลากลาง)")
_STAMP = re.compile(r"เลข(?:ที่)?รับ|รับที่")


def check_figures(side: Side) -> list[Check]:
    """Numbers of the head, then mixed digits anywhere, then what stamps and telephones show."""
    head_end = min((span[0] for name, span in side.parts.items() if name != "head"), default=len(side.text))
    found = []
    for pattern in (_SPLIT, _DOTTED):
        for match in list(pattern.finditer(side.text[:head_end]))[:3]:
            text = _("มีช่องว่างหรือจุดกลางตัวเลข: %(shown)s", shown=" ".join(match.group().split()))
            remedy = _("ตรวจกับต้นฉบับว่าเป็นเลขเดียวกัน")
            found.append(Check(11, SEVERITY[11], text, remedy, side.place(match.span())))
    for pattern in (_MIXED, _LETTER_O):
        for match in list(pattern.finditer(side.text))[:3]:
            text = _("ตัวเลขปนกันสองแบบหรือมีตัวอักษรปน: %(shown)s", shown=match.group())
            remedy = _("ตรวจกับต้นฉบับ เลขที่มักอ่านสับกันคือ ๓ กับ ๗, ๑ กับ ๖ และ O กับ ๐")
            found.append(Check(12, SEVERITY[12], text, remedy, side.place(match.span())))
    return found + _empty_time(side, head_end) + _mobiles(side)


def _empty_time(side: Side, head_end: int) -> list[Check]:
    stamp = _STAMP.search(side.text, 0, head_end)
    empty = _NO_TIME.search(side.text, stamp.end(), head_end) if stamp else None
    if empty is None:
        return []
    remedy = _("ใส่เวลารับเมื่อลงทะเบียน ถ้าทราบ")
    return [Check(17, SEVERITY[17], _("ตรารับหนังสือไม่มีเวลา"), remedy, side.place(empty.span()))]


def _mobiles(side: Side) -> list[Check]:
    mobiles = [one for one in find_phones(side.text) if one.mobile]
    if not mobiles:
        return []
    text = _("มีเบอร์มือถือ %(n)s หมายเลขในหนังสือ ซึ่งเป็นข้อมูลส่วนบุคคล", n=len({one.lines for one in mobiles}))
    remedy = _("หน้าที่เปิดให้คนทั่วไปดูจะปิดเลขไว้ ถ้าไม่จำเป็นให้ใช้เบอร์สำนักงาน")
    return [Check(32, SEVERITY[32], text, remedy, side.place(mobiles[0].span))]
