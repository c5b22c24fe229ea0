"""The page beside the form: the letter as pictures, made from the same document as its PDF."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa
from flask_babel import gettext as _

from core.errors import InvalidInput
from core.extensions import db
from core.stored_files import Store, StoredFile
from documents.letter_document import LetterDocument
from documents.printable_text import UnprintableText
from documents.render_pdf import render_pages_svg
from letters.letter_view import document_of
from letters.models import Letter


@lru_cache(maxsize=32)
def _pages(document: LetterDocument) -> tuple[str, ...]:
    return tuple(render_pages_svg(document))


def emblem_of(letter: Letter, store: Store) -> bytes | None:
    """Give the office's own Garuda picture, None for the empty place."""
    file_id = letter.office.emblem_file_id if letter.office else None
    sha256 = db.session.scalar(sa.select(StoredFile.sha256).where(StoredFile.id == file_id)) if file_id else None
    return store.read(sha256) if sha256 and store.exists(sha256) else None


def pages_of(letter: Letter, store: Store) -> tuple[str, ...]:
    """Give one SVG a page; the same text is drawn once however often it is asked for.

    Raises InvalidInput naming the field that holds a character the typeface lacks.
    """
    try:
        return _pages(document_of(letter, emblem_of(letter, store)))
    except UnprintableText as error:
        raise InvalidInput(
            _("พิมพ์อักขระ %(characters)s ไม่ได้", characters=error.characters),
            _("ลบอักขระนี้ หรือเว้นวรรคในข้อความที่ยาวติดกัน"),
            error.field,
        ) from error
