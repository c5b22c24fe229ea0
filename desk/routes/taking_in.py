"""นำเข้าหนังสือ: files dropped, chosen or photographed, and the list of those that wait to be looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import InvalidInput
from core.extensions import db
from core.jinja_filters import count
from core.navigation import MenuEntry, show_in_menu
from core.stored_files import current_store
from desk.intake_addresses import address_of
from desk.intake_models import TakenMail
from desk.intake_queries import TABS, files_of, incoming_of, mails_to_tell
from desk.intake_status import IntakeSource
from desk.jobs import read_now
from desk.take_in import Taken, Taking, bring_back, set_aside, take_in
from letters.enclosures import Upload

bp = Blueprint("intake", __name__, url_prefix="/import")
KEEP = Permission.REGISTER_KEEP
FILES_A_REQUEST = 8  # of the largest size: a browser without scripts sends all it has at once
MAILS_TOLD_FOR = dt.timedelta(days=30)
show_in_menu(bp, MenuEntry("intake.index", "upload", _l("นำเข้า"), KEEP, 15))


@bp.url_value_preprocessor
def allow_several(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let one upload hold several files, before anything reads the form."""
    if endpoint == "intake.take":
        request.max_content_length = FILES_A_REQUEST * current_app.config["MAX_CONTENT_LENGTH"]


@bp.get("/")
@requires(KEEP)
def index() -> ResponseReturnValue:
    """Show where files are dropped and those that wait."""
    office, asked = office_in_use(), request.args.get("tab", "waiting")
    tab = asked if asked in TABS else "waiting"
    files = files_of(office.id, tab, request.args.get("cursor"))
    mails = mails_to_tell(office.id, clock.now() - MAILS_TOLD_FOR) if tab == "waiting" else []
    most = current_app.config["WIAN"].max_upload_mb
    address = address_of(office.id, current_app.config["WIAN"])
    return render_template("intake/index.html", tab=tab, files=files, mails=mails, most_mb=most, address=address)


@bp.post("/")
@requires(KEEP)
def take() -> ResponseReturnValue:
    """Take the uploaded files in and read them; a script that sends them one by one gets its answer as JSON."""
    office, settings = office_in_use(), current_app.config["WIAN"]
    most = settings.max_upload_mb * 1024 * 1024
    uploads = [Upload(one.read(), one.filename or "", most) for one in request.files.getlist("files") if one.filename]
    taking = Taking(office, IntakeSource.PAGE, current_store(), clock.now(), current_actor())
    db.session.rollback()  # looking into large files keeps no writer waiting
    try:
        answers = take_in(uploads, taking)
    except InvalidInput as error:
        if _wants_json():
            return jsonify(answers=[{"state": "refused", "name": "", "text": str(error)}]), error.status
        flash(str(error), "error")
        return redirect(url_for("intake.index"))
    told = [_told(one) for one in answers]
    fresh = [one.incoming.id for one in answers if one.incoming and not one.again]
    db.session.commit()
    for incoming_id in fresh:
        read_now(incoming_id)
    if _wants_json():
        return jsonify(answers=told)
    _flash(told)
    if len(fresh) == len(answers) == 1:
        return redirect(url_for("intake.look", incoming_id=fresh[0]))
    return redirect(url_for("intake.index"))


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _told(one: Taken) -> dict[str, str]:
    """Give the answer to one file in words."""
    if one.refusal is not None or one.incoming is None:
        return {"state": "refused", "name": one.file_name, "text": str(one.refusal)}
    address = url_for("intake.look", incoming_id=one.incoming.id)
    if one.again:
        day = clock.day_of(one.incoming.taken_at)
        text = _("นำเข้าแล้วเมื่อ %(day)s โดย%(who)s", day=_short(day), who=one.incoming.taken_by_name)
        return {"state": "again", "name": one.file_name, "text": text, "url": address}
    text = _("มีหน่วยงานอื่นนำเข้าไฟล์เดียวกันนี้แล้ว หนังสือจะเป็นฉบับเดียวกัน") if one.elsewhere else ""
    return {"state": "taken", "name": one.file_name, "text": text, "url": address}


def _short(day: dt.date) -> str:
    return str(current_app.jinja_env.filters["date_short"](day))


def _flash(told: list[dict[str, str]]) -> None:
    tones = {"refused": "error", "again": "warning"}
    for one in told:
        if one["text"]:
            flash(f"{one['name']}: {one['text']}", tones.get(one["state"], "info"))
    taken = sum(one["state"] == "taken" for one in told)
    if taken:
        flash(ngettext("รับไฟล์แล้ว %(n)s ไฟล์", "รับไฟล์แล้ว %(n)s ไฟล์", taken, n=count(taken)), "success")


@bp.post("/<int:incoming_id>/aside")
@requires(KEEP)
def aside(incoming_id: int) -> ResponseReturnValue:
    """Take a file off the list."""
    incoming = incoming_of(office_in_use().id, incoming_id)
    set_aside(incoming, now=clock.now(), actor=current_actor())
    db.session.commit()
    flash(_("ทิ้งไฟล์แล้ว นำกลับมาได้จากแท็บ “ทิ้งแล้ว”"), "success")
    return redirect(url_for("intake.index"))


@bp.post("/<int:incoming_id>/back")
@requires(KEEP)
def back(incoming_id: int) -> ResponseReturnValue:
    """Bring a file back that was set aside."""
    bring_back(incoming_of(office_in_use().id, incoming_id), now=clock.now(), actor=current_actor())
    db.session.commit()
    read_now(incoming_id)
    return redirect(url_for("intake.look", incoming_id=incoming_id))


@bp.post("/mails/<int:mail_id>/seen")
@requires(KEEP)
def mail_seen(mail_id: int) -> ResponseReturnValue:
    """Stop telling of a mail's refused attachments."""
    mail = db.session.get(TakenMail, mail_id)
    if mail is not None and mail.office_id == office_in_use().id:
        mail.dismissed_at = clock.now()
        db.session.commit()
    return redirect(url_for("intake.index"))
