"""What every page of tracking begins with: the letter if this organisation may know of it, and what it sees of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from flask import request
from flask_babel import gettext as _

from accounts.access import office_in_use
from core import clock
from core.errors import InvalidInput, NotFound
from core.extensions import db
from letters.models import Letter
from organisations.kinds import OrganisationKind
from routing.policy import OUT, can_see, can_track, standings, tracked_deliveries
from routing.tracking import Doing, RecipientFilter, Tracked

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST_TEXT = 200


def letter_and_view(letter_id: int) -> tuple[Letter, Tracked, bool]:
    """Give the letter, what of its recipients this organisation sees, and whether that is all of them."""
    letter, what = _seen(letter_id)
    organisation_id = office_in_use().organisation_id
    tracked = Tracked(letter.id, tracked_deliveries(organisation_id, what), clock.today())
    return letter, tracked, can_track(what)


def _seen(letter_id: int) -> tuple[Letter, frozenset]:
    letter = db.session.get(Letter, letter_id)
    what = standings(office_in_use().organisation_id, letter) if letter else frozenset()
    if letter is None or letter.status not in OUT or not can_see(what, letter.status):
        raise NotFound(_("ไม่พบหนังสือฉบับนี้"), _("ลิงก์อาจพิมพ์ไม่ครบ หรือหนังสือไม่ได้ส่งถึงหน่วยงานของท่าน"))
    return letter, what


def recipient_filter() -> RecipientFilter:
    """Read the filter of the recipients from the address or the form. Raises InvalidInput naming the field."""
    given = request.values
    return RecipientFilter(
        doing=one_of(Doing, "doing"),
        kind=one_of(OrganisationKind, "kind"),
        province=_code("province"),
        district=_code("district"),
        text=text_asked(given.get("q", "")),
    )


def one_of(choices: type[Choice], field: str) -> Choice | None:
    """Read one of the choices, None for no choice. Raises InvalidInput naming the field."""
    value = request.values.get(field, "")
    if not value:
        return None
    try:
        return choices(value)
    except ValueError:
        raise _not_offered(field) from None


def number_of(field: str, offered: Iterable[int]) -> int | None:
    """Read one of the numbers offered, None for no choice. Raises InvalidInput naming the field."""
    value = request.values.get(field, "")
    if not value:
        return None
    if value not in {str(one) for one in offered}:
        raise _not_offered(field)
    return int(value)


def text_asked(text: str) -> str:
    """Give the words searched for. Raises InvalidInput when there are too many."""
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(_("คำค้นยาวเกิน %(most)s ตัวอักษร", most=LONGEST_TEXT), _("ใส่เพียงบางคำ"), "q")
    return " ".join(text.split())


def _code(field: str) -> str:
    value = request.values.get(field, "")
    if value and not (value.isascii() and value.isalnum() and len(value) <= 20):
        raise _not_offered(field)
    return value


def _not_offered(field: str) -> InvalidInput:
    return InvalidInput(_("ตัวกรองนี้ไม่มีให้เลือก"), _("กลับไปหน้าติดตาม แล้วเลือกจากรายการ"), field)
