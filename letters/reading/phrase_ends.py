"""Where the wording of something asked begins and ends: the verb and its object, without when, how and why."""

from __future__ import annotations

import re

from letters.reading.action_wording import DOING, READYING, Verb
from letters.reading.body_zones import Part
from letters.reading.due import Due
from letters.reading.duty import Action
from letters.reading.squeezed import Squeezed

_STOPS = re.compile(
    r"ให้(?:แล้วเสร็จ|เสร็จสิ้น|ครบถ้วน|เป็นปัจจุบัน|เรียบร้อย)|แล้วเสร็จ|ให้ทัน|ทางโทรสาร|ทาง(?:ไปรษณีย์|จดหมาย|อีเมล|e-?mail|E-?mail|เว็บไซต์|เว็บไซด์|กลุ่ม|ไลน์|Line|LINE)"
    r"|ผ่าน(?:ทาง)?(?:เว็บไซต์|เว็บไซด์|ไปรษณีย์|อีเมล|QR|คิวอาร์|ลิงก์)|โดยการ?สแกน|โดยเคร่งครัด|รายละเอียด(?:ปรากฏ|ตาม)|ทั้งนี้|อนึ่ง|เพื่อ(?!น|การ)|หาก|กรณี|ตามข้อ\d?|ดังนี้"
    r"|ดังต่อไปนี้|ประจำปี|แบบออนไลน์|พร้อมทั้ง|พร้อมนี้|จนกว่า|อย่างต่อเนื่อง|ทันที|โดยด่วน|ต่อไป|ตามวันและเวลา|ตามสิ่งที่ส่งมาด้วย|ตามQR|เป็นประจำ|ตั้งแต่|ระหว่างวันที่|ภายใน|ในวัน(?:ที่|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)"
    r"|(?<=\))และ|โดย(?=ให้|ส่ง|แจ้ง|จัด|ไม่|สามารถ|ขอ)|หน่วยงานละ|แห่งละ|สอบถาม|เป็นการ"
)
_DANGLING = re.compile(
    r"(?:และ|(?<!พื้น)(?<!หน้า)ที่|ได้ที่|ที่เว็บไซต์|ทาง|ผ่าน|\(|\"|“|ให้|ขอ|โดย|,|ณ|ตาม|กับ|พร้อม|จึง|:|หรือ|ด้วยการ|ก่อน|ใน|เว็บไซต์)+$"
)
_LEADS = re.compile(r"(?:ขอความ(?:กรุณา|ร่วมมือ|อนุเคราะห์)|ขอได้โปรด|ขอให้|กรุณา|โปรด|ขอ(?=เชิญ))$")
_SENDS_PEOPLE = re.compile(r"มอบหมาย|ส่ง(?:เจ้าหน้าที่|บุคลากร|ผู้แทน|ผู้)")
_ENTERING = re.compile(r"ดำเนินการ|สำรวจ|ตรวจสอบ|จัดทำ|ประเมิน")
OBJECTLESS = re.compile(r"(?:บันทึก|กรอก|ลง|นำเข้า|ส่ง|รายงาน|จัดส่ง)(?:ข้อมูล|ผล)?(?:ในระบบ)?")
TOLD = re.compile(r"ให้[ก-๙]{3,80}ทราบ")
_NEAR_LIMIT = 24
_LONGEST_READYING = 110
_LONGEST = 170


def bare_end(body: Squeezed, start: int, end: int, dues: list[Due]) -> int:
    """The end of a phrase that has no object ("บันทึกข้อมูล"): it takes its limit along to be understood."""
    if not OBJECTLESS.fullmatch(body.text, start, end):
        return end
    return next((due.to for due in dues if 0 <= due.at - end <= _NEAR_LIMIT), end)


def end_of(body: Squeezed, at: int, limit: int, dues: list[Due]) -> int:
    """The end of a phrase whose verb ends at `at`, before its date, address, manner or purpose."""
    limit = min(limit, at + _LONGEST)
    limit = min(
        [
            limit,
            *(due.at for due in dues if at <= due.at and (due.kind != "recurring" or due.time)),
            *(start for start, _ in body.links if at <= start),
        ]
    )
    stop = _STOPS.search(body.text, at, limit)
    end = stop.start() if stop else limit
    dangling = _DANGLING.search(body.text, at, end)
    return dangling.start() if dangling and dangling.start() > at else end


def start_of(body: Squeezed, verb: Verb, run: int, part: Part, dues: list[Due]) -> int:
    """The beginning of a phrase whose verb stands at `at`; readying ("สำรวจ … และรายงาน") belongs to it."""
    text, at = body.text, verb.start
    lead = _lead(text, at, part)
    if verb.action is Action.ATTEND:
        sends = _SENDS_PEOPLE.search(text, max(run, at - 80), at)
        return sends.start() if sends else lead - len("เพื่อ") if text.endswith("เพื่อ", part.start, lead) else lead
    first = DOING.search(text, run, at)
    if first is None or not (_ENTERING if verb.action is Action.ENTER_DATA else READYING).match(text, first.start()):
        return lead
    if at - first.start() > _LONGEST_READYING or "เพื่อ" in text[first.start() : at]:
        return lead
    if any(first.start() <= due.at < at for due in dues):
        return lead
    return _lead(text, first.start(), part)


def _lead(text: str, at: int, part: Part) -> int:
    """Where the words of asking just before `at` begin ("กรุณา", "ขอให้"), `at` without them."""
    lead = _LEADS.search(text, max(part.start, at - 16), at)
    return lead.start() if lead else at
