"""Thai text from PDF layers, OCR and Word files in one normal form, so that every reader sees the same letters.

Only what is certain is mended: an order of marks no Thai word has, glyph codes of old fonts, lost and invisible
characters. Digits, dashes, quotation marks, runs of spaces (they part columns) and lines stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0e48-\u0e4b"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # every mark above or below a consonant
_CONSONANTS = "\u0e01-\u0e2e"
_NIKHAHIT, _SARA_AA, _SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
_ROUNDS = 6

# Codes that Windows (F7xx) and Mac (F8xx) fonts gave to shifted forms of Thai marks and letters without their foot.
_GLYPHS = {
    "\u0e10": "\uf700\uf89e",
    "\u0e0d": "\uf70f\uf89a",
    "\u0e31": "\uf710\uf884",
    "\u0e34": "\uf701\uf885",
    "\u0e35": "\uf702\uf886",
    "\u0e36": "\uf703\uf887",
    "\u0e37": "\uf704\uf888",
    "\u0e38": "\uf718\uf89b",
    "\u0e39": "\uf719\uf89c",
    "\u0e3a": "\uf71a\uf89d",
    "\u0e47": "\uf712\uf889",
    "\u0e48": "\uf705\uf70a\uf713\uf88a\uf88b\uf88c",
    "\u0e49": "\uf706\uf70b\uf714\uf88d\uf88e\uf88f",
    "\u0e4a": "\uf707\uf70c\uf715\uf890\uf891\uf892",
    "\u0e4b": "\uf708\uf70d\uf716\uf893\uf894\uf895",
    "\u0e4c": "\uf709\uf70e\uf717\uf896\uf897\uf898",
    "\u0e4d": "\uf711\uf899",
    "•": "\uf0b7\uf0a7",  # bullets of Symbol and Wingdings
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
    "    ": "\t",  # a tab parts columns: more than one space
    "-": "\u2010\u2011\u2212\ufffe\x02",  # U+FFFE and U+0002: a hyphen at a line's end, as PDFium tells it
    "\n": "\r\x0b\x0c\x85\u2028\u2029",
    "ff": "\ufb00",
    "fi": "\ufb01",
    "fl": "\ufb02",
    "ffi": "\ufb03",
    "ffl": "\ufb04",
}
_PLAIN = {glyph: plain for plain, glyphs in _GLYPHS.items() for glyph in glyphs}
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\uffff"
_CONTROLS = "\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_ODD = re.compile(f"\r\n|[{''.join(_PLAIN)}{_CONTROLS}{_INVISIBLE}]")

Replace = Callable[[re.Match[str]], str]
Rule = tuple[re.Pattern[str], Replace]


@dataclass(frozen=True, slots=True)
class Tracked:
    """A normalised text; `origins[i]` is the offset in the text given of what became character i."""

    text: str
    origins: list[int]


def normalise(text: str) -> str:
    """Return `text` in the normal form. Normalising twice changes nothing; the time is linear in the length."""
    for pattern, replace in _FIRST:
        text = pattern.sub(replace, text)
    for _ in range(_ROUNDS):
        before = text
        for pattern, replace in _rules(text):
            text = pattern.sub(replace, text)
        if text == before:
            break
    return text


def normalise_tracked(text: str) -> Tracked:
    """Return the same text as `normalise`, with where each of its characters came from."""
    tracked = Tracked(text, list(range(len(text))))
    for rule in _FIRST:
        tracked = _track(tracked, rule)
    for _ in range(_ROUNDS):
        before = tracked.text
        for rule in _rules(before):
            tracked = _track(tracked, rule)
        if tracked.text == before:
            break
    return tracked


def moved_starts(origins: list[int], starts: Sequence[int]) -> list[int]:
    """Return where the offsets `starts` of the text before normalising are in the text after it."""
    moved, at = [], 0
    for start in starts:
        while at < len(origins) and origins[at] < start:
            at += 1
        moved.append(at)
    return moved


def _track(tracked: Tracked, rule: Rule) -> Tracked:
    pattern, replace = rule
    pieces: list[str] = []
    origins: list[int] = []
    done = 0
    for match in pattern.finditer(tracked.text):
        start, end = match.span()
        new = replace(match)
        pieces += (tracked.text[done:start], new)
        origins += tracked.origins[done:start]
        origins += (tracked.origins[min(start + at, end - 1)] for at in range(len(new)))
        done = end
    if not done:
        return tracked
    return Tracked("".join(pieces) + tracked.text[done:], origins + tracked.origins[done:])


def _plain(match: re.Match[str]) -> str:
    return "\n" if match[0] == "\r\n" else _PLAIN.get(match[0], "")


@lru_cache(maxsize=4096)
def _in_order(run: str) -> str:
    """Vowel, then tone or thanthakhat, each once; nikhahit and sara aa become sara am, which stands last."""
    after = _SARA_AA if run.endswith(_SARA_AA) else ""
    if _SARA_AM in run or (after and _NIKHAHIT in run):
        run, after = run.replace(_NIKHAHIT, "").replace(_SARA_AM, ""), _SARA_AM
    marks = sorted(dict.fromkeys(run.removesuffix(_SARA_AA)), key=lambda mark: "\u0e48" <= mark <= "\u0e4c")
    return "".join(marks) + after


_COMPOSE: Rule = (re.compile("[A-Za-z][\u0300-\u036f]+"), lambda m: unicodedata.normalize("NFC", m[0]))
_WELL_ORDERED = "(?:[\u0e31\u0e34-\u0e3a\u0e47][\u0e48-\u0e4c]|[\u0e48-\u0e4b]\u0e33)"
_MARKS_IN_ORDER: Rule = (
    re.compile(
        f"(?!{_WELL_ORDERED}(?![{_MARKS}{_SARA_AM}]))[{_MARKS}{_SARA_AM}]{{2,}}+{_SARA_AA}?|{_NIKHAHIT}{_SARA_AA}"
    ),
    lambda m: _in_order(m[0]) if len(m[0]) <= 16 else _in_order.__wrapped__(m[0]),
)
_TWO_SARA_E: Rule = (re.compile("\u0e40\u0e40"), lambda m: "\u0e41")
_SPACE_BEFORE_MARK: Rule = (re.compile(f"(?<=[{_CONSONANTS}{_MARKS}]) (?=[{_MARKS}{_SARA_AM}])"), lambda m: "")
_SPACES_AT_LINE_END: Rule = (re.compile("(?<! ) ++(?=\n|\\Z)"), lambda m: "")
_FIRST: list[Rule] = [(_ODD, _plain), _SPACES_AT_LINE_END]

# Word's PDFs lose the upper half of sara am and leave a space: "ส านักงาน". No Thai word begins with sara aa, so the
# space is never right; only text spaced out letter by letter ("ก า ร") is something else.
_LOST_HALF: Rule = (
    re.compile(f"(?<=[{_CONSONANTS}]) {_SARA_AA}(?! [{_CONSONANTS}](?:[ \n]|\\Z))"),
    lambda m: _SARA_AM,
)
_LOST_HALF_UNDER_TONE: Rule = (
    re.compile(f"(?<=[{_CONSONANTS}]) ([{_TONES}]){_SARA_AA}"),
    lambda m: m[1] + _SARA_AM,
)
_TONE_SET_APART = re.compile(f"[{_CONSONANTS}{_MARKS}] [{_TONES}](?!{_SARA_AA})")

# Other PDFs of Word show every sara aa as sara am and the real one with a space before it: "ส ำนักงำน".
_AA_SHOWN_AS_AM: Rule = (re.compile(f"(?<! )(?<! [{_TONES}]){_SARA_AM}"), lambda m: _SARA_AA)
_ENOUGH_TO_TELL = 10

# Raw text layers name a cluster twice: "ขั้ขั้นต่ำ". A syllable with one of these vowels must end in a consonant, so the
# pair is never a word; other pairs may be ("เจ้าหน้าที่ที่") and are mended only in a text where the certain ones stand.
_CERTAINLY_TWICE: Rule = (
    re.compile(f"([{_CONSONANTS}][\u0e31\u0e37][{_MARKS}]?)\\1+"),
    lambda m: m[1],
)
_TWICE: Rule = (re.compile(f"([{_CONSONANTS}][{_MARKS}]{{1,3}})\\1"), lambda m: m[1])


def _rules(text: str) -> list[Rule]:
    """The rules in their order; some apply only to a text that shows a certain fault elsewhere."""
    rules = [_COMPOSE]
    if f" {_SARA_AM}" in text and _SARA_AA not in text and text.count(_SARA_AM) >= _ENOUGH_TO_TELL:
        rules.append(_AA_SHOWN_AS_AM)
    elif f" {_SARA_AA}" in text:
        rules += [_LOST_HALF] if _TONE_SET_APART.search(text) else [_LOST_HALF, _LOST_HALF_UNDER_TONE]
    rules += [_SPACE_BEFORE_MARK, _MARKS_IN_ORDER, _TWO_SARA_E]
    if _CERTAINLY_TWICE[0].search(text):
        rules += [_TWICE, _CERTAINLY_TWICE]
    return [*rules, _SPACES_AT_LINE_END]
