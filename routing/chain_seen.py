"""The chain of a letter as one organisation may follow it: the way down to it is everybody's, beyond it only whoever
may track the letter, or the part the organisation sent on itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from core.extensions import db
from letters.models import Letter
from routing.chain_view import Chain, chain_of
from routing.policy import can_track, standings
from routing.queries import delivery_for


def chain_seen(letter: Letter, organisation_id: int, *, now: dt.datetime) -> Chain:
    """Give the chain from `letter` as the organisation may see it.

    A recipient that has sent the letter on follows its own letter; one that has not sees the way down to itself and
    how it received it, nobody else's.
    """
    if can_track(standings(organisation_id, letter)):
        return chain_of(letter, now=now, seen_by=organisation_id)
    own = _sent_on(letter, organisation_id)
    if own is not None:
        return chain_of(own, now=now)
    chain = chain_of(letter, now=now, seen_by=organisation_id)
    here = next((place for place, hop in enumerate(chain.hops) if hop.step.here), len(chain.hops))
    way = [hop for place, hop in enumerate(chain.hops) if place <= here or hop.step.letter_id == letter.id]
    return replace(chain, hops=tuple(way), holders=(), holding=0, laos=0, acknowledged=0)


def _sent_on(letter: Letter, organisation_id: int) -> Letter | None:
    delivery = delivery_for(letter.id, organisation_id)
    if delivery is None or delivery.forwarded_letter_id is None:
        return None
    return db.session.get(Letter, delivery.forwarded_letter_id)
