"""Which organisations a sentence asks, which it has told by others, and which only receive.

"ขอให้จังหวัดแจ้ง อปท. … ส่งจังหวัด": the province is asked, the อปท. are told by it, the last province receives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from letters.reading.action_wording import DOING
from letters.reading.audience import Kinds, Named, Scope, rank
from letters.reading.body_zones import Part
from letters.reading.squeezed import Squeezed

Role = Literal["asked", "told"]

_TELLS = re.compile(
    r"(?:(?:ช่วย|เร่ง|ได้)?(?:แจ้งเวียน|แจ้งประสาน|แจ้งกำชับ|แจ้งย้ำ|แจ้ง|ประสานงาน|ประสาน(?:ขอความร่วมมือ)?|กำชับ|เร่งรัด|สั่งการ|มอบหมาย|มอบ|ถ่ายทอด|ซักซ้อม"
    r"|ขอความร่วมมือ|เน้นย้ำ|ประชาสัมพันธ์|เวียน|เชิญชวน|ชักชวน|ส่งเสริม)(?:และ(?:กำชับ|เร่งรัด|ประสาน|แจ้ง|ติดตาม))?)(?:ให้|ไปยัง|ไปที่|กับ|แก่|ต่อ|ถึง|ไป)*(?:นายก|ผู้บริหาร)?$"
)
_ISSUER_TELLS = re.compile(
    r"(?:จึง|ขอ)(?:ใคร่)?(?:แจ้ง|กำชับ|ซักซ้อม|เน้นย้ำ|ประสาน|มอบหมาย|เชิญชวน|ขอความร่วมมือ|ประสานขอความร่วมมือ)[^ก-ฮ]{0,2}(?:ให้|ไปยัง|มายัง)*$"
)
_ASKS = re.compile(
    r"(?P<lead>(?:และ|โดย|จึง|ดังนั้น|ทั้งนี้|อนึ่ง|,)?(?:ใคร่)?(?:ขอ)?(?:กำหนดให้แก่|กำหนดให้|มอบหมายให้|เห็นควรให้|ให้|ความ(?:ร่วมมือ|อนุเคราะห์|กรุณา)(?:จาก|ให้|ไปยัง|มายัง)?"
    r"|เชิญ|เรียนเชิญ|แจ้งให้|แจ้ง|เชิญชวน|กำชับให้|ประสานให้))(?:ที่)?$|(?P<for>สำหรับ|(?:ใน)?ส่วน(?:ของ)?|กรณี)$"
)
_SENDS = re.compile(
    r"(?:ส่ง|รายงาน|เสนอ|ตอบ(?:กลับ)?|แจ้ง(?:ผล|ยืนยัน|รายชื่อ)|ถึง|ไปยัง|ต่อ|ข้อมูล|ทราบ)(?:ให้|ไปยัง|ถึง|ต่อ|แก่|กลับ|มายัง)*$"
)
_RECEIVES = re.compile(
    r"(?:[ก-ฮ][^\s]{0,14}?)?(?:ทราบ|ภายใน|ก่อนวันที่|ก่อนเวลา|ไม่เกิน|จำนวน|ต่อไป|เพื่อ(?:ทราบ|รวบรวม)|ทาง(?:โทรสาร|ไปรษณีย์|อีเมล|e-mail|ระบบ)|ด้วย(?!วิธี)|ทุกวัน|ทันที|\(ผ่าน|พร้อมทั้ง)"
)
_OTHERS = re.compile(
    r"(?:(?:และ|จึง|จึงขอ|ขอ|เห็นควร)ให้|สำหรับ|แจ้ง|^ให้)(?:หัวหน้า)?(?:ส่วนราชการ|กำนัน|ผู้ใหญ่บ้าน|โรงเรียน|สถานศึกษา|สำนักงาน(?!ส่งเสริมการปกครอง)|โรงพยาบาล|สถานีตำรวจ|รัฐวิสาหกิจ|ประชาชน|ผู้ปกครอง|ผู้สมัคร)"
)
_DOES = re.compile(
    r"(?:ทุกแห่ง|ทุกอำเภอ|ทุกจังหวัด|ในพื้นที่|ทั่วประเทศ|\(อปท\.\)|[ก-๙]{0,14}?)(?:โปรด|ต้อง|จะต้อง|ดำเนินการ|แจ้ง|กรุณา|จัดทำ|จัดส่ง|รายงาน|รวบรวม|บันทึก|สำรวจ|ตรวจสอบ)"
)
_OPENERS = re.compile(r"(?:ทั้งนี้|อนึ่ง|ดังนั้น|ในการนี้|นอกจากนี้|พร้อมนี้|ให้|และ|:|ขอให้|จึง)?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """`kinds` asked, or told by whoever was asked before, at [start, end); `lead`: where the words of asking begin."""

    role: Role
    kinds: Kinds
    lead: int
    start: int
    end: int


def asked_in(body: Squeezed, part: Part, names: list[Named], scope: Scope) -> Iterator[Asked]:
    """The organisations that a part asks or has told, in order; receivers and places are left out.

    `names` are those that stand in the part.
    """
    for match in _OTHERS.finditer(body.text[part.start : part.end]):
        if not any(name.start < part.start + match.end() and part.start + match.start() < name.end for name in names):
            start, end = part.start + match.start(), part.start + match.end()
            yield Asked("asked", (), start, start, end)
    for name in names:
        found = _role(body.text, part, name, scope)
        if found:
            yield found


def _role(text: str, part: Part, name: Named, scope: Scope) -> Asked | None:
    before = text[max(part.start, name.start - 40) : name.start]
    base = name.start - len(before)
    asks = _ASKS.search(before)
    issuer = _ISSUER_TELLS.search(before)
    tells = _TELLS.search(before)
    if tells and not issuer and name.kinds and not name.you:
        if not scope.over(name.kinds) or _informed(text, name, before, tells):
            return None
        return Asked("told", name.kinds, base + tells.start(), name.start, name.end)
    if name.you:
        return Asked("asked", name.kinds, base + asks.start(), name.start, name.end) if asks else None
    if not name.kinds or not scope.over(name.kinds):
        return None
    if asks or issuer:
        lead = asks or issuer
        if _SENDS.search(before[: lead.start()]) or _SENDS.search(before) or _receives(text, name):  # type: ignore[union-attr]
            return None
        return Asked("asked", name.kinds, base + lead.start(), name.start, name.end)  # type: ignore[union-attr]
    opens = part.zone != "background" and _OPENERS.fullmatch(text, part.start, name.start)
    if opens and (_DOES.match(text, name.end) or part.item):
        return Asked("asked", name.kinds, part.start, name.start, name.end)
    return None


def _informed(text: str, name: Named, before: str, tells: re.Match[str]) -> bool:
    """Whether "แจ้ง…ทราบภายในวันที่" asks for a report to the office named rather than that it be told on."""
    return tells.group().startswith("แจ้ง") and before[: tells.start()].endswith(("รายชื่อ", "ผล"))


def _receives(text: str, name: Named) -> bool:
    match = _RECEIVES.match(text, name.end)
    return match is not None and not DOING.search(
        text, name.end, match.start() + max(0, match.end() - match.start() - 6)
    )


def above(kinds: Kinds, others: Kinds) -> Kinds:
    """Those of `kinds` that stand above all of `others`: they can pass a letter on to them."""
    return tuple(kind for kind in kinds if rank((kind,)) < rank(others))
