"""What the official typeface can print: text put in order before it is set, and what cannot be set named early.

Typst prints an empty box for a letter the typeface lacks, or fails in the middle of a page; a clerk needs to hear
which field holds it and what to do, before anything is set.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import fontpkg_sarabun
from fontTools.ttLib import TTFont

FONT_FOLDER = Path(fontpkg_sarabun.__file__).parent / "files"
LONGEST_RUN = 120

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LOOK_ALIKES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ", "\u2011": "-"}
)
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")


class UnprintableText(ValueError):
    """A field holds something no official letter can print.

    `field` is the field of LetterDocument, `characters` the offending ones, `remedy` an English sentence (the edge
    translates by `code`: "no_glyph", "control" or "unbroken_run").
    """

    def __init__(self, field: str, characters: str, remedy: str, code: str) -> None:
        super().__init__(f"{field}: cannot print {characters!r}; {remedy}")
        self.field = field
        self.characters = characters
        self.remedy = remedy
        self.code = code


def printable(field: str, text: str) -> str:
    """Return `text` ready for setting: NFC, sara am composed, one kind of space, no invisible characters.

    Raises UnprintableText naming `field` when a character has no glyph or a run without a break is too long.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_LOOK_ALIKES).translate(_INVISIBLE)
    text = _SARA_AM.sub(lambda m: (m.group(1) or m.group(2) or "") + "\u0e33", text)
    text = re.sub(" {2,}", " ", text).strip()
    _refuse_control_characters(field, text)
    missing = "".join(dict.fromkeys(c for c in text if ord(c) not in _printable_characters()))
    if missing:
        raise UnprintableText(field, missing, "delete these characters or write them in words", "no_glyph")
    return text


def refuse_unbroken_run(field: str, run: str) -> None:
    """Raise UnprintableText when `run`, which offers no place to break a line, is longer than a line holds."""
    if len(run) > LONGEST_RUN:
        raise UnprintableText(field, run[:40] + "…", "put a space into this long unbroken text", "unbroken_run")


def _refuse_control_characters(field: str, text: str) -> None:
    found = "".join(dict.fromkeys(c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")))
    if found:
        raise UnprintableText(field, found, "delete the invisible control characters", "control")


@lru_cache(maxsize=1)
def _printable_characters() -> frozenset[int]:
    faces = (TTFont(FONT_FOLDER / name, lazy=True) for name in ("Sarabun-Regular.ttf", "Sarabun-Bold.ttf"))
    regular, bold = (set(face.getBestCmap()) for face in faces)
    return frozenset(regular & bold)
