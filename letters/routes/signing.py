"""One click of the signatory: sign, number, make the files, send (design rule 1, a to d)."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core import clock
from core.errors import Refused
from core.extensions import db
from core.jinja_filters import count, thai_digits
from core.stored_files import current_store
from letters import issue, review
from letters.jobs import complete
from letters.live_page import emblem_of
from letters.models import Letter
from letters.policy import LetterAct as A
from letters.routes.loading import actor_on, letter_for


def sign_and_send(letter: Letter, version: int) -> ResponseReturnValue:
    """Issue and send the letter as it was shown at `version`, then show it.

    Slow rendering holds no transaction. Raises InvalidInput for what cannot be printed, Refused, StaleState; nothing
    was numbered then. A crash after the number is finished by the worker.
    """
    letter_id = letter.id
    _check_signatory(letter)
    document = issue.trial_document(letter, clock.today(), emblem_of(letter, current_store()))
    db.session.rollback()
    issue.dry_render(document)
    letter = letter_for(letter_id, A.SIGN)
    now, actor = clock.now(), actor_on(letter)
    signing = issue.Signing(letter.signatory, actor, now, clock.day_of(now), version)
    issue.freeze(letter, signing)
    review.note_signed(letter, review.Deciding(now, actor))
    db.session.commit()
    complete(letter_id, actor)
    flash(_sent_words(letter), "success")
    return redirect(url_for("letters.show_letter", letter_id=letter_id))


def _check_signatory(letter: Letter) -> None:
    """A letter that names a signatory with an account is signed by that person alone."""
    named = letter.signatory
    user_id = actor_on(letter).user_id
    if named is not None and named.user_id not in (None, user_id):
        raise Refused(
            _("หนังสือนี้ให้ %(name)s ลงนาม", name=named.name), _("ให้ผู้มีชื่อลงนาม หรือส่งกลับให้เปลี่ยนผู้ลงนาม"), "signatory_id"
        )


def _sent_words(letter: Letter) -> str:
    """Say what signing did: ส่งแล้ว ๑๐ แห่ง เลขที่ กบ ๐๐๒๓.๖/ว ๒๖๓๕."""
    return _("ส่งแล้ว %(shown)s แห่ง เลขที่ %(ref)s", shown=count(letter.recipient_count), ref=thai_digits(letter.ref_no))
