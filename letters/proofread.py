"""Proof-reading a draft against the letter it forwards: what differs, and why each grave difference may stand.

Nothing is written while somebody types: findings are counted anew from the two texts. A Finding row is written when
a reason is given and, for the record, when the letter is numbered.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa
from flask_babel import get_locale
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from letters.compare import Comparison, compare_sides
from letters.comparing.outcome import Compared, Severity
from letters.comparing.side import Side
from letters.comparing.similar import squeezed
from letters.draft_side import DraftSide, draft_side
from letters.models import Letter
from letters.proof_models import Finding

SHORTEST_REASON = 5
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Found:
    """One discrepancy of a draft: `key` names it, `passed` is the reason somebody gave, None while there is none."""

    key: str
    compared: Compared
    passed: Finding | None

    @property
    def blocks(self) -> bool:
        """Whether the letter may not be issued because of it."""
        return self.compared.severity is Severity.BLOCK and self.passed is None


@dataclass(frozen=True)
class Proof:
    """The draft beside its source: what was found, and everything that was held."""

    source: DraftSide
    draft: DraftSide
    comparison: Comparison
    found: tuple[Found, ...]

    @property
    def blocking(self) -> list[Found]:
        """What must be mended or explained before the letter is issued."""
        return [one for one in self.found if one.blocks]


def proofread(letter: Letter) -> Proof | None:
    """Hold a draft against its source as it stands in Wian; None for a letter that forwards nothing.

    A source known by its scan alone has no text to hold: number, date, subject and urgency are compared.
    """
    if letter.source is None:
        return None
    source, draft = draft_side(letter.source), draft_side(letter)
    comparison = _compared(_Held(source.side), _Held(draft.side))
    reasons = _reasons(letter.id)
    found = [Found(key_of(one), one, reasons.get(key_of(one))) for one in comparison.discrepancies]
    return Proof(source, draft, comparison, tuple(found))


def blocking(letter: Letter) -> list[InvalidInput]:
    """What keeps a draft from being issued, each as a gap named "proof" (letters/readiness.py)."""
    proof = proofread(letter)
    return [
        InvalidInput(one.compared.explanation, _("แก้ตามต้นเรื่อง หรือบอกเหตุผลในช่องตรวจทาน"), "proof")
        for one in (proof.blocking if proof else [])
    ]


def pass_finding(letter: Letter, key: str, reason: str, *, now: dt.datetime, actor: Actor) -> Finding:
    """Let a discrepancy stand, with the reason on record. Raises InvalidInput for a reason that says nothing,
    Refused when the texts do not differ (any more) in this way."""
    words = " ".join(reason.replace("\x00", "").split())
    if len(words) < SHORTEST_REASON:
        raise InvalidInput(_("ยังไม่ได้บอกเหตุผล"), _("เขียนสั้น ๆ ว่าทำไมจึงไม่ตรงกับต้นเรื่อง"), "reason")
    if len(words) > LONGEST_REASON:
        raise InvalidInput(_("เหตุผลยาวเกิน %(most)s ตัวอักษร", most=LONGEST_REASON), _("ตัดให้สั้นลง"), "reason")
    proof = proofread(letter)
    one = next((found for found in proof.found if found.key == key), None) if proof else None
    if proof is None or one is None:
        raise Refused(_("ข้อนี้ไม่มีแล้ว ข้อความถูกแก้ไปก่อน"), _("โหลดหน้าใหม่แล้วดูผลตรวจทานล่าสุด"))
    finding = _kept(letter, one, fingerprint(proof), now)
    finding.reason, finding.reason_by_id, finding.reason_by_name = words, actor.user_id, actor.name
    db.session.flush()
    said = {"kind": str(one.compared.kind), "source": finding.source_text, "forwarded": finding.forwarded_text}
    record(Act(actor, AuditAct.FINDING_PASSED, letter, now, after=said, note=words))
    return finding


def keep_findings(letter: Letter, now: dt.datetime) -> None:
    """Write down what differed when the letter was numbered, with the reasons given. For letters/issue.py."""
    proof = proofread(letter)
    for one in proof.found if proof else ():
        finding = _kept(letter, one, fingerprint(proof), now) if proof else None
        if finding is not None and one.passed is not None and not finding.reason:
            finding.reason, finding.reason_by_id = one.passed.reason, one.passed.reason_by_id
            finding.reason_by_name = one.passed.reason_by_name
    db.session.flush()


def key_of(one: Compared) -> str:
    """The name of a discrepancy: the same two texts of the same kind, spacing and digit form aside."""
    texts = [squeezed(place.text) if place else "" for place in (one.source, one.forwarded)]
    return hashlib.sha256("\n".join((str(one.kind), *texts)).encode()).hexdigest()[:32]


def fingerprint(proof: Proof) -> str:
    """SHA-256 of source and draft together."""
    return hashlib.sha256(json.dumps([proof.source.side.text, proof.draft.side.text]).encode()).hexdigest()


class _Held:
    """A Side that is remembered by its text, so that a page that asks twice counts once."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self._mark = (side.text, side.date, side.issuer, str(get_locale()))  # explanations are in a language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self._mark == other._mark

    def __hash__(self) -> int:
        return hash(self._mark)


@lru_cache(maxsize=128)
def _compared(source: _Held, draft: _Held) -> Comparison:
    return compare_sides(source.side, draft.side)


def _reasons(letter_id: int) -> dict[str, Finding]:
    rows = db.session.scalars(
        sa.select(Finding).where(Finding.letter_id == letter_id, Finding.reason != "").order_by(Finding.id)
    )
    return {one.key: one for one in rows}


def _kept(letter: Letter, one: Found, draft_sha256: str, now: dt.datetime) -> Finding:
    known = db.session.scalar(
        sa.select(Finding).where(
            Finding.letter_id == letter.id, Finding.key == one.key, Finding.draft_sha256 == draft_sha256
        )
    )
    if known is not None:
        return known
    compared = one.compared
    finding = Finding(letter_id=letter.id, draft_sha256=draft_sha256, key=one.key, kind=compared.kind, at=now)
    finding.severity = compared.severity or Severity.NOTE
    finding.source_text = compared.source.text if compared.source else ""
    finding.forwarded_text = compared.forwarded.text if compared.forwarded else ""
    finding.explanation = compared.explanation
    db.session.add(finding)
    return finding
