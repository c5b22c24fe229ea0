"""The books of the office: ทะเบียนหนังสือรับ (แบบ 13), ทะเบียนหนังสือส่ง (แบบ 14) and ว, as page, paper, PDF, XLSX."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from babel.dates import get_month_names
from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.access import current_permissions, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import InvalidInput, NotFound
from core.jinja_filters import buddhist_year, thai_digits
from core.language import current_language
from core.navigation import MenuEntry, show_in_menu
from documents.printable_text import UnprintableText
from documents.register_pdf import REGISTER_COLUMNS, render_register_pdf
from documents.register_xlsx import render_register_xlsx
from letters import book_queries
from letters.book_queries import Wanted
from letters.book_sheet import TITLES, remark_of, row_of, sheet_of
from letters.register_models import Register
from letters.status import URGENCY_WORDS, Book, Urgency
from organisations.models import CircularSeries, Office
from thai_numerals import register_year, to_arabic

bp = Blueprint("registers", __name__, url_prefix="/registers")
show_in_menu(bp, MenuEntry("registers.received", "in", _l("ทะเบียนรับ"), Permission.LETTER_READ, 20))
show_in_menu(
    bp, MenuEntry("registers.sent", "out", _l("ทะเบียนส่ง"), Permission.LETTER_READ, 30, also=("registers.circular",))
)

NAMES = {Book.RECEIVED: _l("ทะเบียนหนังสือรับ"), Book.SENT: _l("ทะเบียนหนังสือส่ง"), Book.CIRCULAR: _l("ทะเบียนหนังสือส่ง (ว)")}
FORMS = {Book.RECEIVED: 13, Book.SENT: 14, Book.CIRCULAR: 14}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS_OF_A_PDF = 2000


@dataclass(frozen=True)
class Shown:
    """What the page is about: the office, which of its books, what of it is asked for."""

    office: Office
    kind: Book
    year: int
    years: list[int]
    register: Register | None
    wanted: Wanted


@bp.get("/received")
@requires(Permission.LETTER_READ)
def received() -> ResponseReturnValue:
    """ทะเบียนหนังสือรับ."""
    return _page(Book.RECEIVED)


@bp.get("/sent")
@requires(Permission.LETTER_READ)
def sent() -> ResponseReturnValue:
    """ทะเบียนหนังสือส่ง."""
    return _page(Book.SENT)


@bp.get("/circular")
@requires(Permission.LETTER_READ)
def circular() -> ResponseReturnValue:
    """ทะเบียนหนังสือส่ง (ว), for an office whose circulars have a series of their own."""
    return _page(Book.CIRCULAR)


@bp.get("/<any(received, sent, circular):kind>/print")
@requires(Permission.LETTER_READ)
def paper(kind: str) -> ResponseReturnValue:
    """The sheet for the browser's printer, A4 landscape."""
    shown = shown_book(Book(kind))
    register = _opened(shown)
    entries = book_queries.rows_in_order(register, shown.wanted)
    months = month_names()
    sheet = sheet_of(register, entries, shown.wanted.month)
    return render_template(
        "registers/print.html", shown=shown, entries=entries, sheet=sheet, row_of=row_of, months=months
    )


@bp.get("/<any(received, sent, circular):kind>.pdf")
@requires(Permission.LETTER_READ)
def pdf(kind: str) -> ResponseReturnValue:
    """The sheet as PDF. A year of more rows than fit a sheet's work is asked for month by month."""
    shown = shown_book(Book(kind))
    register = _opened(shown)
    entries = book_queries.rows_in_order(register, shown.wanted)
    if len(entries) > MOST_ROWS_OF_A_PDF:
        most = thai_digits(f"{MOST_ROWS_OF_A_PDF:,}")
        raise InvalidInput(_("ทะเบียนนี้มีเกิน %(most)s รายการ", most=most), _("เลือกทีละเดือน แล้วพิมพ์"), "month")
    try:
        content = render_register_pdf(sheet_of(register, entries, shown.wanted.month), timestamp=clock.now())
    except UnprintableText as error:
        raise InvalidInput(_("พิมพ์อักขระ %(characters)s ไม่ได้", characters=error.characters), _("ใช้ XLSX แทน")) from error
    return _file(content, "application/pdf", shown, "pdf")


