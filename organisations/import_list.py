"""The whole country from the official list, in a few statements; repeatable, keyed by official code.

What the list said is kept beside each row (`Organisation.listed`). A later list therefore changes exactly what the
list itself changed, and never what was edited by hand in Wian. A change of kind or name becomes a dated period.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core.actor import SYSTEM, Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.clock import day_of
from core.errors import InvalidInput
from organisations.change_kind import KindChange, follow_kind
from organisations.country_list import FOLDER, ListedOrganisation, read_country
from organisations.country_offices import offices_of
from organisations.models import Office, Organisation, OrganisationKindPeriod
from organisations.thai_order import sort_key

Progress = Callable[[int, int], None]
BATCH = 2000
NAMED = frozenset({"kind", "name", "short_name"})  # these move together, with a date
ROUTED = frozenset({"parent_code", "province_code", "district_code"})


@dataclass
class ImportCount:
    """What an import did: organisations and offices added, changed by the list, changed in the list but kept as edited
    here, gone from the list; `total` is the length of the list.
    """

    total: int = 0
    added: int = 0
    offices: int = 0
    changed: int = 0
    kept: int = 0
    closed: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the database already said what the list says."""
        return not (self.added or self.changed or self.kept or self.closed)


@dataclass(frozen=True)
class ImportSource:
    """Which list, and who imports it."""

    folder: Path = FOLDER
    actor: Actor = SYSTEM


def import_country(
    session: Session, now: dt.datetime, progress: Progress | None = None, source: ImportSource | None = None
) -> ImportCount:
    """Bring the database to the list. `progress(done, total)` is told after each batch of organisations.

    Raises InvalidInput naming file and line when the list cannot be read; then nothing was changed.
    """
    source = source or ImportSource()
    listed = read_country(source.folder)
    count = ImportCount(total=len(listed))
    known = {one.code: one.listed for one in session.execute(sa.select(Organisation.code, Organisation.listed))}
    new = [one for one in listed if one.code not in known]
    _add(session, new, count, progress)
    changed = [one for one in listed if one.code in known and known[one.code] != one.facts.as_json()]
    for one in changed:
        _follow(session, one, count, day_of(now))
    codes = {one.code for one in listed}
    _close(session, [code for code, facts in known.items() if facts and code not in codes], count)
    if progress:
        progress(len(listed), len(listed))
    if not count.nothing:
        session.flush()
        centre = session.scalars(sa.select(Organisation.id).where(Organisation.parent_id.is_(None))).first()
        after = {"added": count.added, "changed": count.changed, "kept": count.kept, "closed": count.closed}
        record(Act(source.actor, AuditAct.ORGANISATIONS_IMPORTED, ("organisations", centre), now, after=after))
    return count


def _add(session: Session, new: list[ListedOrganisation], count: ImportCount, progress: Progress | None) -> None:
    """Insert level by level, so that a parent's id is known before its children are written."""
    waiting = new
    ids = _ids(session)
    while waiting:
        ready = [one for one in waiting if one.facts.parent_code is None or one.facts.parent_code in ids]
        if not ready:
            lost = waiting[0]
            raise InvalidInput(
                _("รหัส %(code)s: ไม่มีหน่วยต้นทางรหัส %(parent)s ในรายชื่อ", code=lost.code, parent=lost.facts.parent_code),
                _("แก้ parent_code ในไฟล์ แล้วนำเข้าใหม่"),
            )
        for start in range(0, len(ready), BATCH):
            batch = ready[start : start + BATCH]
            session.execute(sa.insert(Organisation), [_row(one, ids) for one in batch])
            count.added += len(batch)
            if progress:
                progress(count.added, len(new))
        done = {one.code for one in ready}
        waiting = [one for one in waiting if one.code not in done]
        ids = _ids(session)
    offices = [{"organisation_id": ids[one.code], **office} for one in new for office in offices_of(one)]
    periods = [period for one in new for period in _periods(one, ids[one.code])]
    if offices:
        session.execute(sa.insert(Office), offices)
    if periods:
        session.execute(sa.insert(OrganisationKindPeriod), periods)
    count.offices = len(offices)


def _ids(session: Session) -> dict[str, int]:
    return dict(session.execute(sa.select(Organisation.code, Organisation.id)).all())


def _row(one: ListedOrganisation, ids: dict[str, int]) -> dict[str, Any]:
    facts = one.facts
    return {
        "code": one.code,
        "kind": facts.kind,
        "name": facts.name,
        "short_name": facts.short_name,
        "name_en": facts.name_en,
        "sort_key": sort_key(facts.short_name),
        "parent_id": ids[facts.parent_code] if facts.parent_code else None,
        "province_code": facts.province_code,
        "district_code": facts.district_code,
        "letter_prefix": facts.letter_prefix,
        "head_title": one.head_title,
        "source": one.source,
        "listed": facts.as_json(),
        "active": True,
        "version": 1,
    }


def _periods(one: ListedOrganisation, organisation_id: int) -> list[dict[str, Any]]:
    if one.former is None:
        return []
    former, facts = one.former, one.facts
    base = {"organisation_id": organisation_id, "source": one.source}
    return [
        {**base, "kind": former.kind, "name": former.name, "valid_from": None, "valid_to": former.until},
        {**base, "kind": facts.kind, "name": facts.name, "valid_from": former.until, "valid_to": None},
    ]


def _follow(session: Session, one: ListedOrganisation, count: ImportCount, today: dt.date) -> None:
    """Take over what the list changed since it was last read, field by field."""
    organisation = session.scalars(sa.select(Organisation).where(Organisation.code == one.code)).one()
    new, old = one.facts.as_json(), organisation.listed or {}
    moved = {name for name, value in new.items() if old.get(name) != value}
    untouched = {name for name in moved if _present(organisation, name) == old.get(name)}
    if NAMED & moved:
        untouched = untouched - NAMED if NAMED & moved - untouched else untouched | (NAMED & moved)
    kept = {name for name in moved - untouched if _present(organisation, name) != new[name]}
    for name in untouched - NAMED - ROUTED:
        setattr(organisation, name, new[name])
    if untouched & ROUTED:
        _reroute(session, organisation, one)
    if untouched & NAMED:
        day = one.former.until if one.former else today
        session.flush()
        follow_kind(
            session,
            organisation,
            KindChange(one.facts.kind, one.facts.short_name, day, one.source, one.facts.name),
            organisation.version,
        )
    organisation.listed = new
    organisation.active = True
    count.kept += bool(kept)
    count.changed += bool(untouched)


def _present(organisation: Organisation, name: str) -> str | None:
    if name == "parent_code":
        return organisation.parent.code if organisation.parent else None
    value = getattr(organisation, name)
    return None if value is None else str(value)


def _reroute(session: Session, organisation: Organisation, one: ListedOrganisation) -> None:
    organisation.province_code, organisation.district_code = one.facts.province_code, one.facts.district_code
    parent = sa.select(Organisation.id).where(Organisation.code == one.facts.parent_code)
    organisation.parent_id = session.scalar(parent) or organisation.parent_id


def _close(session: Session, codes: list[str], count: ImportCount) -> None:
    """An LAO gone from the list (merged into another) stays on record and gets no more letters."""
    if codes:
        session.execute(
            sa.update(Organisation).where(Organisation.code.in_(codes)).values(active=False, listed=None),
            execution_options={"synchronize_session": "fetch"},
        )
    count.closed = len(codes)
