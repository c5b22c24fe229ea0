"""Who is meant: Thai words for organisations as kinds, and what a letter's addressees make of the general ones.

"องค์กรปกครองส่วนท้องถิ่น" in a letter to the provinces means all five kinds. A province writes to its อบจ. and to
towns directly and to เทศบาลตำบล and อบต. through their districts (ระเบียบ saraban practice of the Ministry of Interior),
so there the word covers the direct kinds addressed and the two kinds behind every district.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from organisations.kinds import DISTRICT_DIRECT, OrganisationKind

K = OrganisationKind
Kinds = tuple[str, ...]
Level = Literal["central", "province", "district", "local"]

ORDER = (
    K.PROVINCE,
    K.DISTRICT,
    K.PAO,
    K.CITY_MUNICIPALITY,
    K.TOWN_MUNICIPALITY,
    K.SUBDISTRICT_MUNICIPALITY,
    K.SAO,
)
LOCAL = frozenset(ORDER[2:])
_MUNICIPAL = frozenset({K.CITY_MUNICIPALITY, K.TOWN_MUNICIPALITY, K.SUBDISTRICT_MUNICIPALITY})
_RANK: dict[str, int] = {K.PROVINCE: 1, K.DISTRICT: 2, **dict.fromkeys(LOCAL, 3)}
_LEVEL_RANK: dict[Level, int] = {"central": 0, "province": 1, "district": 2, "local": 3}

# Wordings in squeezed text. ถิ่น and องค์ as OCR has them; the longer wording stands first.
_PLACE = r"ท้องถ[ิื]่?น"
_LOCAL_WORDS = (
    rf"(?:นายก)?องค[์้]?กรปกครองส่วน{_PLACE}|หน่วย(?:บริหาร|งาน)?(?:ของ)?ราชการ(?:บริหาร)?ส่วน{_PLACE}"
    rf"|ราชการส่วน{_PLACE}|ผู้บริหาร(?:องค์กรปกครองส่วน)?{_PLACE}|(?<![ก-๙])อปท\.?|อปท\."
)
_HEAD = r"(?:นายก)?"
_WORDS: tuple[tuple[str, str], ...] = (
    (K.PAO, rf"{_HEAD}องค[์้]?การบริหารส่วนจังหวัด|{_HEAD}อบจ\.?"),
    (K.SAO, rf"{_HEAD}องค[์้]?การบริหารส่วนตำบล|{_HEAD}อบต\.?"),
    ("local", _LOCAL_WORDS),
    (K.PROVINCE, rf"สำนักงานส่งเสริมการปกครอง(?:ส่วน)?{_PLACE}จังหวัด|สถจ\.?|(?<!ปกครอง){_PLACE}จังหวัด"),
    (K.DISTRICT, rf"สำนักงานส่งเสริมการปกครอง(?:ส่วน)?{_PLACE}อำเภอ|สถอ\.?|(?<!ปกครอง){_PLACE}อำเภอ"),
    (K.PROVINCE, r"(?:รอง)?ผู้ว่าราชการ(?:จังหวัด|ทุกจังหวัด)|(?<!ส่วน)(?<!ประจำ)ทุกจังหวัด|(?<!ส่วน)(?<!ประจำ)จังหวัด"),
    (K.DISTRICT, r"นายอำเภอ|ที่ว่าการอำเภอ|ทุกอำเภอ|อำเภอ"),
    (K.CITY_MUNICIPALITY, r"เทศบาลนคร|นายกเทศมนตรีนคร|ทน\."),
    (K.TOWN_MUNICIPALITY, r"เทศบาลเมือง|นายกเทศมนตรีเมือง|ทม\."),
    (K.SUBDISTRICT_MUNICIPALITY, r"เทศบาลตำบล|นายกเทศมนตรีตำบล|ทต\."),
    ("municipal", r"เทศบาล|นายกเทศมนตรี"),
    ("every", r"(?:อปท\.)?ทุกประเภท"),
    (
        "other",
        r"หน่วยงานในราชการส่วน(?:ภูมิภาค|กลาง)|ราชการส่วนภูมิภาค|(?:หัวหน้า)?ส่วนราชการ(?:ที่เกี่ยวข้อง|ในสังกัด|ประจำจังหวัด)?|กำนัน|ผู้ใหญ่บ้าน",
    ),
    ("you", r"หน่วยงานของท่าน|(?<!เ)ท่าน"),
)
_FIRST = "[กจทนผรสหออปเ]"  # every wording begins with one of these: the search skips the rest quickly
_AUDIENCE = re.compile(f"(?={_FIRST})(?:{'|'.join(f'({words})' for _, words in _WORDS)})")
_JOINT = re.compile(
    r"(?:ทุกแห่ง|ทั้งหมด|ในพื้นที่|ในสังกัด|ทั่วประเทศ|\((?:อปท|สถ|สถจ|อบต|อบจ)\.?\)|ทุกอำเภอ|ทุกจังหวัด){0,3}(?:และ|,|หรือ|/|รวมทั้ง|ตลอดจน)+"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the addressees make of general words: kinds addressed, kinds that "อปท." covers, the issuer's level."""

    addressed: Kinds
    local: Kinds
    level: Level

    def over(self, kinds: Iterable[str]) -> bool:
        """Whether the issuer stands above all of `kinds`, so that it can ask them for something."""
        if self.level == "local":
            return set(kinds) <= {*self.addressed}
        return all(_RANK[kind] > _LEVEL_RANK[self.level] for kind in kinds)


