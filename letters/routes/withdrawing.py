"""Take an issued letter back, or begin the letter that replaces it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import requires
from accounts.permissions import Permission
from core import clock
from core.extensions import db
from core.jinja_filters import thai_digits
from letters import recall as recalling
from letters import supersede as superseding
from letters.policy import LetterAct
from letters.routes.blueprint import bp
from letters.routes.loading import actor_on, letter_for
from letters.withdraw_forms import RecallForm
from routing.cancel import offices_downstream, recall_deliveries


@bp.route("/letters/<int:letter_id>/recall", methods=["GET", "POST"])
@requires(Permission.LETTER_RECALL)
def recall(letter_id: int) -> ResponseReturnValue:
    """Say what a recall does, ask why, do it: the letter and its deliveries in one transaction."""
    letter, form = letter_for(letter_id, LetterAct.RECALL), RecallForm()
    if form.validate_on_submit():
        now, actor, reason = clock.now(), actor_on(letter), form.reason.data or ""
        closed = recall_deliveries(letter, reason)
        recalling.recall(letter, reason, now=now, actor=actor, closed=closed)
        shown = thai_digits(letter.ref_no)
        db.session.commit()
        flash(_("เรียกคืน %(ref)s แล้ว เลขและแถวในทะเบียนยังอยู่", ref=shown), "success")
        return redirect(url_for("letters.show_letter", letter_id=letter_id))
    downstream = offices_downstream(letter)
    page = render_template("letters/recall.html", letter=letter, form=form, downstream=downstream)
    return page, 422 if form.errors else 200


@bp.post("/letters/<int:letter_id>/supersede")
@requires(Permission.LETTER_DRAFT)
def supersede(letter_id: int) -> ResponseReturnValue:
    """Begin the draft that will stand in this letter's place once it is issued."""
    letter = letter_for(letter_id, LetterAct.SUPERSEDE)
    draft = superseding.start(letter, now=clock.now(), actor=actor_on(letter))
    db.session.commit()
    flash(_("เริ่มร่างฉบับใหม่แล้ว ฉบับเดิมยังใช้อยู่จนกว่าฉบับใหม่จะออกเลข"), "success")
    return redirect(url_for("letters.write", letter_id=draft.id))


@bp.post("/letters/<int:letter_id>/keep-after-recall")
@requires(Permission.LETTER_DRAFT)
def keep_after_recall(letter_id: int) -> ResponseReturnValue:
    """Let the letter stand though its source was recalled; the task leaves the desk."""
    letter = letter_for(letter_id, LetterAct.SUPERSEDE)
    recalling.keep(letter, now=clock.now(), actor=actor_on(letter))
    db.session.commit()
    flash(_("คงหนังสือฉบับนี้ไว้ และนำเรื่องออกจากโต๊ะแล้ว"), "success")
    return redirect(url_for("letters.show_letter", letter_id=letter_id))
