"""What a body's stretches are for: a letter cited, the background, what is asked, the closing sentence.

Letters go ด้วย… / ตามที่… นั้น (why), then จึงขอ… (what), then จึงเรียนมาเพื่อ… (Saraban regulation, Annex 1: ข้อความ).
Only what is asked binds; a "ด้วย" paragraph may report an earlier asking that its own later paragraph repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from letters.reading.squeezed import Squeezed

Zone = Literal["background", "ask", "closing"]

_CITED = re.compile(r"(?:[๑1][.)])?(?:ตามที่|ตามหนังสือ|ตามประกาศ|ตามมติ|ตามคำสั่ง|ตามโทรสาร|ตามวิทยุ|อนุสนธิ|ตาม)")
_CITED_END = re.compile(r"นั้น(?!ๆ)")
_CLOSING = re.compile(
    r"จึง(?:เรียน|เสนอ|แจ้ง|กราบเรียน|ส่ง|นำเรียน|ขอเรียน|ขอแจ้ง)(?:มา)?(?:ยังท่าน)?(?:เพื่อ|ให้ทราบ|มาเพื่อ)(?!เข้า)"
)
_STRONG = re.compile(r"จึง(?:ใคร่)?(?:ขอ|ให้|กำหนด|แจ้ง|เชิญ|เห็นควร|มอบหมาย|เรียนเชิญ|กำชับ|ได้กำหนด|ประสงค์|สั่งการ)|ดังนั้น|ในการนี้")
_WEAK = re.compile(
    r"ขอให้|ขอความ(?:ร่วมมือ|อนุเคราะห์|กรุณา)|ขอเชิญ|โปรด|กรุณา|ให้ดำเนินการ|(?:(?:แจ้ง|กำชับ|เร่งรัด|ประสาน)ให้|แจ้ง|ให้)(?=องค[์้]?กร|จังหวัด|อำเภอ|เทศบาล|อปท)"
)
_PARAGRAPH = re.compile(
    r"ด้วย|เนื่อง|สืบเนื่อง|ตามที่|ตามหนังสือ|ดังนั้น|ในการนี้|เพื่อให้|จึง|อนึ่ง|ทั้งนี้|สำหรับ|อาศัย|พร้อมนี้|[ก-๙]{2,60}?(?:พิจารณา(?:แล้ว)?|ขอเรียนว่า|จึง)"
)
_MEMO_PAST = re.compile(r"(?:[๐-๙0-9][.)])?(?:เรื่องเดิม|ข้อเท็จจริง|ข้อกฎหมาย|ข้อระเบียบ)")
_MEMO_ASK = re.compile(r"(?:[๐-๙0-9][.)])?(?:ข้อพิจารณา|ข้อเสนอ|ข้อสั่งการ)")
_ITEM = re.compile(
    r"(?:\([๐-๙0-9]{1,2}\)|[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2}){0,2}[.)]?(?=[ก-ฮเ-ไ])|[๐-๙0-9]{1,2}[.)](?=[ก-ฮเ-ไ])|[•●▪-](?=[ก-ฮเ-ไ]))"
)
_ITEM_MARK = re.compile(
    r"\([๐-๙0-9]{1,2}\)|[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2}){0,2}[.)]|[๐-๙0-9]{1,2}(?:\.[๐-๙0-9]{1,2}){1,2}|[•●▪-]"
)
_NOT_ITEM = re.compile(r"(?:เวลา|ก่อน|ข้อ|ที่|ด้วย|อ้างถึง|และ|ถึง|-|–|,|จำนวน)$")
_SENTENCE = re.compile(
    r"ทั้งนี้|อนึ่ง|พร้อมนี้|นอกจากนี้|ในการนี้|ดังนั้น|สำหรับ(?=[ก-ฮเ-ไ])|โดยขอ(?:ให้|ความ)|และขอ(?:ให้|ความ)|จึงขอ|หมายเหตุ"
)
_LISTED = re.compile(r"ดัง(?:ต่อไป)?นี้:?$|ดังรายละเอียด(?:ต่อไปนี้)?$")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence or numbered item at [start, end) of the squeezed body; `lists` when items follow it ("ดังนี้")."""

    start: int
    end: int
    zone: Zone
    item: bool = False
    lists: bool = False


