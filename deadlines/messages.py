"""The e-mails of deadlines, in words: what is still owed, and who has not answered."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from core import clock
from core.jinja_filters import count, thai_digits
from core.public_address import public_url
from deadlines.models import Deadline, Obligation
from deadlines.remind import MISSING, REMINDER, standing
from deadlines.status_labels import KIND_LABELS
from deadlines.words import remaining
from letters.models import Letter
from notifications.renderers import NoLongerNeeded, Words, renders
from organisations.models import Organisation
from thai_numerals import format_date, format_time

MOST = 40  # organisations named in one mail; the page names all


@renders(REMINDER, lazy_gettext("เตือนสิ่งที่ต้องทำ"))
def reminder(payload: dict[str, Any]) -> Words:
    """Tell an office what it still owes, everything of one morning in one mail, soonest first."""
    owed = _owed(payload)
    soonest, deadline, organisation = owed[0]
    left = remaining(soonest.due_on, clock.today()) if soonest.due_on else ""
    subject = ngettext(
        "%(left)s: %(what)s",
        "%(left)s: %(what)s และอีก %(more)s เรื่อง",
        len(owed),
        left=left,
        what=what_of(deadline),
        more=count(len(owed) - 1),
    )
    return Words(
        subject=subject,
        paragraphs=(_("%(organisation)s มีเรื่องที่ยังไม่เสร็จดังนี้", organisation=organisation.name),),
        items=tuple(_item(one, asked) for one, asked, _organisation in owed),
        button=_("เปิดรายการที่ต้องทำ"),
        link=public_url("/deadlines"),
        closing=(_("ท่านได้รับข้อความนี้เพราะหน่วยงานของท่านเป็นผู้รับหนังสือ ถ้าทำเสร็จแล้ว กดแจ้งในระบบ แล้วจะไม่มีการเตือนอีก"),),
    )


@renders(MISSING, lazy_gettext("รายชื่อที่เลยกำหนด"))
def missing(payload: dict[str, Any]) -> Words:
    """Tell who stands above which organisations are late, with the numbers to call; one mail, not one each."""
    owed = _owed(payload)
    deadline = owed[0][1]
    names = [_named(organisation, asked, len({one[1].id for one in owed}) > 1) for _one, asked, organisation in owed]
    more = len(names) - MOST
    return Words(
        subject=_("ยังไม่เสร็จ %(count)s แห่ง: %(what)s", count=count(len(owed)), what=what_of(deadline)),
        paragraphs=(_("หน่วยงานต่อไปนี้เลยกำหนดแล้วและยังไม่ได้ดำเนินการ โปรดติดตาม"),),
        items=(*names[:MOST], *([_("และอีก %(count)s แห่ง", count=count(more))] if more > 0 else [])),
        button=_("เปิดรายชื่อทั้งหมด"),
        link=public_url(f"/deadlines/{deadline.id}"),
        closing=(_("ยืนยันแทนได้ในหน้านั้น เมื่อหน่วยงานแจ้งว่าทำแล้ว"),),
    )


def what_of(deadline: Deadline) -> str:
    """Give what is asked: in the letter's own words where they are known, else the kind."""
    return deadline.what or str(KIND_LABELS[deadline.kind])


def due_words(obligation: Obligation, deadline: Deadline) -> str:
    """Give "ภายในวันพฤหัสบดีที่ ๑๘ เมษายน ๒๕๖๗ (อีก ๓ วันทำการ)", or that the day is not known."""
    if obligation.due_on is None:
        return _("ไม่ระบุวัน")
    day = format_date(obligation.due_on, "weekday")
    if deadline.due_time is not None and obligation.due_on == deadline.due_on:
        day = f"{day} {format_time(deadline.due_time)}"
    return _("ภายใน%(day)s (%(left)s)", day=day, left=remaining(obligation.due_on, clock.today()))


def _owed(payload: dict[str, Any]) -> list[tuple[Obligation, Deadline, Organisation]]:
    owed = standing(payload["obligations"])
    if not owed:
        raise NoLongerNeeded(_("ทำเสร็จก่อนส่งข้อความ"))
    return owed


def _item(obligation: Obligation, deadline: Deadline) -> str:
    return f"{what_of(deadline)} {due_words(obligation, deadline)} · {_cited(deadline.letter)}"


def _cited(letter: Letter) -> str:
    """Give the letter's issuer, ที่ and subject on one line."""
    number = _("ที่ %(ref)s", ref=thai_digits(letter.ref_no)) if letter.ref_no else ""
    return " ".join(filter(None, (letter.issuer_name, number, _("เรื่อง %(title)s", title=letter.subject))))


def _named(organisation: Organisation, deadline: Deadline, several: bool) -> str:
    """Give the organisation with its telephone number, and what it owes where the mail is about several things."""
    words = [organisation.name]
    if organisation.phone:
        words.append(_("โทร. %(phone)s", phone=organisation.phone))
    if several:
        words.append(f"({what_of(deadline)})")
    return " ".join(words)
