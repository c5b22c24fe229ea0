"""Web and e-mail addresses: one wrong letter leads thousands of offices to the wrong place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, Standing, changed, missing, same
from letters.comparing.side import MOST_FACTS, Side
from letters.comparing.similar import best_pairs, edits, likeness, overlap, surroundings
from letters.reading.emails import find_emails
from letters.reading.urls import find_urls

_SCHEME = re.compile(r"^(?:https?|ftp)://", re.IGNORECASE)
_MOST_SLIPS = 3
_ALIKE = 0.8


@dataclass(frozen=True, eq=False)
class _Address:
    key: str
    host: str
    place: Place
    around: frozenset[str]
    part: str


def url_key(url: str) -> str:
    """What two spellings of one address share: no scheme, small letters in the host, no closing slash, no www."""
    bare = _SCHEME.sub("", url).rstrip("/")
    host, slash, path = bare.partition("/")
    return host.lower().removeprefix("www.") + slash + path


def compare_addresses(source: Side, forwarded: Side) -> list[Compared]:
    """URLs against URLs, e-mails against e-mails. An address of the forwarding office's own is new, not wrong."""
    done = _compare(_urls(source), _urls(forwarded), _("ที่อยู่เว็บไซต์"))
    return done + _compare(_emails(source), _emails(forwarded), _("ที่อยู่อีเมล"))


def _urls(side: Side) -> list[_Address]:
    found = ((url_key(one.url), one.span) for one in find_urls(side.text))
    return _first(side, [(key, key.partition("/")[0], span) for key, span in found])


def _emails(side: Side) -> list[_Address]:
    found = ((one.email.lower(), one.span) for one in find_emails(side.text))
    return _first(side, [(key, key.rpartition("@")[2], span) for key, span in found])


def _first(side: Side, found: list[tuple[str, str, tuple[int, int]]]) -> list[_Address]:
    first: dict[str, _Address] = {}
    for key, host, span in found:
        if key not in first:
            around = surroundings(side.text, span, before=50, after=10)
            first[key] = _Address(key, host, side.place(span), around, side.part_of(span[0]))
    return list(first.values())[:MOST_FACTS]


def _compare(ours: list[_Address], theirs: list[_Address], name: str) -> list[Compared]:
    right = {one.key: one for one in theirs}
    known = {one.key for one in ours}
    done = [same(Kind.URL, one.place, right[one.key].place) for one in ours if one.key in right]
    left = [one for one in ours if one.key not in right]
    new = [one for one in theirs if one.key not in known]
    pairs = best_pairs((score, a, b) for a in left for b in new if (score := _score(a, b)) > 0)
    for a, b in pairs:
        why = _("%(name)sไม่ตรงกับต้นเรื่อง ผู้รับจะเปิดไม่ได้หรือไปผิดที่", name=name)
        done.append(changed(Kind.URL, a.place, b.place, Severity.BLOCK, why))
    paired = {id(one) for pair in pairs for one in pair}
    for one in left:
        if id(one) not in paired and one.part == "body" and "@" not in one.key:
            done.append(missing(Kind.URL, one.place, _("ต้นเรื่องบอก%(name)s แต่ฉบับนี้ไม่มี", name=name)))
    done += [Compared(Kind.URL, Standing.NEW, None, one.place) for one in new if id(one) not in paired]
    return done


def _score(mine: _Address, his: _Address) -> float:
    """How surely one was meant to be the other; 0 for two addresses that have nothing to do with each other."""
    slips = edits(mine.key, his.key, _MOST_SLIPS)
    if slips <= min(_MOST_SLIPS, max(1, len(mine.key) // 5)):
        return 3 - slips / 10
    if mine.host == his.host:
        return 1 + likeness(mine.key, his.key)
    if likeness(mine.key, his.key) >= _ALIKE:
        return 1
    return 0.5 if mine.part == his.part == "body" and overlap(mine.around, his.around) > _ALIKE else 0
