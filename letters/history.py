"""What was done to a letter, in the words of its page; the record itself is core/audit.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel.speaklater import LazyString

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.audit_labels import ACT_LABELS


@dataclass(frozen=True)
class HistoryLine:
    """One act: when, who, what; `note` is the reason given, `before` and `after` where an enclosure led."""

    at: dt.datetime
    who: str
    what: LazyString
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
        ACT_LABELS[entry.act],
        note=entry.note or "",
        before=_place(before) if enclosure else "",
        after=_place(after) if enclosure else "",
    )


def _place(values: dict[str, Any]) -> str:
    """Give where an enclosure led, else what it is called; its place in the list says nothing to a reader."""
    return str(values.get("url") or values.get("file_name") or values.get("text") or "")