def parts_of(body: Squeezed) -> list[Part]:
    """The sentences and items that tell or ask something; cited letters are left out."""
    text = body.text
    closing = _closing(body)
    cited = _cited_end(text, closing)
    ask = _ask_start(body, cited, closing)
    parts = list(_split(body, cited, ask, "background"))
    parts += _split(body, ask, closing, "ask")
    parts += _split(body, closing, len(text), "closing")
    return parts


def _closing(body: Squeezed) -> int:
    """Where จึงเรียนมาเพื่อ… begins, the end of the body without one."""
    found = [m.start() for m in _CLOSING.finditer(body.text) if m.start() in body.gaps or m.start() == 0]
    return found[-1] if found else len(body.text)


def _cited_end(text: str, closing: int) -> int:
    """The end of a first paragraph that only cites ("ตามหนังสือที่อ้างถึง … นั้น"), and of a memo's facts."""
    end = 0
    for memo in _MEMO_ASK.finditer(text, 0, closing):
        end = memo.end()
    if end or not _CITED.match(text) and not _MEMO_PAST.match(text):
        return end
    first_ask = _STRONG.search(text, 0, closing)
    over = _CITED_END.search(text, 0, closing)
    if over is None:
        return 0
    while over and first_ask and over.end() < first_ask.start():
        after = _CITED_END.search(text, over.end(), first_ask.start())
        if after is None or not _CITED.match(text, over.end()):
            break
        over = after
    return over.end() if over else 0


def _ask_start(body: Squeezed, start: int, closing: int) -> int:
    """Where the letter's own asking begins."""
    text = body.text
    strong = [match.start() for match in _STRONG.finditer(text, start, closing)]
    if not strong:
        weak = _WEAK.search(text, start, closing)
        return weak.start() if weak else closing
    first = strong[0]
    reported = text.startswith(("ด้วย", "เนื่อง", "สืบเนื่อง"), start) and "ว่า" in text[start:first]
    if reported and len(strong) > 1:
        paragraphs = [at for at in sorted(body.lines) if at > first and _PARAGRAPH.match(text, at, closing)]
        own = [at for at in strong if paragraphs and at >= paragraphs[0] and text.startswith("จึง", at)]
        return own[0] if own else first
    return first


def _split(body: Squeezed, start: int, end: int, zone: Zone) -> Iterator[Part]:
    """[start, end) cut at items and at words that open a sentence."""
    cuts = {start: False}
    for at in sorted(place for place in body.gaps if start < place < end):
        if zone != "background" and _ITEM.match(body.text, at, end) and _opens_item(body, at):
            cuts[at] = True
        elif _SENTENCE.match(body.text, at, end) and not _after_mark(body.text, cuts, at):
            cuts[at] = False
    places = sorted(cuts)
    for place, after in zip(places, [*places[1:], end], strict=True):
        if place >= after:
            continue
        mark = _ITEM_MARK.match(body.text, place, after) if cuts[place] else None
        lists = bool(_LISTED.search(body.text, max(place, after - 30), after)) or cuts.get(after, False)
        yield Part(mark.end() if mark else place, after, zone, cuts[place], lists and not cuts[place])


def _after_mark(text: str, cuts: dict[int, bool], at: int) -> bool:
    """Whether only an item's number stands between the last cut and `at`."""
    last = next(reversed(cuts))
    mark = _ITEM_MARK.match(text, last) if cuts[last] else None
    return mark is not None and mark.end() == at


def _opens_item(body: Squeezed, at: int) -> bool:
    """Whether a number at a gap numbers an item: at a line's start, or bracketed, and not "ข้อ ๑" or a date."""
    mark = _ITEM_MARK.match(body.text, at)
    if (
        mark is None
        or body.text.startswith("น.", mark.end())
        or any(placed.start <= at < placed.end for placed in body.dates)
    ):
        return False
    if _NOT_ITEM.search(body.text, max(0, at - 8), at):
        return False
    return at in body.lines or mark.group()[-1] in ").."
