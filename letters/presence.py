"""Who else has a draft open now. Their pages say so every half minute; nothing is kept of it afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from core.actor import Actor
from core.extensions import db
from core.upsert import insert
from letters.models import DraftPresence

GONE_AFTER = dt.timedelta(seconds=75)


def note(letter_id: int, actor: Actor, now: dt.datetime, *, typed: bool = False) -> None:
    """Say that this person has the draft open, and whether they have just typed."""
    if actor.user_id is None:
        return
    values = {"letter_id": letter_id, "user_id": actor.user_id, "name": actor.name, "seen_at": now}
    if typed:
        values["typed_at"] = now
    statement = insert(DraftPresence).values(**values)
    fresh = {name: value for name, value in values.items() if name not in ("letter_id", "user_id")}
    db.session.execute(statement.on_conflict_do_update(index_elements=["letter_id", "user_id"], set_=fresh))


def others(letter_id: int, user_id: int | None, now: dt.datetime) -> Sequence[DraftPresence]:
    """Give the other people who have the draft open, the last to type first."""
    open_now = sa.select(DraftPresence).where(
        DraftPresence.letter_id == letter_id,
        DraftPresence.seen_at > now - GONE_AFTER,
        DraftPresence.user_id != (user_id or 0),
    )
    found = db.session.scalars(open_now).all()
    return sorted(found, key=lambda one: one.typed_at or dt.datetime.min.replace(tzinfo=dt.UTC), reverse=True)
