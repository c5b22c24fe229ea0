"""Timed work: what a package's `jobs.py` offers to the worker (`flask worker`)."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Job:
    """Run `function` every `seconds`, in an application context of its own. It holds no facts: what is due is found
    by query, claimed, and committed item by item, so that a killed worker loses nothing.
    """

    name: str
    seconds: int
    function: Callable[[], object]


@cache
def worker_name() -> str:
    """Name this process, so that only it writes results of what it claimed."""
    return f"{socket.gethostname()}:{os.getpid()}"[-60:]
