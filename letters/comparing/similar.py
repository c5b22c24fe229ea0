"""When two pieces of Thai text say the same: digit form, spacing, abbreviations and slips of a scan aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import TypeVar

from thai_numerals import to_arabic

Left = TypeVar("Left")
Right = TypeVar("Right")

# Written without their stops; a letter may print them with or without.
ABBREVIATIONS = {
    "อปท": "องค์กรปกครองส่วนท้องถิ่น",
    "อบจ": "องค์การบริหารส่วนจังหวัด",
    "อบต": "องค์การบริหารส่วนตำบล",
    "ทน": "เทศบาลนคร",
    "ทม": "เทศบาลเมือง",
    "ทต": "เทศบาลตำบล",
    "สถ": "กรมส่งเสริมการปกครองท้องถิ่น",
    "สถจ": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
    "สถอ": "สำนักงานส่งเสริมการปกครองท้องถิ่นอำเภอ",
    "สปน": "สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "กกถ": "คณะกรรมการการกระจายอำนาจให้แก่องค์กรปกครองส่วนท้องถิ่น",
    "ศพด": "ศูนย์พัฒนาเด็กเล็ก",
    "ปภ": "กรมป้องกันและบรรเทาสาธารณภัย",
    "สสจ": "สำนักงานสาธารณสุขจังหวัด",
    "ผวจ": "ผู้ว่าราชการจังหวัด",
    "ปค": "กรมการปกครอง",
    "มท": "กระทรวงมหาดไทย",
    "กทม": "กรุงเทพมหานคร",
    "กก": "กิโลกรัม",
}
_ABBREVIATION = re.compile(r"(?<![ก-๙])[ก-ฮ](?:\.?[ก-ฮ]){1,4}\.|(?<![ก-๙])(?:อปท|อบต|อบจ|สถจ|สถอ|ศพด)(?![ก-๙])")
_DEFINED = re.compile(r"\s?\((?:สำนักงาน\s?)?[ก-ฮ](?:\.?[ก-ฮ]){1,5}\.?\)")
_WHITE = re.compile(r"[\s\u200b\xa0]+")
_SLIPS = re.compile("[\u0e47-\u0e4e]")  # tone marks and their like: what scans lose, double or move
_CLUSTER = re.compile(r"[เแโใไ]?[ก-ฮ][ะัาำ-ฺๅ็-๎]*|[0-9]+|[A-Za-z]|.", re.DOTALL)
_DASHES = str.maketrans("–—‐‑", "----")


def squeezed(text: str) -> str:
    """`text` with Arabic digits and without white space: equal means the same words."""
    return _WHITE.sub("", to_arabic(text).translate(_DASHES))


def clusters_of(text: str) -> list[str]:
    """`text` in pieces that are read as one: a consonant with its vowels and marks, a word of Latin letters."""
    return _CLUSTER.findall(text)


def without_marks(text: str) -> str:
    """`text` without the marks that scans lose, double or move: "องค้การ" is องค์การ."""
    return _SLIPS.sub("", text)


def folded(text: str) -> str:
    """Abbreviations written out, definitions such as (อปท.) left out, tone marks gone: equal means the same thing."""
    text = _DEFINED.sub("", _WHITE.sub(" ", text))
    text = _ABBREVIATION.sub(_written_out, text)
    return _SLIPS.sub("", squeezed(text)).replace("ฯ", "").replace("พ.ศ.", "")


def _written_out(match: re.Match[str]) -> str:
    return ABBREVIATIONS.get(match.group().replace(".", ""), match.group())


def likeness(one: str, other: str) -> float:
    """0 to 1: how much of two short texts is the same, in order."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def surroundings(text: str, span: tuple[int, int], before: int = 70, after: int = 45) -> frozenset[str]:
    """The pairs of letters around a span, for telling which of several dates or numbers speaks of the same thing."""
    left, right = text[max(0, span[0] - before) : span[0]], text[span[1] : span[1] + after]
    return pairs_of(folded(left)) | pairs_of(folded(right))


def pairs_of(text: str) -> frozenset[str]:
    """Each two letters that stand side by side in `text`."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: the share of pairs two surroundings have in common."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def edits(one: str, other: str, most: int) -> int:
    """How many letters must be added, dropped, changed or swapped with their neighbour; `most` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, last, row = row, above, [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j - 1] + 1, above[j] + 1, above[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def best_pairs(scored: Iterable[tuple[float, Left, Right]], at_least: float = 0.0) -> list[tuple[Left, Right]]:
    """Pair off by the highest score first; each takes part once. Things are told apart by identity."""
    taken: set[int] = set()
    pairs = []
    for score, left, right in sorted(scored, key=lambda one: -one[0]):
        if score < at_least or id(left) in taken or id(right) in taken:
            continue
        taken |= {id(left), id(right)}
        pairs.append((left, right))
    return pairs
