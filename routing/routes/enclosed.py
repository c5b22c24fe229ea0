"""Everything that came with a letter, copies of copies included: what an LAO needs is often three letters up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from letters.models import Enclosure, Letter
from letters.status import EnclosureKind

DEEPEST = 4  # letters above one another; the real chain has three


@dataclass(frozen=True)
class Enclosed:
    """One enclosure, how deep it lies in copies of letters, and where it is opened ("" for paper)."""

    enclosure: Enclosure
    depth: int
    url: str


def enclosed_in(letter: Letter, depth: int = 0) -> Iterator[Enclosed]:
    """Give the enclosures in reading order, each copied letter followed by what it encloses."""
    for one in letter.enclosures:
        yield Enclosed(one, depth, _url(letter, one, depth))
        if one.linked_letter is not None and depth < DEEPEST:
            yield from enclosed_in(one.linked_letter, depth + 1)


def _url(letter: Letter, one: Enclosure, depth: int) -> str:
    """Give the address: through the letter itself, further up by the code printed for it."""
    if one.kind is EnclosureKind.PAPER:
        return ""
    if depth == 0:
        return url_for("letters.enclosure", letter_id=letter.id, enclosure_id=one.id, view=1)
    if one.linked_letter is None:
        return url_for("letters.code", token=one.token)
    kind = "pdf" if one.linked_letter.pdf_file_id else "scan"
    return url_for("letters.files", letter_id=one.linked_letter.id, kind=kind, view=1)
