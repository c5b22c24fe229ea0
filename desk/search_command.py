"""`flask search`: the search page from the command line."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from flask_babel import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import permissions_in
from accounts.sign_in import find_user
from core import clock
from core.errors import DomainError, Forbidden, InvalidInput, NotFound
from core.extensions import db
from desk.found import FoundLetter, load
from desk.search import PAGE, search
from desk.search_filter import SearchFilter, SearchState, due_within, meant
from letters.search_words import wanted
from letters.status import Book, Urgency
from organisations.models import Office


@click.command("search")
@click.argument("words", nargs=-1)
@click.option("--as", "email", required=True, help="Whose search it is: only letters this person's office may see.")
@click.option("--year", type=click.IntRange(2440, 2699), help="Buddhist year of the letter's date.")
@click.option("--book", type=click.Choice([one.value for one in Book]), help="Our book.")
@click.option("--urgency", type=click.Choice([one.value for one in Urgency]))
@click.option("--state", type=click.Choice([one.value for one in SearchState]))
@click.option("--other", help="An organisation by name or code: letters from it, or to it as far as one may know.")
@click.option("--due-within", type=click.IntRange(1, 366), help="Days from today in which the letter names one.")
@click.option("--limit", default=PAGE, show_default=True, type=click.IntRange(1, 500), help="How many letters at most.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def find(words: tuple[str, ...], email: str, limit: int, as_json: bool, **filters: Any) -> None:  # noqa: ANN401
    """Find letters: number, date, issuer and subject, one a line; those that bear the very number typed come first.

    Status 1 when there are none.

    Example: flask search พช 1507 --as clerk@phetchabun.example --json
    """
    try:
        office = _office_of(find_user(email), email)
        asked = wanted(" ".join(words))
        if words and not asked:
            raise InvalidInput(_("คำค้นไม่มีตัวอักษรหรือตัวเลข"), _("ใส่คำในเรื่อง เลขที่หนังสือ หรือชื่อหน่วยงาน"), "q")
        found = search(office.organisation_id, asked, _filter(filters), size=limit)
    except DomainError as error:
        db.session.rollback()
        click.echo(str(error), err=True)
        sys.exit(2)
    rows = load(found, office.organisation_id, asked.shown)
    if not rows:
        click.echo(f"ไม่พบหนังสือที่ตรงกับ “{' '.join(words)}”", err=True)
        sys.exit(1)
    for row in rows:
        click.echo(json.dumps(_facts(row), ensure_ascii=False) if as_json else "\t".join(map(str, _line(row))))


def _office_of(user: User | None, email: str) -> Office:
    """Give the office the person last acted for, else the first. Raises NotFound, Forbidden."""
    if user is None or not user.active:
        raise NotFound(_("ไม่พบบัญชี %(email)s", email=email), _("ดูรายชื่อด้วย flask users list"))
    offices = [one.office for one in user.memberships if one.active and one.office.active]
    offices.sort(key=lambda one: one.id != user.last_office_id)
    reading = [one for one in offices if Permission.LETTER_READ in permissions_in(user, (one.id,))]
    if not reading:
        raise Forbidden(_("บัญชีนี้ไม่มีสิทธิ์อ่านหนังสือของหน่วยงานใด"), _("ใช้บัญชีของผู้ที่อ่านหนังสือได้"))
    return reading[0]


def _filter(given: dict[str, Any]) -> SearchFilter:
    """Raises InvalidInput when the other organisation is none or may be several."""
    others = meant(given["other"]) if given["other"] else ()
    if len(others) > 1:
        names = ", ".join(f"{one.code} {one.label}" for one in others)
        raise InvalidInput(_("มีหลายองค์กรที่ชื่อนี้: %(names)s", names=names), _("ใส่รหัสแทนชื่อ"), "other")
    return SearchFilter(
        year=given["year"],
        book=Book(given["book"]) if given["book"] else None,
        urgency=Urgency(given["urgency"]) if given["urgency"] else None,
        state=SearchState(given["state"]) if given["state"] else None,
        other=others[0].id if others else None,
        due=due_within(given["due_within"], clock.today()) if given["due_within"] else None,
    )


def _facts(row: FoundLetter) -> dict[str, object]:
    letter = row.letter
    return {
        "ref_no": letter.ref_no,
        "date": letter.letter_date.isoformat() if letter.letter_date else None,
        "issuer": letter.issuer_name,
        "subject": letter.subject,
        "urgency": letter.urgency.value,
        "status": letter.status.value,
        "delivery": row.delivery.state.value if row.delivery else None,
        "number_matches": row.by_number,
        "id": letter.id,
    }


def _line(row: FoundLetter) -> tuple[object, ...]:
    facts = _facts(row)
    return tuple(facts[name] or "-" for name in ("ref_no", "date", "issuer", "subject"))
