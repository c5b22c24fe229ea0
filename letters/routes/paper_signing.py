"""Signing in ink: reserve the number, print, take in the signed scan, or give up."""

from __future__ import annotations

from io import BytesIO

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError
from core.extensions import db
from core.jinja_filters import count, thai_digits
from core.stored_files import current_store
from letters import issue, review, sign_on_paper
from letters.enclosures import Upload, keep_upload
from letters.issue import Signing
from letters.jobs import complete
from letters.live_page import emblem_of
from letters.models import Letter
from letters.policy import LetterAct
from letters.routes.blueprint import bp
from letters.routes.loading import actor_on, letter_for
from letters.withdraw_forms import GiveUpForm, SignedForm

KEEP = Permission.REGISTER_KEEP


@bp.post("/letters/<int:letter_id>/to-paper")
@requires(KEEP)
def to_paper(letter_id: int) -> ResponseReturnValue:
    """Reserve the number and lead to the page that prints it. The page is tried before a number is set aside."""
    letter = letter_for(letter_id, LetterAct.TO_PAPER)
    version = letter.version
    document = issue.trial_document(letter, None, emblem_of(letter, current_store()))
    db.session.rollback()
    issue.dry_render(document)
    letter = letter_for(letter_id, LetterAct.TO_PAPER)
    now = clock.now()
    signing = Signing(letter.signatory, actor_on(letter), now, clock.day_of(now), version)
    entry = sign_on_paper.send_to_paper(letter, signing)
    number = thai_digits(entry.ref_no)
    db.session.commit()
    flash(_("จองเลข %(ref)s ไว้แล้ว พิมพ์เสนอลงนาม แล้วแนบสแกนกลับมา", ref=number), "success")
    return redirect(url_for("letters.signed_paper", letter_id=letter_id))


@bp.get("/letters/<int:letter_id>/to-sign.pdf")
@requires(KEEP)
def page_to_sign(letter_id: int) -> ResponseReturnValue:
    """The page to print: with its number, the date left to the pen."""
    letter = letter_for(letter_id, LetterAct.UPLOAD_SIGNED)
    content = issue.dry_render(sign_on_paper.page_to_sign(letter, emblem_of(letter, current_store())))
    name = f"{(letter.ref_no or '').replace('/', '-')} {_('เสนอลงนาม')}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name)


@bp.route("/letters/<int:letter_id>/signed", methods=["GET", "POST"])
@requires(KEEP)
def signed_paper(letter_id: int) -> ResponseReturnValue:
    """Take in the signed scan as the official copy, then issue and send."""
    letter, form = letter_for(letter_id, LetterAct.UPLOAD_SIGNED), SignedForm()
    if not form.validate_on_submit():
        return _page(letter, form, GiveUpForm()), 422 if form.errors else 200
    try:
        _take_in(letter, form)
    except DomainError as error:
        if error.field not in ("scan", "day"):
            raise
        db.session.rollback()
        form[error.field].errors = [str(error)]
        return _page(letter_for(letter_id, LetterAct.UPLOAD_SIGNED), form, GiveUpForm()), error.status
    actor = actor_on(letter)
    made = complete(letter_id, actor)
    ref = db.session.get_one(Letter, letter_id).ref_no
    flash(_("ส่งแล้ว %(shown)s แห่ง เลขที่ %(ref)s", shown=count(made), ref=thai_digits(ref)), "success")
    return redirect(url_for("letters.show_letter", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/give-up-paper")
@requires(KEEP)
def give_up_paper(letter_id: int) -> ResponseReturnValue:
    """Back to a draft; the reserved number is voided with the reason."""
    letter, form = letter_for(letter_id, LetterAct.UPLOAD_SIGNED), GiveUpForm()
    if not form.validate_on_submit():
        return _page(letter, SignedForm(formdata=None), form), 422
    sign_on_paper.give_up(letter, form.reason.data or "", now=clock.now(), actor=actor_on(letter))
    db.session.commit()
    flash(_("เลิกลงนามในกระดาษแล้ว เลขที่จองไว้ถูกยกเลิกพร้อมเหตุผล"), "success")
    return redirect(url_for("letters.write", letter_id=letter_id))


def _take_in(letter: Letter, form: SignedForm) -> None:
    most = current_app.config["WIAN"].max_upload_mb * 1024 * 1024
    upload = Upload(form.scan.data.read(), form.scan.data.filename, most)
    now, actor = clock.now(), actor_on(letter)
    db.session.rollback()  # looking into a large file keeps no writer waiting
    scan, _name = keep_upload(upload, current_store(), now, "scan")
    assert form.day.day is not None
    sign_on_paper.take_in_signed(letter, scan, Signing(letter.signatory, actor, now, form.day.day))
    review.note_signed(letter, review.Deciding(now, actor))
    db.session.commit()


def _page(letter: Letter, form: SignedForm, give_up: GiveUpForm) -> str:
    opened = bool(give_up.errors) or "give_up" in request.args
    return render_template("letters/signed_paper.html", letter=letter, form=form, give_up=give_up, opened=opened)
