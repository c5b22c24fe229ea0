"""What was read of a letter becomes deadlines of its chain, once, and is owed by whoever has the letter already."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core.actor import Actor
from core.clock import day_of
from core.extensions import db
from deadlines.due import Due
from deadlines.from_reading import READ, asked_of
from deadlines.models import Deadline, EarlierDay
from deadlines.owe import deadlines_of
from deadlines.set_deadlines import Asked, add, bring_forward, spread
from letters.kept_reading import standing
from letters.models import Letter
from letters.reading_models import KeptReading
from letters.status import Origin
from routing.chain_duties import catch_up, root_of
from routing.policy import OUT

BY_A_PERSON_OR_READ = ("typed", READ)


def write_read_duties(letter: Letter, *, now: dt.datetime, actor: Actor) -> list[Deadline]:
    """Write what the kept reading of a letter asks as deadlines of its chain; gives those written, none the next time.

    A letter in the middle of a chain that came on paper stands for its first one while nothing is known of that; an
    earlier day that it prints for the same thing holds for its own addressees. Deadlines that a person set, or that
    were read before, stay as they are.
    """
    kept = db.session.get(KeptReading, letter.id)
    if kept is None or letter.status not in OUT:
        return []
    asked = asked_of(standing(kept), letter.letter_date or day_of(now))
    root = db.session.get_one(Letter, root_of(letter), with_for_update=True)
    if _known(root.id):
        _earlier_days(letter, root, asked, now)
        return []
    if letter.id != root.id and root.origin is not Origin.PAPER:
        return []
    written = [add(root, one, now=now, actor=actor) for one in asked]
    if written:
        catch_up(root.id, now=now, actor=actor)
    return written


def letters_with_readings() -> list[int]:
    """Give the letters whose reading is kept, the first of each chain before those that forward it."""
    first = sa.case((sa.func.coalesce(Letter.root_id, Letter.id) == Letter.id, 0), else_=1)
    query = sa.select(Letter.id).join(KeptReading, KeptReading.letter_id == Letter.id).where(Letter.status.in_(OUT))
    return list(db.session.scalars(query.order_by(first, Letter.id)))


def _known(root_id: int) -> bool:
    """Say whether somebody set deadlines of the chain, even if they were withdrawn since."""
    some = sa.select(Deadline.id).where(Deadline.letter_id == root_id, Deadline.made_from.in_(BY_A_PERSON_OR_READ))
    return db.session.scalar(some.limit(1)) is not None


def _earlier_days(letter: Letter, root: Letter, asked: list[Asked], now: dt.datetime) -> None:
    """Keep the earlier day a forwarding letter on paper prints, where it is plain which deadline it is about."""
    if letter.id == root.id or letter.origin is not Origin.PAPER:
        return
    of_chain = deadlines_of(root.id)
    for one in asked:
        same = [own for own in of_chain if own.kind is one.kind and own.for_kinds & one.for_kinds]
        if len(same) != 1 or one.due_on is None or same[0].due_on is None or one.due_on >= same[0].due_on:
            continue
        if db.session.get(EarlierDay, (same[0].id, letter.id)) is None:
            bring_forward(letter, same[0], Due(one.due_on, one.due_time))
            db.session.flush()
            spread(same[0], now)
