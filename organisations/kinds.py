"""Kinds of organisation: the only mapping of the official list's type words, and what follows from a kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class OrganisationKind(StrEnum):
    """What an organisation is (design.md section 1)."""

    CENTRAL = "central"
    PROVINCE = "province"
    DISTRICT = "district"
    PAO = "pao"
    CITY_MUNICIPALITY = "city_municipality"
    TOWN_MUNICIPALITY = "town_municipality"
    SUBDISTRICT_MUNICIPALITY = "subdistrict_municipality"
    SAO = "sao"
    SPECIAL = "special"


K = OrganisationKind

LAO_KINDS = frozenset({K.PAO, K.CITY_MUNICIPALITY, K.TOWN_MUNICIPALITY, K.SUBDISTRICT_MUNICIPALITY, K.SAO, K.SPECIAL})
# The governor oversees these; the others hear from their district (saraban.md section 5).
PROVINCE_DIRECT = frozenset({K.PAO, K.CITY_MUNICIPALITY, K.TOWN_MUNICIPALITY})
DISTRICT_DIRECT = frozenset({K.SUBDISTRICT_MUNICIPALITY, K.SAO})

LIST_TYPES: dict[str, OrganisationKind] = {
    "province": K.PROVINCE,
    "amphoe": K.DISTRICT,
    "pao": K.PAO,
    "thesaban_nakhon": K.CITY_MUNICIPALITY,
    "thesaban_mueang": K.TOWN_MUNICIPALITY,
    "thesaban_tambon": K.SUBDISTRICT_MUNICIPALITY,
    "tao": K.SAO,
    "pattaya": K.SPECIAL,
    "bangkok": K.SPECIAL,
}


@dataclass(frozen=True)
class KindFacts:
    """Words that go with a kind: label, short form before a name, full form, how its head is addressed."""

    label: LazyString
    short: str
    full: str
    head: str


KIND_FACTS: dict[OrganisationKind, KindFacts] = {
    K.CENTRAL: KindFacts(_l("ส่วนกลาง"), "", "", ""),
    K.PROVINCE: KindFacts(_l("จังหวัด"), "จ.", "จังหวัด", "ผู้ว่าราชการจังหวัด"),
    K.DISTRICT: KindFacts(_l("อำเภอ"), "อ.", "อำเภอ", "นายอำเภอ"),
    K.PAO: KindFacts(_l("อบจ."), "อบจ.", "องค์การบริหารส่วนจังหวัด", "นายกองค์การบริหารส่วนจังหวัด"),
    K.CITY_MUNICIPALITY: KindFacts(_l("เทศบาลนคร"), "ทน.", "เทศบาลนคร", "นายกเทศมนตรีนคร"),
    K.TOWN_MUNICIPALITY: KindFacts(_l("เทศบาลเมือง"), "ทม.", "เทศบาลเมือง", "นายกเทศมนตรีเมือง"),
    K.SUBDISTRICT_MUNICIPALITY: KindFacts(_l("เทศบาลตำบล"), "ทต.", "เทศบาลตำบล", "นายกเทศมนตรีตำบล"),
    K.SAO: KindFacts(_l("อบต."), "อบต.", "องค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบล"),
    K.SPECIAL: KindFacts(_l("รูปแบบพิเศษ"), "", "", ""),
}
