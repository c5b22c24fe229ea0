"""The way to the signature: approve, return with a note, withdraw, sign. The letter's page carries the buttons."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import NotFound
from core.extensions import db
from letters import draft, review
from letters.models import DraftRevision, Letter
from letters.policy import LetterAct as A
from letters.review import Deciding
from letters.routes.blueprint import bp
from letters.routes.loading import actor_on, letter_for, letter_seen
from letters.routes.signing import sign_and_send

P = Permission


def _decide(letter_id: int, act: A, verb: Callable[[Letter, Deciding], None], done: str) -> ResponseReturnValue:
    letter = letter_for(letter_id, act)
    verb(letter, Deciding(clock.now(), actor_on(letter), request.form.get("note", "")))
    db.session.commit()
    flash(done, "success")
    return redirect(url_for("letters.show_letter", letter_id=letter_id))


def _to_kept_text(letter_id: int) -> ResponseReturnValue | None:
    """Lead to the text that was set aside, when the button stood beside it."""
    revision_id = request.form.get("kept", type=int)
    return redirect(url_for("letters.kept", letter_id=letter_id, revision_id=revision_id)) if revision_id else None


@bp.post("/letters/<int:letter_id>/approve")
@requires(P.LETTER_APPROVE)
def approve(letter_id: int) -> ResponseReturnValue:
    """The head of group passes it on."""
    return _decide(letter_id, A.APPROVE, review.approve, _("เห็นชอบแล้ว เรื่องไปถึงผู้ลงนาม"))


@bp.post("/letters/<int:letter_id>/return")
@requires(P.LETTER_APPROVE)
def return_draft(letter_id: int) -> ResponseReturnValue:
    """Back to the writer, with a note."""
    return _decide(letter_id, A.RETURN, review.return_draft, _("ส่งกลับให้แก้แล้ว พร้อมบันทึกของท่าน"))


@bp.post("/letters/<int:letter_id>/withdraw")
@requires(P.LETTER_DRAFT)
def withdraw(letter_id: int) -> ResponseReturnValue:
    """The office takes its draft back."""
    answer = _decide(letter_id, A.WITHDRAW, review.withdraw, _("ถอนเรื่องคืนแล้ว แก้ร่างต่อได้"))
    return _to_kept_text(letter_id) or answer


@bp.post("/letters/<int:letter_id>/sign")
@requires(P.LETTER_ISSUE)
def sign(letter_id: int) -> ResponseReturnValue:
    """Sign, number and send what waits for signature; `version` is the text the signatory saw."""
    letter = letter_for(letter_id, A.SIGN)
    seen = request.form.get("version", "")
    return sign_and_send(letter, int(seen) if seen.isascii() and seen.isdigit() else letter.version)


@bp.post("/letters/<int:letter_id>/discard")
@requires(P.LETTER_DRAFT)
def discard(letter_id: int) -> ResponseReturnValue:
    """Put a draft away; the list then offers to take that back."""
    letter = letter_for(letter_id, A.DISCARD)
    draft.discard(letter, clock.now(), actor_on(letter))
    db.session.commit()
    return redirect(url_for("letters.index", discarded=letter_id))


@bp.post("/letters/<int:letter_id>/undo-discard")
@requires(P.LETTER_DRAFT)
def undo_discard(letter_id: int) -> ResponseReturnValue:
    """Bring a discarded draft back."""
    letter = letter_for(letter_id, A.UNDO_DISCARD)
    draft.undo_discard(letter, clock.now(), actor_on(letter))
    db.session.commit()
    flash(_("นำร่างกลับมาแล้ว"), "success")
    return _to_kept_text(letter_id) or redirect(url_for("letters.write", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/copy")
@requires(P.LETTER_DRAFT)
def copy(letter_id: int) -> ResponseReturnValue:
    """Begin a new draft that says what this letter says."""
    letter = letter_seen(letter_id)
    office = office_in_use()
    made = draft.start_copy(letter, office, clock.now(), current_actor())
    db.session.commit()
    flash(_("คัดลอกเป็นร่างใหม่แล้ว ตรวจผู้รับและวันที่ในข้อความก่อนเสนอ"), "success")
    return redirect(url_for("letters.write", letter_id=made.id))


@bp.post("/letters/<int:letter_id>/versions/<int:revision_id>/restore")
@requires(P.LETTER_DRAFT)
def restore(letter_id: int, revision_id: int) -> ResponseReturnValue:
    """Make the draft say what it said then; what it says now stays in its history."""
    letter = letter_for(letter_id, A.EDIT)
    revision = db.session.get(DraftRevision, revision_id)
    if revision is None:
        raise NotFound(_("ไม่พบข้อความฉบับนี้"), _("เลือกจากประวัติของร่าง"))
    draft.restore(letter, revision, clock.now(), actor_on(letter))
    db.session.commit()
    flash(_("นำข้อความฉบับที่เลือกกลับมาแล้ว ข้อความก่อนหน้ายังอยู่ในประวัติ"), "success")
    return redirect(url_for("letters.write", letter_id=letter_id))
