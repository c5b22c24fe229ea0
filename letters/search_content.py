"""What a letter is found by: one text made of everything it says, and the days it names. Pure.

Beside its words the text holds, behind a character no letter holds (search_fold.MARKER), its own number and the one-
and two-character pieces of its ที่ and of the names of its issuer, so that one index of three characters answers all.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from letters.reference_number import ReferenceNumber, find_reference_numbers
from letters.search_fold import MARKER, fold
from letters.search_words import LEAST, OWN, number_form, short_form
from thai_numerals import find_dates

LONGEST_OF_FILES = 60_000  # characters of all enclosed files of one letter: about twenty pages
_DAY_BITS = 32
_NO_DAY = ("year", "fiscal_year", "month")


class LetterText(Protocol):
    """The columns of a letter that are searched; a row of the table will do."""

    ref_no: str | None
    subject: str
    issuer_name: str
    addressee_text: str
    references: list[str]
    body_cause: str
    body_purpose: str
    body_conclusion: str
    signature_name: str
    signature_lines: list[str]
    owner_unit: list[str]
    contact_lines: list[str]
    copies_to: list[str]


@dataclass(frozen=True)
class EnclosedText:
    """What one enclosure adds: its printed line, its address, the text of its file as far as it may be read now."""

    line: str
    url: str = ""
    file_text: str = ""


def body_of(letter: LetterText) -> str:
    """Give the three parts of the body as one text."""
    return "\n".join((letter.body_cause, letter.body_purpose, letter.body_conclusion))


def content_of(letter: LetterText, enclosures: Iterable[EnclosedText] = (), files: Iterable[str] = ()) -> str:
    """Give the search text of a letter; `files` are texts of files that are not enclosures (its scan)."""
    enclosed = list(enclosures)
    lists = (letter.references, letter.signature_lines, letter.owner_unit, letter.contact_lines, letter.copies_to)
    parts = [letter.subject, letter.issuer_name, letter.addressee_text, body_of(letter), letter.signature_name]
    parts += ["\n".join(lines or ()) for lines in lists]
    parts += [f"{one.line}\n{one.url}" for one in enclosed]
    parts.append("\n".join([*(one.file_text for one in enclosed), *files])[:LONGEST_OF_FILES])
    folded = [_own_number(letter.ref_no), *(_without_dots(line) for line in letter.references or ())]
    folded += map(fold, parts)
    folded.append(_short_forms(fold(f"{letter.ref_no or ''} {letter.issuer_name}")))
    return "\n".join(part for part in folded if part)


def _own_number(ref_no: str | None) -> str:
    """The ที่ without spaces, also without dots, and the running number alone."""
    if not ref_no:
        return ""
    whole = fold(ref_no).replace(" ", "")
    forms = [OWN + form + MARKER for form in dict.fromkeys((whole, whole.replace(".", "")))]
    try:
        reference = ReferenceNumber.parse(ref_no)
    except ValueError:
        return "".join(forms)
    for number in filter(None, (reference.number, reference.number_to)):
        forms.append(number_form(number.lstrip("0")))
        if reference.circular:
            forms.append(number_form(number.lstrip("0"), circular=True))
    return "".join(forms)


def _without_dots(line: str) -> str:
    """The numbers of letters referred to as people type them."""
    found = (fold(one.normalized).replace(" ", "") for one in find_reference_numbers(line))
    return "\n".join(number.replace(".", "") for number in found)


def _short_forms(names: str) -> str:
    pieces = dict.fromkeys(names[at : at + width] for width in (1, 2) for at in range(len(names) - width + 1))
    return "".join(short_form(piece) for piece in pieces if " " not in piece)


def place_of(letter_id: int, day: dt.date) -> int:
    """Give a letter's place among all: by day, then by its id; a page goes from the highest down."""
    return (day.toordinal() << _DAY_BITS) | letter_id


def first_place(day: dt.date) -> int:
    """Give the lowest place a letter of that day can have."""
    return place_of(0, day)


def days_named(letter: LetterText, since: dt.date) -> list[dt.date]:
    """Give the days after `since` that the body names, of a range the last: what somebody has to keep in mind."""
    found = find_dates(body_of(letter))
    return sorted({one.end for one in found if one.end > since and one.precision not in _NO_DAY})


def trigrams(text: str) -> list[int]:
    """Give every three characters of `text` as a number of four bytes; for indexes of arrays. Two may share one."""
    return sorted({_code(text[at : at + LEAST]) for at in range(len(text) - LEAST + 1)})


@lru_cache(maxsize=100_000)
def _code(piece: str) -> int:
    return zlib.crc32(piece.encode()) - 2**31
