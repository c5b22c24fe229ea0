"""One thing a sentence asks, before the letter as a whole decides which of them are duties."""

from __future__ import annotations

from dataclasses import dataclass, field

from letters.reading.audience import Kinds
from letters.reading.body_zones import Part
from letters.reading.due import Due
from letters.reading.duty import Action


@dataclass(slots=True)
class Clause:
    """`action` asked of `who` by a verb at `at`; its wording takes [start, end) of the squeezed body.

    `doing`: no verb of answering, only something to do. `sink`: a purpose or condition, no duty, but dates after it
    are its own. `named`: the sentence says itself who.
    """

    action: Action
    who: Kinds
    at: int
    start: int
    end: int
    part: Part
    dues: list[Due] = field(default_factory=list)
    doing: bool = False
    sink: bool = False
    named: bool = False
    optional: bool = False
