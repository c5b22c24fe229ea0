"""The worker's sign of life, and reminding."""

from __future__ import annotations

from core import clock
from core.extensions import db
from core.timed_jobs import Job, worker_name
from deadlines import heartbeat
from deadlines.remind import falling, remind


def beat() -> None:
    """Write that this process works."""
    heartbeat.beat(worker_name(), clock.now())
    db.session.commit()


def tick() -> int:
    """Remind of everything that has fallen due, group by group, each in a transaction of its own; gives how many
    messages were written.
    """
    written, now = 0, clock.now()
    while groups := falling(now):
        db.session.rollback()
        for group in groups:
            written += remind(group, now)
            db.session.commit()
    return written


jobs = [Job("deadlines.beat", heartbeat.EVERY, beat), Job("deadlines.remind", 20, tick)]
