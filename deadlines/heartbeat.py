"""Is a worker alive? Each writes a row twice a minute; old rows of dead ones go."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core.extensions import db
from core.upsert import insert
from deadlines.models import WorkerBeat

EVERY = 30  # seconds
ALIVE_WITHIN = dt.timedelta(seconds=4 * EVERY)
KEPT = dt.timedelta(days=7)


def beat(worker: str, now: dt.datetime) -> None:
    """Write that `worker` is alive."""
    statement = insert(WorkerBeat).values(worker=worker, beat_at=now)
    db.session.execute(statement.on_conflict_do_update(index_elements=[WorkerBeat.worker], set_={"beat_at": now}))
    db.session.execute(sa.delete(WorkerBeat).where(WorkerBeat.beat_at < now - KEPT))


def last_beat() -> dt.datetime | None:
    """Give when any worker was last alive; None when there never was one."""
    return db.session.scalar(sa.select(sa.func.max(WorkerBeat.beat_at, type_=WorkerBeat.beat_at.type)))


def is_alive(now: dt.datetime) -> bool:
    """Tell whether some worker works."""
    seen = last_beat()
    return seen is not None and now - seen <= ALIVE_WITHIN