@bp.get("/<any(received, sent, circular):kind>.xlsx")
@requires(Permission.LETTER_READ)
def xlsx(kind: str) -> ResponseReturnValue:
    """The same rows as a workbook."""
    shown = shown_book(Book(kind))
    register = _opened(shown)
    entries = book_queries.rows_in_order(register, shown.wanted)
    return _file(render_register_xlsx(sheet_of(register, entries, shown.wanted.month)), XLSX, shown, "xlsx")


def shown_book(kind: Book) -> Shown:
    """Read office, year and what is asked for from the address; unreadable values count as not given."""
    office, today = office_in_use(), clock.today()
    asked = to_arabic(request.args.get("year", ""))
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else register_year(today)
    years = sorted({one.year for one in book_queries.books_of(office.id)} | {register_year(today), year}, reverse=True)
    month = to_arabic(request.args.get("month", ""))
    urgency = request.args.get("urgency", "")
    wanted = Wanted(
        request.args.get("q", "")[:200].replace("\x00", ""),
        int(month) if month.isdecimal() and 1 <= int(month) <= 12 else None,
        Urgency(urgency) if urgency in {str(one) for one in Urgency} else None,
    )
    return Shown(office, kind, year, years, book_queries.book(office.id, kind, year), wanted)


def day_words(day: dt.date) -> str:
    """Give the heading of a day's rows as the form prints it: วันที่ … เดือน … พ.ศ. …"""
    month = month_names()[day.month - 1][1]
    shown = thai_digits(day.day)
    return _("วันที่ %(day)s เดือน %(month)s พ.ศ. %(year)s", day=shown, month=month, year=buddhist_year(day.year + 543))


def month_names() -> list[tuple[int, str]]:
    """Give (1, มกราคม) … in the language of the page."""
    return list(get_month_names("wide", locale=current_language()).items())


def _page(kind: Book) -> ResponseReturnValue:
    shown = shown_book(kind)
    shares = shown.office.circular_series is CircularSeries.SHARED
    if kind is Book.CIRCULAR and shares and shown.register is None:
        return redirect(url_for("registers.sent", year=shown.year))
    rows = book_queries.page(shown.register, shown.wanted, request.args.get("cursor")) if shown.register else None
    found = book_queries.count(shown.register, shown.wanted) if shown.register and shown.wanted.narrows else None
    return render_template(
        "registers/book.html",
        shown=shown,
        name=NAMES[kind],
        form_number=FORMS[kind],
        columns=REGISTER_COLUMNS,
        rows=rows,
        found=found,
        reserved=book_queries.reserved(shown.register) if shown.register else [],
        months=month_names(),
        urgencies=[(one, words) for one, words in URGENCY_WORDS.items() if words],
        own_circulars=kind is Book.CIRCULAR or not shares,
        keeps=Permission.REGISTER_KEEP in current_permissions(),
        day_words=day_words,
        remark_of=remark_of,
        this_year=shown.year == register_year(clock.today()),
    )


def _opened(shown: Shown) -> Register:
    if shown.register is None:
        raise NotFound(_("ยังไม่มีทะเบียนเล่มนี้"), _("เลือกปีอื่น หรือลงรายการแรกก่อน"))
    return shown.register


def _file(content: bytes, media_type: str, shown: Shown, ending: str) -> ResponseReturnValue:
    month = f"-{shown.wanted.month:02d}" if shown.wanted.month else ""
    name = f"{TITLES[shown.kind]} {shown.office.short_name} {shown.year}{month}.{ending}"
    return send_file(BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
