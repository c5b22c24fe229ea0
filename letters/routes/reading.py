"""Read letters: the office's list, and one letter with its page, recipients, enclosures and history."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from accounts.access import current_permissions, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import InvalidInput
from core.navigation import MenuEntry, show_in_menu
from core.stored_files import current_store
from letters import review
from letters.enclosures import is_open
from letters.forms import NoteForm, ReplaceForm
from letters.history import history_lines
from letters.live_page import pages_of
from letters.models import Letter
from letters.policy import LetterAct as A
from letters.queries import (
    TABS,
    counts_by_tab,
    expected_number,
    history_of,
    letters_of_office,
    newest_text,
    recipient_count,
    recipients,
    revisions_of,
)
from letters.routes.blueprint import bp
from letters.routes.loading import acts_on, letter_for, letter_seen
from letters.routes.panels import chain_shown, coverage_shown, delivery_rows
from letters.routes.proof_page import proof_page
from letters.status import FROZEN, LetterStatus, Origin
from letters.supersede import replacement_of
from routing.cancel import source_was_recalled
from routing.receive import receipts_of
from thai_numerals import register_year

P = Permission
SHOWN_ROWS = 60
show_in_menu(bp, MenuEntry("letters.index", "pencil", lazy_gettext("หนังสือของเรา"), P.LETTER_DRAFT, 25))


@bp.get("/letters/")
@requires(P.LETTER_READ)
def index() -> ResponseReturnValue:
    """Show what the office writes: open work, what was sent, what was thrown away."""
    office = office_in_use()
    tab = request.args.get("tab", "open")
    tab = tab if tab in TABS else "open"
    page = letters_of_office(office.id, tab, request.args.get("cursor"))
    discarded = request.args.get("discarded", 0, int)
    undo = discarded if any(one.id == discarded for one in _discarded(office.id, discarded)) else None
    counts = counts_by_tab(office.id)
    rights = {"may_write": P.LETTER_DRAFT in current_permissions()}
    return render_template("letters/index.html", office=office, tab=tab, page=page, counts=counts, undo=undo, **rights)


def _discarded(office_id: int, asked: int) -> list[Letter]:
    return list(letters_of_office(office_id, "discarded").items) if asked else []


@bp.get("/letters/<int:letter_id>")
@requires(P.LETTER_READ)
def show_letter(letter_id: int) -> ResponseReturnValue:
    """Show one letter; what waits for a decision is shown with its buttons."""
    letter = letter_seen(letter_id)
    waiting = letter.status in (LetterStatus.IN_REVIEW, LetterStatus.TO_SIGN)
    facts = _facts(letter)
    if waiting:
        year = register_year(clock.today())
        facts |= {"note_form": NoteForm(formdata=None), "expected": expected_number(letter, year)}
        facts |= {"coverage": coverage_shown(letter), "proof": proof_page(letter), "may_pass": True}
        return render_template("letters/review.html", **facts)
    return render_template("letters/show.html", **facts)


def _facts(letter: Letter) -> dict[str, object]:
    own = letter.issuer_id == office_in_use().organisation_id
    sent = letter.status in FROZEN
    return {
        "letter": letter,
        "own": own,
        "acts": acts_on(letter),
        "pages": _page_count(letter),
        "rows": delivery_rows(letter, office_in_use().organisation_id) if sent else None,
        "recipients": [] if sent else recipients(letter)[:SHOWN_ROWS],
        "recipient_count": recipient_count(letter),
        "steps": review.steps_of(letter.id),
        "history": history_lines(history_of(letter.id)) if own else [],
        "chain": chain_shown(letter, office_in_use().organisation_id),
        "replacement": replacement_of(letter),
        "source_recalled": own and sent and source_was_recalled(letter),
        "stamped": letter.status in FROZEN and bool(receipts_of(letter, office_in_use().organisation_id)),
        "replace_form": ReplaceForm(formdata=None),
        "is_open": lambda one: (own and one.letter_id == letter.id) or is_open(one, clock.today()),
        "A": A,
    }


def _page_count(letter: Letter) -> int:
    """Give how many pictures there are; 0 for a letter whose text Wian does not have (it came on paper)."""
    if letter.origin is Origin.PAPER and not letter.body_cause:
        return 0
    try:
        return len(pages_of(letter, current_store()))
    except InvalidInput:
        return 0


@bp.get("/letters/<int:letter_id>/versions")
@requires(P.LETTER_DRAFT)
def versions(letter_id: int) -> ResponseReturnValue:
    """Show the kept texts of a draft, each can be brought back."""
    letter = letter_for(letter_id, A.EDIT)
    newest = newest_text(letter.id)
    return render_template("letters/versions.html", letter=letter, revisions=revisions_of(letter.id), newest=newest)
