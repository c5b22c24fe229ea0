"""A file that is looked at before it acts: sent, kept, shown, and confirmed by the same person within a day.

Between the two presses the page carries a signed note of what was looked at; the file itself lies in the store under
its SHA-256.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage

from core import clock
from core.database import read_on
from core.errors import InvalidInput
from core.extensions import db
from core.stored_files import current_store, keep

A_DAY = 24 * 3600


@dataclass(frozen=True)
class Sent:
    """A file as the browser sent it; at most one byte more of it than may be used."""

    content: bytes
    name: str


def sent_file(upload: FileStorage | None, most_bytes: int) -> Sent:
    """Read the upload; the transaction ends here, so that looking into a long file keeps no writer waiting.

    Raises InvalidInput (field `file`) when none was chosen.
    """
    if not upload:
        raise InvalidInput(_("ยังไม่ได้เลือกไฟล์"), _("เลือกไฟล์ .xlsx หรือ .csv"), "file")
    db.session.rollback()
    return Sent(upload.stream.read(most_bytes + 1), upload.filename or "")


def keep_for_confirming(sent: Sent) -> str:
    """Keep the file in a transaction of its own, give its SHA-256; the rest of the request only reads."""
    sha256 = keep(sent.content, "application/octet-stream", current_store(), clock.now()).sha256
    db.session.commit()
    read_on()
    return sha256


def kept_file(sha256: str, name: str) -> Sent:
    """Give the file that was looked at, outside any transaction."""
    db.session.rollback()
    return Sent(current_store().read(sha256), name)


def sign(seen: list[str], whose: str) -> str:
    """Give the note of what was looked at; `whose` names the purpose and the person."""
    return _serializer(whose).dumps(seen)


def unsign(note: str, whose: str) -> list[str]:
    """Read a note back. Raises InvalidInput for one that is old, cut, or another person's."""
    try:
        seen: list[str] = _serializer(whose).loads(note, max_age=A_DAY)
    except BadSignature:
        raise InvalidInput(_("การตรวจครั้งนี้หมดอายุแล้ว ยังไม่มีอะไรถูกบันทึก"), _("เลือกไฟล์แล้วตรวจอีกครั้ง")) from None
    return seen


def _serializer(whose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=whose)
