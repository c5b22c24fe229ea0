"""Contacts from a table: first what would change (nothing is written), then all good rows at once.

An empty cell leaves what is there, "-" takes it away. Rows in error are named with row, column and remedy and left
out; the others are written together or not at all. Repeating the same file changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput
from organisations.contact_checks import clean_email, clean_phone, clean_text, saraban_warning
from organisations.contact_file import SHOWN, CellError, ContactTable
from organisations.models import Organisation
from organisations.tree import descendant_ids

FIELDS = ("phone", "saraban_email", "head_name", "address")
CLEAR = "-"


@dataclass(frozen=True)
class ContactOrigin:
    """Where the table comes from and the day it tells of; both are kept beside every contact."""

    source: str
    as_of: dt.date


@dataclass(frozen=True)
class FieldChange:
    """One contact before and after; None is empty."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class RowPlan:
    """What one row would change."""

    row: int
    organisation_id: int
    version: int
    code: str
    label: str
    changes: tuple[FieldChange, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContactPlan:
    """What a table would do. `fingerprint` says whether a second look at the same table finds the same."""

    origin: ContactOrigin
    rows: tuple[RowPlan, ...]
    errors: tuple[CellError, ...]
    unchanged: int
    ignored: tuple[str, ...]

    @property
    def warned(self) -> int:
        """Rows that are good but look unusual."""
        return sum(bool(row.warnings) for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of every change and the versions it builds on."""
        said = [[row.organisation_id, row.version, [[c.field, c.new] for c in row.changes]] for row in self.rows]
        origin = [self.origin.source, self.origin.as_of.isoformat(), len(self.errors)]
        return hashlib.sha256(json.dumps([origin, said], ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class _Known:
    id: int
    code: str
    version: int
    label: str
    present: Mapping[str, str | None]
    within: bool


def check_origin(source: str, as_of: dt.date | None, today: dt.date) -> ContactOrigin:
    """Give source and day as they are kept. Raises InvalidInput (`source`, `as_of`): both are required."""
    if not source.strip():
        raise InvalidInput(_("ยังไม่ได้ใส่ที่มาของข้อมูล"), _("เช่น ทำเนียบ อปท. ของ สถจ.เพชรบูรณ์"), "source")
    if as_of is None:
        raise InvalidInput(_("ยังไม่ได้ใส่วันที่ของข้อมูล"), _("ใส่วันที่ทำเนียบนี้ออก"), "as_of")
    if as_of > today:
        raise InvalidInput(_("วันที่ของข้อมูลยังมาไม่ถึง"), _("ใส่วันนี้หรือก่อนหน้า"), "as_of")
    return ContactOrigin(clean_text(source, "source"), as_of)


def plan(
    session: Session, table: ContactTable, origin: ContactOrigin, top_id: int | None, lock: bool = False
) -> ContactPlan:
    """Say what the table would change below `top_id` (itself included; None: everywhere). Writes nothing.

    `lock` holds the organisations until the transaction ends, for applying the plan in the same transaction.
    """
    known = _known(session, {values.get("code", "") for _row, values in table.rows}, top_id, lock)
    errors, rows, unchanged = list(table.errors), [], 0
    seen: dict[str, int] = {}
    for number, values in table.rows:
        code = values.get("code", "")
        try:
            row = _row_plan(number, values, known, seen)
        except InvalidInput as error:
            column = str(SHOWN[error.field or "code"])
            errors.append(CellError(number, column, values.get(error.field or "", code), error.message, error.remedy))
            continue
        if row.changes:
            rows.append(row)
        else:
            unchanged += 1
    errors.sort(key=lambda error: error.row)
    return ContactPlan(origin, tuple(rows), tuple(errors), unchanged, tuple(table.ignored))


def apply(session: Session, planned: ContactPlan, actor: Actor, now: dt.datetime) -> int:
    """Write every good row and one record of it; the number of organisations changed."""
    if not planned.rows:
        return 0
    origin = planned.origin
    updates = [
        {
            "id": row.organisation_id,
            "version": row.version + 1,
            "contact_source": origin.source,
            "contact_as_of": origin.as_of,
            **{change.field: change.new for change in row.changes},
        }
        for row in planned.rows
    ]
    for names in {tuple(sorted(update)) for update in updates}:
        session.execute(sa.update(Organisation), [one for one in updates if tuple(sorted(one)) == names])
    after = {
        "changed": len(planned.rows),
        "errors": len(planned.errors),
        "as_of": origin.as_of.isoformat(),
        "fingerprint": planned.fingerprint,
    }
    record(Act(actor, AuditAct.CONTACTS_IMPORTED, ("organisations", None), now, after=after, note=origin.source))
    return len(planned.rows)


def errors_as_csv(errors: tuple[CellError, ...]) -> str:
    """Give the errors as a table to work through, readable by Excel (UTF-8 with mark)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_("แถว"), _("คอลัมน์"), _("ค่าในไฟล์"), _("ปัญหา"), _("วิธีแก้")])
    for error in errors:
        value = f"'{error.value}" if error.value[:1] in ("=", "+", "-", "@") else error.value
        writer.writerow([error.row, error.column, value, error.message, error.remedy])
    return "\ufeff" + out.getvalue()


def _known(session: Session, codes: set[str], top_id: int | None, lock: bool) -> dict[str, _Known]:
    below = set(session.scalars(descendant_ids(top_id))) | {top_id} if top_id is not None else None
    found: dict[str, _Known] = {}
    wanted = sorted(code for code in codes if code)
    for start in range(0, len(wanted), 500):
        query = sa.select(Organisation).where(Organisation.code.in_(wanted[start : start + 500]), Organisation.active)
        if lock:
            query = query.order_by(Organisation.id).with_for_update()
        for one in session.scalars(query.execution_options(populate_existing=True)):
            present = {name: getattr(one, name) for name in FIELDS}
            within = below is None or one.id in below
            found[one.code] = _Known(one.id, one.code, one.version, one.label, present, within)
    return found


def _row_plan(number: int, values: dict[str, str], known: dict[str, _Known], seen: dict[str, int]) -> RowPlan:
    code = values.get("code", "")
    if not code:
        raise InvalidInput(_("ไม่มีรหัสองค์กร"), _("ใส่รหัส หรือลบแถวนี้"), "code")
    if code in seen:
        raise InvalidInput(_("รหัสซ้ำกับแถว %(row)s", row=seen[code]), _("เหลือไว้แถวเดียว"), "code")
    seen[code] = number
    if code not in known:
        raise InvalidInput(_("ไม่มีองค์กรรหัสนี้"), _("ตรวจรหัสกับหน้าองค์กร รหัสเป็นของปี 2560"), "code")
    one = known[code]
    if not one.within:
        raise InvalidInput(
            _("%(name)s อยู่นอกเขตของหน่วยงานท่าน", name=one.label), _("ลบแถวนี้ หรือให้ผู้ดูแลของเขตนั้นนำเข้า"), "code"
        )
    changes = []
    for name in FIELDS:
        if name in values:
            new = None if values[name] == CLEAR else _cleaned(name, values[name])
            if new != (one.present[name] or None):
                changes.append(FieldChange(name, one.present[name] or None, new))
    email = next((change.new for change in changes if change.field == "saraban_email"), None)
    warning = saraban_warning(email or "")
    row = RowPlan(number, one.id, one.version, code, one.label, tuple(changes))
    return replace(row, warnings=(warning,)) if warning else row


def _cleaned(name: str, text: str) -> str | None:
    if name == "phone":
        return clean_phone(text) or None
    if name == "saraban_email":
        return clean_email(text) or None
    return clean_text(text, name) or None
