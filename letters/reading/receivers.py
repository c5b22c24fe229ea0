"""เรียน and ถึง: the receivers one by one; สำเนาส่ง; เรื่อง.

Officials are listed with spaces or และ between them, "ทุกแห่ง" behind the last one meaning all kinds named before it.
"""

from __future__ import annotations

import re

from letters.reading import wording as words
from letters.reading.items import Item, items_of, split_at
from letters.reading.lines import Line
from letters.reading.reading import Doubt, Read
from letters.reading.sheet import Sheet
from letters.reading.zones import Zone

_PEOPLE = words.listed(
    """
    นายกรัฐมนตรี นายก นายอำเภอ ผู้ว่าราชการ ผู้ว่าการ รองผู้ว่าราชการ ปลัด อธิบดี รองอธิบดี เลขาธิการ
    ผู้อำนวยการ ผู้บัญชาการ ผู้บังคับ ผู้กำกับ อธิการบดี คณบดี หัวหน้า ประธาน ผู้บริหาร ผู้จัดการ
    ท้องถิ่นจังหวัด ท้องถิ่นอำเภอ
    นายแพทย์ ศึกษาธิการ
    เจ้าพนักงาน รัฐมนตรี กำนัน ผู้ใหญ่บ้าน สมาชิก เจ้าคณะ
    เจ้าอาวาส ผู้พิพากษา อัยการ ผู้แทน
    ที่ปรึกษา กรรมการ คณะกรรมการ ผู้ตรวจ เจ้าหน้าที่ ข้าราชการ พนักงาน บุคลากร แม่ทัพ เจ้ากรม ราชเลขา
    ผู้ช่วย รองปลัด คณะผู้บริหาร ผู้ประกอบการ สื่อมวลชน นักวิชาการ ผู้รับผิดชอบ ผู้อุปถัมภ์ นาย นาง นางสาว
    คุณ ท่าน ผู้เข้า ครู อาจารย์ ผู้ปกครอง จ่าจังหวัด ป้องกันจังหวัด ธนาคาร ส่วนราชการ หน่วยงาน
    รัฐวิสาหกิจ ราษฎร ศึกษานิเทศก์
    สำนักงานคณะกรรมการการเลือกตั้ง
    """
)
_PLACES = words.listed(
    """
    กรม กระทรวง สำนัก จังหวัด อำเภอ เทศบาล องค์การ องค์กร กอง ศูนย์ โรงเรียน โรงพยาบาล ที่ว่าการ ศาลากลาง
    สถาบัน มหาวิทยาลัย วิทยาลัย กลุ่ม ฝ่าย ที่ทำการ เมืองพัทยา กรุงเทพมหานคร อบจ. อบต. ทต. ทม. ทน. สถจ. สถอ.
    อปท. สถานี
    """
)
# Heads of an office of a province or district are named by its work: "เกษตรจังหวัด", "ปศุสัตว์อำเภอทุกอำเภอ".
_BY_WORK = (
    r"(?:สรรพากร|คลัง|เกษตร(?:และสหกรณ์)?|พัฒนาการ|สาธารณสุข|ประชาสัมพันธ์|ขนส่ง|สถิติ|พาณิชย์|แรงงาน|จัดหางาน|ประกันสังคม|วัฒนธรรม|ปศุสัตว์|ประมง|ที่ดิน|พลังงาน"
    r"|อุตสาหกรรม|สหกรณ์|ธนารักษ์|โยธาธิการ(?:และผังเมือง)?|พัฒนาสังคม(?:และความมั่นคงของมนุษย์)?|ทรัพยากรธรรมชาติและสิ่งแวดล้อม|ท่องเที่ยวและกีฬา|สัสดี|ศึกษาธิการ)"
    r"(?:จังหวัด|อำเภอ|พื้นที่|ภาค|เขต)"
)
_PERSON = re.compile(rf"(?:{words.any_of(*_PEOPLE)}|{_BY_WORK})")
_ANY = re.compile(rf"(?:{words.any_of(*_PEOPLE, *_PLACES)}|{_BY_WORK})")
_CHIEF = re.compile(r"นายก|นายอำเภอ|ผู้ว่าราชการ|ปลัด|หัวหน้า|ท้องถิ่น(?:จังหวัด|อำเภอ)|กำนัน|ผู้ใหญ่บ้าน|ผู้อำนวยการ|ประธาน|อธิบดี")
_CUT = re.compile(r"(?P<gap>(?:\s*,\s*|\s+)(?:และ|หรือ|กับ)?\s*|(?:และ|หรือ)\s*)(?=[ก-ฮเแโใไอ])")
# Receivers named as a kind, without a place: "ทุกแห่ง" behind the last of them is meant for each.
_KINDS = re.compile(
    r"(?:นายก(?:องค์การบริหารส่วน(?:จังหวัด|ตำบล)|เทศมนตรี(?:นคร|เมือง|ตำบล)?)|นายอำเภอ|ปลัดอำเภอ|ท้องถิ่น(?:จังหวัด|อำเภอ)|ผู้ว่าราชการจังหวัด"
    r"|เทศบาล(?:นคร|เมือง|ตำบล)?|องค์การบริหารส่วน(?:จังหวัด|ตำบล)|อบ[จต]\.|ท[ตมน]\.|กำนัน|ผู้ใหญ่บ้าน|หัวหน้าส่วนราชการ|ปลัด(?:เทศบาล|องค์การบริหารส่วนตำบล))\Z"
)
_BARE_TITLE = re.compile(r"(?:\A|\s)(?:ผู้อำนวยการ|หัวหน้า|ประธาน|นายก|ปลัด|เลขาธิการ|อธิบดี|ผู้บริหาร|ผู้แทน)\Z")
_WORKPLACE = re.compile(r"(?:ส่วนราชการ|หน่วยงาน|รัฐวิสาหกิจ|คณะกรรมการ|กรรมการ|สำนักงาน|กรม|กระทรวง)")
_ALL = re.compile(r"\s*\(?(?P<all>ทุก(?:แห่ง|จังหวัด|อำเภอ|ตำบล|เทศบาล|อบต\.?|หน่วยงาน|คน|ท่าน|หมู่บ้าน)(?:ทั่วประเทศ)?)\)?\Z")
_WITHIN = re.compile(
    r"\s*\(?(?:ใน(?:เขต)?(?:พื้นที่|เขต|ท้องที่)?(?:จังหวัด|อำเภอ|ตำบล)[ก-๙]{2,30}|ในเขตพื้นที่|ในพื้นที่|ในเขตจังหวัด|ในเขตอำเภอ|ในท้องที่)\)?\Z"
)
_BROKEN_WORD = re.compile(r"(?<=[ก-๙])\n(?=(?!ทุก|ใน|และ|ทั่ว|ตาม|ที่)[ก-๙])")
_SHORTEST_TITLE = 6
_INSIDE = re.compile(
    r"(?:องค์การ|สำนักงาน|เทศ|ผู้ว่าราชการ|ส่วน|บริหารส่วน|นายก|จังหวัด|ประจำ|คณะ|กรรมการ|ผู้อำนวยการ|หัวหน้า|ปลัด)\Z"
)
# Words of titles as scanners misread them; no Thai word is spelt the left way.
_MISREAD = {
    "องค้การ": "องค์การ",
    "องค์ก่าร": "องค์การ",
    "ท้องถื่น": "ท้องถิ่น",
    "ท้องถึ่น": "ท้องถิ่น",
    "เทศมนตรื": "เทศมนตรี",
    "อำเภฺอ": "อำเภอ",
}


