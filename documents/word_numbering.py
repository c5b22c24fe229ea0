"""The numbers Word shows before paragraphs, which stand nowhere in the text: ๑. ๑.๑ (ก) a) •"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v"}
_ROMAN |= {4: "iv", 1: "i"}
_LEVEL = re.compile("%([1-9])")
_MOST = 3999
_LEVELS = 9


@dataclass
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class Numbering:
    """The lists of one document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)  # numId -> abstractNumId
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)  # (numId, level) -> startOverride
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # styleId -> (numId, level)
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """Count one paragraph of list `list_id` at `level` (from 0); give what Word shows before it, or ""."""
        abstract = self.lists.get(list_id)
        if abstract is None or not 0 <= level < _LEVELS:
            return ""
        levels = self.levels.get(abstract, {})
        counts = self.counts.setdefault(abstract, [0] * _LEVELS)
        begin = levels.get(level, _Level()).start
        if (list_id, level) in self.starts and (list_id, level) not in self.begun:
            counts[level], begin = 0, self.starts[list_id, level]
            self.begun.add((list_id, level))
        counts[level] = counts[level] + 1 if counts[level] else begin
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        shape = levels.get(level, _Level(text=f"%{level + 1}."))
        if shape.form in ("bullet", "none"):
            return shape.text if shape.form == "none" else "•"
        return _LEVEL.sub(lambda m: self._one(levels, counts, int(m[1]) - 1), shape.text)

    def _one(self, levels: dict[int, _Level], counts: list[int], level: int) -> str:
        shape = levels.get(level, _Level())
        return number_in(shape.form, counts[level] or shape.start)


def number_in(form: str, number: int) -> str:
    """Give `number` in one of Word's forms (w:numFmt); what is not known here is given in Arabic digits."""
    number = max(0, min(number, _MOST))
    if form in ("thaiNumbers", "thaiCounting"):
        return str(number).translate(_THAI_DIGITS)
    if form == "thaiLetters":
        return _letters(number, _THAI_LETTERS)
    if form in ("lowerLetter", "upperLetter"):
        letters = _letters(number, "abcdefghijklmnopqrstuvwxyz")
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def _letters(number: int, alphabet: str) -> str:
    """The letter, doubled after the end of the alphabet as Word does: a … z, aa, bb."""
    if number < 1:
        return ""
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN.items():
        while number >= value:
            out, number = out + letters, number - value
    return out


def read_numbering(numbering: Any, styles: Any) -> Numbering:  # noqa: ANN401 (lxml elements)
    """Read word/numbering.xml and word/styles.xml (lxml roots or None)."""
    found = Numbering()
    for abstract in _all(numbering, "abstractNum"):
        levels = found.levels.setdefault(abstract.get(WORD + "abstractNumId", ""), {})
        for level in _all(abstract, "lvl"):
            levels[_int(level.get(WORD + "ilvl"))] = _Level(
                _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _int(_value(level, "start"), 1)
            )
    for one in _all(numbering, "num"):
        list_id = one.get(WORD + "numId", "")
        found.lists[list_id] = _value(one, "abstractNumId") or ""
        for override in _all(one, "lvlOverride"):
            start = _value(override, "startOverride")
            if start is not None:
                found.starts[list_id, _int(override.get(WORD + "ilvl"))] = _int(start, 1)
    for style in _all(styles, "style"):
        place = numbered(style)
        if place:
            found.styles[style.get(WORD + "styleId", "")] = place
    return found


def numbered(element: Any) -> tuple[str, int] | None:  # noqa: ANN401
    """Give (numId, level) of a paragraph's or style's own w:numPr; numId "0" means: no number here."""
    properties = element.find(f"{WORD}pPr/{WORD}numPr")
    if properties is None:
        return None
    list_id = _value(properties, "numId")
    return None if list_id is None else (list_id, _int(_value(properties, "ilvl")))


def _all(element: Any, tag: str) -> list[Any]:  # noqa: ANN401
    return [] if element is None else element.findall(WORD + tag)


def _value(element: Any, tag: str) -> str | None:  # noqa: ANN401
    child = element.find(WORD + tag)
    return None if child is None else child.get(WORD + "val")


def _int(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
