"""States of a letter and the only moves between them."""

from __future__ import annotations

from enum import StrEnum


class LetterStatus(StrEnum):
    """`numbered`: number taken and text frozen, files not yet standing; the worker finishes it after a crash.
    `awaiting_ink`: a number is reserved, the paper is out for signature, its signed scan is awaited.
    """

    DRAFT = "draft"
    IN_REVIEW = "in_review"  # with the head of group
    TO_SIGN = "to_sign"  # with the signatory
    AWAITING_INK = "awaiting_ink"
    NUMBERED = "numbered"
    ISSUED = "issued"
    RECALLED = "recalled"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


S = LetterStatus

LETTER_MOVES: dict[LetterStatus, frozenset[LetterStatus]] = {
    S.DRAFT: frozenset({S.IN_REVIEW, S.TO_SIGN, S.AWAITING_INK, S.NUMBERED, S.DISCARDED}),
    S.IN_REVIEW: frozenset({S.DRAFT, S.TO_SIGN}),
    S.TO_SIGN: frozenset({S.DRAFT, S.AWAITING_INK, S.NUMBERED}),
    S.AWAITING_INK: frozenset({S.DRAFT, S.NUMBERED}),
    S.NUMBERED: frozenset({S.ISSUED}),
    S.ISSUED: frozenset({S.RECALLED, S.SUPERSEDED}),
    S.RECALLED: frozenset(),
    S.SUPERSEDED: frozenset(),
    S.DISCARDED: frozenset({S.DRAFT}),
}

EDITABLE = frozenset({S.DRAFT})
FROZEN = frozenset({S.NUMBERED, S.ISSUED, S.RECALLED, S.SUPERSEDED})
OPEN_WORK = frozenset({S.DRAFT, S.IN_REVIEW, S.TO_SIGN, S.AWAITING_INK})


class Urgency(StrEnum):
    """ชั้นความเร็ว (ข้อ 28), in rising order; the values are the exchange standard's meaning, not its codes."""

    NORMAL = "normal"
    URGENT = "urgent"  # ด่วน
    VERY_URGENT = "very_urgent"  # ด่วนมาก
    MOST_URGENT = "most_urgent"  # ด่วนที่สุด
    URGENT_BY = "urgent_by"  # ด่วนภายใน + day


URGENCY_WORDS: dict[Urgency, str] = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "ด่วน",
    Urgency.VERY_URGENT: "ด่วนมาก",
    Urgency.MOST_URGENT: "ด่วนที่สุด",
    Urgency.URGENT_BY: "ด่วนภายใน",
}


class Origin(StrEnum):
    """Where the letter's text was made: written in Wian, or taken from paper."""

    WRITTEN = "written"
    PAPER = "paper"


class Book(StrEnum):
    """The numbered books of an office (แบบ 13, แบบ 14 and the circular series of ข้อ 32)."""

    SENT = "sent"
    CIRCULAR = "circular"
    RECEIVED = "received"


class EntryStatus(StrEnum):
    """A number is reserved, used, or void; void ones keep their row (design rule 1)."""

    RESERVED = "reserved"
    USED = "used"
    VOID = "void"


class EnclosureKind(StrEnum):
    """What a สิ่งที่ส่งมาด้วย is made of; `paper` exists on paper only."""

    FILE = "file"
    LINK = "link"
    LETTER = "letter"
    PAPER = "paper"


class ReviewDecision(StrEnum):
    """What was done with a draft on its way to signature."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    SIGNED = "signed"
