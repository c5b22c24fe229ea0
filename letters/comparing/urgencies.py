"""ชั้นความเร็ว: a forwarding letter is never slower than its source (ข้อ ๒๘)."""

from __future__ import annotations

from flask_babel import gettext as _

from letters.comparing.outcome import Compared, Kind, Severity, Standing, changed, missing, same
from letters.comparing.side import URGENCIES, Side


def compare_urgencies(source: Side, forwarded: Side) -> list[Compared]:
    """Nothing for a source without urgency; a faster forwarding letter is lawful."""
    mine, his = source.urgency, forwarded.urgency
    if mine is None:
        return [Compared(Kind.URGENCY, Standing.NEW, None, his)] if his else []
    if his is None:
        return [missing(Kind.URGENCY, mine, _("ต้นเรื่องเป็น%(urgency)s แต่ฉบับนี้ไม่มีชั้นความเร็ว", urgency=mine.text))]
    if _rank(his.text) < _rank(mine.text):
        return [
            changed(
                Kind.URGENCY, mine, his, Severity.WARN, _("ชั้นความเร็วต่ำกว่าต้นเรื่อง ซึ่งเป็น%(urgency)s", urgency=mine.text)
            )
        ]
    return [same(Kind.URGENCY, mine, his)]


def _rank(text: str) -> int:
    """0 for ด่วน … 2 for ด่วนที่สุด; ด่วนภายใน names its own time and stands highest."""
    return URGENCIES.index(text) if text in URGENCIES else len(URGENCIES)
