"""One file looked over: its pages with what was read marked on them, the form beside, one press to register."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, office_in_use, requires
from core import clock
from core.errors import DomainError, NotFound
from core.extensions import db
from core.form_errors import put_on_form
from core.jinja_filters import thai_digits
from core.stored_files import current_store
from desk.asked_words import asked
from desk.checked_form import LetterSheet, checked_letter, sheets_of
from desk.confirm_file import CheckedLetter, confirm
from desk.intake_form import Use, values_from
from desk.intake_models import IncomingFile
from desk.intake_queries import incoming_of, next_file, receipts_here
from desk.intake_status import EDITABLE, IntakeState
from desk.marked_pages import marked_pages, marked_text, pages_of
from desk.routes.taking_in import KEEP, bp
from desk.take_in import Taking
from documents.page_image import page_image
from documents.upload_checks import MEDIA_TYPES, UploadRefused
from letters.paper_form import FIELD_OF
from letters.record_paper import Recorded, look_up
from letters.routes.files import send_stored
from organisations.models import Office
from routing.enter_paper import sole_holder
from routing.policy import may_see
from routing.receipt_notes import notes_on

PICTURE_WIDTH = 1240  # pixels: 150 dpi on A4, sharp at twice the size it has on the page
A_DAY = 24 * 3600


@bp.get("/<int:incoming_id>")
@requires(KEEP)
def look(incoming_id: int) -> ResponseReturnValue:
    """Show one letter of the file (`part`), or what became of a file that is done."""
    office = office_in_use()
    incoming = incoming_of(office.id, incoming_id)
    if incoming.state not in EDITABLE:
        return _done_page(incoming, office)
    sheets = sheets_of(incoming, office, clock.today())
    part = request.args.get("part", 1, int)
    return _page(incoming, office, sheets, part if 1 <= part <= len(sheets) else 1)


@bp.post("/<int:incoming_id>")
@requires(KEEP)
def decide(incoming_id: int) -> ResponseReturnValue:
    """Keep what was typed and go to another letter of the file, or register them all."""
    office = office_in_use()
    incoming = incoming_of(office.id, incoming_id)
    if incoming.state not in EDITABLE:
        return redirect(url_for("intake.look", incoming_id=incoming_id))
    part = request.form.get("part", 1, int)
    sheets = sheets_of(incoming, office, clock.today(), {part: values_from(request.form)})
    part = part if 1 <= part <= len(sheets) else 1
    go = request.form.get("go", "")
    if go.isdecimal():
        return _go_to(incoming, sheets[part - 1], int(go))
    for sheet in sheets[part - 1 :] + sheets[: part - 1]:  # what one looks at comes first
        if sheet.is_ready():
            continue
        if sheet.part == part:
            return _page(incoming, office, sheets, part), 422
        flash(_("ฉบับที่ %(part)s ยังมีจุดต้องตรวจ ดูก่อนแล้วลงรับพร้อมกัน", part=thai_digits(str(sheet.part))), "warning")
        return _go_to(incoming, sheets[part - 1], sheet.part)
    return _register(incoming, office, sheets, part)


def _go_to(incoming: IncomingFile, sheet: LetterSheet, part: int) -> ResponseReturnValue:
    if sheet.incoming_letter is not None:
        sheet.incoming_letter.typed = sheet.values
        db.session.commit()
    return redirect(url_for("intake.look", incoming_id=incoming.id, part=part))


def _register(incoming: IncomingFile, office: Office, sheets: list[LetterSheet], part: int) -> ResponseReturnValue:
    """Register what was confirmed; a letter that Wian has otherwise, or a refusal, is shown where it is."""
    now, actor = clock.now(), current_actor()
    here = sheets[part - 1]
    try:
        checked = []
        for here in sheets:
            one = checked_letter(here, now, actor)
            known = _reads_otherwise(here, one)
            if known is not None:
                return _page(incoming, office, sheets, here.part, known=known), 409
            checked.append(one)
        taking = Taking(office, incoming.source, current_store(), now, actor)
        done = confirm(incoming, checked, taking)
    except DomainError as error:
        return _refused(incoming.id, office, sheets, here.part, error)
    notes = [
        note.text for one in done.entries for note in notes_on(one.receipt.letter, office, one.receipt.received_on)
    ]
    db.session.commit()
    for note in notes:
        flash(note, "warning")
    return redirect(url_for("intake.look", incoming_id=incoming.id))


def _reads_otherwise(sheet: LetterSheet, one: CheckedLetter) -> Recorded | None:
    """Give the letter Wian has in other words, unless the person has chosen which words hold."""
    if one.paper is None or sheet.form.accept.data in ("known", "typed"):
        return None
    known = look_up(one.paper)
    return known if known is not None and known.differences else None


def _refused(
    incoming_id: int, office: Office, sheets: list[LetterSheet], part: int, error: DomainError
) -> ResponseReturnValue:
    """Show a refusal beside its field; nothing was kept."""
    db.session.rollback()
    incoming = incoming_of(office.id, incoming_id)
    if incoming.state not in EDITABLE:
        raise error
    posted = {sheet.part: sheet.values for sheet in sheets}
    fresh = sheets_of(incoming, office, clock.today(), posted)
    named = FIELD_OF.get(error.field or "", error.field)
    at = next((sheet.part for sheet in fresh if sheet.part == part and named in sheet.form), part)
    put_on_form(fresh[at - 1].form, type(error)(error.message, error.remedy, named))
    return _page(incoming, office, fresh, at), error.status


def _page(
    incoming: IncomingFile, office: Office, sheets: list[LetterSheet], part: int, known: Recorded | None = None
) -> str:
    sheet = sheets[part - 1]
    letter = sheet.incoming_letter
    pages = pages_of(letter, max(1, incoming.page_count))
    has_picture = incoming.file.media_type.startswith("image/") or incoming.file.media_type == MEDIA_TYPES["pdf"]
    shown, pieces = marked_text(sheet.reading, sheet.open_doubts)
    if has_picture:
        shown = marked_pages(letter.marks if letter else {}, pages, sheet.open_doubts)
    facts: dict[str, Any] = {
        "incoming": incoming,
        "office": office,
        "sheets": sheets,
        "sheet": sheet,
        "form": sheet.form,
        "shown": shown,
        "asked": asked(sheet.reading),
        "known": known,
        "shows_known": known is not None and may_see(office.organisation_id, known.letter),
        "may_amend": known is not None and sole_holder(known.letter, office),
        "has_picture": has_picture,
        "pieces": pieces,
        "uses": sum(one.use is not Use.SKIP for one in sheets),
        "numbered": sum(one.use is Use.REGISTER for one in sheets),
        "Use": Use,
    }
    page = render_template("intake/look.html", **facts)
    db.session.rollback()
    return page


def _done_page(incoming: IncomingFile, office: Office) -> str:
    """What became of a file: its letters with their numbers, and the next file."""
    if incoming.state is IntakeState.READING:
        return render_template("intake/reading.html", incoming=incoming)
    receipts = receipts_here([one.letter_id for one in incoming.letters if one.letter_id], office.id)
    following = next_file(office.id, incoming.id)
    return render_template("intake/done.html", incoming=incoming, receipts=receipts, following=following)


@bp.get("/<int:incoming_id>/pages/<int:page>.png")
@requires(KEEP)
def picture(incoming_id: int, page: int) -> ResponseReturnValue:
    """Give one page of the file as a picture; the same file gives the same picture, so the browser keeps it."""
    file = incoming_of(office_in_use().id, incoming_id).file
    answer = Response(mimetype="image/png")
    answer.set_etag(f"{file.sha256[:32]}-{page}-{PICTURE_WIDTH}")
    answer.headers["Cache-Control"] = f"private, max-age={A_DAY}"
    if answer.make_conditional(request).status_code == 304:
        return answer
    try:
        answer.data = page_image(current_store().read(file.sha256), page, PICTURE_WIDTH)
    except (UploadRefused, IndexError, FileNotFoundError) as error:
        raise NotFound(_("ไม่มีภาพของหน้านี้"), _("เปิดไฟล์ต้นฉบับแทน")) from error
    return answer


@bp.get("/<int:incoming_id>/file")
@requires(KEEP)
def original(incoming_id: int) -> ResponseReturnValue:
    """Give the file as it came."""
    incoming = incoming_of(office_in_use().id, incoming_id)
    return send_stored(incoming.file, incoming.file_name)
