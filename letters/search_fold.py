"""One form of a text for searching: however somebody typed the words, they meet as the same characters.

Arabic digits, lower case, accents and invisible characters dropped, one kind of dash and quotation mark, the marks of
a Thai syllable in one order, and no space beside a Thai letter: Thai writes none between words, and where a line was
broken says nothing. Pure; folding twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

MARKER = "\u0242"  # ɂ: stands in no folded text, so the index can say with it what no letter says
SARA_AM = "\u0e33"
_THAI = "\u0e01-\u0e5b"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_DOUBLE_QUOTES, _SINGLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb", "\u2018\u2019\u201a\u201b`"
_ACCENTS = range(0x300, 0x370)
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


class _Characters(dict[int, str]):
    """What each character becomes, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = chr(code)
        while (further := "".join(map(_fold_character, folded))) != folded:
            folded = further
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if character.isspace() or category in ("Zs", "Zl", "Zp"):
        return " "
    if category[0] == "C" or character == MARKER or ord(character) in _ACCENTS:
        return ""
    if category == "Pd" or character == "\u2212":
        return "-"
    if character in _DOUBLE_QUOTES:
        return '"'
    if character in _SINGLE_QUOTES:
        return "'"
    return character if character == SARA_AM else unicodedata.normalize("NFKD", character).lower()


def _in_order(match: re.Match[str]) -> str:
    """Vowels, then tones, each once; nikhahit with sara aa is sara am, which stands last."""
    run = match[0]
    marks, aa = (run[:-1], run[-1]) if run[-1] == "\u0e32" else (run, "")
    if SARA_AM in marks or (aa and "\u0e4d" in marks):
        marks, aa = marks.replace("\u0e4d", "").replace(SARA_AM, ""), SARA_AM
    return "".join(sorted(dict.fromkeys(marks), key=lambda mark: "\u0e48" <= mark <= "\u0e4c")) + aa


_CHARACTERS = _Characters()
_RULES: tuple[Rule, ...] = (
    (re.compile(rf"(?<=[{_THAI}]) +| +(?=[{_THAI}])|\A +| +\Z"), lambda _: ""),
    (re.compile(" {2,}"), lambda _: " "),
    (re.compile("\u0e40\u0e40"), lambda _: "\u0e41"),
    (re.compile(rf"[{_MARKS}{SARA_AM}]{{2,}}+\u0e32?|\u0e4d\u0e32"), _in_order),
)


def fold(text: str) -> str:
    """Give `text` in the one form."""
    text = text.translate(_CHARACTERS)
    for pattern, replace in _RULES:
        text = pattern.sub(replace, text)
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `starts[i]` and `ends[i]` bound what character i was in the text given."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def fold_tracked(text: str) -> Folded:
    """Give the same text as `fold`, with where each of its characters stood."""
    pieces = [_CHARACTERS[ord(character)] for character in text]
    places = [(at, at + 1) for at, piece in enumerate(pieces) for _ in piece]
    folded = "".join(pieces)
    for rule in _RULES:
        folded, places = _track(folded, places, rule)
    return Folded(folded, tuple(start for start, _ in places), tuple(end for _, end in places))


def _track(text: str, places: list[tuple[int, int]], rule: Rule) -> tuple[str, list[tuple[int, int]]]:
    pattern, replace = rule
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = replace(match)
        pieces += (text[done:start], new)
        moved += places[done:start]
        moved += [(places[start][0], places[end - 1][1])] * len(new)
        done = end
    return "".join(pieces) + text[done:], moved + places[done:]
