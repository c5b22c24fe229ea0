"""The official list as it lies in data/organisations: CSV rows to plain values, nothing of the database.

The 50 เขต and Bangkok's row among the provinces are no organisations: the metropolis is one LAO (กรุงเทพมหานคร).
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from flask_babel import gettext as _

from core.config import ROOT
from core.errors import InvalidInput
from organisations.kinds import KIND_FACTS, LIST_TYPES, OrganisationKind

FOLDER = ROOT / "data" / "organisations"
CENTRE_CODE = "PMO"
BANGKOK_PREFIX = "กท"
SPECIAL_HEADS = {"BMA": "ผู้ว่าราชการกรุงเทพมหานคร", "PATTAYA": "นายกเมืองพัทยา"}
CREDITS = {
    "geothai 3.2.1": "GeoThai/data, CC BY 4.0 (กรมการปกครอง)",
    "dla2017+gazette": "กรมส่งเสริมการปกครองท้องถิ่น มี.ค. 2560 และราชกิจจานุเบกษา",
}
_CHANGED = re.compile(r"status changed (\d{4}-\d\d-\d\d) from ([^;]+)")
_RENAMED = re.compile(r"renamed from ([^;\s]+)(?: (\d{4}-\d\d-\d\d))?")


@dataclass(frozen=True)
class FormerName:
    """What an organisation was until the day `until` (exclusive)."""

    kind: OrganisationKind
    name: str
    until: dt.date


@dataclass(frozen=True)
class ListedFacts:
    """What the list itself says of one organisation; kept beside the row to tell a new list from an edit by hand."""

    kind: OrganisationKind
    name: str
    short_name: str
    name_en: str
    parent_code: str | None
    province_code: str | None
    district_code: str | None
    letter_prefix: str | None

    def as_json(self) -> dict[str, str | None]:
        """Give the facts as they are stored."""
        return {name: None if value is None else str(value) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class ListedOrganisation:
    """One organisation of the list. `head_title` only where the kind's form of address does not fit."""

    code: str
    facts: ListedFacts
    source: str
    head_title: str | None = None
    former: FormerName | None = None


CENTRE = ListedOrganisation(
    CENTRE_CODE,
    ListedFacts(
        kind=OrganisationKind.CENTRAL,
        name="สำนักงานปลัดสำนักนายกรัฐมนตรี",
        short_name="สำนักงานปลัดสำนักนายกรัฐมนตรี",
        name_en="Office of the Permanent Secretary, Prime Minister's Office",
        parent_code=None,
        province_code=None,
        district_code=None,
        letter_prefix="นร",
    ),
    source="ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ",
    head_title="ปลัดสำนักนายกรัฐมนตรี",
)


def read_country(folder: Path = FOLDER) -> list[ListedOrganisation]:
    """Read the whole list, parents before children. Raises InvalidInput with file and line for a row that is wrong."""
    prefixes = {row["code"]: row["letter_prefix"] or BANGKOK_PREFIX for row in _rows(folder / "provinces.csv")}
    listed = [CENTRE]
    for name, read in (("provinces.csv", _province), ("districts.csv", _district), ("laos.csv", _lao)):
        for number, row in enumerate(_rows(folder / name), start=2):
            try:
                one = read(row, prefixes)
            except (KeyError, ValueError, TypeError) as error:
                raise InvalidInput(
                    _("%(file)s บรรทัด %(line)s อ่านไม่ได้: %(error)s", file=name, line=number, error=error),
                    _("แก้บรรทัดนี้ในไฟล์ แล้วนำเข้าใหม่"),
                ) from None
            if one is not None:
                listed.append(one)
    return listed


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(_("อ่านไฟล์ %(file)s ไม่ได้", file=path.name), _("ตรวจว่ามีไฟล์นี้ในโฟลเดอร์ และเป็น UTF-8")) from error


def _province(row: dict[str, str], prefixes: dict[str, str]) -> ListedOrganisation | None:
    if row["type"] != "province":
        return None
    facts = _facts(row, OrganisationKind.PROVINCE, row["name_th"], prefixes[row["code"]])
    return ListedOrganisation(
        row["code"],
        replace(facts, name=f"จังหวัด{row['name_th']}", parent_code=CENTRE_CODE, province_code=row["code"]),
        _credit(row["source"]),
    )


def _district(row: dict[str, str], prefixes: dict[str, str]) -> ListedOrganisation | None:
    if row["type"] != "amphoe":
        return None
    province = row["parent_code"]
    facts = _facts(row, OrganisationKind.DISTRICT, row["name_th"], prefixes[province])
    return ListedOrganisation(
        row["code"],
        replace(facts, name=f"อำเภอ{row['name_th']}", province_code=province, district_code=row["code"]),
        _credit(row["source"]),
    )


def _lao(row: dict[str, str], prefixes: dict[str, str]) -> ListedOrganisation:
    kind = LIST_TYPES[row["type"]]
    facts = replace(
        _facts(row, kind, row["name_short"], prefixes[row["province_code"]]),
        province_code=row["province_code"],
        district_code=row["district_code"] or None,
    )
    if row["type"] == "bangkok":  # the centre itself writes to the metropolis (design rule 3)
        facts = replace(facts, parent_code=CENTRE_CODE)
    return ListedOrganisation(
        row["code"],
        facts,
        _credit(row["source"]),
        head_title=SPECIAL_HEADS.get(row["code"]),
        former=_former(row["note"], facts),
    )


def _facts(row: dict[str, str], kind: OrganisationKind, short_name: str, prefix: str) -> ListedFacts:
    if not row["code"] or not short_name:
        raise ValueError(_("ไม่มีรหัสหรือชื่อ"))
    return ListedFacts(kind, row["name_th"], short_name, row["name_en"] or "", row["parent_code"], None, None, prefix)


def _credit(source: str) -> str:
    return CREDITS.get(source.split(";")[0], "รายชื่อตั้งต้นของระบบ")


def _former(note: str, facts: ListedFacts) -> FormerName | None:
    changed, renamed = _CHANGED.search(note), _RENAMED.search(note)
    day = changed[1] if changed else renamed[2] if renamed else None
    if day is None:
        return None
    short_name = renamed[1] if renamed else facts.short_name
    full = changed[2].strip() if changed else KIND_FACTS[facts.kind].full
    kind = next(kind for kind, known in KIND_FACTS.items() if known.full == full)
    return FormerName(kind, full + short_name, dt.date.fromisoformat(day))
