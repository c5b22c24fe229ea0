"""Many people from a table (organisation code, e-mail, name, roles): read, checked row by row, shown before it acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.invite import Invitee, normal_address
from accounts.models import User
from accounts.oversight import overseen, roles_for
from accounts.permissions import Role
from accounts.role_labels import ROLE_LABELS
from core.errors import InvalidInput
from core.extensions import db
from organisations.models import Office, Organisation
from organisations.table_rows import MOST_ROWS, cell_text, rows_of, unusable
from thai_numerals import to_arabic

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัสองค์กร", "รหัสอปท", "รหัสหน่วยงาน"),
    "email": ("email", "อีเมล", "อีเมลราชการ", "ไปรษณีย์อิเล็กทรอนิกส์"),
    "name": ("name", "ชื่อ", "ชื่อและนามสกุล", "ชื่อนามสกุล", "ชื่อสกุล"),
    "role": ("role", "roles", "หน้าที่", "บทบาท", "สิทธิ"),
}
SHOWN = {"code": _l("รหัส"), "email": _l("อีเมล"), "name": _l("ชื่อ"), "role": _l("หน้าที่")}
_OTHER_WORDS = {"สารบรรณ": Role.CLERK, "ผู้ดูแล": Role.ORGANISATION_ADMIN, "หัวหน้ากลุ่ม": Role.GROUP_HEAD}


Lines = list[tuple[int, dict[str, str]]]  # row as numbered in the file, its texts by column


@dataclass(frozen=True)
class RowError:
    """A cell that cannot be used: row as numbered in the file, column, what it says, what is wrong and what to do."""

    row: int
    column: str
    value: str
    message: str
    remedy: str


@dataclass(frozen=True)
class GoodRow:
    """A row that can be invited."""

    row: int
    organisation: Organisation
    invitee: Invitee


@dataclass
class PeoplePlan:
    """What a table would do."""

    rows: list[GoodRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_people(content: bytes, file_name: str) -> Lines:
    """Give the filled rows as texts by column; the first filled one holds the headings. Slow work, no database.

    Raises InvalidInput (field `file`) when the file as a whole cannot be used.
    """
    columns: dict[int, str] = {}
    lines = []
    for number, row in enumerate(rows_of(content, file_name), start=1):
        if number > MOST_ROWS:
            raise unusable(_("ตารางยาวเกิน 20,000 แถว"), _("ลบแถวที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์"))
        texts = [cell_text(cell) for cell in row]
        if not any(texts):
            continue
        if columns:
            values = {name: texts[place] if place < len(texts) else "" for place, name in columns.items()}
            lines.append((number, {"name": "", **values}))
        else:
            columns = _columns(texts)
    if not lines:
        raise unusable(_("ไม่มีแถวข้อมูลในไฟล์"), _("ใส่หนึ่งคนต่อหนึ่งแถว ใต้หัวคอลัมน์ รหัส อีเมล ชื่อ หน้าที่"))
    return lines


def plan_people(lines: Lines, person: User, own: Office) -> PeoplePlan:
    """Check the lines of a table for `person` acting for `own`. Writes nothing."""
    desks = _desks({values["code"] for _row, values in lines}, own)
    plan, seen = PeoplePlan(), set[tuple[str, int]]()
    for row, values in lines:
        try:
            good = GoodRow(row, *_checked(values, desks, person, own))
            key = (good.invitee.email, good.invitee.office_id)
            if key in seen:
                raise InvalidInput(_("ซ้ำกับแถวก่อนหน้า"), _("ลบแถวที่ซ้ำ หรือใส่หน้าที่หลายอย่างในแถวเดียว"), "email")
            seen.add(key)
            plan.rows.append(good)
        except InvalidInput as error:
            name = error.field or "code"
            plan.errors.append(RowError(row, str(SHOWN[name]), values[name][:80], error.message, error.remedy))
    return plan


def _columns(headings: Sequence[str]) -> dict[int, str]:
    known = {word: name for name, words in COLUMNS.items() for word in words}
    words = [re.sub(r"[\s._\-()/]+", "", heading).lower() for heading in headings]
    found = {place: known[word] for place, word in enumerate(words) if word in known}
    missing = [str(SHOWN[name]) for name in ("code", "email", "role") if name not in found.values()]
    if missing:
        raise unusable(_("ไม่พบคอลัมน์ %(names)s ในแถวแรก", names=", ".join(missing)), _("ตั้งหัวคอลัมน์ว่า รหัส อีเมล ชื่อ หน้าที่"))
    if len(set(found.values())) < len(found):
        raise unusable(_("มีคอลัมน์เดียวกันสองครั้ง"), _("ลบออกให้เหลือคอลัมน์เดียว"))
    return found


def _desks(codes: set[str], own: Office) -> dict[str, Office]:
    """Give the central desks of the organisations named, as far as one looks after them."""
    wanted = [to_arabic(code).upper() for code in codes]
    desks: dict[str, Office] = {}
    for start in range(0, len(wanted), 500):
        query = (
            sa.select(Organisation.code, Office)
            .join(Office, sa.and_(Office.organisation_id == Organisation.id, Office.is_central_desk))
            .where(Organisation.code.in_(wanted[start : start + 500]), Organisation.active, overseen(own))
        )
        for code, office in db.session.execute(query).tuples():
            desks[code] = office
    return desks


def _checked(
    values: dict[str, str], desks: dict[str, Office], person: User, own: Office
) -> tuple[Organisation, Invitee]:
    desk = desks.get(to_arabic(values["code"]).upper())
    if desk is None:
        raise InvalidInput(_("ไม่พบรหัสนี้ในองค์กรที่ท่านดูแล"), _("ตรวจรหัสองค์กร เลข 0 ข้างหน้าอาจหายไปใน Excel"), "code")
    email = normal_address(values["email"])
    roles = _roles(values["role"])
    allowed = roles_for(person, own, desk)
    for role in roles:
        if role not in allowed:
            raise InvalidInput(_("ให้หน้าที่นี้ไม่ได้"), _("ใช้ %(roles)s", roles=_known_words(allowed)), "role")
    return desk.organisation, Invitee(email, desk.id, roles, values["name"][:200])


def _roles(text: str) -> tuple[Role, ...]:
    """Read roles: code words, the Thai labels, or short Thai words; several with a comma or + between."""
    words: dict[str, Role] = {str(role): role for role in Role}
    words |= {str(label): role for role, label in ROLE_LABELS.items()}
    words |= _OTHER_WORDS
    found = []
    for part in re.split(r"[,+;/]|\sและ\s", text):
        if word := part.strip():
            if word.lower() not in words:
                raise InvalidInput(
                    _("ไม่รู้จักหน้าที่ “%(word)s”", word=word[:40]), _("ใช้ %(roles)s", roles=_known_words(Role)), "role"
                )
            found.append(words[word.lower()])
    if not found:
        raise InvalidInput(_("ยังไม่ได้ใส่หน้าที่"), _("ใช้ %(roles)s", roles=_known_words(Role)), "role")
    return tuple(dict.fromkeys(found))


def _known_words(roles: Sequence[Role] | type[Role]) -> str:
    return ", ".join(str(ROLE_LABELS[role]) for role in roles if role is not Role.NATIONAL_ADMIN)
