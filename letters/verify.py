"""What the public page of a paper copy says: genuine, superseded or recalled; whether a file is the official one.

Nothing personal, nothing about recipients; only letters that Wian issued have such a page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus, Origin
from letters.supersede import replacement_of


class Standing(StrEnum):
    """How a letter stands today."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    RECALLED = "recalled"


STANDINGS = {
    LetterStatus.ISSUED: Standing.GENUINE,
    LetterStatus.SUPERSEDED: Standing.SUPERSEDED,
    LetterStatus.RECALLED: Standing.RECALLED,
}


@dataclass(frozen=True)
class Verdict:
    """What anybody with the paper in hand may know. `files` names the SHA-256 of each official file by its kind."""

    standing: Standing
    ref_no: str
    letter_date: dt.date
    issuer: str
    subject: str
    files: dict[str, str]
    recalled_at: dt.datetime | None = None
    replaced_by: str = ""
    replaced_on: dt.date | None = None


def verdict_on(token: str) -> Verdict | None:
    """Give what stands behind a token; None when there is no issued letter under it."""
    letter = db.session.scalar(
        sa.select(Letter)
        .where(Letter.verify_token == token, Letter.origin == Origin.WRITTEN, Letter.status.in_(STANDINGS))
        .options(joinedload(Letter.pdf_file), joinedload(Letter.docx_file), joinedload(Letter.scan_file))
    )
    if letter is None or letter.ref_no is None or letter.letter_date is None:
        return None
    files = {"pdf": letter.pdf_file, "docx": letter.docx_file, "scan": letter.scan_file}
    newer = replacement_of(letter) if letter.status is LetterStatus.SUPERSEDED else None
    return Verdict(
        standing=STANDINGS[letter.status],
        ref_no=letter.ref_no,
        letter_date=letter.letter_date,
        issuer=letter.issuer_name,
        subject=letter.subject,
        files={kind: file.sha256 for kind, file in files.items() if file},
        recalled_at=letter.recalled_at,
        replaced_by=newer.ref_no or "" if newer else "",
        replaced_on=newer.letter_date if newer else None,
    )


def kind_of_file(verdict: Verdict, content: BinaryIO) -> str | None:
    """Say which official file `content` is, byte for byte: pdf, docx or scan; None when it is none of them.

    The stream is read once in pieces and not kept.
    """
    digest = hashlib.sha256()
    while piece := content.read(1 << 16):
        digest.update(piece)
    given = digest.hexdigest()
    return next((kind for kind, sha256 in verdict.files.items() if sha256 == given), None)
