"""What somebody typed into the search field, as the words to look for and the number it may be. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letters.search_fold import MARKER, fold, fold_tracked

OWN = MARKER * 3  # begins what is the letter's own number; no short form begins so
LEAST = 3  # characters of a word the index finds anywhere; shorter ones are looked for in ที่ and names
MOST_WORDS = 12
_PIECES = re.compile(r'["\u201c\u201d]([^"\u201c\u201d]+)["\u201c\u201d]|(\S+)')
_NUMBER = re.compile(
    r"(?:เลข)?(?:ที่)?(?P<prefix>[ก-ฮ](?:\.?[ก-ฮ]){1,3}?)?\.?(?:(?P<code>\d{3,5}(?:\.\d{1,4})*)?/)?"
    r"(?P<circular>ว\.?)?0*(?P<number>[1-9]\d{0,5})"
)


@dataclass(frozen=True)
class Wanted:
    """`words` must all stand in a letter's search text, and have three characters or more; so must the short ones
    `beside` them. `number` are the words of the letters that bear the very number typed; empty when it is none.
    `shown` is what a page marks in the letters found.
    """

    words: tuple[str, ...]
    beside: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)


def wanted(typed: str) -> Wanted:
    """Read a search: words with spaces between, what stands in quotation marks is one word."""
    pieces = (fold(match[1] or match[2]) for match in _PIECES.finditer(typed))
    words = list(dict.fromkeys(word for word in pieces if any(char.isalnum() for char in word)))[:MOST_WORDS]
    long = [word for word in words if len(word) >= LEAST]
    short = [word for word in words if len(word) < LEAST]
    if not long:
        return Wanted(tuple(short_form(word) for word in short), (), number_words(typed), tuple(words))
    return Wanted(tuple(long), tuple(short), number_words(typed), tuple(long))


def short_form(word: str) -> str:
    """Give a word of one or two characters as it stands in the search text of the letters whose ที่ or names hold it:
    three characters long, so that the one index finds it too.
    """
    return MARKER * (LEAST - len(word)) + word


def number_form(number: str, circular: bool = False) -> str:
    """Give a running number as it stands in the search text of the letter that bears it."""
    return f"{OWN}{'ว' if circular else ''}{number}{MARKER}"


def number_words(typed: str) -> tuple[str, ...]:
    """Give the words that only letters of this very number have: "พช 1507", "ว1507", "๑๕๐๗", "พช0023.6/ว 1507"."""
    match = _NUMBER.fullmatch(fold(typed).replace(" ", ""))
    if match is None:
        return ()
    words = [number_form(match["number"])]
    if match["circular"]:
        words.append(number_form(match["number"], circular=True))
    prefix = OWN + match["prefix"].replace(".", "") if match["prefix"] else ""
    code = f"{match['code']}/" if match["code"] else ""
    return (*words, prefix + code) if prefix or code else tuple(words)


def places_of(words: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Give where the words stand in `text` as it is printed, in reading order, overlapping places joined."""
    folded = fold_tracked(text)
    found = sorted(
        (folded.starts[at], folded.ends[at + len(word) - 1]) for word in words for at in _all(word, folded.text)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _all(word: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={re.escape(word)})", text)]
