"""Timed work of routing: tell the recipients of letters that were sent."""

from __future__ import annotations

from core import clock
from core.extensions import db
from core.timed_jobs import Job
from routing.arrival_notices import expand, waiting


def tell_recipients() -> int:
    """Turn each waiting note into its messages, one letter a transaction; give how many messages were made."""
    found = waiting()
    db.session.rollback()
    made = 0
    for letter_id in found:
        made += expand(letter_id, now=clock.now())
        db.session.commit()
    return made


jobs = [Job("routing.tell_recipients", 10, tell_recipients)]