def read_subject(sheet: Sheet, form: str | None) -> Read[str | None]:
    """เรื่อง as printed, its lines joined by one space. A stamp letter has none."""
    lines = sheet.values(Zone.SUBJECT)
    if not lines:
        if form in ("external", "memo"):
            return Read(None, (), (Doubt("subject", "", "ไม่พบบรรทัด “เรื่อง” โปรดดูต้นฉบับ"),))
        return Read(None)
    text = " ".join(line.text for line in lines)
    return Read(re.sub(r"\s+", " ", text).strip(" |"), ((lines[0].start, lines[-1].end),))


def read_to(sheet: Sheet, form: str | None) -> Read[tuple[str, ...]]:
    """Each receiver after เรียน or ถึง, in order."""
    lines = sheet.values(Zone.TO)
    pieces = [piece for item in items_of(lines) for piece in _receivers(item, form == "stamp")]
    found = _listed(pieces)
    if found.value or form is None:
        return found
    return Read((), (), (Doubt("to", "", "ไม่พบผู้รับ (เรียน / ถึง) โปรดดูต้นฉบับ"),))


def receivers_in(text: str, start: int, end: int) -> Read[tuple[str, ...]]:
    """The receivers named in [start, end) of a running text."""
    items = items_of([Line(start, end, text[start:end], 1)])
    return _listed([piece for item in items for piece in _receivers(item, False)])


