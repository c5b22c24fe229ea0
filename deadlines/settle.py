"""An obligation is met, given up, or taken up again: by the act itself, by word, by the district's word on behalf.

Settled means nobody is reminded any more: the same statement that settles takes the next reminder away.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from core.stored_files import StoredFile
from deadlines.models import Deadline, EvidenceFile, Obligation
from deadlines.moves import move
from deadlines.status import DeadlineKind, Evidence, ObligationState, SettledHow

S = ObligationState
MAX_NOTE = 2000  # characters


@dataclass(frozen=True)
class Statement:
    """What an organisation says of its share: how many more pieces are done, a note, files that show it.

    `behalf_method` and `behalf_person`: its district says so for it, told by whom and how.
    """

    pieces: int = 1
    note: str = ""
    files: tuple[tuple[StoredFile, str], ...] = ()
    behalf_method: str = ""
    behalf_person: str = ""


def settle_by_act(
    kind: DeadlineKind, root_id: int, organisations: sa.Select[Any], *, now: dt.datetime, actor: Actor
) -> int:
    """Settle what the organisations owed of this kind on a chain, since they have just done it; gives how many.

    The caller's act is on record already, so this writes no audit row of its own (design rule 9: one an act).
    """
    facts = {"settled_at": now, "settled_how": SettledHow.ACT, **_by(actor)}
    return len(move(_of(kind, root_id, organisations), S.SETTLED, facts))


def reopen_by_act(kind: DeadlineKind, root_id: int, organisations: sa.Select[Any]) -> int:
    """Open again what such an act had settled, since it was taken back; gives how many."""
    settled_so = sa.and_(_of(kind, root_id, organisations), Obligation.settled_how == SettledHow.ACT)
    opened = move(sa.and_(settled_so, Obligation.opened_at.is_not(None)), S.OPEN, {}, only_from={S.SETTLED})
    return len(opened) + len(move(settled_so, S.AWAITING, {}, only_from={S.SETTLED}))


def state_done(obligation: Obligation, statement: Statement, *, now: dt.datetime, actor: Actor) -> bool:
    """Take an organisation's word; True when its share is settled by it, False when pieces are still missing.

    Raises InvalidInput (fields `note`, `files`, `pieces`, `behalf_person`) when the evidence asked for is missing,
    Refused for a share that is not open.
    """
    _check(obligation, statement)
    done = obligation.pieces_done + statement.pieces
    whole = done >= obligation.deadline.pieces
    before = {"state": obligation.state.value, "pieces_done": obligation.pieces_done}
    facts: dict[str, Any] = {"pieces_done": done, "note": statement.note.strip()}
    if whole:
        how = SettledHow.BEHALF if statement.behalf_method else SettledHow.STATEMENT
        behalf = {"behalf_method": statement.behalf_method, "behalf_person": statement.behalf_person.strip()}
        facts |= {"settled_at": now, "settled_how": how, **behalf, **_by(actor)}
        _moved(move(Obligation.id == obligation.id, S.SETTLED, facts))
    else:
        obligation.pieces_done, obligation.note = done, statement.note.strip()
    for file, name in statement.files:
        db.session.add(
            EvidenceFile(
                obligation_id=obligation.id, file_id=file.id, file_name=name, added_at=now, added_by_id=actor.user_id
            )
        )
    files = [file.sha256 for file, _name in statement.files]
    after = {"state": obligation.state.value, "pieces_done": done, "files": files}
    record(Act(actor, AuditAct.OBLIGATION_STATED, obligation, now, before, after, statement.note.strip() or None))
    return whole


def settle_on_behalf(
    which: sa.ColumnElement[bool], deadline: Deadline, said: Statement, *, now: dt.datetime, actor: Actor
) -> int:
    """Take the word of whoever answered for the selected organisations, all at once; gives how many, one audit row.

    Raises InvalidInput (field `behalf_person`) when nobody is named.
    """
    person = said.behalf_person.strip()
    if not person:
        raise InvalidInput(_("ยังไม่ได้พิมพ์ชื่อผู้แจ้ง"), _("พิมพ์ชื่อผู้ที่แจ้งแทนหน่วยงาน"), "behalf_person")
    behalf = {"behalf_method": said.behalf_method, "behalf_person": person}
    facts = {
        "settled_at": now,
        "settled_how": SettledHow.BEHALF,
        "pieces_done": deadline.pieces,
        **behalf,
        **_by(actor),
    }
    done = move(sa.and_(Obligation.deadline_id == deadline.id, which), S.SETTLED, facts, only_from={S.OPEN})
    if done:
        record(Act(actor, AuditAct.OBLIGATION_STATED, deadline, now, after={"count": len(done), **behalf}))
    return len(done)


def waive(which: sa.ColumnElement[bool], deadline: Deadline, reason: str, *, now: dt.datetime, actor: Actor) -> int:
    """Free the selected organisations from a deadline, with the reason they read; gives how many, one audit row.

    Raises InvalidInput without a reason.
    """
    note = _reason(reason)
    waived = move(sa.and_(Obligation.deadline_id == deadline.id, which), S.WAIVED, {"note": note})
    if waived:
        record(Act(actor, AuditAct.OBLIGATIONS_WAIVED, deadline, now, after={"count": len(waived)}, note=note))
    return len(waived)


def reopen(obligation: Obligation, reason: str, *, now: dt.datetime, actor: Actor) -> None:
    """Take up again a share that was settled by word or waived. Raises InvalidInput without a reason, Refused else."""
    note = _reason(reason)
    if obligation.settled_how is SettledHow.ACT:
        raise Refused(_("รายการนี้เสร็จเพราะการปฏิบัติในระบบ"), _("ถอนการปฏิบัตินั้นแทน เช่น ถอนการรับทราบ"))
    before = {"state": obligation.state.value, "pieces_done": obligation.pieces_done}
    to = S.AWAITING if obligation.opened_at is None else S.OPEN
    _moved(move(Obligation.id == obligation.id, to, {"pieces_done": 0, "note": ""}, only_from={S.SETTLED, S.WAIVED}))
    record(Act(actor, AuditAct.OBLIGATION_REOPENED, obligation, now, before, {"state": to.value}, note))


def _check(obligation: Obligation, statement: Statement) -> None:
    if obligation.state is not S.OPEN:
        raise Refused(_("รายการนี้ไม่ได้ค้างอยู่แล้ว"), _("เปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด"))
    missing = obligation.deadline.pieces - obligation.pieces_done
    if not 1 <= statement.pieces <= missing:
        raise InvalidInput(_("จำนวนชิ้นต้องอยู่ระหว่าง 1 ถึง %(most)s", most=missing), _("พิมพ์จำนวนที่ทำเสร็จเพิ่มครั้งนี้"), "pieces")
    if len(statement.note) > MAX_NOTE:
        raise InvalidInput(_("หมายเหตุยาวเกิน %(most)s ตัวอักษร", most=MAX_NOTE), _("ย่อให้สั้นลง หรือแนบเป็นไฟล์"), "note")
    asked = obligation.deadline.evidence
    if statement.behalf_method:
        if not statement.behalf_person.strip():
            raise InvalidInput(_("ยังไม่ได้พิมพ์ชื่อผู้แจ้ง"), _("พิมพ์ชื่อผู้ที่แจ้งแทนหน่วยงาน"), "behalf_person")
    elif asked is Evidence.FILE and not statement.files and not obligation.evidence_files:
        raise InvalidInput(_("ยังไม่ได้แนบไฟล์หลักฐาน"), _("แนบไฟล์รายงานอย่างน้อย ๑ ไฟล์"), "files")
    elif asked is Evidence.NOTE and not statement.note.strip():
        raise InvalidInput(_("ยังไม่ได้พิมพ์ผลการดำเนินการ"), _("พิมพ์สั้น ๆ ว่าทำอะไรแล้ว"), "note")


def _of(kind: DeadlineKind, root_id: int, organisations: sa.Select[Any]) -> sa.ColumnElement[bool]:
    deadlines = sa.select(Deadline.id).where(Deadline.letter_id == root_id, Deadline.kind == kind)
    return sa.and_(Obligation.deadline_id.in_(deadlines), Obligation.organisation_id.in_(organisations))


def _by(actor: Actor) -> dict[str, Any]:
    return {"settled_by_id": actor.user_id, "settled_by_name": actor.name}


def _moved(ids: list[int]) -> None:
    if not ids:
        raise Refused(_("มีผู้อื่นบันทึกรายการนี้ก่อนท่านเมื่อสักครู่"), _("เปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด"))


def _reason(reason: str) -> str:
    text = reason.strip()
    if not text:
        raise InvalidInput(_("ยังไม่ได้เขียนเหตุผล"), _("เขียนสั้น ๆ ให้หน่วยงานเข้าใจ"), "reason")
    if len(text) > MAX_NOTE:
        raise InvalidInput(_("เหตุผลยาวเกิน %(most)s ตัวอักษร", most=MAX_NOTE), _("ย่อให้สั้นลง"), "reason")
    return text
