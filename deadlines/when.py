"""When a deadline falls due, in words: its day, how its day is counted, or that nobody has said."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from flask_babel import gettext as _
from flask_babel import ngettext

from core.jinja_filters import count, date_weekday, time


class Dated(Protocol):
    """What is read of a deadline, or of one that is suggested."""

    due_on: dt.date | None
    due_time: dt.time | None
    rule: dict[str, Any] | None


def when_due(asked: Dated) -> str:
    """ภายในวันพุธที่ ๓๑ กรกฎาคม ๒๕๖๗ ๑๖.๓๐ น., ภายใน ๗ วันทำการนับจากวันที่ได้รับ, ทุกวันที่ ๕ ของเดือน …, ยังไม่ระบุวัน."""
    rule = asked.rule or {}
    if "n" in rule:
        return _counted(int(rule["n"]), str(rule["unit"]))
    if asked.due_on is None:
        return _("ยังไม่ระบุวัน")
    day = date_weekday(asked.due_on)
    if rule.get("freq") == "monthly":
        return _("ทุกวันที่ %(number)s ของเดือน ครั้งนี้%(day)s", number=count(int(rule["day"])), day=day)
    if rule.get("freq") == "weekly":
        return _("ทุกสัปดาห์ ครั้งนี้%(day)s", day=day)
    at = f" {time(asked.due_time)}" if asked.due_time else ""
    return _("ภายใน%(day)s", day=f"{day}{at}")


def _counted(n: int, unit: str) -> str:
    if unit == "working_day":
        return ngettext("ภายใน %(n)s วันทำการนับจากวันที่ได้รับ", "ภายใน %(n)s วันทำการนับจากวันที่ได้รับ", n, n=count(n))
    if unit == "month":
        return ngettext("ภายใน %(n)s เดือนนับจากวันที่ได้รับ", "ภายใน %(n)s เดือนนับจากวันที่ได้รับ", n, n=count(n))
    return ngettext("ภายใน %(n)s วันนับจากวันที่ได้รับ", "ภายใน %(n)s วันนับจากวันที่ได้รับ", n, n=count(n))
