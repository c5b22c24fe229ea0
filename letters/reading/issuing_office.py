"""The issuing office: the letterhead's name over its address; ส่วนราชการ of a memo; below the seal of a stamp letter."""

from __future__ import annotations

import re

from letters.reading import wording as words
from letters.reading.lines import Cell
from letters.reading.reading import Doubt, Read
from letters.reading.sheet import Sheet
from letters.reading.stamps import Head
from letters.reading.zones import Zone

_ADDRESS_BEHIND = re.compile(
    r"\s+(?=ถนน|ถ\.|ตำบล[ก-๙]|ต\.\s?[ก-๙]|หมู่(?:ที่)?\s|เลขที่\s|ทำเนียบ|ซอย|แขวง|อาคาร|กทม\.?\s|กรุงเทพฯ)"
)
_GROUP = re.compile(r"(?:กลุ่ม|ฝ่าย|งาน|แผนก|ส่วน(?!ราชการ)|หมวด|โทร|\(?กลุ่ม)")
_GROUP_INSIDE = re.compile(
    r"\s*(?:[(]|โทร(?:ศัพท์|สาร)?\.?\s|[Tt]el|(?<=\s)(?:กลุ่ม|ฝ่าย|งาน|แผนก|กอง|ศูนย์|ส่วน(?!ราชการ|ตำบล|จังหวัด)))"
)
_ENDS_OPEN = re.compile(r"(?:ให้แก่|และ|การ|ของ|แห่ง|เพื่อ|ด้าน|ระหว่าง|,)\Z")
_NO_NAME = re.compile(rf"{words.NOISE}(?:ที่\s|วันที่|ส่วน(?:ราชการ|งาน)\s|[(]|โทร|เรื่อง\s|{words.D})")


def read_issuing_office(sheet: Sheet, head: Head, form: str | None) -> Read[str | None]:
    """The office a letter comes from, as printed, without address, group or telephone."""
    if form == "memo":
        return _of_memo(sheet)
    if form == "stamp":
        below = _below_seal(sheet, head)
        if below.value:
            return below
    found = _letterhead(list(head.cells))
    if found is None:
        if form == "external":
            return Read(None, (), (Doubt("issuing_office", "", "ไม่พบชื่อส่วนราชการที่หัวหนังสือ โปรดดูต้นฉบับ"),))
        return Read(None)
    text, start, end = found
    return Read(text, ((start, end),))


def _letterhead(cells: list[Cell]) -> tuple[str, int, int] | None:
    """The first office with an address below it, else what stands over an address, else the first office."""
    offices = [index for index, cell in enumerate(cells) if _is_office(cell.text)]
    over_address = [index for index in offices if _address_below(cells, index)]
    chosen = (over_address or offices)[:1]
    if not over_address:
        chosen = [i for i in range(len(cells) - 1) if _may_be_name(cells[i].text) and _is_address(cells[i + 1].text)][
            :1
        ] or chosen
    if not chosen:
        return None
    index = chosen[0]
    while index and index - 1 in offices and cells[index].start - cells[index - 1].end <= 80 and over_address:
        index -= 1  # "สำนักงานเขตพื้นที่…" over "กระทรวง…": the first line names the office
    return _name(cells, index if _same_block(cells, index, chosen[0]) else chosen[0])


def _same_block(cells: list[Cell], first: int, last: int) -> bool:
    return last - first <= 1 and not cells[first].text.startswith("คณะกรรมการ")


def _name(cells: list[Cell], index: int) -> tuple[str, int, int]:
    cell = cells[index]
    behind = _ADDRESS_BEHIND.search(cell.text)
    text = cell.text[: behind.start()] if behind else cell.text
    lead = len(text) - len(text.lstrip(" -–—|.:*>"))
    text = text.strip(" -–—|.:*>")
    start, end = cell.start + lead, cell.start + lead + len(text)
    if not behind and index + 1 < len(cells) and _ENDS_OPEN.search(text):
        following = cells[index + 1]
        if not _is_address(following.text) and not _is_office(following.text) and not _NO_NAME.match(following.text):
            return f"{text} {following.text}", start, following.end
    return text, start, end


def _is_office(text: str) -> bool:
    return bool(words.OFFICE.match(text)) and not words.ADDRESS.match(text) and not _only_address(text)


def _only_address(text: str) -> bool:
    """ "อำเภอเมือง จังหวัดตาก ๖๓๐๐๐" begins like an office but is where one is."""
    stripped = text.strip(" -|.:")
    return bool(words.POSTCODE.search(text)) and stripped.startswith(("อำเภอ", "จังหวัด", "เมือง", "กรุงเทพ", "แขวง"))


def _is_address(text: str) -> bool:
    return bool(words.ADDRESS.match(text) or words.POSTCODE.search(text))


def _address_below(cells: list[Cell], index: int) -> bool:
    if _ADDRESS_BEHIND.search(cells[index].text) or words.POSTCODE.search(cells[index].text):
        return True
    return any(_is_address(cell.text) for cell in cells[index + 1 : index + 3])


def _may_be_name(text: str) -> bool:
    if len(text) > 120 or _is_address(text) or _NO_NAME.match(text) or words.URGENCY_LINE.match(text):
        return False
    if words.DATE_LINE.match(text) or words.DAY_BLANK_LINE.match(text) or words.SECRECY_LINE.match(text):
        return False
    return len(re.findall("[ก-ฮ]", text)) >= 4


def _of_memo(sheet: Sheet) -> Read[str | None]:
    for line in sheet.lines_of(Zone.HEAD):
        label = words.MEMO_OFFICE.match(line.text)
        if not label:
            continue
        value = line.text[label.end() :]
        text, at = _without_group(value)
        if text:
            start = line.start + label.end() + at
            return Read(text, ((start, start + len(text)),))
    return Read(None, (), (Doubt("issuing_office", "", "ไม่พบชื่อส่วนราชการในบันทึกข้อความ โปรดดูต้นฉบับ"),))


def _without_group(value: str) -> tuple[str, int]:
    """The office in "สำนักงาน… กลุ่มงาน… โทร. …": what stands before its group; behind it when the group comes first."""
    if _GROUP.match(value):
        for piece in re.finditer(r"(?<=\s)\S+", value):
            if words.OFFICE.match(piece.group()) and not _GROUP.match(piece.group()):
                rest, at = _without_group(value[piece.start() :])
                return rest, piece.start() + at
    cut = _GROUP_INSIDE.search(value, 1)
    text = (value[: cut.start()] if cut else value).rstrip(" ,.-|")
    return text, 0


def _below_seal(sheet: Sheet, head: Head) -> Read[str | None]:
    """Between the text and the date of a stamp letter: the office's name, which stands there for a signature."""
    cells = [cell for line in sheet.lines_of(Zone.SIGNATURE, Zone.FOOT) for cell in line.cells]
    dates = [index for index, cell in enumerate(cells) if words.DATE_LINE.match(cell.text)]
    before = cells[: dates[0]] if dates else cells
    for cell in reversed(before) if dates else before:
        if words.OFFICE.match(cell.text) and cell.start not in head.stamped and not words.SEAL.match(cell.text):
            text = cell.text.strip(" -|.:")
            start = cell.start + cell.text.index(text)
            return Read(text, ((start, start + len(text)),))
    return Read(None)
