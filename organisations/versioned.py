"""One way to change a row by hand: only what differs is written, only while nobody else was faster, and on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import StaleState
from core.extensions import Base


@dataclass(frozen=True)
class Edit:
    """Who changes, when, and the `version` of the row they had before their eyes."""

    version: int
    actor: Actor
    now: dt.datetime


def stale() -> StaleState:
    """Give the error for a row that changed in between."""
    return StaleState(_("มีผู้อื่นแก้ข้อมูลนี้ไปก่อนแล้ว สิ่งที่ท่านกรอกยังไม่ถูกบันทึก"), _("เปิดหน้านี้ใหม่ ดูข้อมูลล่าสุด แล้วแก้อีกครั้ง"))


def differences(subject: object, values: dict[str, Any]) -> dict[str, Any]:
    """Give those of `values` that are not already so."""
    return {name: value for name, value in values.items() if getattr(subject, name) != value}


def write(subject: Base, values: dict[str, Any], edit: Edit, act: AuditAct) -> bool:
    """Change `subject` (which has `version`) to `values` and record from what to what; False when all was so already.

    Raises StaleState when the row is no longer at `edit.version`.
    """
    changed = differences(subject, values)
    if not changed:
        return False
    before = {name: _plain(getattr(subject, name)) for name in changed}
    change = {**changed, "version": edit.version + 1}
    if not claim(type(subject), subject.id, {"version": edit.version}, change):  # type: ignore[attr-defined]
        raise stale()
    after = {name: _plain(value) for name, value in changed.items()}
    record(Act(edit.actor, act, subject, edit.now, before=before, after=after))
    return True


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
