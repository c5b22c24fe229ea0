"""A letter that is only spoken of: news or a page that cites it, "หนังสือกรม… ด่วนที่สุด ที่ … ลงวันที่ … เรื่อง …".

Read only where the text itself is no letter. The first letter cited is meant; who signed it and to whom it went are
read where the sentence says so.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from letters.reading import wording as words
from letters.reading.printed_date import DAY, NUMERIC_DAY, day_of
from letters.reading.reading import Citation, Read, Signatory, Span
from letters.reading.receivers import receivers_in
from letters.reference_number import FoundReference, find_reference_numbers

_PAPER = r"(?:หนังสือ(?:เวียน|ราชการ|สั่งการ)?|โทรสาร(?:ในราชการ)?|บันทึกข้อความ|วิทยุสื่อสาร(?:ในราชการ)?|ว\.)"
_CITED = re.compile(
    rf"{_PAPER}\s{{0,3}}(?:ของ)?\s{{0,3}}(?P<office>[^\n\[\]]{{0,160}}?)\s{{0,4}}(?P<urgency>{words.any_of(*words.URGENCIES)})?\s{{0,4}}(?:เลข)?ที่\s{{0,6}}\Z"
)
_SENT = re.compile(rf"{_PAPER}\s{{0,3}}(?P<urgency>{words.any_of(*words.URGENCIES)})\s{{0,3}}(?=ถึง)")
_DATED = re.compile(
    rf"\s{{0,4}}(?:ลงวันที่|ลว\.?|ลง)\s{{0,4}}(?:{DAY.pattern}|{NUMERIC_DAY.pattern.replace('?P<', '?P<n_')})"
)
_SUBJECT = re.compile(r"[\s,\[(]{0,4}เรื่อง\s{0,4}")
_SUBJECT_ENDS = re.compile(
    r"\s+(?:ทั้งนี้|ประเด็น|นาย[ก-๙]{2,20}\s|นางสาว|นาง[ก-๙]{2,20}\s|และ(?:ให้|ได้|ขอ|กำหนด)|โดย(?:ให้|มี|กำหนด|ใช้|ได้|ที่)|ซึ่ง|ดังนั้น|จึง|สาระสำคัญ|ให้(?:ดำเนินการ|ถือ|หน่วย)|ดังนี้"
    r"|กล่าว|ความละเอียด|นั้น(?:\s|\Z)|แล้ว\s|ตามที่|อนึ่ง|รายละเอียด|ต่อมา|เพื่อให้|กรณีดังกล่าว|ข้อ\s?[0-9๐-๙]|[0-9๐-๙]{1,2}\.\s|\.\.\.|…)|[\]\n\"”]"
)
_SIGNED_BY = re.compile(
    rf"(?P<name>(?:{words.any_of(*words.TITLES)})\s?[ก-๙]{{2,30}}\s[ก-๙]{{2,40}})\s(?P<position>[ก-๙]{{4,80}}?)\s{{0,3}}(?:ได้)?(?:ลงนาม|ส่ง|ออก|มี)(?:ใน)?{_PAPER}"
    rf"|(?P<name2>(?:{words.any_of(*words.TITLES)})\s?[ก-๙]{{2,30}}\s[ก-๙]{{2,40}})\s(?P<position2>[ก-๙]{{4,80}})\s(?:ได้)?(?:ลงนาม|ส่ง|ออก|มี)(?:ใน)?{_PAPER}"
)
_SIGNED_ON = re.compile(rf"เมื่อ(?:เวลา[^\n]{{0,16}}?)?\s{{0,3}}วันที่\s{{0,3}}{DAY.pattern}")
_SENT_TO = re.compile(r"ถึง\s{0,3}(?P<to>[ก-๙][^\n.…\"”]{3,200})")
_TO_ENDS = re.compile(r"\s(?:จึง|ให้|โดย|เพื่อ|ว่า|เรื่อง|ซึ่ง|ระบุ|กำชับ|ขอ|แจ้ง|ความว่า|สั่งการ)")
_ASKS = re.compile(
    r"(?:\A|\n|\s)(?P<office>(?:[ก-ฮ]{2,6}\.|(?:กรม|กระทรวง|สำนักงาน|สำนัก|จังหวัด)[ก-๙]{2,60}))\s(?:ได้)?(?:ขอให้|ขอความร่วมมือ|กำชับ|แจ้งให้|มีหนังสือ(?:ถึง|แจ้ง))"
    r"\s{0,3}(?P<to>[ก-๙]{4,80})\s"
)
_POST = re.compile(r"(?:รอง)?(?:ปลัด|อธิบดี|เลขาธิการ|ผู้อำนวยการ|ผู้ว่าราชการ|ผู้บัญชาการ|ประธาน|หัวหน้า)(?=[ก-๙])")


@dataclass(frozen=True, slots=True)
class _Quote:
    """The first letter cited: its number, and what the words before the number say."""

    number: FoundReference | None
    office: str | None
    office_span: Span | None
    urgency: str | None
    end: int


def read_quoted(text: str) -> dict[str, Read[Any]]:
    """The fields of the letter that `text` cites first; none when it cites no letter."""
    numbers = find_reference_numbers(text)
    quote = _quote(text, numbers)
    if quote is None:
        return {}
    fields: dict[str, Read[Any]] = {}
    if quote.number:
        fields["ref_no"] = Read(str(quote.number.reference), (quote.number.span,))
        fields["circular"] = Read(quote.number.circular, (quote.number.span,))
    fields["urgency"] = Read(quote.urgency)
    signed = _SIGNED_BY.search(text)
    fields |= _office_and_signer(quote, signed)
    fields["date"], subject_at = _date(text, quote, signed)
    fields["subject"] = _subject(text, subject_at) if quote.number else Read(None)
    fields |= _receivers(text, quote, fields)
    if signed and quote.number:
        fields["references"] = _others(text, numbers, quote.number)
    return fields


def _quote(text: str, numbers: list[FoundReference]) -> _Quote | None:
    for number in numbers:
        before = text[max(0, number.span[0] - 240) : number.span[0]]
        papers = [match.start() for match in re.finditer(_PAPER, before)]
        cited = _CITED.match(before, papers[-1]) if papers else None
        if cited is None and papers:
            cited = next((m for at in reversed(papers) if (m := _CITED.match(before, at))), None)
        if cited is None:
            continue
        offset = number.span[0] - len(before)
        office = _one_office(cited["office"])
        start = offset + cited.start("office") + cited["office"].find(office)
        span = (start, start + len(office)) if office else None
        return _Quote(number, office or None, span, cited["urgency"], number.span[1])
    sent = _SENT.search(text)
    return _Quote(None, None, None, sent["urgency"], sent.end()) if sent else None


def _one_office(printed: str) -> str:
    """The first of "คณะกรรมการ… กรมบัญชีกลาง"; "สำนักงาน ก.พ." is one name."""
    parts = printed.removeprefix("ในราชการ").split()
    kept = parts[:1]
    for part in parts[1:]:
        if words.OFFICE.match(part):
            break
        kept.append(part)
    return " ".join(kept).strip(" ,")


def _office_and_signer(quote: _Quote, signed: re.Match[str] | None) -> dict[str, Read[Any]]:
    fields: dict[str, Read[Any]] = {}
    office = Read(quote.office, (quote.office_span,) if quote.office_span else ())
    if signed:
        key = "" if signed["name"] else "2"
        position = signed[f"position{key}"]
        spans = (signed.span(f"name{key}"), signed.span(f"position{key}"))
        fields["signatory"] = Read(Signatory(signed[f"name{key}"], position), spans)
        if quote.office is None:
            office = Read(_POST.sub("", position, count=1), (spans[1],))
    fields["issuing_office"] = office
    return fields


def _date(text: str, quote: _Quote, signed: re.Match[str] | None) -> tuple[Read[dt.date | None], int]:
    """The day of ลงวันที่ behind the number, else the day on which the news says it was signed; where that ends."""
    dated = _DATED.match(text, quote.end) if quote.number else None
    if dated:
        match = DAY.search(dated.group()) or NUMERIC_DAY.search(dated.group())
        day = day_of(match) if match else None
        return Read(day, (dated.span(),) if day else ()), dated.end()
    on = _SIGNED_ON.search(text, 0, signed.start()) if signed else None
    return (Read(day_of(on), (on.span(),)) if on else Read(None)), quote.end


def _subject(text: str, at: int) -> Read[str | None]:
    label = _SUBJECT.match(text, at)
    if not label:
        return Read(None)
    end = _SUBJECT_ENDS.search(text, label.end())
    subject = text[label.end() : end.start() if end else len(text)].strip(" ,")
    return Read(subject or None, ((label.end(), label.end() + len(subject)),) if subject else ())


def _receivers(text: str, quote: _Quote, fields: dict[str, Read[Any]]) -> dict[str, Read[Any]]:
    sent = _SENT_TO.match(text, quote.end) or _SENT_TO.match(text, quote.end + 1)
    if sent:
        ends = _TO_ENDS.search(sent["to"])
        printed = sent["to"][: ends.start() if ends else len(sent["to"])].strip()
        start = sent.start("to")
        return {"to": receivers_in(text, start, start + len(printed))}
    asks = _ASKS.search(text)
    if asks and fields["issuing_office"].value is None:
        return {
            "issuing_office": Read(asks["office"], (asks.span("office"),)),
            "to": Read((asks["to"],), (asks.span("to"),)),
        }
    return {}


def _others(text: str, numbers: list[FoundReference], own: FoundReference) -> Read[tuple[Citation, ...]]:
    """Letters the reported letter itself speaks of."""
    found = []
    spans = []
    for number in numbers:
        if number.span[0] <= own.span[0] or number.reference == own.reference:
            continue
        dated = _DATED.match(text, number.span[1])
        match = DAY.search(dated.group()) if dated else None
        end = dated.end() if dated else number.span[1]
        found.append(Citation(text[number.span[0] : end], str(number.reference), day_of(match) if match else None))
        spans.append((number.span[0], end))
    return Read(tuple(found), tuple(spans))
