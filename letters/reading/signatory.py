"""The signature block: name, own position, acting wording, on whose behalf (ข้อ ๑๑.๑๐, ๑๑.๑๑).

Scans mix the owner unit of the left column into the titles of the right one, line by line or on the same line, so
every piece is told by its own words, not by its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letters.reading import wording as words
from letters.reading.lines import Cell
from letters.reading.reading import Doubt, Read, Signatory
from letters.reading.sheet import Sheet
from letters.reading.stamps import Head
from letters.reading.zones import Zone

_ACTING = re.compile(
    r"(?:ปฏิบัติ(?:ราชการ|การ|หน้าที่|งาน)แทน|รักษา(?:ราชการ|การ)(?:ใน)?แทน|รักษา(?:การ|ราชการ)(?:ใน)?ตำแหน่ง|ทำการแทน|ทำหน้าที่แทน"
    r"|ปฏิบัติหน้าที่(?:ใน(?:ตำแหน่ง|ฐานะ))?|รักษาการ|ใช้อำนาจ(?:หน้าที่)?(?:แทน)?)(?:\s|(?=[ก-ฮเแโใไ])|\Z)"
)
_POSITIONS = words.listed(
    """
    นายกรัฐมนตรี นายก นายอำเภอ นายแพทย์ นายทะเบียน นายช่าง นายด่าน รอง ผู้ว่า ผู้อำนวยการ ผู้ช่วย ผู้ตรวจ
    ผู้บัญชาการ ผู้บังคับ ผู้กำกับ ผู้จัดการ ผู้ทรง ผู้พิพากษา ปลัด อธิบดี อธิการ เลขา หัวหน้า ประธาน
    ที่ปรึกษา ท้องถิ่นจังหวัด ท้องถิ่นอำเภอ นัก สาธารณสุขจังหวัด สาธารณสุขอำเภอ ศึกษาธิการ พัฒนาการ
    พัฒนาสังคม เกษตร คลังจังหวัด สรรพากร โยธาธิการ รัฐมนตรี กรรมการ แพทย์ อาจารย์ คณบดี เจ้าพนักงาน
    เจ้าหน้าที่ นิติกร ปฏิบัติ รักษา วัฒนธรรม ปศุสัตว์ ประมง ขนส่งจังหวัด สถิติ พาณิชย์ แรงงานจังหวัด
    จัดหางาน ประกันสังคม ประชาสัมพันธ์จังหวัด อุตสาหกรรมจังหวัด พลังงาน สหกรณ์ ธนารักษ์ เจ้ากรม แม่ทัพ
    ทำการแทน สมุห์ จ่าจังหวัด ป้องกันจังหวัด วิศวกร สถาปนิก เภสัชกร ทันตแพทย์ พยาบาล ครู เจ้าคณะ เจ้าอาวาส
    ผู้ใหญ่บ้าน กำนัน ผู้แทน ที่ดินจังหวัด ทรัพยากรธรรมชาติ ท่องเที่ยว คณะกรรมการ บรรณารักษ์ อัยการ
    เสนาธิการ ใช้อำนาจ ตำแหน่ง Director Secretary
    """
)
_UNITS = words.listed(
    """
    สำนัก สนง. กอง กลุ่ม ฝ่าย งาน ส่วน ศูนย์ แผนก กรม สถาบัน โรงเรียน ที่ทำการ องค์การ เทศบาล หน่วย คณะ ที่ว่าการ
    ศาลากลาง สถานี โรงพยาบาล วิทยาลัย มหาวิทยาลัย ภาควิชา หมวด ด่าน อบต. อบจ. กระทรวง (สำนัก (กอง ที่ดิน
    """
)
_POSITION = re.compile(rf"{words.NOISE}(?:{words.any_of(*_POSITIONS)})")
_UNIT = re.compile(rf"{words.NOISE}(?:{words.any_of(*_UNITS)})")
_OPEN_TITLE = re.compile(
    r"(?:\A|\s)(?:นายก|ปลัด|รองปลัด|ผู้อำนวยการ|หัวหน้า|เลขาธิการ|อธิบดี|ประธาน|รองนายก|กรรมการ|คณะกรรมการ)\Z"
)
_LOOSE_NAME = re.compile(
    rf"{words.NOISE}(?:[(\[]?\s{{0,2}}ลงชื่อ\s{{0,2}}[)\]]?[\s.…_]{{0,40}})?(?P<name>(?:{words.any_of(*words.TITLES)})\s?[ก-๙]{{2,30}}\s{{1,3}}[ก-๙]{{2,40}}(?:\s[ก-๙]{{2,30}})?)\s{{0,3}}\Z"
)
_RANK_LINE = re.compile(rf"{words.NOISE}(?:{words.any_of(*words.TITLES)})[ก-๙. ]{{0,20}}\Z")
_SLOGAN = re.compile(r"\A\s*[\"“”'‘]")


@dataclass
class _Block:
    """The signature block while it is read."""

    titles: list[Cell]
    units: list[Cell]
    gaps: frozenset[int]  # where pieces below an empty line begin
    last: str = ""  # what the piece before was: "title", "unit" or ""


def read_signatory(sheet: Sheet, head: Head, form: str | None) -> Read[Signatory | None]:
    """Who signed. A stamp letter is sealed, not signed: None."""
    cells = _cells(sheet, head)
    if form == "stamp":
        return Read(None)
    at, name, start, end = _name(cells)
    if name is None:
        if form is None or not sheet.lines_of(Zone.SIGNATURE, Zone.CLOSING):
            return Read(None)
        return Read(None, (), (Doubt("signatory", "", "ไม่พบชื่อผู้ลงนามท้ายหนังสือ โปรดดูต้นฉบับ"),))
    gaps = frozenset(line.start for line in sheet.lines_of(Zone.SIGNATURE, Zone.FOOT) if line.blank_before)
    block = _block(cells, at, end, gaps)
    return _signatory(name, (start, end), block)


def _cells(sheet: Sheet, head: Head) -> list[Cell]:
    return [
        cell
        for line in sheet.lines_of(Zone.SIGNATURE, Zone.FOOT)
        for cell in line.cells
        if cell.start not in head.stamped
    ]


def _name(cells: list[Cell]) -> tuple[int, str | None, int, int]:
    """The piece with the signer's name in brackets: one with a title first, else the first that is no seal."""
    bracketed = [
        (index, match)
        for index, cell in enumerate(cells)
        if (match := words.SIGNED_NAME.search(cell.text)) and not words.SEAL.match(match.group())
    ]
    titled = [(i, m) for i, m in bracketed if m["name"].lstrip().startswith(words.TITLES)]
    plain = [
        (i, m) for i, m in bracketed if m.start() < 3 and re.fullmatch(r"[ก-๙. ]+", m["name"]) and " " in m["name"]
    ]
    for index, match in (titled or plain)[:1]:
        cell = cells[index]
        return index, _squeeze(match["name"]), cell.start + match.start("name"), cell.start + match.end("name")
    for index, cell in enumerate(cells):
        loose = _LOOSE_NAME.match(cell.text)
        if loose and not _POSITION.match(loose["name"]) and not words.CONTACT.match(cell.text):
            return index, _squeeze(loose["name"]), cell.start + loose.start("name"), cell.start + loose.end("name")
    return 0, None, 0, 0


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _block(cells: list[Cell], at: int, name_end: int, gaps: frozenset[int]) -> _Block:
    """Titles and units among the pieces behind the name."""
    block = _Block([], [], gaps)
    named = cells[at]
    rest = named.text[name_end - named.start + 1 :].strip(" )")
    if rest:
        start = named.start + named.text.rindex(rest)
        _put(block, Cell(start, start + len(rest), rest))
    for cell in cells[at + 1 :]:
        if words.COPIES.match(cell.text) or _SLOGAN.match(cell.text) or words.SIGNED_NAME.match(cell.text):
            if block.titles:
                break
            continue
        if words.CONTACT.match(cell.text):
            block.last = ""
            continue
        if _complete(block) and block.last != "title":
            break
        _put(block, cell)
    return block


def _put(block: _Block, cell: Cell) -> None:
    apart = cell.start in block.gaps and _complete(block) and not _POSITION.match(cell.text)
    kind = "unit" if apart else _kind(block, cell.text)
    if kind == "title":
        block.titles.append(cell)
    elif kind == "unit":
        block.units.append(cell)
    block.last = kind


def _kind(block: _Block, text: str) -> str:
    """What a piece is by its first words; one that begins with neither goes on with the piece before it."""
    if words.SECRECY_LINE.match(text) or words.DATE_LINE.match(text) or words.POSTCODE.search(text):
        return "unit"
    if block.last == "title" and block.titles and _OPEN_TITLE.search(block.titles[-1].text):
        return "title"
    if _UNIT.match(text) and not _is_committee_title(block, text):
        return "unit"
    if _POSITION.match(text):
        return "title"
    if block.last == "unit":
        return "unit"
    return "title" if re.search("[ก-๙]{2}", text) and len(text) < 120 else block.last


def _is_committee_title(block: _Block, text: str) -> bool:
    """ "ประธาน" may go on with "คณะกรรมการ…" in the next line."""
    return text.startswith("คณะ") and bool(block.titles) and block.last == "title" and not _complete(block)


def _complete(block: _Block) -> bool:
    """Whether the titles say all: a position, and behind acting wording the post whose power is used."""
    text = " ".join(cell.text for cell in block.titles)
    acting = _ACTING.search(text)
    return bool(text) and (acting is None or bool(text[acting.end() :].strip()))


def _signatory(name: str, name_span: tuple[int, int], block: _Block) -> Read[Signatory | None]:
    text = _squeeze(" ".join(cell.text.strip(" |") for cell in block.titles))
    text = re.sub(r"\Aตำแหน่ง\s*[:.]?\s*", "", text)
    acting = _ACTING.search(text)
    spans = (name_span, *((cell.start, cell.end) for cell in block.titles))
    doubts = []
    if acting is None:
        position, wording, behalf = text or None, None, None
    else:
        position = text[: acting.start()].strip() or None
        wording = _squeeze(acting.group())
        behalf = text[acting.end() :].strip() or None
        if behalf is None:
            doubts.append(Doubt("signatory", text, "อ่านไม่พบว่าลงนามแทนตำแหน่งใด โปรดดูต้นฉบับ", spans[-1]))
    if position is None and wording is None:
        doubts.append(Doubt("signatory", name, "ไม่พบตำแหน่งของผู้ลงนาม โปรดดูต้นฉบับ", name_span))
    return Read(Signatory(name, position, wording, behalf), (spans[0][0:2], *spans[1:]), tuple(doubts))
