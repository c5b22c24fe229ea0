"""A draft's list of addressees as rules: checked, turned into organisations by one statement, and into words.

A rule is a small JSON object: {"rule": "districts"}, {"rule": "organisation", "id": 12}, {"rule": "text",
"text": "…"}; any of them may carry "for_information": true. Who writes to whom: design rule 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.errors import InvalidInput
from core.extensions import db
from organisations.kinds import DISTRICT_DIRECT, KIND_FACTS, LAO_KINDS, OrganisationKind
from organisations.models import Office, Organisation, SavedGroup, SavedGroupMember

K = OrganisationKind
FIELD = "addressee_rules"
MOST_RULES = 400
LONGEST_TEXT = 400


class RuleKind(StrEnum):
    """What one rule names. TEXT names nobody Wian knows: that copy goes on paper."""

    PROVINCES = "provinces"
    DISTRICTS = "districts"
    PAO = "pao"
    MUNICIPALITIES = "municipalities"
    SUBDISTRICT_LAOS = "subdistrict_laos"
    ALL_LAOS = "all_laos"
    GROUP = "group"
    ORGANISATION = "organisation"
    TEXT = "text"


R = RuleKind
WITH_ID = frozenset({R.GROUP, R.ORGANISATION})
# Which rules an issuer of a kind has (saraban.md section 5); a group, a single one and free text are open to all.
RULES_OF: dict[OrganisationKind, tuple[RuleKind, ...]] = {
    K.CENTRAL: (R.PROVINCES, R.ALL_LAOS, R.DISTRICTS),
    K.PROVINCE: (R.DISTRICTS, R.PAO, R.MUNICIPALITIES),
    K.DISTRICT: (R.SUBDISTRICT_LAOS,),
}
_DIRECT_TOWNS = (K.CITY_MUNICIPALITY, K.TOWN_MUNICIPALITY, K.SPECIAL)


@dataclass(frozen=True)
class Rule:
    """One checked rule. `id` is the group's or organisation's, `text` the words of a TEXT rule."""

    kind: RuleKind
    id: int | None = None
    text: str = ""
    for_information: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give the rule in the shape it is stored in, without empty parts."""
        value: dict[str, Any] = {"rule": str(self.kind)}
        if self.id is not None:
            value["id"] = self.id
        if self.text:
            value["text"] = self.text
        if self.for_information:
            value["for_information"] = True
        return value


Rules = Sequence[Rule] | Sequence[dict[str, Any]]


def group_ids(rules: object) -> set[int]:
    """Give the saved groups these rules name, also deleted ones. Raises InvalidInput as `parse` does."""
    return {rule.id for rule in parse(rules) if rule.kind is R.GROUP and rule.id is not None}


def parse(rules: object) -> list[Rule]:
    """Check stored or posted rules and give them without repeats, in order.

    Raises InvalidInput (field "addressee_rules") that names the rule by its place and what is wrong with it.
    """
    if not isinstance(rules, list | tuple):
        raise InvalidInput(_("รายการผู้รับไม่อยู่ในรูปที่อ่านได้"), _("เลือกผู้รับใหม่"), FIELD)
    if len(rules) > MOST_RULES:
        raise InvalidInput(_("ผู้รับมีมากกว่า %(most)s รายการ", most=MOST_RULES), _("รวมผู้รับเป็นกลุ่มที่บันทึกไว้ก่อน"), FIELD)
    parsed = [rule if isinstance(rule, Rule) else _parse_one(rule, place) for place, rule in enumerate(rules, 1)]
    return list(dict.fromkeys(parsed))


