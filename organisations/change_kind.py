"""An LAO becomes another kind or takes another name from a day on, and stays the same organisation: its letters,
people and numbers remain (saraban.md section 5: type needs a validity date, identity does not).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.clock import day_of
from core.errors import InvalidInput, Refused, StaleState
from core.extensions import db
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import Office, Organisation, OrganisationKindPeriod
from organisations.thai_order import sort_key
from organisations.tree import parent_code_for

K = OrganisationKind
CHANGEABLE = frozenset({K.CITY_MUNICIPALITY, K.TOWN_MUNICIPALITY, K.SUBDISTRICT_MUNICIPALITY, K.SAO})


@dataclass(frozen=True)
class KindChange:
    """What it becomes: `short_name` without the kind's words, `valid_from` the first day, `source` the Gazette notice.
    `full_name` only where the kind's words and the short name do not make the name (เมืองพัทยา).
    """

    kind: OrganisationKind
    short_name: str
    valid_from: dt.date
    source: str
    full_name: str = ""

    @property
    def name(self) -> str:
        """The full name that follows."""
        return self.full_name or f"{KIND_FACTS[self.kind].full}{self.short_name}"


def change_kind(organisation: Organisation, change: KindChange, version: int, actor: Actor, now: dt.datetime) -> None:
    """Change kind and name from a day on; the route moves between province and district when the kind asks for it.

    `version` is the row as the person saw it. Raises Refused (not such an LAO, nothing changes, name taken),
    InvalidInput (`valid_from`, `short_name`, `source`), StaleState (somebody changed it in between).
    """
    _check(organisation, change, day_of(now))
    before = {"kind": str(organisation.kind), "name": organisation.name}
    follow_kind(db.session(), organisation, change, version)
    record(
        Act(
            actor,
            AuditAct.ORGANISATION_KIND_CHANGED,
            organisation,
            now,
            before=before,
            after={"kind": str(change.kind), "name": change.name, "valid_from": change.valid_from.isoformat()},
            note=change.source,
        )
    )


def follow_kind(session: Session, organisation: Organisation, change: KindChange, version: int) -> None:
    """Write the change without judging or recording it (the import of a list records itself as one act)."""
    former_kind, former_name, former_label = organisation.kind, organisation.name, organisation.label
    parent_code = parent_code_for(change.kind, organisation.province_code, organisation.district_code)
    values = {
        "kind": change.kind,
        "name": change.name,
        "short_name": change.short_name,
        "sort_key": sort_key(change.short_name),
        "version": version + 1,
    }
    if parent_code:
        parent_id = session.scalar(sa.select(Organisation.id).where(Organisation.code == parent_code))
        values["parent_id"] = parent_id or organisation.parent_id
    if not claim(Organisation, organisation.id, {"version": version}, values):
        raise StaleState(_("มีผู้อื่นแก้ข้อมูลองค์กรนี้ไปก่อนแล้ว"), _("เปิดหน้านี้ใหม่ ดูข้อมูลล่าสุด แล้วบันทึกอีกครั้ง"))
    session.refresh(organisation)
    _date(session, organisation.id, (former_kind, former_name), change)
    _rename_offices(session, organisation, former_name, former_label)


def _check(organisation: Organisation, change: KindChange, today: dt.date) -> None:
    if organisation.kind not in CHANGEABLE or change.kind not in CHANGEABLE:
        raise Refused(_("เปลี่ยนประเภทได้เฉพาะเทศบาลและ อบต."), _("แก้ชื่อหรือข้อมูลอื่นขององค์กรนี้ในหน้าแก้ไขแทน"))
    if not change.short_name.strip():
        raise InvalidInput(_("ยังไม่ได้ใส่ชื่อ"), _("ใส่ชื่อโดยไม่มีคำว่าเทศบาลหรือ อบต. นำหน้า"), "short_name")
    if not change.source.strip():
        raise InvalidInput(_("ยังไม่ได้ใส่ที่มา"), _("ใส่ประกาศที่ให้เปลี่ยน เช่น ราชกิจจานุเบกษา เล่มและหน้า"), "source")
    if (change.kind, change.name) == (organisation.kind, organisation.name):
        raise Refused(_("ประเภทและชื่อเหมือนเดิม"), _("เลือกประเภทใหม่หรือใส่ชื่อใหม่"))
    if change.valid_from > today:
        raise InvalidInput(_("วันเริ่มใช้ยังมาไม่ถึง"), _("บันทึกเมื่อถึงวันนั้น หรือแก้วันที่"), "valid_from")
    last = db.session.scalar(
        sa.select(sa.func.max(OrganisationKindPeriod.valid_from)).where(
            OrganisationKindPeriod.organisation_id == organisation.id
        )
    )
    if last and change.valid_from <= last:
        raise InvalidInput(_("มีการเปลี่ยนครั้งก่อนเมื่อ %(day)s แล้ว", day=last.isoformat()), _("ใส่วันหลังจากนั้น"), "valid_from")
    _refuse_taken_name(organisation, change)


def _refuse_taken_name(organisation: Organisation, change: KindChange) -> None:
    taken = db.session.scalar(
        sa.select(Organisation.code).where(
            Organisation.name == change.name,
            Organisation.district_code == organisation.district_code,
            Organisation.id != organisation.id,
            Organisation.active,
        )
    )
    if taken:
        raise Refused(
            _("อำเภอนี้มี %(name)s อยู่แล้ว (รหัส %(code)s)", name=change.name, code=taken), _("ตรวจชื่อและประเภทอีกครั้ง")
        )


def _date(session: Session, organisation_id: int, former: tuple[OrganisationKind, str], change: KindChange) -> None:
    """Close the period that was open (the first change opens one that began before the list) and open the next."""
    closed = session.execute(
        sa.update(OrganisationKindPeriod)
        .where(OrganisationKindPeriod.organisation_id == organisation_id, OrganisationKindPeriod.valid_to.is_(None))
        .values(valid_to=change.valid_from)
    )
    if not closed.rowcount:  # type: ignore[attr-defined]
        kind, name = former
        session.add(
            OrganisationKindPeriod(
                organisation_id=organisation_id, kind=kind, name=name, valid_to=change.valid_from, source=change.source
            )
        )
    session.add(
        OrganisationKindPeriod(
            organisation_id=organisation_id,
            kind=change.kind,
            name=change.name,
            valid_from=change.valid_from,
            source=change.source,
        )
    )
    session.flush()


def _rename_offices(session: Session, organisation: Organisation, former_name: str, former_label: str) -> None:
    """An LAO's desk bears its name; what an administrator wrote there otherwise stays."""
    for office in session.scalars(sa.select(Office).where(Office.organisation_id == organisation.id)):
        if office.name == former_name:
            office.name = organisation.name
        if office.short_name == former_label:
            office.short_name = organisation.label
        office.letterhead = [organisation.name if line == former_name else line for line in office.letterhead]
