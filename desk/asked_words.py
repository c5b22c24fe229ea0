"""What a letter asks, in words: for the person who looks over what was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from core.jinja_filters import date_long, thai_digits
from letters.reading.duty import Action
from organisations.kinds import KIND_FACTS, OrganisationKind

ACTION_LABELS: dict[str, LazyString] = {
    Action.ACKNOWLEDGE: _l("ทราบและดำเนินการ"),
    Action.REGISTER_ATTENDEES: _l("แจ้งชื่อผู้เข้าร่วม"),
    Action.SUBMIT_REPORT: _l("ส่งรายงาน"),
    Action.ENTER_DATA: _l("บันทึกข้อมูล"),
    Action.FORWARD: _l("แจ้งต่อ"),
    Action.ATTEND: _l("เข้าร่วมประชุม"),
    Action.INFORM_ONLY: _l("เพื่อทราบ"),
}
WEEKDAYS = {
    "MO": _l("วันจันทร์"),
    "TU": _l("วันอังคาร"),
    "WE": _l("วันพุธ"),
    "TH": _l("วันพฤหัสบดี"),
    "FR": _l("วันศุกร์"),
    "SA": _l("วันเสาร์"),
    "SU": _l("วันอาทิตย์"),
}


@dataclass(frozen=True)
class Asked:
    """One line of หนังสือขออะไร: `key` names it for striking out, `field` is that of the reading."""

    key: str
    field: str
    title: str
    who: str
    when: str
    quote: str
    url: str = ""


def asked(reading: Mapping[str, Any]) -> list[Asked]:
    """Give what a reading says is asked, of whom, until when: the main date, obligations, meeting, sessions."""
    lines = []
    if main := reading.get("deadline"):
        lines.append(Asked("deadline:0", "deadline", _("กำหนดหลัก"), "", when(main), str(main.get("what") or "")))
    for at, duty in enumerate(reading.get("obligations") or ()):
        label = str(ACTION_LABELS.get(duty.get("action"), duty.get("action")))
        who, quote = whom(duty.get("who") or ()), str(duty.get("text") or "")
        lines.append(Asked(f"obligations:{at}", "obligations", label, who, when(duty), quote))
    if meeting := reading.get("meeting"):
        lines.append(Asked("meeting:0", "meeting", _("ประชุม"), "", when(meeting), str(meeting.get("place") or "")))
    for at, one in enumerate(reading.get("sessions") or ()):
        who, quote = whom(one.get("for_kinds") or ()), " ".join(filter(None, (one.get("platform"), _id(one))))
        url = str(one.get("url") or "")
        lines.append(Asked(f"sessions:{at}", "sessions", _("รอบประชุม"), who, when(one), quote, url))
    return lines


def whom(kinds: Any) -> str:  # noqa: ANN401
    """Give kinds of organisations as words; one Wian does not know stays as it is."""
    known = set(OrganisationKind)
    return " · ".join(str(KIND_FACTS[OrganisationKind(one)].label) if one in known else str(one) for one in kinds)


def when(one: Mapping[str, Any]) -> str:
    """Give from and until when as words; a day that is not known is said to be unknown."""
    if said := _by_rule(one.get("rule") or {}):
        return said
    start, end = _moment(one.get("start")), _moment(one.get("end"))
    if start and end and start != end:
        return _("ตั้งแต่ %(start)s ถึง %(end)s", start=start, end=end)
    if end or start:
        time = one.get("time")
        at = " " + _("เวลา %(time)s น.", time=thai_digits(str(time)[:5].replace(":", "."))) if time else ""
        return (_("ภายใน %(end)s", end=end) if end else _("ตั้งแต่ %(start)s", start=start)) + at
    return _("ไม่ระบุวัน")


def _by_rule(rule: Mapping[str, Any]) -> str:
    if "n" in rule:
        unit = _("วันทำการ") if rule.get("unit") == "working_day" else _("วัน")
        origin = _("นับแต่ได้รับหนังสือ") if (rule.get("origin") or rule.get("from")) == "receipt" else ""
        return _("ภายใน %(n)s %(unit)s %(origin)s", n=thai_digits(str(rule["n"])), unit=unit, origin=origin).strip()
    if rule.get("freq") == "weekly":
        return _("ทุก%(day)s", day=WEEKDAYS.get(str(rule.get("weekday")), ""))
    if rule.get("freq") == "monthly":
        return _("ทุกวันที่ %(day)s ของเดือน", day=thai_digits(str(rule.get("day") or "")))
    return {"daily": _("ทุกวัน"), "yearly": _("ทุกปี")}.get(str(rule.get("freq")), "")


def _moment(value: object) -> str:
    text = str(value or "")
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        return thai_digits(text)
    time = text[11:16].replace(":", ".")
    return date_long(day) + (" " + _("เวลา %(time)s น.", time=thai_digits(time)) if time else "")


def _id(session: Mapping[str, Any]) -> str:
    return f"ID {session['meeting_id']}" if session.get("meeting_id") else ""