def _parse_one(rule: object, place: int) -> Rule:
    if not isinstance(rule, dict):
        raise _bad(place, _("อ่านไม่ได้"))
    try:
        kind = RuleKind(str(rule.get("rule")))
    except ValueError:
        raise _bad(place, _("ไม่มีกติกาชื่อ “%(name)s”", name=str(rule.get("rule"))[:40])) from None
    identity = rule.get("id")
    if kind in WITH_ID and (type(identity) is not int or identity < 1):
        raise _bad(place, _("ยังไม่ได้เลือกหน่วยงานหรือกลุ่ม"))
    text = " ".join(str(rule.get("text") or "").split())
    if kind is R.TEXT and not 0 < len(text) <= LONGEST_TEXT:
        raise _bad(place, _("ข้อความต้องยาว 1 ถึง %(most)s ตัวอักษร", most=LONGEST_TEXT))
    return Rule(
        kind,
        id=identity if kind in WITH_ID else None,
        text=text if kind is R.TEXT else "",
        for_information=rule.get("for_information") is True,
    )


def _bad(place: int, why: str) -> InvalidInput:
    return InvalidInput(_("ผู้รับรายการที่ %(place)s: %(why)s", place=place, why=why), _("ลบรายการนี้แล้วเลือกใหม่"), FIELD)


def check(rules: Rules, issuer: Organisation) -> list[Rule]:
    """Parse `rules` and refuse those the issuer's kind may not use. Raises InvalidInput naming the rule's place."""
    parsed = parse(rules)
    allowed = {*RULES_OF.get(issuer.kind, ()), R.GROUP, R.ORGANISATION, R.TEXT}
    for place, rule in enumerate(parsed, 1):
        if rule.kind not in allowed:
            raise _bad(place, _("%(issuer)s ใช้กติกานี้ไม่ได้", issuer=issuer.label))
    return parsed


def select(rules: Rules, issuer: Organisation) -> sa.Select[tuple[int, int, bool]]:
    """Give one statement with the columns organisation_id, position (0 for the first rule), for_information.

    No organisation comes twice: the first rule that names it counts, and to act outweighs for information.
    Dissolved organisations and the issuer itself are left out. Raises InvalidInput for rules that do not fit.
    """
    parts = [
        _members(rule, issuer).add_columns(
            sa.literal(position).label("position"), sa.literal(int(rule.for_information)).label("information")
        )
        for position, rule in enumerate(check(rules, issuer))
        if rule.kind is not R.TEXT
    ]
    if not parts:
        nobody = sa.select(Organisation.id.label("organisation_id"), sa.literal(0).label("position"))
        return nobody.add_columns(sa.false().label("for_information")).where(sa.false())
    named = sa.union_all(*parts).subquery("named")
    return sa.select(
        named.c.organisation_id,
        sa.func.min(named.c.position).label("position"),
        (sa.func.min(named.c.information) == 1).label("for_information"),
    ).group_by(named.c.organisation_id)


def _members(rule: Rule, issuer: Organisation) -> sa.Select[Any]:
    """Give the ids one rule names, as column organisation_id."""
    organisations = sa.select(Organisation.id.label("organisation_id")).where(
        Organisation.active, Organisation.id != issuer.id
    )
    if rule.kind is R.ORGANISATION:
        return organisations.where(Organisation.id == rule.id)
    if rule.kind is R.GROUP:
        return (
            organisations.join(SavedGroupMember, SavedGroupMember.organisation_id == Organisation.id)
            .join(SavedGroup, SavedGroup.id == SavedGroupMember.group_id)
            .join(Office, Office.id == SavedGroup.office_id)
            .where(SavedGroup.id == rule.id, Office.organisation_id == issuer.id)
        )
    kinds: dict[RuleKind, tuple[OrganisationKind, ...]] = {
        R.PROVINCES: (K.PROVINCE,),
        R.DISTRICTS: (K.DISTRICT,),
        R.PAO: (K.PAO,),
        R.MUNICIPALITIES: _DIRECT_TOWNS,
        R.SUBDISTRICT_LAOS: tuple(sorted(DISTRICT_DIRECT)),
        R.ALL_LAOS: tuple(sorted(LAO_KINDS)),
    }
    organisations = organisations.where(Organisation.kind.in_(kinds[rule.kind]))
    if issuer.kind is K.CENTRAL:
        return organisations
    return organisations.where(Organisation.parent_id == issuer.id)


