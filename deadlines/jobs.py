"""The worker's sign of life."""

from __future__ import annotations

from core import clock
from core.extensions import db
from core.timed_jobs import Job, worker_name
from deadlines import heartbeat


def beat() -> None:
    """Write that this process works."""
    heartbeat.beat(worker_name(), clock.now())
    db.session.commit()


jobs = [Job("deadlines.beat", heartbeat.EVERY, beat)]
