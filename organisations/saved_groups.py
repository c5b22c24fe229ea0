"""An office's own lists of organisations it writes to again and again. Deleting can be undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import InvalidInput, NotFound, Refused
from core.extensions import db
from organisations.contact_checks import clean_text
from organisations.models import Office, Organisation, SavedGroup, SavedGroupMember
from organisations.tree import IN_ORDER, Organisations
from organisations.versioned import Edit, stale

MOST_MEMBERS = 1000


@dataclass(frozen=True)
class GroupFacts:
    """As typed: `phrase` is printed after เรียน; `members` are organisation ids."""

    name: str
    phrase: str
    members: frozenset[int]


def groups_of(office_id: int) -> Sequence[tuple[SavedGroup, int]]:
    """Give the office's groups with the count of members, the most used first."""
    count = sa.func.count(SavedGroupMember.organisation_id)
    query = (
        sa.select(SavedGroup, count)
        .outerjoin(SavedGroupMember, SavedGroupMember.group_id == SavedGroup.id)
        .where(SavedGroup.office_id == office_id, SavedGroup.deleted_at.is_(None))
        .group_by(SavedGroup.id)
        .order_by(SavedGroup.use_count.desc(), SavedGroup.name)
    )
    return [(group, number) for group, number in db.session.execute(query)]


def group(group_id: int, office_id: int) -> SavedGroup:
    """Give one group of this office, also a deleted one. Raises NotFound."""
    found = db.session.get(SavedGroup, group_id)
    if found is None or found.office_id != office_id:
        raise NotFound(_("ไม่พบกลุ่มนี้ในหน่วยงานของท่าน"), _("กลับไปหน้ากลุ่มผู้รับ แล้วเลือกอีกครั้ง"))
    return found


def members_of(group_id: int) -> Organisations:
    """Select the organisations of a group, in Thai dictionary order."""
    member = sa.and_(SavedGroupMember.organisation_id == Organisation.id, SavedGroupMember.group_id == group_id)
    return sa.select(Organisation).join(SavedGroupMember, member).order_by(*IN_ORDER)


def create_group(office: Office, facts: GroupFacts, edit: Edit) -> SavedGroup:
    """Add a group. Raises InvalidInput naming the field, Refused when the name is taken."""
    name, phrase = _clean(facts)
    _refuse_taken_name(office.id, name, None)
    made = SavedGroup(office_id=office.id, name=name, phrase=phrase, updated_at=edit.now)
    db.session.add(made)
    db.session.flush()
    _set_members(made.id, facts.members)
    _record(made, edit, None, {"name": name, "phrase": phrase, "members": len(facts.members)})
    return made


def change_group(saved: SavedGroup, facts: GroupFacts, edit: Edit) -> None:
    """Replace name, phrase and members. Raises InvalidInput naming the field, Refused, StaleState."""
    name, phrase = _clean(facts)
    _refuse_taken_name(saved.office_id, name, saved.id)
    before = {"name": saved.name, "phrase": saved.phrase, "members": len(saved.members)}
    _move(saved, edit, {"name": name, "phrase": phrase})
    _set_members(saved.id, facts.members)
    db.session.expire(saved, ["members"])
    _record(saved, edit, before, {"name": name, "phrase": phrase, "members": len(facts.members)})


def delete_group(saved: SavedGroup, edit: Edit) -> None:
    """Take the group out of the lists; `restore_group` brings it back. Raises StaleState."""
    _move(saved, edit, {"deleted_at": edit.now})
    _record(saved, edit, {"name": saved.name}, {"deleted": True})


def restore_group(saved: SavedGroup, edit: Edit) -> None:
    """Undo a deletion. Raises Refused when the name was given to another group meanwhile, StaleState."""
    _refuse_taken_name(saved.office_id, saved.name, saved.id)
    _move(saved, edit, {"deleted_at": None})
    _record(saved, edit, {"deleted": True}, {"name": saved.name})


def count_use(group_ids: Collection[int]) -> None:
    """Note that a letter was issued to these groups; the most used come first in every list."""
    if group_ids:
        statement = sa.update(SavedGroup).where(SavedGroup.id.in_(group_ids))
        db.session.execute(statement.values(use_count=SavedGroup.use_count + 1))


def _clean(facts: GroupFacts) -> tuple[str, str]:
    name, phrase = clean_text(facts.name, "name"), clean_text(facts.phrase, "phrase")
    if not name:
        raise InvalidInput(_("ยังไม่ได้ใส่ชื่อกลุ่ม"), _("ใส่ชื่อสั้น ๆ ที่จำได้ เช่น อปท. ริมแม่น้ำป่าสัก"), "name")
    if not phrase:
        raise InvalidInput(_("ยังไม่ได้ใส่ข้อความหลังคำว่า เรียน"), _("เช่น นายกเทศมนตรีและนายก อบต. ตามบัญชีแนบท้าย"), "phrase")
    if not facts.members:
        raise InvalidInput(_("กลุ่มยังไม่มีผู้รับ"), _("เลือกอย่างน้อยหนึ่งแห่ง"), "members")
    if len(facts.members) > MOST_MEMBERS:
        raise InvalidInput(
            _("กลุ่มมี %(count)s แห่ง มากกว่าที่รับได้", count=len(facts.members)),
            _("ใส่ไม่เกิน %(most)s แห่ง หรือเลือกผู้รับด้วยกฎ เช่น อบต. ทุกแห่ง ตอนเขียนหนังสือ", most=MOST_MEMBERS),
            "members",
        )
    return name, phrase


def _refuse_taken_name(office_id: int, name: str, own_id: int | None) -> None:
    same = sa.select(SavedGroup.id).where(
        SavedGroup.office_id == office_id, SavedGroup.name == name, SavedGroup.deleted_at.is_(None)
    )
    if db.session.scalar(same.where(SavedGroup.id != (own_id or 0))):
        raise Refused(_("มีกลุ่มชื่อ %(name)s อยู่แล้ว", name=name), _("ตั้งชื่ออื่น หรือแก้กลุ่มเดิม"), "name")


def _move(saved: SavedGroup, edit: Edit, change: dict[str, object]) -> None:
    values = {**change, "updated_at": edit.now, "version": edit.version + 1}
    if not claim(SavedGroup, saved.id, {"version": edit.version}, values):
        raise stale()


def _set_members(group_id: int, members: frozenset[int]) -> None:
    known = set(db.session.scalars(sa.select(Organisation.id).where(Organisation.id.in_(members), Organisation.active)))
    if members - known:
        raise InvalidInput(_("มีผู้รับที่ไม่มีในรายชื่อองค์กร"), _("เลือกผู้รับใหม่จากการค้นหา"), "members")
    db.session.execute(sa.delete(SavedGroupMember).where(SavedGroupMember.group_id == group_id))
    rows = [{"group_id": group_id, "organisation_id": one} for one in sorted(members)]
    db.session.execute(sa.insert(SavedGroupMember), rows)


def _record(saved: SavedGroup, edit: Edit, before: dict[str, object] | None, after: dict[str, object]) -> None:
    record(Act(edit.actor, AuditAct.GROUP_CHANGED, saved, edit.now, before=before, after=after))
