"""Write a letter: begin, type with the page beside the form, keep, submit, sign."""

from __future__ import annotations

import json

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.audit import AuditEntry
from core.database import read_on
from core.errors import DomainError, InvalidInput, NotFound, Refused
from core.extensions import db
from core.stored_files import current_store
from documents.letter_document import LetterForm
from letters import draft, presence, review
from letters.draft_conflict import DraftConflict, LeftDraft, UnsavedText, differences
from letters.forms import DraftForm, content_of, posted_version
from letters.live_page import pages_of
from letters.models import DraftRevision, Letter
from letters.policy import LetterAct as A
from letters.queries import enclosures_changed_by_others, newest_text
from letters.readiness import missing
from letters.routes.blueprint import bp
from letters.routes.loading import actor_on, acts_on, letter_for, letter_seen
from letters.routes.panels import coverage_shown
from letters.routes.proofing import act_on_finding
from letters.routes.signing import sign_and_send
from letters.routes.write_page import WritePage, new_form, page_facts, show
from letters.status import EDITABLE
from letters.status_labels import FORM_LABELS

P = Permission


@bp.route("/letters/new", methods=["GET", "POST"])
@requires(P.LETTER_DRAFT)
def new() -> ResponseReturnValue:
    """Choose the form of a new letter; pressing one begins the draft."""
    if request.method == "GET":
        return render_template("letters/new.html", forms=FORM_LABELS, office=office_in_use())
    form = request.form.get("form", "")
    if form not in list(LetterForm):
        raise InvalidInput(_("ไม่มีหนังสือแบบนี้"), _("เลือกจากสามแบบในหน้า"), "form")
    wish = draft.Starting(office_in_use(), LetterForm(form), clock.now(), current_actor())
    letter = draft.start(wish)
    db.session.commit()
    return redirect(url_for("letters.write", letter_id=letter.id))


@bp.get("/letters/<int:letter_id>/write")
@requires(P.LETTER_DRAFT)
def write(letter_id: int) -> ResponseReturnValue:
    """Show the draft with its page; `aside` names a set-aside text to compare."""
    letter = letter_for(letter_id, A.EDIT)
    aside = db.session.get(DraftRevision, request.args.get("aside", 0, int)) if "aside" in request.args else None
    if aside is not None and aside.letter_id != letter.id:
        abort(404)
    return show(WritePage(letter, new_form(letter), aside=aside))


@bp.post("/letters/<int:letter_id>/write")
@requires(P.LETTER_DRAFT)
def keep(letter_id: int) -> ResponseReturnValue:
    """Keep what was typed, then do what the button said: stay, look, find, submit or sign."""
    letter = letter_for(letter_id, A.HAND_IN)
    form = new_form(letter)
    act = request.form.get("act", "keep")
    try:
        meanwhile = _save(letter, form)
    except LeftDraft as left:
        return _kept_page(left), left.status
    except DraftConflict as conflict:
        return show(WritePage(letter, form, status=409, conflict=conflict))
    except InvalidInput as error:
        db.session.rollback()
        letter = letter_for(letter_id, A.HAND_IN)
        if letter.status not in EDITABLE:
            raise
        return show(WritePage(letter, form, status=422, errors=[error]))
    if act.startswith(("pass-", "source-")):
        return _settle_finding(letter, form, act)
    if act in ("submit", "sign"):
        if meanwhile is not None:
            return show(WritePage(letter, form, status=409, enclosures_changed=meanwhile))
        return _hand_on(letter, form, act)
    if act == "find":
        return redirect(url_for("letters.write", letter_id=letter.id, find=form.find.data or "", _anchor="to"))
    if act != "look":
        flash(_("เก็บร่างไว้แล้ว"), "success")
    return redirect(url_for("letters.write", letter_id=letter.id, _anchor="page" if act == "look" else None))


def _save(letter: Letter, form: DraftForm) -> AuditEntry | None:
    """Save the posted form and commit; give how somebody else changed the enclosures since this page was shown.

    A text that cannot become the draft is set aside and the reason raised again.
    """
    now, actor = clock.now(), actor_on(letter)
    version = request.form.get("over", 0, int) or posted_version(form)  # over: both texts were seen
    saving = draft.Saving(content_of(form, letter), version, now, actor)
    try:
        draft.save(letter, saving)
    except UnsavedText as unsaved:
        unsaved.kept = draft.set_aside(letter, saving) if unsaved.differences else None
        db.session.commit()
        raise
    presence.note(letter.id, actor, now, typed=True)
    db.session.commit()
    form.version.data = str(letter.version)
    return enclosures_changed_by_others(letter.id, version, actor.user_id) if version < letter.version else None


def _kept_page(left: LeftDraft) -> str:
    return render_template("letters/kept.html", left=left, letter=left.letter, acts=acts_on(left.letter), A=A)


@bp.get("/letters/<int:letter_id>/kept/<int:revision_id>")
@requires(P.LETTER_DRAFT)
def kept(letter_id: int, revision_id: int) -> ResponseReturnValue:
    """Show a text that was set aside: beside the draft, or on a page of its own while the letter is no draft."""
    letter = letter_for(letter_id, A.HAND_IN)
    revision = db.session.get(DraftRevision, revision_id)
    if revision is None or revision.letter_id != letter.id:
        raise NotFound(_("ไม่พบข้อความฉบับนี้"), _("เลือกจากประวัติของร่าง"))
    if letter.status in EDITABLE:
        return redirect(url_for("letters.write", letter_id=letter.id, aside=revision.id))
    left = LeftDraft(letter, differences(letter, revision.content))
    left.kept = revision
    return _kept_page(left)


