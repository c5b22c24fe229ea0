"""Job: a piece of timed work a package offers the worker in its `jobs.jobs`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """`run` does all that is due, commits item by item and gives how many it did; the worker calls it every
    `seconds` in an app context. Two workers may run it at once: its claims keep them apart.
    """

    name: str
    seconds: int
    run: Callable[[], int]
