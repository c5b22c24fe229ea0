"""Names of offices: whom the letter was heard from, whose copy is enclosed, and every office both letters name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, same
from letters.comparing.side import Side, short_issuer
from letters.comparing.similar import best_pairs, folded, likeness, overlap, surroundings

_NAME = r"[ก-๎][ก-๎ \n.]{3,110}?"
_HEARD = re.compile(
    rf"ด้วย(?:(?P<via>[ก-๎ \n]{{2,80}}?)ได้รับแจ้งจาก(?P<relayed>{_NAME})|(?P<direct>{_NAME})(?:ได้)?(?:มีหนังสือ)?แจ้ง)"
    r"(?:\s?\([^)]{1,20}\))?\s?ว่า"
)
_COPY_OF = re.compile(rf"สำเนาหนังสือ(?P<issuer>{_NAME})\s?(?:ด่วน(?:ที่สุด|มาก)?\s?)?ที่\s?[ก-ฮ]{{1,4}}")
_HEAD = re.compile(
    r"(?:กระทรวง|กรม(?!ธรรม)|สำนักงาน|คณะกรรมการ|คณะอนุกรรมการ|สถาบัน|มหาวิทยาลัย|การไฟฟ้า|การประปา|กองทุน|มูลนิธิ|สมาคม)"
)
_STOP = re.compile(
    r"[^ก-๎]|ได้|แจ้ง|ขอ(?!ง)|ขอให้|พิจารณา|กำหนด|ร่วมกับ|ดำเนินการ|จัด(?!การ|ตั้ง)|ว่า(?!การ)|เพื่อ|โดย|ที่|และ|หรือ|ซึ่ง|จะ|เห็น|ประสาน|รวบรวม|ทราบ"
    r"|ภายใน|ผ่าน|เมื่อ|ตั้งแต่|ระหว่าง|มีมติ|มีหนังสือ|ให้(?!แก่)|ตาม|ดังกล่าว|นี้|อยู่|รายงาน|เป็น|สามารถ|ต้อง|ทุกแห่ง"
)
_LONGEST = 90
_MOST_NAMES = 60
_ALIKE = 0.7
_SAME_MATTER = 0.5
_TAIL_ALIKE = 0.5
_SHORTEST = 6


@dataclass(frozen=True, eq=False)
class _Mention:
    name: str
    key: str
    place: Place
    around: frozenset[str]
    head: str


def compare_agencies(source: Side, forwarded: Side) -> list[Compared]:
    """First whom the letter says it was heard from, then the names in the text."""
    done = _issuer(source, forwarded)
    reported = {one.forwarded.text for one in done if one.is_discrepancy and one.forwarded}
    ours, theirs = _mentions(source), _mentions(forwarded)
    all_ours, all_theirs = folded(source.text), folded(forwarded.text)
    left = _distinct(one for one in ours if one.key not in all_theirs)
    right = _distinct(one for one in theirs if one.key not in all_ours and one.name not in reported)
    scored = [(score, a, b) for a in left for b in right if (score := _score(a, b)) > 0]
    for a, b in best_pairs(scored):
        done.append(changed(Kind.AGENCY_NAME, a.place, b.place, Severity.WARN, _("ชื่อหน่วยงานไม่ตรงกับต้นเรื่อง")))
    return done


def _issuer(source: Side, forwarded: Side) -> list[Compared]:
    """ "ด้วย…แจ้งว่า" and "สำเนาหนังสือ…" name the source's issuer, or (by way of it) whom that one heard from."""
    if not source.issuer:
        return []
    issuer = short_issuer(source.issuer)
    heard = _HEARD.search(source.part("body")[:400])
    known = [issuer, *(heard[name] for name in ("relayed", "direct", "via") if heard and heard[name])]
    done = []
    for part, pattern, names in (("body", _HEARD, ("direct", "relayed")), ("enclosures", _COPY_OF, ("issuer",))):
        offset = forwarded.parts.get(part, (0, 0))[0]
        found = pattern.search(forwarded.part(part)[:500])
        name = next((one for one in names if found and found[one]), None)
        if found is None or name is None:
            continue
        place = forwarded.place((found.start(name) + offset, found.end(name) + offset))
        if any(_one_office(place.text, other) for other in known):
            done.append(same(Kind.AGENCY_NAME, Place(issuer), place))
        else:
            why = _("ชื่อหน่วยงานเจ้าของต้นเรื่องไม่ตรง ต้นเรื่องเป็นของ%(issuer)s", issuer=issuer)
            done.append(changed(Kind.AGENCY_NAME, Place(issuer), place, Severity.WARN, why))
    return done


def _one_office(name: str, other: str) -> bool:
    """Whether two names mean one office: written out or short, the division named or not."""
    one, two = folded(name), folded(other)
    return one == two or two.endswith(one) or one.startswith(two) or two.startswith(one) or one.endswith(two)


def _mentions(side: Side) -> list[_Mention]:
    start, end = side.parts["body"]
    text = side.text[start:end]
    found = []
    at = 0
    for head in _HEAD.finditer(text):
        if head.start() < at:
            continue
        run = re.sub(r"\n", "", text[head.end() : head.end() + _LONGEST])
        stop = _STOP.search(run)
        name = head.group() + (run[: stop.start()] if stop else run)
        stop_at = _real_end(text, head.start(), len(name))
        key = folded(name)
        if len(key) - len(folded(head.group())) >= _SHORTEST:
            around = surroundings(text, (head.start(), stop_at), before=40, after=30)
            found.append(_Mention(name, key, side.place((head.start() + start, stop_at + start)), around, head.group()))
            at = stop_at
    return found


def _real_end(text: str, start: int, length: int) -> int:
    """Where a name of `length` letters ends in a text whose lines are broken."""
    at = start
    while length > 0 and at < len(text):
        length -= text[at] != "\n"
        at += 1
    return at


def _distinct(mentions: object) -> list[_Mention]:
    first: dict[str, _Mention] = {}
    for one in mentions:  # type: ignore[attr-defined]
        first.setdefault(one.key, one)
    return list(first.values())[:_MOST_NAMES]


def _score(mine: _Mention, his: _Mention) -> float:
    """How surely one name was meant to be the other. Names that only run on differently are no change."""
    if mine.key in his.key or his.key in mine.key:
        return 0
    common = 0
    for a, b in zip(mine.key, his.key, strict=False):
        if a != b:
            break
        common += 1
    tails = likeness(mine.key[common:], his.key[common:])
    if mine.head == his.head and common < len(mine.head) + 2 * _SHORTEST or tails >= _TAIL_ALIKE:
        alike = likeness(mine.key, his.key)
        if alike >= _ALIKE:
            return 1 + alike
    near = overlap(mine.around, his.around)
    return near if near >= _SAME_MATTER and common < len(mine.head) + _SHORTEST else 0
