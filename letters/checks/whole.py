"""Checks 20, 24, 29, 30 and 31: what a letter's parts say of each other."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from letters.checks.check import Check
from letters.checks.table import SEVERITY
from letters.comparing.scope import forwarding_order
from letters.comparing.side import Side
from thai_numerals import to_arabic

_PROMISED = re.compile(r"(?:ตาม|ดัง)สิ่งที่ส่งมาด้วย(?:\s?(?P<from>[0-9๐-๙]{1,2})(?:\s?(?:-|–|ถึง)\s?(?P<to>[0-9๐-๙]{1,2}))?)?")
_ITEM = re.compile(r"(?:^|\n|(?<=[ \t]))[ \t]*([0-9๐-๙]{1,2})[.)](?![0-9๐-๙])")
_ADDRESS_CODE = re.compile(r"(?<![ก-๙.])([ก-ฮ]{2})[ \t\xa0]{1,4}[0-9๐-๙]{5}(?![0-9๐-๙])")
_MANY = re.compile(r"ทุก(?:แห่ง|จังหวัด|อำเภอ|คน)|และ")
_ACTING = re.compile(r"ปฏิบัติราชการแทน|รักษาราชการแทน")
_HOLDER = re.compile(
    r"(?:ผู้ว่าราชการ|นายอำเภอ|อธิบดี|ปลัด|เลขาธิการ|ผู้อำนวยการ|นายก|รัฐมนตรี|ผู้บัญชาการ|อธิการบดี|ประธาน|เลขานุการ|หัวหน้า)"
)
_FAMILY = "0023"  # the local administration offices of provinces and districts


def check_whole(side: Side) -> list[Check]:
    """Each of the five at most once."""
    return _enclosures(side) + _scope(side) + _circular(side) + _prefix(side) + _acting(side)


def _enclosures(side: Side) -> list[Check]:
    start, end = side.parts["body"]
    promised = list(_PROMISED.finditer(side.text, start, end))
    if not promised:
        return []
    listed = side.part("enclosures")
    items = max((int(to_arabic(one)) for one in _ITEM.findall(listed)), default=1 if listed.strip() else 0)
    wanted = max(int(to_arabic(match["to"] or match["from"] or "1")) for match in promised)
    if items >= wanted:
        return []
    text = _("ข้อความอ้างสิ่งที่ส่งมาด้วย %(n)s รายการ แต่ในหนังสือมี %(m)s", n=wanted, m=items)
    remedy = _("ใส่สิ่งที่ส่งมาด้วยให้ครบ หรือแก้ข้อความ")
    return [Check(20, SEVERITY[20], text, remedy, side.place(promised[-1].span()))]


def _scope(side: Side) -> list[Check]:
    order = forwarding_order(side)
    if order is None or not re.search(r"องค์กรปกครองส่วนท้องถิ่น|อปท\.", order.text):
        return []
    text = _("ให้อำเภอแจ้งองค์กรปกครองส่วนท้องถิ่นโดยไม่บอกประเภท")
    remedy = _("อำเภอแจ้งเทศบาลตำบลและ อบต. ส่วน อบจ. ทน. ทม. จังหวัดแจ้งเอง ระบุให้ชัดถ้าแก้ได้")
    return [Check(24, SEVERITY[24], text, remedy, order)]


def _circular(side: Side) -> list[Check]:
    to = side.part("to")
    if side.ref_no is None or not to.strip():
        return []
    many = bool(_MANY.search(to))
    if many == side.ref_no.circular:
        return []
    shown = _("หนังสือมีผู้รับหลายแห่งแต่เลขไม่มี ว") if many else _("เลขมี ว แต่ฉบับนี้ถึงผู้รับรายเดียว")
    return [Check(29, SEVERITY[29], shown, _("ใช้ได้ทั้งสองแบบ เก็บไว้เป็นข้อมูล"), side.ref_place)]


def _prefix(side: Side) -> list[Check]:
    head_end = min((span[0] for name, span in side.parts.items() if name != "head"), default=0)
    address = _ADDRESS_CODE.search(side.text, 0, head_end)
    if side.ref_no is None or address is None or len(side.ref_no.prefix) != 2:
        return []
    provincial = side.issuer.startswith(("ศาลากลางจังหวัด", "ที่ว่าการอำเภอ"))
    if not provincial or address.group(1) == side.ref_no.prefix:
        return []
    text = _("อักษรของที่ (%(one)s) ไม่ตรงกับจังหวัดในหัวหนังสือ (%(two)s)", one=side.ref_no.prefix, two=address.group(1))
    return [Check(30, SEVERITY[30], text, _("ตรวจเลขที่หนังสือกับผู้ส่ง"), side.ref_place)]


def _acting(side: Side) -> list[Check]:
    start, end = side.parts.get("foot", (0, 0))
    acting = _ACTING.search(side.text, start, end)
    if acting is None:
        return []
    after = side.text[acting.end() : end]
    if any(_HOLDER.match(line.strip(" \t\xa0")) for line in after.splitlines()):
        return []
    text = _("มี “%(words)s” แต่ไม่มีตำแหน่งของผู้มอบอำนาจตามหลัง", words=acting.group())
    return [Check(31, SEVERITY[31], text, _("ใส่ตำแหน่งผู้มอบอำนาจในบรรทัดถัดไป"), side.place(acting.span()))]