def phrase(rules: Rules, issuer: Organisation) -> str:
    """Give the words after เรียน; those who get it for information are not among them (see copies_phrases).

    Raises InvalidInput for rules that do not fit the issuer or name something that is gone.
    """
    acting = [rule for rule in check(rules, issuer) if not rule.for_information]
    return join_words(_words(acting, issuer))


def copies_phrases(rules: Rules, issuer: Organisation) -> list[str]:
    """Give the lines of สำเนาส่ง for those who get the letter for information. Raises InvalidInput as phrase does."""
    return _words([rule for rule in check(rules, issuer) if rule.for_information], issuer)


def join_words(words: Sequence[str]) -> str:
    """Join as official letters do: spaces between, และ before the last."""
    return " ".join(words) if len(words) < 2 else f"{' '.join(words[:-1])} และ{words[-1]}"


def _words(rules: Sequence[Rule], issuer: Organisation) -> list[str]:
    names = _Names(rules, issuer)
    return [word for place, rule in enumerate(rules, 1) for word in names.of(rule, place)]


class _Names:
    """The names the rules print, read in at most three statements however many rules there are."""

    def __init__(self, rules: Sequence[Rule], issuer: Organisation) -> None:
        self.issuer = issuer
        kinds = {rule.kind for rule in rules}
        ids = [rule.id for rule in rules if rule.kind is R.ORGANISATION]
        groups = [rule.id for rule in rules if rule.kind is R.GROUP]
        self.towns = self._children(_DIRECT_TOWNS) if R.MUNICIPALITIES in kinds else []
        self.local = self._children(tuple(DISTRICT_DIRECT)) if R.SUBDISTRICT_LAOS in kinds else []
        self.single = {
            one.id: one.form_of_address
            for one in (db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(ids))) if ids else ())
        }
        of_issuer = sa.select(SavedGroup.id, SavedGroup.phrase).join(Office, Office.id == SavedGroup.office_id)
        of_issuer = of_issuer.where(SavedGroup.id.in_(groups), Office.organisation_id == issuer.id)
        self.groups: dict[int, str] = {row[0]: row[1] for row in (db.session.execute(of_issuer) if groups else ())}

    def _children(self, kinds: tuple[OrganisationKind, ...]) -> list[Organisation]:
        """Give the issuer's own of these kinds: cities before towns, each in the official list's order."""
        statement = sa.select(Organisation).where(
            Organisation.parent_id == self.issuer.id, Organisation.kind.in_(kinds), Organisation.active
        )
        children = db.session.scalars(statement.order_by(Organisation.code)).all()
        return sorted(children, key=lambda one: list(K).index(one.kind))

    def of(self, rule: Rule, place: int) -> list[str]:
        """Give the words of one rule. Raises InvalidInput when what it names is gone."""
        if rule.kind is R.TEXT:
            return [rule.text]
        if rule.kind in WITH_ID:
            words = (self.single if rule.kind is R.ORGANISATION else self.groups).get(rule.id or 0)
            if words is None:
                raise _bad(place, _("ไม่พบหน่วยงานหรือกลุ่มนี้แล้ว"))
            return [words]
        if rule.kind is R.MUNICIPALITIES:
            return [town.form_of_address for town in self.towns]
        if rule.kind is R.SUBDISTRICT_LAOS:
            heads = [KIND_FACTS[kind].head for kind in K if any(lao.kind is kind for lao in self.local)]
            return [*heads[:-1], f"{heads[-1]} ทุกแห่ง"] if heads else []
        if rule.kind is R.PAO:
            return [f"{KIND_FACTS[K.PAO].head}{self.issuer.short_name}"]
        if rule.kind is R.DISTRICTS:
            return ["นายอำเภอ ทุกแห่ง" if self.issuer.kind is K.CENTRAL else "นายอำเภอ ทุกอำเภอ"]
        return ["ผู้ว่าราชการจังหวัดทุกแห่ง" if rule.kind is R.PROVINCES else "ผู้บริหารองค์กรปกครองส่วนท้องถิ่น ทุกแห่ง"]
