"""The list of สิ่งที่ส่งมาด้วย on the write page, and new targets for what was issued."""

from __future__ import annotations

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.config import Settings
from core.errors import InvalidInput
from core.extensions import db
from core.stored_files import current_store
from letters import enclosures
from letters.enclosures import Details, Doing, NewFile, Upload
from letters.forms import EnclosureForm, ReplaceForm
from letters.models import Letter
from letters.policy import LetterAct as A
from letters.queries import letters_by_reference
from letters.routes.blueprint import bp
from letters.routes.loading import actor_on, letter_for, letter_seen
from letters.routes.write_page import WritePage, new_form, show
from letters.status import EnclosureKind as K
from letters.status import LetterStatus
from routing.policy import visible_letters

P = Permission


def _doing(letter: Letter) -> Doing:
    return Doing(clock.now(), actor_on(letter))


def _upload(name: str = "file") -> Upload:
    settings: Settings = current_app.config["WIAN"]
    given = request.files.get(name)
    content, file_name = (given.read(), given.filename or "") if given else (b"", "")
    return Upload(content, file_name, settings.max_upload_mb * 1024 * 1024)


def _details(form: EnclosureForm) -> Details:
    if not form.validate_on_submit():
        wrong = next(name for name in form.errors)
        raise InvalidInput(str(form.errors[wrong][0]), "", wrong)
    return Details(form.text.data or "", form.copies.data or "", form.opens_on.day, bool(form.as_qr.data))


def _back(letter_id: int) -> ResponseReturnValue:
    return redirect(url_for("letters.write", letter_id=letter_id, _anchor="enclosures"))


@bp.post("/letters/<int:letter_id>/enclosures")
@requires(P.LETTER_DRAFT)
def add_enclosure(letter_id: int) -> ResponseReturnValue:
    """Add a line: a file when one was chosen, else a link, a copy of a letter, or paper only."""
    letter = letter_for(letter_id, A.EDIT)
    form = EnclosureForm()
    try:
        _add(letter, form)
    except InvalidInput as error:
        db.session.rollback()
        letter = letter_for(letter_id, A.EDIT)
        field = {"linked_letter_id": "ref_no"}.get(error.field or "", error.field or "text")
        form[field].errors = [str(error)]
        return show(WritePage(letter, new_form(letter), status=422, enclosure_form=form))
    db.session.commit()
    return _back(letter_id)


def _add(letter: Letter, form: EnclosureForm) -> None:
    details, doing = _details(form), _doing(letter)
    kind = form.kind.data or ""
    if kind == K.LINK:
        enclosures.add_link(letter, details, form.url.data or "", doing)
    elif kind == K.LETTER:
        visible = visible_letters(office_in_use().organisation_id)
        other = letters_by_reference(form.ref_no.data or "", visible)
        own_words = Details(details.text, details.copies or "จำนวน 1 ชุด", details.opens_on) if details.text else None
        enclosures.add_copy(letter, other, doing, own_words)
    elif kind == K.PAPER:
        enclosures.add_paper(letter, details, doing)
    else:
        db.session.rollback()  # looking into a large file keeps no writer waiting
        enclosures.add_file(letter, details, _upload(), current_store(), doing)


@bp.post("/letters/<int:letter_id>/enclosures/<int:enclosure_id>/edit")
@requires(P.LETTER_DRAFT)
def edit_enclosure(letter_id: int, enclosure_id: int) -> ResponseReturnValue:
    """Change the printed words of a line, its opening day, its code."""
    letter = letter_for(letter_id, A.EDIT)
    enclosures.edit(letter, enclosure_id, _details(EnclosureForm()), _doing(letter))
    db.session.commit()
    return _back(letter_id)


@bp.post("/letters/<int:letter_id>/enclosures/<int:enclosure_id>/<any(up,down,remove):what>")
@requires(P.LETTER_DRAFT)
def arrange_enclosure(letter_id: int, enclosure_id: int, what: str) -> ResponseReturnValue:
    """Move a line up or down, or take it off."""
    letter = letter_for(letter_id, A.EDIT)
    if what == "remove":
        enclosures.remove(letter, enclosure_id, _doing(letter))
    else:
        enclosures.shift(letter, enclosure_id, -1 if what == "up" else 1, _doing(letter))
    db.session.commit()
    return _back(letter_id)


@bp.post("/letters/<int:letter_id>/enclosures/<int:enclosure_id>/replace")
@requires(P.LETTER_DRAFT)
def replace_enclosure(letter_id: int, enclosure_id: int) -> ResponseReturnValue:
    """Let a line lead to another file or address; the paper and its code stay good."""
    letter = letter_for(letter_id, A.REPLACE_ENCLOSURE)
    form = ReplaceForm()
    reason = form.reason.data or ""
    if enclosures.find(letter, enclosure_id).kind is K.LINK:
        enclosures.replace_link(letter, enclosure_id, form.url.data or "", reason, _doing(letter))
    else:
        new, doing = NewFile(_upload(), current_store(), reason), _doing(letter)
        db.session.rollback()  # looking into a large file keeps no writer waiting
        enclosures.replace_file(letter, enclosure_id, new, doing)
    db.session.commit()
    flash(_("เปลี่ยนปลายทางแล้ว QR Code บนกระดาษยังใช้ได้ และมีบันทึกในประวัติ"), "success")
    if letter_seen(letter_id).status is LetterStatus.DRAFT:
        return _back(letter_id)
    return redirect(url_for("letters.show_letter", letter_id=letter_id, _anchor="enclosures"))
