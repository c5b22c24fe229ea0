"""What the proof panel shows: differences from the source with both texts marked, then what the checks say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from difflib import SequenceMatcher

from flask_babel import gettext as _

from core import clock
from letters.checks.check import Check
from letters.comparing.outcome import Place, Severity
from letters.comparing.similar import clusters_of
from letters.draft_fields import FIELD_LABELS
from letters.draft_side import DraftSide
from letters.models import Letter
from letters.proof_models import Finding
from letters.proofread import Found, Proof, proofread
from routing.chain_checks import checks_on

Pieces = list[tuple[str, bool]]
Spot = tuple[str, int, int]
_AROUND = 24
_TONES = {Severity.BLOCK: "late", Severity.WARN: "warn", Severity.NOTE: ""}
# What can be taken over word for word: the rest (a letter's own deadline, receivers) needs a person's hand.
_REPLACEABLE = ("subject", "body_cause", "body_purpose", "body_conclusion", "references")


@dataclass(frozen=True)
class Side:
    """One of the two texts: pieces (text, whether it differs), the name of the field, the spot inside it."""

    pieces: Pieces
    field: str
    spot: Spot | None


@dataclass(frozen=True)
class Item:
    """One difference: `tone` late (blocks), done (let pass) or warn."""

    key: str
    tone: str
    title: str
    source: Side | None
    ours: Side | None
    passed: Finding | None
    blocks: bool
    replaceable: bool


@dataclass(frozen=True)
class ProofPage:
    """The panel: `mark` changes whenever what it shows does."""

    items: list[Item]
    checks: list[Check]
    matching: list[str]
    against_source: bool
    mark: str

    @property
    def blocking(self) -> int:
        """How many differences stop the letter."""
        return sum(one.blocks for one in self.items)

    @property
    def to_see(self) -> int:
        """How many more a person should look at."""
        grave = sum(one.severity is not Severity.NOTE for one in self.checks)
        return grave + sum(not one.blocks and one.passed is None for one in self.items)


def proof_page(letter: Letter, *, reader_id: int | None = None) -> ProofPage:
    """Give the panel of a draft, or (with `reader_id`) of a letter that this organisation has received."""
    proof = proofread(letter)
    checks = checks_on(letter, today=clock.today(), reader_id=reader_id)
    items = [_item(proof, one) for one in proof.found] if proof else []
    matching = sorted({_said(one.source) for one in proof.comparison.matching if one.source}) if proof else []
    shown = [(one.key, one.passed is not None, one.ours and one.ours.spot) for one in items]
    mark = hashlib.sha256(repr((shown, [(c.number, c.text) for c in checks], matching)).encode()).hexdigest()[:16]
    return ProofPage(items, checks, matching, proof is not None, mark)


def _said(place: Place | None) -> str:
    return place.text if place else ""


def _item(proof: Proof, one: Found) -> Item:
    compared = one.compared
    tone = "done" if one.passed else _TONES[compared.severity or Severity.NOTE]
    left, right = differing(_said(compared.source), _said(compared.forwarded))
    source = _side(proof.source, compared.source, left)
    ours = _side(proof.draft, compared.forwarded, right)
    spot = ours.spot if ours else None
    replaceable = bool(source and spot and spot[0] in _REPLACEABLE and compared.source and compared.source.span)
    return Item(one.key, tone, compared.explanation, source, ours, one.passed, one.blocks, replaceable)


def _side(draft: DraftSide, place: Place | None, pieces: Pieces) -> Side | None:
    if place is None:
        return None
    spot = draft.field_at(place)
    if place.span is not None and len(place.text) < 2 * _AROUND:
        start, end = place.span
        before, after = _around(draft.side.text, start, end)
        pieces = [(before, False), *pieces, (after, False)]
    return Side(pieces, field_name(spot), spot)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """A few words on both sides, within the line, cut between readable pieces and marked where cut."""
    before = text[max(0, start - _AROUND) : start]
    left = before.rpartition("\n")[2]
    after = text[end : end + _AROUND]
    right = after.partition("\n")[0]
    if left and left == before and start > _AROUND:
        left = "…" + "".join(clusters_of(left)[1:])
    if right and right == after and end + _AROUND < len(text):
        right = "".join(clusters_of(right)[:-1]) + "…"
    return left, right


def field_name(spot: Spot | None) -> str:
    """The name of the field a spot lies in; "" for what stands in none (signature, foot)."""
    if spot is None:
        return ""
    return str(FIELD_LABELS[spot[0]]) if spot[0] in FIELD_LABELS else _("สิ่งที่ส่งมาด้วย")


def differing(one: str, other: str) -> tuple[Pieces, Pieces]:
    """Cut two texts into pieces, those marked that the other does not have."""
    left: Pieces = []
    right: Pieces = []
    mine, his = clusters_of(one), clusters_of(other)
    for tag, a, b, c, d in SequenceMatcher(None, mine, his, autojunk=False).get_opcodes():
        if b > a:
            left.append(("".join(mine[a:b]), tag != "equal" and bool(other)))
        if d > c:
            right.append(("".join(his[c:d]), tag != "equal" and bool(one)))
    return left, right
