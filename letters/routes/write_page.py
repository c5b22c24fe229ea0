"""What the write page shows, whichever way it was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import current_person
from core import clock
from core.audit import AuditEntry
from core.database import read_on
from core.errors import InvalidInput
from core.extensions import db
from core.stored_files import current_store
from letters import presence, review
from letters.addressee_rules import RuleKind, group_ids, parse, phrase
from letters.draft_conflict import DraftConflict
from letters.forms import DraftForm, EnclosureForm, fill
from letters.live_page import pages_of
from letters.models import DraftRevision, Letter
from letters.queries import expected_number, recipient_count, recipients
from letters.readiness import missing
from letters.routes.loading import acts_on
from letters.routes.panels import coverage_shown
from letters.routes.proof_page import proof_page
from organisations.models import Organisation, SavedGroup
from organisations.queries import search, signatories_of
from thai_numerals import register_year

SHOWN_RECIPIENTS = 40
# Where an error of the domain is shown on the form.
FORM_FIELDS = {
    "addressee_rules": "rules",
    "opening": "rank",
    "closing": "rank",
    "to": "addressee_text",
    "body": "body_cause",
    "signature": "signatory_id",
    "signatory": "signatory_id",
}


@dataclass
class WritePage:
    """One showing of the page: `status` of the answer, what went wrong, whose other text is to be compared, who changed
    the enclosures meanwhile.
    """

    letter: Letter
    form: DraftForm
    status: int = 200
    conflict: DraftConflict | None = None
    aside: DraftRevision | None = None
    enclosures_changed: AuditEntry | None = None
    enclosure_form: EnclosureForm | None = None
    errors: list[InvalidInput] = field(default_factory=list)


def new_form(letter: Letter) -> DraftForm:
    """Give the form with its choices; filled from the draft unless this request posted one."""
    form = DraftForm()
    form.offer(letter, list(signatories_of(letter.office_id or 0)), _groups_for(letter))
    if not form.is_submitted() or "version" not in request.form:
        fill(form, letter)
    return form


def _groups_for(letter: Letter) -> list[SavedGroup]:
    """The office's groups, the most used first, and a deleted one only while this draft still names it."""
    kept = sa.or_(SavedGroup.deleted_at.is_(None), SavedGroup.id.in_(group_ids(letter.addressee_rules)))
    mine = sa.select(SavedGroup).where(SavedGroup.office_id == letter.office_id, kept)
    return list(db.session.scalars(mine.order_by(SavedGroup.use_count.desc(), SavedGroup.name)))


def show(page: WritePage) -> ResponseReturnValue:
    """Render the page. Errors are put beside their fields, the summary above leads to each."""
    if request.method == "POST":
        read_on()  # everything worth keeping is committed; the pictures are slow
    letter, form = page.letter, page.form
    _offer_organisations(form)
    for error in page.errors:
        if error.field == "proof":
            flash(str(error), "error")
            continue
        form_field = form[_form_field(letter, error.field)]
        form_field.errors = [*form_field.errors, str(error)]
    context = page_facts(letter) | {
        "form": form,
        "enclosure_form": page.enclosure_form or EnclosureForm(formdata=None),
        "conflict": page.conflict,
        "aside": page.aside,
        "enclosures_changed": page.enclosures_changed,
        "others": presence.others(letter.id, current_person().id, clock.now()),
        "coverage": coverage_shown(letter),
        "returned": review.returned_note(letter, review.steps_of(letter.id)),
    }
    return render_template("letters/write.html", **context), page.status


def _form_field(letter: Letter, name: str | None) -> str:
    if name == "addressee_text" and not letter.addressee_rules:
        return "rules"
    known = FORM_FIELDS.get(name or "", name or "")
    return known if known in DraftForm.__dict__ else "subject"


def _offer_organisations(form: DraftForm) -> None:
    """Show the chosen organisations and, first of all, those a search has found."""
    chosen = [int(one) for one in form.organisations.data or [] if one.isascii() and one.isdigit()]
    words = request.args.get("find", "")
    form.find.data = words
    found = list(search(words)) if words else []
    known = db.session.scalars(sa.select(Organisation).where(Organisation.id.in_(chosen))) if chosen else ()
    form.offer_organisations(list({one.id: one for one in [*known, *found]}.values()))


def page_facts(letter: Letter) -> dict[str, Any]:
    """Give what the live parts of the page show: pictures, recipients, what is missing, what will happen."""
    now = clock.now()
    pages, problem = 0, None
    try:
        pages = len(pages_of(letter, current_store()))
    except InvalidInput as error:
        problem = error
    to = recipients(letter)
    return {
        "letter": letter,
        "acts": acts_on(letter),
        "pages": pages,
        "problem": problem,
        "gaps": missing(letter),
        "proof": proof_page(letter),
        "recipients": to[:SHOWN_RECIPIENTS],
        "recipient_count": recipient_count(letter),
        "on_paper": [rule.text for rule in parse(letter.addressee_rules) if rule.kind is RuleKind.TEXT],
        "automatic": phrase(letter.addressee_rules, letter.issuer) if letter.issuer else "",
        "expected": expected_number(letter, register_year(clock.day_of(now))),
        "saved_at": letter.updated_at,
    }
