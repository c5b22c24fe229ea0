"""What the pages of a letter show of its way: the proof of its recipients, their states, the chain."""

from __future__ import annotations

from dataclasses import dataclass

from core import clock
from letters.models import Letter
from routing.chain import Coverage, coverage_of
from routing.chain_panel import ChainPanel, chain_panel
from routing.policy import OUT, standings, tracked_deliveries
from routing.tracking import Recipient, RecipientFilter, Tracked, direct_counts, recipients

SHOWN = 20


@dataclass(frozen=True)
class DeliveryRows:
    """The first recipients of a letter and the counts of all."""

    shown: list[Recipient]
    total: int
    done: int
    outstanding: int


def delivery_rows(letter: Letter, organisation_id: int) -> DeliveryRows:
    """Give the recipients that the organisation may follow (five statements): all to whoever sent the letter or began
    its chain, to a recipient its own and those below it.
    """
    seen = tracked_deliveries(organisation_id, standings(organisation_id, letter))
    tracked = Tracked(letter.id, seen, clock.today())
    counts = direct_counts(tracked)
    shown = recipients(tracked, RecipientFilter(), size=SHOWN).items
    return DeliveryRows(list(shown), counts.total, counts.acknowledged, counts.outstanding)


def chain_shown(letter: Letter, organisation_id: int) -> ChainPanel | None:
    """Give the chain of a letter that has gone out, None before."""
    return chain_panel(letter, organisation_id, now=clock.now()) if letter.status in OUT else None


def coverage_shown(letter: Letter) -> Coverage | None:
    """Give the proof of design rule 3 for a letter that passes another on; None for any other, which owes none."""
    return coverage_of(letter) if letter.source_id is not None else None