@dataclass(frozen=True, slots=True)
class Named:
    """Organisations named at [start, end) of a squeezed text. `kinds` is empty for words that mean nobody here."""

    start: int
    end: int
    kinds: Kinds
    you: bool = False


def in_order(kinds: Iterable[str]) -> Kinds:
    """Each kind once, from the province down."""
    wanted = set(kinds)
    return tuple(kind.value for kind in ORDER if kind in wanted)


def rank(kinds: Iterable[str]) -> int:
    """How far down the highest of `kinds` stands: 1 province, 2 district, 3 local, 9 none."""
    return min((_RANK[kind] for kind in kinds), default=9)


def scope_of(to: Sequence[str], issuing_office: str | None) -> Scope:
    """The scope that addressees and the issuing office as printed give."""
    addressed = in_order(kind for line in to for kind in _addressed("".join(line.split())))
    local = LOCAL & set(addressed)
    if K.PROVINCE in addressed or not addressed:
        local = LOCAL
    elif K.DISTRICT in addressed:
        local |= DISTRICT_DIRECT
    return Scope(addressed, in_order(local), level_of(issuing_office, addressed))


def level_of(issuing_office: str | None, addressed: Kinds) -> Level:
    """Where the issuer stands, by the name of its office; failing that just above its addressees."""
    office = "".join((issuing_office or "").split())
    if re.match(r"(?:ที่ทำการ|สำนักงาน|สำนักปลัด)?(?:องค[์้]?การบริหารส่วน|เทศบาล|อบต|อบจ)", office):
        return "local"
    if re.search(r"อำเภอ", office):
        return "district"
    if re.search(r"จังหวัด", office) and not office.startswith(("กรม", "กระทรวง")):
        return "province"
    if office:
        return "central"
    return {1: "central", 2: "province", 3: "district"}.get(rank(addressed), "central")  # type: ignore[return-value]


def named_in(text: str, scope: Scope) -> list[Named]:
    """The organisations named in squeezed `text`, those joined by "และ" or a comma as one."""
    found: list[Named] = []
    for start, end, label in _words(text):
        kinds = _meant(label, scope)
        last = found[-1] if found else None
        if last and label != "you" and not last.you and _JOINT.fullmatch(text, last.end, start):
            found[-1] = Named(last.start, end, in_order((*last.kinds, *kinds)))
        else:
            found.append(Named(start, end, kinds, you=label == "you"))
    return found


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _AUDIENCE.finditer(text):
        yield match.start(), match.end(), _WORDS[(match.lastindex or 1) - 1][0]


def _meant(label: str, scope: Scope) -> Kinds:
    if label == "local":
        return scope.local
    if label == "municipal":
        return in_order(_MUNICIPAL & set(scope.local)) or in_order(_MUNICIPAL)
    if label == "every":  # a city is written to by name: none of them stands under a district
        everyone = LOCAL - {K.CITY_MUNICIPALITY} if scope.level == "district" else LOCAL
        return in_order({*everyone, *scope.local} if scope.level != "province" else scope.local)
    if label in ("you", "other"):
        return scope.addressed if label == "you" else ()
    return (str(label),)


def _addressed(line: str) -> Iterator[str]:
    """The kinds of one line of addressees. A head of a town, "นายกเทศมนตรี" alone, heads any municipality."""
    for _, _, label in _words(line):
        if label == "local":
            yield from LOCAL
        elif label == "municipal":
            yield from _MUNICIPAL
        elif label in ORDER:
            yield str(label)
