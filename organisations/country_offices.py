"""The desks every organisation of the list begins with; administrators change and add to them later.

Codes are known for provinces only (0023.6 in both example chains); elsewhere the code is empty and the office cannot
issue until an administrator sets it.
"""

from __future__ import annotations

from typing import Any

from organisations.country_list import CENTRE_CODE, ListedOrganisation
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import CircularSeries, SigningRoute

PROVINCE_CODE = "0023.6"


def offices_of(listed: ListedOrganisation) -> list[dict[str, Any]]:
    """Give the offices of one organisation as column values, without `organisation_id`; the first is the desk where
    letters arrive.
    """
    if listed.code == CENTRE_CODE:
        return [_centre()]
    if listed.facts.kind is OrganisationKind.PROVINCE:
        return _province(listed)
    if listed.facts.kind is OrganisationKind.DISTRICT:
        return [_district(listed)]
    return [_lao(listed)]


def _office(name: str, short_name: str, letterhead: list[str], **more: object) -> dict[str, Any]:
    return {
        "name": name,
        "short_name": short_name,
        "letterhead": letterhead,
        "is_central_desk": True,
        "prefix": "",
        "code": "",
        "owner_unit": [],
        "phone": "",
        "fax": "",
        "circular_series": CircularSeries.SEPARATE,
        "keeps_register_here": True,
        "signing_route": SigningRoute.ONE_SIGNATORY,
        "opening_pattern": "A",
        "thai_digits": True,
        "active": True,
        "version": 1,
        **more,
    }


def _centre() -> dict[str, Any]:
    return _office(
        "สำนักงานคณะกรรมการการกระจายอำนาจให้แก่องค์กรปกครองส่วนท้องถิ่น",
        "สำนักงาน ก.ก.ถ.",
        ["สำนักงานปลัดสำนักนายกรัฐมนตรี", "ทำเนียบรัฐบาล กทม. 10300"],
        prefix="นร",
        code="0107",
        owner_unit=["สำนักงานคณะกรรมการการกระจายอำนาจ", "ให้แก่องค์กรปกครองส่วนท้องถิ่น"],
    )


def _province(listed: ListedOrganisation) -> list[dict[str, Any]]:
    name, prefix = listed.facts.short_name, listed.facts.letter_prefix or ""
    hall = f"ศาลากลางจังหวัด{name}"
    return [
        _office(hall, hall, [hall], prefix=prefix),
        _office(
            f"สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด{name}",
            f"สถจ.{name}",
            [hall],
            is_central_desk=False,
            prefix=prefix,
            code=PROVINCE_CODE,
            owner_unit=["สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด", "กลุ่มงานบริการสาธารณะท้องถิ่นและประสานงานท้องถิ่นอำเภอ"],
        ),
    ]


def _district(listed: ListedOrganisation) -> dict[str, Any]:
    name = listed.facts.short_name
    hall = f"ที่ว่าการอำเภอ{name}"
    return _office(
        hall,
        f"สถอ.{name}",
        [hall],
        prefix=listed.facts.letter_prefix or "",
        owner_unit=["สำนักงานส่งเสริมการปกครองท้องถิ่นอำเภอ"],
    )


def _lao(listed: ListedOrganisation) -> dict[str, Any]:
    facts = listed.facts
    short = KIND_FACTS[facts.kind].short
    return _office(
        facts.name,
        f"{short}{facts.short_name}" if short else facts.name,
        [facts.name],
        prefix=facts.letter_prefix or "",
        keeps_register_here=False,
    )
