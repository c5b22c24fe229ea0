"""A Letter of Wian made ready for comparing: its parts are known, and each part knows its field on the write page."""

from __future__ import annotations

from dataclasses import dataclass

from letters.comparing.outcome import Place, Span
from letters.comparing.side import Side
from letters.models import Enclosure, Letter
from letters.reference_number import ReferenceNumber
from letters.status import URGENCY_WORDS, Urgency

_BODY = ("body_cause", "body_purpose", "body_conclusion")


@dataclass(frozen=True)
class DraftSide:
    """The letter as a Side, and where each field's text stands in it."""

    side: Side
    fields: dict[str, Span]

    def field_at(self, place: Place | None) -> tuple[str, int, int] | None:
        """The field a place stands in, with its first and last offset inside the field's text."""
        if place is None or place.span is None:
            return None
        start, end = place.span
        for name, (first, last) in self.fields.items():
            if first <= start and end <= last:
                return name, start - first, end - first
        return None


class _Paper:
    """Text put together piece by piece, remembering where each piece stands."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, piece: str, label: str = "") -> Span | None:
        """Write one piece on its own line; None when there is nothing to write."""
        if not piece.strip():
            return None
        self.text += label
        start = len(self.text)
        self.text += f"{piece}\n\n"
        return start, start + len(piece)


def draft_side(letter: Letter) -> DraftSide:
    """Lay the letter out as its paper reads. Nothing is read that Wian knows already."""
    paper, fields = _Paper(), dict[str, Span]()
    urgency = letter.urgency_by if letter.urgency is Urgency.URGENT_BY else ""
    speed = f"{URGENCY_WORDS[letter.urgency] or ''} {urgency}".strip()
    urgency_span = paper.add(speed)
    number = letter.ref_no or ""
    number_span = paper.add(f"ที่ {number}" if number else "")
    head = "\n".join(letter.office_lines)
    paper.add(head)
    parts: dict[str, Span] = {}
    references = "\n".join(letter.references)
    enclosed = _enclosures(letter.enclosures)
    for part, name, label, piece in (
        ("subject", "subject", "เรื่อง ", letter.subject),
        ("to", "addressee_text", f"{letter.opening} ", letter.addressee_text),
        ("references", "references", "อ้างถึง ", references),
        ("enclosures", "enclosures", "สิ่งที่ส่งมาด้วย ", enclosed),
    ):
        if span := paper.add(piece, label):
            parts[part] = fields[name] = span
    start = len(paper.text)
    for name in _BODY:
        if span := paper.add(getattr(letter, name)):
            fields[name] = span
    parts["body"] = (start, len(paper.text))
    foot = "\n".join((letter.signature_name, *letter.signature_lines, *letter.owner_unit, *letter.contact_lines))
    if span := paper.add(foot):
        parts["foot"] = span
    side = Side(
        paper.text,
        parts,
        Place(speed, urgency_span) if speed else None,
        _reference(number),
        Place(f"ที่ {number}", number_span) if number else None,
        letter.letter_date,
        letter.issuer_name,
    )
    return DraftSide(side, fields)


def _enclosures(enclosures: list[Enclosure]) -> str:
    lines = [f"{one.text} {one.copies}".strip() for one in enclosures]
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)) if len(lines) > 1 else "".join(lines)


def _reference(number: str) -> ReferenceNumber | None:
    try:
        return ReferenceNumber.parse(number) if number else None
    except ValueError:
        return None
