"""Where a printed code leads: the present target of an enclosure, for whoever holds the paper."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from accounts.access import public
from core import clock
from letters.enclosures import is_open
from letters.queries import enclosure_by_token
from letters.routes.blueprint import bp
from letters.routes.files import send_stored
from letters.status import LetterStatus


@bp.get("/e/<token>")
@public
def code(token: str) -> ResponseReturnValue:
    """Lead on, or say on which day it opens; a recalled letter's code says so instead."""
    found = enclosure_by_token(token) if len(token) <= 64 else None
    if found is None:
        return render_template("letters/code.html", state="unknown"), 404
    if found.letter.status is LetterStatus.RECALLED:
        return render_template("letters/code.html", state="recalled", found=found), 410
    if not is_open(found.enclosure, clock.today()):
        return render_template("letters/code.html", state="closed", found=found)
    if found.enclosure.url:
        return redirect(found.enclosure.url)
    if found.enclosure.file is None:
        return render_template("letters/code.html", state="unknown"), 404
    return send_stored(found.enclosure.file, found.enclosure.file_name, inline=True)
