"""เรื่อง: a forwarding letter keeps its source's subject; the words that differ are shown."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Place, Severity, changed, missing, same
from letters.comparing.side import Side
from letters.comparing.similar import clusters_of, folded

# What politeness, form or grammar adds in front of the same matter.
_FILLERS = re.compile(r"ขอความร่วมมือ|ขอความอนุเคราะห|ขอเชิญ|ขอให|การแจง|แจง(?!ขอมล)|ซกซอม|เรอง|การ")
_MARGIN = 3
_MOST_SHOWN = 3


def compare_subjects(source: Side, forwarded: Side) -> list[Compared]:
    """One outcome, or none when the source has no subject (a stamp letter)."""
    if not source.subject:
        return []
    ours, theirs = source.subject, forwarded.subject
    place = Place(ours, source.parts.get("subject"))
    if not theirs:
        return [missing(Kind.SUBJECT, place, _("ฉบับนี้ไม่มีเรื่อง หนังสือแจ้งต่อใช้เรื่องเดียวกับต้นเรื่อง"))]
    other = Place(theirs, forwarded.parts.get("subject"))
    if _bare(ours) == _bare(theirs):
        return [same(Kind.SUBJECT, place, other)]
    return [changed(Kind.SUBJECT, place, other, Severity.WARN, _words(ours, theirs))]


def _bare(subject: str) -> str:
    text = folded(subject)
    return _FILLERS.sub("", text) or text


def _words(ours: str, theirs: str) -> str:
    """Name the words that differ, with a little of what stands around them."""
    left, right = clusters_of(ours), clusters_of(theirs)
    matcher = SequenceMatcher(None, [folded(one) for one in left], [folded(one) for one in right], autojunk=False)
    said = [
        _("“%(was)s” เป็น “%(now)s”", was=_piece(left, a, b), now=_piece(right, c, d))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal" and ("".join(left[a:b]) + "".join(right[c:d])).strip()
    ]
    return (_("เรื่องไม่ตรงกับต้นเรื่อง") + ": " + ", ".join(said[:_MOST_SHOWN])) if said else _("เรื่องไม่ตรงกับต้นเรื่อง")


def _piece(clusters: list[str], start: int, end: int) -> str:
    return "".join(clusters[max(0, start - _MARGIN) : end + _MARGIN]).strip()
