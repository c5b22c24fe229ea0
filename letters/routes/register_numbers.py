"""What a register keeper does to a book besides entering letters: reserve numbers, void one, open it in mid-year."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, InvalidInput, Refused
from core.extensions import db
from core.form_errors import put_on_field
from core.jinja_filters import count, thai_digits
from letters import book_queries
from letters.numbering import Opening, Taking, open_register, reserve, void
from letters.register_forms import OpenForm, ReserveForm, VoidForm
from letters.routes.registers import NAMES, Shown, bp, shown_book
from letters.status import Book, EntryStatus
from organisations.models import CircularSeries

KEEP = Permission.REGISTER_KEEP
KINDS = "<any(received, sent, circular):kind>"


@bp.route(f"/{KINDS}/reserve", methods=["GET", "POST"])
@requires(KEEP)
def reserve_numbers(kind: str) -> ResponseReturnValue:
    """Set numbers aside, for ink or for whoever asked by telephone."""
    shown, form = shown_book(Book(kind)), ReserveForm()
    if form.validate_on_submit():
        now = clock.now()
        book = Book.CIRCULAR if form.circular.data and shown.kind is Book.SENT else shown.kind
        taking = Taking(shown.office.id, book, clock.day_of(now), now, current_actor())
        try:
            entries = reserve(taking, int(form.count.data), form.purpose.data or "")
        except DomainError as error:
            return _refused(form, error, "registers/reserve.html", shown)
        numbers = [entry.ref_no or str(entry.number) for entry in entries]
        register = entries[0].register
        db.session.commit()
        words = numbers[0] if len(numbers) == 1 else _("%(first)s ถึง %(last)s", first=numbers[0], last=numbers[-1])
        flash(_("จองไว้แล้ว %(numbers)s", numbers=thai_digits(words)), "success")
        return redirect(url_for(f"registers.{register.book}"))
    return _form(form, "registers/reserve.html", shown)


@bp.route(f"/{KINDS}/open", methods=["GET", "POST"])
@requires(KEEP)
def open_book(kind: str) -> ResponseReturnValue:
    """Let the year's book begin where the paper book ended."""
    shown, form = shown_book(Book(kind)), OpenForm()
    if form.validate_on_submit():
        given = int(form.first_number.data), form.reason.data or "", form.paper_book.data or ""
        opening = Opening(shown.office.id, shown.kind, shown.year, *given)
        try:
            register = open_register(opening, now=clock.now(), actor=current_actor())
        except DomainError as error:
            return _refused(form, error, "registers/open.html", shown)
        first = register.first_number
        db.session.commit()
        flash(_("เปิดทะเบียนแล้ว เลขแรกคือ %(number)s", number=thai_digits(first)), "success")
        return redirect(url_for(f"registers.{kind}", year=shown.year))
    return _form(form, "registers/open.html", shown)


@bp.route("/entries/<int:entry_id>/void", methods=["GET", "POST"])
@requires(KEEP)
def void_number(entry_id: int) -> ResponseReturnValue:
    """Cancel a number that will not be used; its row stays."""
    entry, form = book_queries.entry_of(office_in_use().id, entry_id), VoidForm()
    shown = shown_book(entry.register.book)
    if entry.register.book is Book.RECEIVED and entry.status is EntryStatus.USED:
        raise Refused(_("เลขรับนี้ลงหนังสือไว้แล้ว"), _("เปิดหนังสือนั้นแล้วเลือกถอนการลงรับ"))
    if form.validate_on_submit():
        try:
            void(entry, form.reason.data or "", now=clock.now(), actor=current_actor())
        except InvalidInput as error:
            return _refused(form, error, "registers/void.html", shown, entry=entry)
        number, year, book = entry.number, entry.register.year, entry.register.book
        db.session.commit()
        flash(_("ยกเลิกเลข %(number)s แล้ว แถวยังอยู่ในทะเบียน", number=count(number)), "success")
        return redirect(url_for(f"registers.{book}", year=year))
    return _form(form, "registers/void.html", shown, entry=entry)


def _form(form: FlaskForm, template: str, shown: Shown, **more: object) -> tuple[str, int]:
    shared = shown.office.circular_series is CircularSeries.SHARED
    page = render_template(template, form=form, shown=shown, name=NAMES[shown.kind], shared=shared, **more)
    return page, 422 if form.errors else 200


def _refused(form: FlaskForm, error: DomainError, template: str, shown: Shown, **more: object) -> tuple[str, int]:
    """Show a refusal beside its field; one that names no field of the form becomes its own page."""
    status = put_on_field(form, error)
    page = _form(form, template, shown, **more)[0]
    db.session.rollback()
    return page, status
