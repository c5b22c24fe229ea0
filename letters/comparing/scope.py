"""Which local organisations are meant: the forwarding letter reaches all kinds the source means for it, and asks no
others (design rule 3: อบจ., ทน., ทม. hear from the province; ทต., อบต. from their district).
"""

from __future__ import annotations

import re
from itertools import islice

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, missing
from letters.comparing.side import MOST_FACTS, Side
from letters.comparing.similar import folded, overlap, pairs_of, without_marks

ALL = frozenset(("pao", "city", "town", "subdistrict", "sao"))
BELOW_DISTRICT = frozenset(("subdistrict", "sao"))
_KINDS = re.compile(
    without_marks(
        r"(?P<all>องค์กรปกครองส่วนท้องถิ่น|อปท\.)|(?P<pao>องค์การบริหารส่วนจังหวัด|อบจ\.)|(?P<sao>องค์การบริหารส่วนตำบล|อบต\.)"
        r"|(?P<city>(?:นายก)?เทศ(?:บาล|มนตรี)นคร|ทน\.)|(?P<town>(?:นายก)?เทศ(?:บาล|มนตรี)เมือง|ทม\.)"
        r"|(?P<subdistrict>(?:นายก)?เทศ(?:บาล|มนตรี)ตำบล|ทต\.)|(?P<municipal>เทศบาล(?!นคร|เมือง|ตำบล))"
    )
)
_ORDER = re.compile(
    r"(?:สำหรับอำเภอ|(?:ให้|ขอให้|มอบหมายให้)อำเภอ|อำเภอ(?:ให้)?)\s?(?:ขอ)?(?:ให้)?\s?(?:ท่าน)?(?:แจ้ง|ประสาน)"
    r"(?P<whom>[^\n]{0,10}[ก-๎A-Za-z0-9. \n()]{3,160})"
)
_NOUN = r"(?:องค์กรปกครองส่วนท้องถิ่น|อปท\.)(?:\s?\([^)]{1,12}\))?\s{0,3}"
_LAO = re.compile(r"องค์กรปกครองส่วนท้องถิ่น|อปท\.|เทศบาล(?:ตำบล)?(?:\s?และ\s?องค์การบริหารส่วนตำบล)?|องค์การบริหารส่วนตำบล|อบต\.")
_EVERY = re.compile(rf"{_NOUN}(?P<q>ทุกแห่ง|ทั่วประเทศ|ทั้งหมด|ทุกประเภท)")
_CONDITION = "มี|ได้รับ|ยังไม่|ไม่|เป็น|อยู่|ประสงค์|เข้าร่วม|จัดตั้ง|ดำเนิน|ผ่าน|สมัคร|ถ่ายโอน"
_SOME = re.compile(
    rf"{_NOUN}(?P<q>(?:เฉพาะ)?(?:แห่ง)?ที่(?={_CONDITION})[ก-๎]{{3,60}}|เฉพาะ[ก-๎]{{3,60}}|ยกเว้น[ก-๎]{{3,60}})"
)
_SAME_CONDITION = 0.45


