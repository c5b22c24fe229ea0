"""What was done to a letter, in the words of its page; the record itself is core/audit.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from core.audit import AuditEntry
from core.audit_acts import AuditAct

WORDS: dict[AuditAct, LazyString] = {
    AuditAct.LETTER_DRAFTED: _l("เริ่มร่าง"),
    AuditAct.LETTER_EDITED: _l("แก้ร่าง"),
    AuditAct.LETTER_DISCARDED: _l("ทิ้งร่าง"),
    AuditAct.LETTER_RESTORED: _l("นำร่างกลับมา"),
    AuditAct.LETTER_SUBMITTED: _l("เสนอ"),
    AuditAct.LETTER_APPROVED: _l("เห็นชอบ"),
    AuditAct.LETTER_RETURNED: _l("ส่งกลับให้แก้"),
    AuditAct.LETTER_WITHDRAWN: _l("ถอนเรื่องคืน"),
    AuditAct.LETTER_NUMBERED: _l("ลงนามและออกเลข"),
    AuditAct.LETTER_ISSUED: _l("จัดทำไฟล์ทางการ"),
    AuditAct.LETTER_SCAN_ADDED: _l("เก็บไฟล์สแกน"),
    AuditAct.LETTER_RECORDED: _l("บันทึกหนังสือกระดาษ"),
    AuditAct.LETTER_RECALLED: _l("เรียกคืน"),
    AuditAct.LETTER_SUPERSEDED: _l("ออกฉบับใหม่แทน"),
    AuditAct.ENCLOSURE_CHANGED: _l("เปลี่ยนสิ่งที่ส่งมาด้วย"),
    AuditAct.LETTER_DISPATCHED: _l("ส่งถึงผู้รับ"),
    AuditAct.LETTER_FORWARDED: _l("ส่งต่อ"),
    AuditAct.NUMBER_RESERVED: _l("จองเลข"),
    AuditAct.NUMBER_VOIDED: _l("ยกเลิกเลข"),
}


@dataclass(frozen=True)
class HistoryLine:
    """One act: when, who, what; `note` is the reason given, `before` and `after` where an enclosure led."""

    at: dt.datetime
    who: str
    what: LazyString | str
    note: str = ""
    before: str = ""
    after: str = ""
    times: int = 1


def history_lines(entries: Iterable[AuditEntry]) -> list[HistoryLine]:
    """Give the acts as lines, oldest first; one person's edits in a row are one line."""
    lines: list[HistoryLine] = []
    for entry in entries:
        line = _line(entry)
        last = lines[-1] if lines else None
        if last and entry.act is AuditAct.LETTER_EDITED and (last.what, last.who) == (line.what, line.who):
            lines[-1] = HistoryLine(line.at, line.who, line.what, times=last.times + 1)
        else:
            lines.append(line)
    return lines


def _line(entry: AuditEntry) -> HistoryLine:
    before, after = entry.before or {}, entry.after or {}
    enclosure = entry.act is AuditAct.ENCLOSURE_CHANGED
    return HistoryLine(
        entry.at,
        entry.actor_name,
        WORDS.get(entry.act, str(entry.act)),
        note=entry.note or "",
        before=_place(before) if enclosure else "",
        after=_place(after) if enclosure else "",
    )


def _place(values: dict[str, Any]) -> str:
    """Give where an enclosure led, else what it is called; its place in the list says nothing to a reader."""
    return str(values.get("url") or values.get("file_name") or values.get("text") or "")
