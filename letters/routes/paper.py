"""ลงรับหนังสือกระดาษ: the scan, what stands on it, the number; and taking a mistaken entry back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound
from core.extensions import db
from core.jinja_filters import thai_digits
from core.stored_files import StoredFile, current_store, keep
from letters import book_queries
from letters.enclosures import Upload, keep_upload
from letters.paper_form import FIELD_OF, PaperForm, paper_of
from letters.record_paper import Paper, Recorded, look_up
from letters.register_forms import VoidForm
from letters.register_models import RegisterEntry
from letters.status import Book, Origin
from organisations.models import Office
from organisations.queries import search
from routing.enter_paper import PaperStamp, enter, record_here, sole_holder
from routing.models import Receipt
from routing.policy import may_see
from routing.receipt_notes import notes_on
from routing.take_back_receipt import take_back_receipt
from thai_numerals import format_date

bp = Blueprint("paper", __name__, url_prefix="/paper")
KEEP = Permission.REGISTER_KEEP


@bp.route("/new", methods=["GET", "POST"])
@requires(KEEP)
def record_letter() -> ResponseReturnValue:
    """Type a letter that came on paper and register it, in one go."""
    office, form = office_in_use(), PaperForm()
    if not form.validate_on_submit():
        if form.is_submitted():
            _keep_scan(form)
        else:
            form.received_day.data = format_date(clock.today(), "full")
        return _page(form, office), 422 if form.errors else 200
    try:
        scan = _scan(form)
        paper = paper_of(form, scan, clock.now(), current_actor())
        known = look_up(paper)
        if known and known.differences and form.accept.data not in ("known", "typed"):
            form.accept.data = ""
            return _page(form, office, known=known, may_amend=sole_holder(known.letter, office)), 409
        receipt = _enter(form, office, paper)
    except DomainError as error:
        return _refused(form, office, error)
    return _done(receipt, office)


def _enter(form: PaperForm, office: Office, paper: Paper) -> Receipt | str:
    """Record, put on the desk, register; commits. Gives the receipt, or the number that stood already."""
    recorded = record_here(paper, office, put_right=form.accept.data == "typed")
    stamp = PaperStamp(
        form.received_day.day,
        form.received_time.time,
        form.number.data or "",
        form.action.data or "",
        paper.scan.id if paper.scan else None,
    )
    entered = enter(recorded.letter, office, stamp, now=paper.now, actor=paper.actor)
    if not entered.new:
        number = entered.receipt.number
        db.session.rollback()
        return number
    db.session.commit()
    return entered.receipt


def _done(receipt: Receipt | str, office: Office) -> ResponseReturnValue:
    if isinstance(receipt, str):
        flash(_("หน่วยงานนี้ลงรับหนังสือฉบับนี้แล้ว เลขรับ %(number)s", number=thai_digits(receipt)), "warning")
        return redirect(url_for("registers.received", q=receipt))
    for note in notes_on(receipt.letter, office, receipt.received_on):
        flash(note.text, "warning")
    flash(_("ลงรับแล้ว เลขรับ %(number)s", number=thai_digits(receipt.number)), "success")
    return redirect(url_for("routing.my_delivery", letter_id=receipt.letter_id))


@bp.get("/issuers")
@requires(KEEP)
def issuers() -> ResponseReturnValue:
    """Names that begin to fit what is typed in จาก, as options of its list."""
    found = search(request.args.get("issuer_name", "")[:100], limit=12)
    return render_template("paper/issuers.html", names=[one.name for one in found])


@bp.route("/entries/<int:entry_id>/take-back", methods=["GET", "POST"])
@requires(KEEP)
def take_back_entry(entry_id: int) -> ResponseReturnValue:
    """Undo a mistaken ลงรับ: its number stays in the book as void; a paper letter leaves the desk."""
    entry, form = book_queries.entry_of(office_in_use().id, entry_id), VoidForm()
    receipt = _receipt_of(entry)
    if form.validate_on_submit():
        now, actor, reason = clock.now(), current_actor(), form.reason.data or ""
        on_paper = receipt.letter.origin is Origin.PAPER
        take_back_receipt(receipt, reason, now=now, actor=actor, off_desk=on_paper)
        year = entry.register.year
        db.session.commit()
        flash(_("ถอนการลงรับแล้ว เลขยังอยู่ในทะเบียนพร้อมเหตุผล"), "success")
        return redirect(url_for("registers.received", year=year))
    return render_template("paper/take_back.html", form=form, entry=entry), 422 if form.errors else 200


def _receipt_of(entry: RegisterEntry) -> Receipt:
    live = sa.select(Receipt).where(Receipt.entry_id == entry.id, Receipt.taken_back_at.is_(None))
    receipt = db.session.scalar(live) if entry.register.book is Book.RECEIVED else None
    if receipt is None:
        raise NotFound(_("รายการนี้ไม่มีการลงรับให้ถอน"), _("เปิดหน้าทะเบียนใหม่อีกครั้ง"))
    return receipt


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], "kept scan")


def _scan(form: PaperForm) -> StoredFile | None:
    """Keep the upload, or take up the one kept when the page was sent before. Raises InvalidInput for a bad file."""
    upload = form.scan.data
    if upload and upload.filename:
        most = current_app.config["WIAN"].max_upload_mb * 1024 * 1024
        db.session.rollback()  # looking into a large file keeps no writer waiting
        file, name = keep_upload(Upload(upload.read(), upload.filename, most), current_store(), clock.now(), "scan")
        form.kept_scan.data = _signer().dumps([file.sha256, file.media_type, name])
        return file
    try:
        sha256, media_type, _name = _signer().loads(form.kept_scan.data or "")
    except (BadSignature, ValueError):
        form.kept_scan.data = ""
        return None
    return keep(current_store().read(sha256), media_type, current_store(), clock.now())


def _keep_scan(form: PaperForm) -> None:
    """Keep the upload of a page that goes back to be put right: a browser does not send a file twice by itself."""
    try:
        _scan(form)
    except DomainError as error:
        form.scan.errors = [str(error)]


def _kept_name(form: PaperForm) -> str:
    try:
        return str(_signer().loads(form.kept_scan.data or "")[2])
    except (BadSignature, ValueError):
        return ""


def _page(form: PaperForm, office: Office, known: Recorded | None = None, may_amend: bool = False) -> str:
    facts: dict[str, Any] = {"form": form, "office": office, "known": known, "may_amend": may_amend}
    # who has nothing to do with the known letter learns where the paper differs, not what stands there
    facts["shows_known"] = known is not None and may_see(office.organisation_id, known.letter)
    facts["most_mb"] = current_app.config["WIAN"].max_upload_mb
    page = render_template("paper/record_letter.html", kept_name=_kept_name(form), **facts)
    db.session.rollback()
    return page


def _refused(form: PaperForm, office: Office, error: DomainError) -> ResponseReturnValue:
    """Show a refusal beside its field; one that names none becomes its own page."""
    name = FIELD_OF.get(error.field or "", error.field)
    if name is None or name not in form:
        raise error
    db.session.rollback()
    form[name].errors = [str(error)]
    return _page(form, office), error.status