def compare_scope(source: Side, forwarded: Side) -> list[Compared]:
    """Kinds first, then conditions ("ที่มีศูนย์พัฒนาเด็กเล็กในสังกัด" against "ทุกแห่ง")."""
    return _kinds(source, forwarded) + _conditions(source, forwarded)


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of local organisation that a piece of text names."""
    kinds: set[str] = set()
    for match in _KINDS.finditer(without_marks(re.sub(r"\s+", "", text))):
        name = match.lastgroup or ""
        kinds |= ALL if name == "all" else {"city", "town", "subdistrict"} if name == "municipal" else {name}
    return frozenset(kinds)


def forwarding_order(side: Side) -> Place | None:
    """The clause that makes districts pass a letter on ("สำหรับอำเภอให้แจ้ง…"), None without one."""
    start, end = side.parts["body"]
    found = None
    for match in _ORDER.finditer(side.text, start, end):
        if kinds_in(match["whom"]):
            found = match
    return side.place(found.span()) if found else None


def _kinds(source: Side, forwarded: Side) -> list[Compared]:
    to = forwarded.part("to")
    order = forwarding_order(source)
    if re.search(r"นายอำเภอ", to):  # a province's letter: its districts carry the rest
        return _of_province(source, forwarded)
    wanted = kinds_in(order.text) if order else _asked(source)
    reached = kinds_in(to)
    if not reached or not wanted or not reached <= BELOW_DISTRICT:
        return []
    lost = (wanted & BELOW_DISTRICT) - reached
    if not lost:
        return []
    mine = order or Place(_shown(source), None)
    his = Place(" ".join(to.split()), forwarded.parts.get("to"))
    return [changed(Kind.SCOPE, mine, his, Severity.WARN, _("ผู้รับไม่ครบตามต้นเรื่อง ขาด%(kinds)s", kinds=_named(lost)))]


def _of_province(source: Side, forwarded: Side) -> list[Compared]:
    wanted = _asked(source)
    order = forwarding_order(forwarded)
    if not wanted & BELOW_DISTRICT:
        return []
    mine = Place(_shown(source), None)
    if order is None:
        why = _("ต้นเรื่องขอถึงเทศบาลตำบลหรือ อบต. แต่ฉบับนี้ไม่ได้ให้อำเภอแจ้งต่อ")
        return (
            []
            if re.search(r"อำเภอ[^\n]{0,40}(?:แจ้ง|ประสาน)", forwarded.part("body"))
            else [missing(Kind.SCOPE, mine, why)]
        )
    lost = (wanted & BELOW_DISTRICT) - kinds_in(order.text)
    if lost:
        why = _("ให้อำเภอแจ้งต่อไม่ครบตามต้นเรื่อง ขาด%(kinds)s", kinds=_named(lost))
        return [changed(Kind.SCOPE, mine, order, Severity.WARN, why)]
    reached = kinds_in(forwarded.part("to"))
    if "pao" in wanted and "pao" not in reached:
        his = Place(" ".join(forwarded.part("to").split()), forwarded.parts.get("to"))
        return [
            changed(
                Kind.SCOPE, mine, his, Severity.WARN, _("ผู้รับไม่ครบตามต้นเรื่อง ขาด%(kinds)s", kinds="องค์การบริหารส่วนจังหวัด")
            )
        ]
    return []


def _asked(source: Side) -> frozenset[str]:
    """The kinds a letter asks something of: those its sentences of request name, else those of its whole body."""
    body = source.part("body")
    asked = re.findall(r"(?:จึง)?ขอ(?:ความร่วมมือ|ความอนุเคราะห์|ให้)?[^\n]{0,20}[ก-๎A-Za-z0-9. \n()]{0,120}", body)
    return kinds_in(" ".join(asked)) or kinds_in(body)


def _shown(source: Side) -> str:
    match = _LAO.search(source.part("body"))
    return match.group() if match else "องค์กรปกครองส่วนท้องถิ่น"


def _named(kinds: frozenset[str]) -> str:
    names = {"subdistrict": "เทศบาลตำบล", "sao": "องค์การบริหารส่วนตำบล"}
    return "และ".join(name for kind, name in names.items() if kind in kinds)


def _conditions(source: Side, forwarded: Side) -> list[Compared]:
    mine_some, his_some = _found(_SOME, source), _found(_SOME, forwarded)
    mine_every, his_every = _found(_EVERY, source), _found(_EVERY, forwarded)
    if mine_some and not mine_every and his_every and not his_some:
        why = _("ต้นเรื่องขอเฉพาะบางแห่ง แต่ฉบับนี้ขอทุกแห่ง")
        return [changed(Kind.SCOPE, mine_some[0], his_every[0], Severity.WARN, why)]
    if mine_every and not mine_some and his_some and not his_every:
        why = _("ต้นเรื่องขอทุกแห่ง แต่ฉบับนี้ขอเฉพาะบางแห่ง")
        return [changed(Kind.SCOPE, mine_every[0], his_some[0], Severity.WARN, why)]
    if mine_some and his_some and not mine_every:
        best = max(overlap(pairs_of(folded(a.text)), pairs_of(folded(b.text))) for a in mine_some for b in his_some)
        if best < _SAME_CONDITION:
            why = _("เงื่อนไขขององค์กรปกครองส่วนท้องถิ่นที่ขอไม่ตรงกับต้นเรื่อง")
            return [changed(Kind.SCOPE, mine_some[0], his_some[0], Severity.WARN, why)]
    return []


def _found(pattern: re.Pattern[str], side: Side) -> list[Place]:
    start, end = side.parts["body"]
    found = (side.place(match.span()) for match in pattern.finditer(side.text, start, end))
    return list(islice(found, MOST_FACTS))
