"""Files of letters, always through a guarded route, under names people can file."""

from __future__ import annotations

from io import BytesIO

from flask import abort, redirect, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import Forbidden, NotFound
from core.jinja_filters import date_long
from core.stored_files import StoredFile, current_store
from documents.render_pdf import render_pdf
from letters import enclosures
from letters.letter_view import document_of
from letters.live_page import emblem_of
from letters.models import Enclosure, Letter
from letters.routes.blueprint import bp
from letters.routes.loading import letter_seen
from letters.status import OPEN_WORK

P = Permission


def file_stem(letter: Letter) -> str:
    """Give a letter's file name without ending: its ที่ with a dash for the stroke, else its subject."""
    name = (letter.ref_no or letter.subject or _("ร่างหนังสือ")).replace("/", "-")
    return "".join(sign for sign in name if sign.isprintable() and sign not in '\\:*?"<>|')[:100].strip(" .")


def send_stored(file: StoredFile, name: str, *, inline: bool = False) -> ResponseReturnValue:
    """Send the bytes of a stored file; the browser may keep them, their address changes never content (ETag)."""
    store = current_store()
    if not store.exists(file.sha256):
        raise NotFound(_("ไม่พบไฟล์นี้ในที่เก็บ"), _("แจ้งผู้ดูแลระบบ พร้อมเลขที่หนังสือ"))
    response = send_file(
        store.open(file.sha256),
        mimetype=file.media_type,
        as_attachment=not inline,
        download_name=name,
        etag=file.sha256,
    )
    response.headers["Content-Length"] = str(file.size)
    return response


@bp.get("/letters/<int:letter_id>/files/<any(pdf,docx,scan):kind>")
@requires(P.LETTER_READ)
def files(letter_id: int, kind: str) -> ResponseReturnValue:
    """Send the official PDF, the DOCX, or the scan of the signed or received paper; `view` opens it in the browser."""
    letter = letter_seen(letter_id)
    file = {"pdf": letter.pdf_file, "docx": letter.docx_file, "scan": letter.scan_file}[kind]
    inline = "view" in request.args and kind != "docx"
    if file is None and kind == "pdf" and letter.status in OPEN_WORK:
        return _draft_pdf(letter, inline=inline)
    if file is None:
        raise NotFound(_("หนังสือนี้ไม่มีไฟล์ชนิดนี้"), _("ดูไฟล์ที่มีในหน้าหนังสือ"))
    ending = "docx" if kind == "docx" else "pdf" if file.media_type == "application/pdf" else file.media_type[6:]
    stem = f"{file_stem(letter)} {_('สแกน')}" if kind == "scan" else file_stem(letter)
    return send_stored(file, f"{stem}.{ending}", inline=inline)


def _draft_pdf(letter: Letter, *, inline: bool) -> ResponseReturnValue:
    """A draft's PDF is made for reading it over; it carries no number and no verify code."""
    document = document_of(letter, emblem_of(letter, current_store()))
    pdf = render_pdf(document, timestamp=letter.updated_at)
    name = f"{_('ร่าง')} {file_stem(letter)}.pdf"
    return send_file(BytesIO(pdf), mimetype="application/pdf", as_attachment=not inline, download_name=name)


@bp.get("/letters/<int:letter_id>/enclosures/<int:enclosure_id>")
@requires(P.LETTER_READ)
def enclosure(letter_id: int, enclosure_id: int) -> ResponseReturnValue:
    """Lead to what a letter encloses: the file, the website, or the PDF of the copied letter."""
    return _lead(_opened(letter_seen(letter_id), enclosure_id))


@bp.get("/letters/<int:letter_id>/enclosures/<int:enclosure_id>/<int:inner_id>")
@requires(P.LETTER_READ)
def enclosure_of_copy(letter_id: int, enclosure_id: int, inner_id: int) -> ResponseReturnValue:
    """Lead to what the copied letter itself encloses: it came along with the copy."""
    copied = _opened(letter_seen(letter_id), enclosure_id).linked_letter
    if copied is None:
        abort(404)
    return _lead(_opened(copied, inner_id))


def _opened(letter: Letter, enclosure_id: int) -> Enclosure:
    """Give the enclosure. Raises NotFound; Forbidden before its day for all but the issuer."""
    found = enclosures.find(letter, enclosure_id)
    if letter.issuer_id != office_in_use().organisation_id and not enclosures.is_open(found, clock.today()):
        raise Forbidden(_("สิ่งที่ส่งมาด้วยรายการนี้เปิดวันที่ %(day)s", day=date_long(found.opens_on)), _("กลับมาเปิดในวันนั้น"))
    return found


def _lead(found: Enclosure) -> ResponseReturnValue:
    if found.url:
        return redirect(found.url)
    if found.file is not None:
        return send_stored(found.file, found.file_name, inline="view" in request.args)
    copied = found.linked_letter
    file = (copied.pdf_file or copied.scan_file) if copied else None
    if copied is None or file is None:
        raise NotFound(_("รายการนี้มีบนกระดาษเท่านั้น"), _("ติดต่อหน่วยงานผู้ส่งเพื่อขอสำเนา"))
    return send_stored(file, f"{file_stem(copied)}.pdf", inline="view" in request.args)
