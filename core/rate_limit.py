"""A brake for pages anybody may open: so many requests a minute from one address, counted in this process.

It keeps a curious program from trying addresses by the thousand; with several web processes each counts for itself.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock

MOST_ADDRESSES = 10_000


class RateLimit:
    """`allowance` requests a `window` (seconds) for each key; the least recently seen keys are forgotten first."""

    def __init__(self, allowance: int, window: float = 60.0) -> None:
        self.allowance, self.window = allowance, window
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def allows(self, key: str, now: float | None = None) -> bool:
        """Count one request of `key`; False when its minute is used up. `now` in seconds of any steady clock."""
        now = time.monotonic() if now is None else now
        with self._lock:
            began, count = self._seen.pop(key, (now, 0))
            if now - began >= self.window:
                began, count = now, 0
            self._seen[key] = began, count + 1
            while len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)
        return count < self.allowance
