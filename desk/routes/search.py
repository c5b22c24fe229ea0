"""Search: one field for all letters the organisation may see, with filters; organisations and offices beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import InvalidInput
from desk.found import load
from desk.routes.home import blueprint
from desk.search import Found, search
from desk.search_filter import SearchFilter, SearchState, due_within, meant
from letters.search_words import wanted
from letters.status import Book, Urgency
from letters.status_labels import URGENCY_LABELS
from organisations import queries
from organisations.models import Organisation

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST_TEXT = 200
YEARS_OFFERED = 10
YEARS = range(2440, 2700)
DUE_WITHIN = (7, 15, 30, 90)
BOOK_LABELS = {
    Book.RECEIVED: _l("หนังสือรับ"),
    Book.SENT: _l("หนังสือส่ง"),
    Book.CIRCULAR: _l("หนังสือเวียน (ว)"),
}
STATE_LABELS = {
    SearchState.DRAFT: _l("ร่างและรอลงนาม"),
    SearchState.ISSUED: _l("ออกแล้ว"),
    SearchState.WAITING: _l("เข้ามา ยังไม่รับ"),
    SearchState.RECEIVED: _l("รับแล้ว"),
    SearchState.RECALLED: _l("เรียกคืนแล้ว"),
    SearchState.SUPERSEDED: _l("มีฉบับใหม่แทนแล้ว"),
    SearchState.DISCARDED: _l("ทิ้งร่างแล้ว"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `others`: the other organisation, or those it may be."""

    text: str
    wish: SearchFilter
    others: Sequence[Organisation] = ()
    due: int | None = None


@blueprint.get("/search", endpoint="search")
@requires(Permission.LETTER_READ)
def show_search() -> ResponseReturnValue:
    """Show the field alone, or what it finds; an input that cannot be used is named above the field."""
    today, problem, found = clock.today(), None, Found([])
    asked = Asked("", SearchFilter())
    try:
        asked = read_address(today)
        if (asked.text or asked.wish) and len(asked.others) < 2:
            found = search(office_in_use().organisation_id, wanted(asked.text), asked.wish, request.args.get("cursor"))
    except InvalidInput as error:
        problem = error
    page = _page(asked, found, today) | {"problem": problem}
    return render_template("desk/search.html", **page), problem.status if problem else 200


def _page(asked: Asked, found: Found, today: dt.date) -> dict[str, object]:
    begun = request.args.get("cursor") is None and bool(asked.text)
    this_year = today.year + 543
    return {
        "typed": asked.text or request.args.get("q", "")[:LONGEST_TEXT],
        "asked": asked,
        "found": found,
        "rows": load(found, office_in_use().organisation_id, wanted(asked.text).shown),
        "organisations": queries.search(asked.text, 4) if begun else [],
        "offices": queries.search_offices(asked.text, 4) if begun else [],
        "years": list(range(this_year, this_year - YEARS_OFFERED, -1)),
        "books": BOOK_LABELS,
        "urgencies": URGENCY_LABELS,
        "states": STATE_LABELS,
        "due_within": DUE_WITHIN,
    }


def read_address(today: dt.date) -> Asked:
    """Read words and filters. Raises InvalidInput naming the field."""
    text = request.args.get("q", "").strip()
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(_("คำค้นยาวเกิน %(most)s ตัวอักษร", most=LONGEST_TEXT), _("ใส่เพียงบางคำ"), "q")
    if text and not wanted(text):
        raise InvalidInput(_("คำค้นไม่มีตัวอักษรหรือตัวเลข"), _("ใส่คำในเรื่อง เลขที่หนังสือ หรือชื่อหน่วยงาน"), "q")
    due = _number("due", range(1, 367))
    named = request.args.get("other", "").strip()
    others = meant(named) if named else ()
    wish = SearchFilter(
        year=_number("year", YEARS),
        book=_one_of(Book, "book"),
        urgency=_one_of(Urgency, "urgency"),
        state=_one_of(SearchState, "state"),
        other=others[0].id if len(others) == 1 else None,
        due=due_within(due, today) if due else None,
    )
    return Asked(text, wish, others, due)


def _number(field: str, allowed: range) -> int | None:
    value = request.args.get(field, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) in allowed):
        raise _not_offered(field)
    return int(value)


def _one_of(choices: type[Choice], field: str) -> Choice | None:
    value = request.args.get(field, "")
    if not value:
        return None
    try:
        return choices(value)
    except ValueError:
        raise _not_offered(field) from None


def _not_offered(field: str) -> InvalidInput:
    return InvalidInput(_("ตัวกรองนี้ไม่มีให้เลือก"), _("เลือกจากรายการ หรือล้างตัวกรอง"), field)
