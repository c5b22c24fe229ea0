"""Letters found, as a list shows them: what was typed is marked, and where it stands deep in a letter, quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from markupsafe import Markup, escape
from sqlalchemy.orm import defer, joinedload, selectinload

from core.extensions import db
from core.jinja_filters import thai_digits
from desk.search import Found
from letters.models import Letter
from letters.search_content import body_of
from letters.search_words import places_of
from routing.models import Delivery

BEFORE, AFTER = 60, 140  # characters quoted on either side


@dataclass(frozen=True)
class FoundLetter:
    """One result: `delivery` is how it came to the organisation (None: it did not), `quoted` the words around what was
    found with the name of the part they stand in.
    """

    letter: Letter
    delivery: Delivery | None
    by_number: bool
    subject: Markup
    quoted: Markup | None = None
    part: str = ""


def load(found: Found, organisation_id: int, shown: tuple[str, ...]) -> list[FoundLetter]:
    """Load the letters of a page in its order; three statements."""
    letters = sa.select(Letter).where(Letter.id.in_(found.letter_ids))
    letters = letters.options(defer(Letter.canonical), joinedload(Letter.office), selectinload(Letter.enclosures))
    by_id = {one.id: one for one in db.session.scalars(letters)}
    came = sa.select(Delivery).where(
        Delivery.organisation_id == organisation_id, Delivery.letter_id.in_(found.letter_ids)
    )
    deliveries = {one.letter_id: one for one in db.session.scalars(came)}
    rows = enumerate(by_id[letter_id] for letter_id in found.letter_ids)
    return [_found(one, deliveries.get(one.id), place < found.by_number, shown) for place, one in rows]


def _found(letter: Letter, delivery: Delivery | None, by_number: bool, shown: tuple[str, ...]) -> FoundLetter:
    subject = marked(letter.subject or _("ไม่มีเรื่อง"), shown)
    at_a_glance = f"{letter.subject}\n{letter.ref_no or ''}\n{letter.issuer_name}"
    deep = tuple(word for word in shown if not places_of((word,), at_a_glance))
    if by_number or not deep:
        return FoundLetter(letter, delivery, by_number, subject)
    for part, text in _parts(letter):
        if quoted := quote(text, deep, shown):
            return FoundLetter(letter, delivery, by_number, subject, quoted, part)
    return FoundLetter(letter, delivery, by_number, subject, part=_("พบในไฟล์ที่แนบ"))


def _parts(letter: Letter) -> Iterator[tuple[str, str]]:
    yield "", body_of(letter)
    yield _("อ้างถึง"), _lines(letter.references)
    yield _("สิ่งที่ส่งมาด้วย"), _lines([f"{one.text} {one.url}" for one in letter.enclosures])
    yield _("ถึง"), letter.addressee_text
    yield _("ผู้ลงนาม"), _lines([letter.signature_name, *letter.signature_lines])
    yield _("เจ้าของเรื่อง"), _lines([*letter.owner_unit, *letter.contact_lines])
    yield _("สำเนาส่ง"), _lines(letter.copies_to)


def _lines(lines: Sequence[str]) -> str:
    return " · ".join(lines)


def marked(text: str, words: tuple[str, ...]) -> Markup:
    """Give `text`, escaped and in the page's digits, with every place of the words marked."""
    printed = thai_digits(text)  # as long as the text
    pieces, done = [], 0
    for start, end in places_of(words, text):
        pieces += [escape(printed[done:start]), Markup("<mark>{}</mark>").format(printed[start:end])]
        done = end
    return Markup("").join([*pieces, escape(printed[done:])])


def quote(text: str, deep: tuple[str, ...], words: tuple[str, ...]) -> Markup | None:
    """Give the words around the first place of one of the `deep` words, cut at spaces, all `words` marked; None where
    there is none.
    """
    text = " ".join(text.split())
    places = places_of(deep, text)
    if not places:
        return None
    start, end = places[0]
    begin = text.rfind(" ", 0, max(0, start - BEFORE)) + 1 if start > BEFORE else 0
    begin = begin if start - begin <= 2 * BEFORE else start - BEFORE  # a long run without a space
    stop = text.find(" ", min(len(text), end + AFTER))
    stop = stop if 0 <= stop <= end + 2 * AFTER else min(len(text), end + AFTER)
    inner = marked(text[begin:stop], words)
    return Markup("{}{}{}").format("…" if begin else "", inner, "…" if stop < len(text) else "")