def _settle_finding(letter: Letter, form: DraftForm, act: str) -> ResponseReturnValue:
    """What a button of the proof panel asked for, after the text was kept."""
    try:
        done = act_on_finding(letter, act)
    except (InvalidInput, Refused) as error:
        db.session.rollback()
        flash(str(error), "error")
        return show(WritePage(letter_for(letter.id, A.EDIT), form, status=error.status))
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("letters.write", letter_id=letter.id, _anchor="proof"))


def _hand_on(letter: Letter, form: DraftForm, act: str) -> ResponseReturnValue:
    """Submit or sign what was just saved; what is missing is shown beside its field."""
    wanted = A.SIGN if act == "sign" else A.SUBMIT
    letter = letter_for(letter.id, wanted)
    if gaps := missing(letter):
        return show(WritePage(letter, form, status=422, errors=gaps))
    try:
        if act == "sign":
            return sign_and_send(letter, letter.version)
        review.submit(letter, review.Deciding(clock.now(), actor_on(letter)))
    except InvalidInput as error:
        db.session.rollback()
        letter = letter_for(letter.id, A.EDIT)
        return show(WritePage(letter, new_form(letter), status=422, errors=[error]))
    db.session.commit()
    flash(_("เสนอแล้ว เรื่องอยู่ที่ผู้พิจารณา ถอนคืนได้จนกว่าจะลงนาม"), "success")
    return redirect(url_for("letters.show_letter", letter_id=letter.id))


@bp.post("/letters/<int:letter_id>/autosave")
@requires(P.LETTER_DRAFT)
def autosave(letter_id: int) -> ResponseReturnValue:
    """Save while somebody types (htmx): answers the line that says when, and what changed on the page."""
    letter = letter_for(letter_id, A.HAND_IN)
    form, before = new_form(letter), list(letter.addressee_rules)
    try:
        meanwhile = _save(letter, form)
    except UnsavedText as conflict:
        return render_template("letters/parts/saved_conflict.html", letter=letter, conflict=conflict)
    except DomainError as error:
        db.session.rollback()
        return render_template("letters/parts/saved_problem.html", error=error)
    read_on()
    facts = page_facts(letter) | {"enclosures_changed": meanwhile}
    response = make_response(render_template("letters/parts/saved.html", **facts, **_seen(form), out_of_band=True))
    addresses = [
        url_for("letters.page", letter_id=letter.id, number=number, v=letter.version)
        for number in range(1, facts["pages"] + 1)
    ]
    events: dict[str, object] = {"livePage": {"pages": addresses}}
    if letter.addressee_rules != before:
        events["recipientsChanged"] = True
    response.headers["HX-Trigger"] = json.dumps(events)
    return response


def _seen(form: DraftForm) -> dict[str, object]:
    return {"form": form, "seen_proof": request.form.get("proof_seen", "")}


@bp.get("/letters/<int:letter_id>/coverage")
@requires(P.LETTER_READ)
def coverage(letter_id: int) -> ResponseReturnValue:
    """Prove again that the recipients reach every LAO once (htmx, after the list changed)."""
    letter = letter_seen(letter_id)
    return render_template("letters/parts/proof.html", letter=letter, coverage=coverage_shown(letter))


@bp.get("/letters/<int:letter_id>/pages/<int:number>.svg")
@requires(P.LETTER_READ)
def page(letter_id: int, number: int) -> ResponseReturnValue:
    """Give one page of the letter as a picture."""
    letter = letter_seen(letter_id)
    pages = pages_of(letter, current_store())
    if not 1 <= number <= len(pages):
        abort(404)
    response = make_response(pages[number - 1])
    response.mimetype = "image/svg+xml"
    response.add_etag()
    response.headers["Cache-Control"] = "private, no-cache"  # enclosures and issuing change it too: ask, mostly 304
    return response.make_conditional(request)


@bp.post("/letters/<int:letter_id>/presence")
@requires(P.LETTER_DRAFT)
def is_here(letter_id: int) -> ResponseReturnValue:
    """Hear from a page that has the draft open (htmx, every half minute) and tell it who else has."""
    letter = letter_for(letter_id, A.HAND_IN)
    now, actor = clock.now(), actor_on(letter)
    page: dict[str, object] = {"letter": letter, "polled": True}
    if letter.status not in EDITABLE:
        return render_template("letters/parts/presence.html", left=LeftDraft(letter, []), **page)
    presence.note(letter.id, actor, now)
    db.session.commit()
    known = request.form.get("version", letter.version, int)
    if known < letter.version:
        newest = newest_text(letter.id)
        page["newer"] = newest is not None and newest.version > known and newest.saved_by_id != actor.user_id
        page["enclosures_changed"] = enclosures_changed_by_others(letter.id, known, actor.user_id)
    page["others"] = presence.others(letter.id, actor.user_id, now)
    return render_template("letters/parts/presence.html", **page)
