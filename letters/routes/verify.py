"""The page behind the code on a paper copy; anybody may open it. Looking writes nothing, an upload is not kept."""

from __future__ import annotations

import re

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from accounts.access import public
from core import clock
from core.database import read_on
from core.extensions import db
from core.rate_limit import RateLimit, SharedRateLimit
from letters.routes.blueprint import bp
from letters.verify import Verdict, kind_of_file, verdict_on

LIMIT = RateLimit(60)
COMPARING = SharedRateLimit("compare a file", 20)
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


class CompareForm(FlaskForm):
    """A file to hold against the official ones."""

    file = FileField(_l("ไฟล์ที่ท่านมี"))


@bp.get("/v/<token>")
@public
def verify(token: str) -> ResponseReturnValue:
    """Say whether the paper is genuine, superseded or recalled."""
    verdict = _verdict(token)
    if verdict is None:
        return render_template("letters/verify_unknown.html"), 404
    return _page(token, verdict)


@bp.post("/v/<token>")
@public
def compare(token: str) -> ResponseReturnValue:
    """Say whether the file at hand is the official one, byte for byte."""
    if not COMPARING.allows(request.remote_addr or "", clock.now()):
        abort(429)
    db.session.commit()
    read_on()
    verdict, form = _verdict(token), CompareForm()
    if verdict is None:
        return render_template("letters/verify_unknown.html"), 404
    if not form.validate_on_submit():
        return _page(token, verdict, form), 422
    if not form.file.data or not form.file.data.filename:
        form.file.errors = [_l("เลือกไฟล์ก่อน")]
        return _page(token, verdict, form), 422
    return _page(token, verdict, form, compared=True, found=kind_of_file(verdict, form.file.data.stream))


def _verdict(token: str) -> Verdict | None:
    if not LIMIT.allows(request.remote_addr or ""):
        abort(429)
    return verdict_on(token) if TOKEN.fullmatch(token) else None


def _page(token: str, verdict: Verdict, form: CompareForm | None = None, **more: object) -> str:
    return render_template("letters/verify.html", token=token, verdict=verdict, form=form or CompareForm(), **more)