def _listed(pieces: list[Item]) -> Read[tuple[str, ...]]:
    """The pieces that name somebody, "ทุกแห่ง" given to each it is meant for."""
    values = _shared_all([_tidy(piece) for piece in pieces])
    kept = [(value, piece.span) for value, piece in zip(values, pieces, strict=True) if value]
    return Read(tuple(value for value, _ in kept), tuple(span for _, span in kept))


def read_copies_to(sheet: Sheet) -> Read[tuple[str, ...]]:
    """สำเนาส่ง at the letter's foot (ข้อ ๑๑.๑๔), one by one."""
    lines = sheet.lines_of(Zone.SIGNATURE, Zone.FOOT)
    first = next((index for index, line in enumerate(lines) if words.COPIES.match(line.text)), None)
    if first is None:
        return Read(())
    kept = [lines[first]]
    for line in lines[first + 1 :]:
        apart = line.blank_before and line.page == kept[-1].page and not words.ITEM.match(line.text)
        if words.CONTACT.match(line.text) or apart:
            break
        kept.append(line)
    items = items_of([words_after(kept[0]), *kept[1:]] if words_after(kept[0]).text else kept[1:])
    pieces = [piece for item in items for piece in _receivers(item, True)]
    values = [(_tidy(piece), piece) for piece in pieces]
    return Read(tuple(v for v, _ in values if v), tuple(piece.span for v, piece in values if v))


def words_after(line: Line) -> Line:
    """The line without its label สำเนาส่ง."""
    label = words.COPIES.match(line.text)
    at = label.end() if label else 0
    return Line(line.start + at, line.end, line.text[at:], line.page, line.indent + at)


def _receivers(item: Item, places: bool) -> list[Item]:
    """Cut where a new title begins behind a space, a comma, a line's end or และ."""
    text = item.printed
    heads = _ANY if places or not _PERSON.match(_solid(text, 0)) else _PERSON
    starts = []
    last = 0
    for cut in _CUT.finditer(text):
        following, before = _solid(text, cut.end()), text[last : cut.start()]
        if not heads.match(following) or _within_brackets(text, last, cut.start()):
            continue
        parted = "และ" in cut["gap"] or "," in cut["gap"]
        if not parted and _BARE_TITLE.search(before) and _WORKPLACE.match(following):
            continue
        if places and cut["gap"] == "\n" and _INSIDE.search(before):
            continue
        if not cut["gap"][0].isspace() and "," not in cut["gap"] and not _is_chief(before, following):
            continue  # "เกษตรและสหกรณ์จังหวัด" is one
        starts.append(cut.end())
        last = cut.end()
    return split_at(item, starts)


def _is_chief(before: str, following: str) -> bool:
    """Whether และ written close up parts two receivers."""
    return len(before) >= _SHORTEST_TITLE and bool(_CHIEF.match(following))


def _solid(text: str, at: int) -> str:
    """What stands at `at`, a line's end inside a word closed up: "ท้องถิ่น" and "อำเภอ" below it."""
    return text[at : at + 60].replace("\n", "")


def _within_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _tidy(item: Item) -> str:
    """The receiver as printed, cut from และ, glued where a line's end broke a word, misread titles mended."""
    text = _BROKEN_WORD.sub("", item.printed)
    text = re.sub(r"(?:\s|\A)(?:และ|หรือ|กับ|ตลอดจน|รวมทั้ง)\s*\Z", "", re.sub(r"\s+", " ", text))
    text = re.sub(r"(?<=[ก-๙])(?:และ|หรือ)\Z", "", text).strip(" ,;:|")
    text = _WITHIN.sub("", text).strip()
    for misread, meant in _MISREAD.items():
        text = text.replace(misread, meant)
    return text


def _shared_all(values: list[str]) -> list[str]:
    """ "นายกเทศมนตรีตำบล และนายกองค์การบริหารส่วนตำบล ทุกแห่ง": both are meant everywhere."""
    shared = list(values)
    everywhere = ""
    for index in range(len(values) - 1, -1, -1):
        match = _ALL.search(values[index])
        if match:
            everywhere = match["all"] if _KINDS.match(values[index][: match.start()].strip()) else ""
        elif everywhere == "ทุกแห่ง" and _KINDS.match(values[index]):
            shared[index] = f"{values[index]} {everywhere}"
        else:
            everywhere = ""
    return shared
