"""Brakes for pages anybody may open: so many requests a minute from one address.

A page that only reads is counted in the memory of each web process (RateLimit): a GET never writes, and a brake that
costs a write for every visit would help whoever floods it. What anybody may send in is counted in the database
(SharedRateLimit): it writes anyway, and the count holds across all processes and machines.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import OrderedDict
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import UtcDateTime
from core.extensions import Model, db
from core.upsert import insert

MOST_ADDRESSES = 10_000
FORGOTTEN_AFTER = dt.timedelta(hours=1)


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


class RateWindow(Model):
    """How often something was sent in from one address (`key`: what and from where) in the minute that ends then."""

    __tablename__ = "rate_windows"

    key: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    ends_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    count: Mapped[int]


class SharedRateLimit:
    """`allowance` acts called `name` from each address in every minute of the clock, over all processes."""

    def __init__(self, name: str, allowance: int) -> None:
        self.name, self.allowance = name, allowance

    def allows(self, address: str, now: dt.datetime) -> bool:
        """Count one act; False when the minute is used up. The edge commits before it does anything slow."""
        ends_at = now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
        new = insert(RateWindow).values(key=f"{self.name}:{address}"[:120], ends_at=ends_at, count=1)
        same_minute = RateWindow.ends_at == new.excluded.ends_at
        counted = new.on_conflict_do_update(
            index_elements=[RateWindow.key],
            set_={"count": sa.case((same_minute, RateWindow.count + 1), else_=1), "ends_at": new.excluded.ends_at},
        )
        count = db.session.scalars(counted.returning(RateWindow.count)).one()
        if count == 1:
            _forget_old(now)
        return count <= self.allowance


def _forget_old(now: dt.datetime) -> None:
    old = sa.select(RateWindow.key).where(RateWindow.ends_at < now - FORGOTTEN_AFTER)
    gone = sa.delete(RateWindow).where(RateWindow.key.in_(old.with_for_update(skip_locked=True)))
    db.session.execute(gone.execution_options(synchronize_session=False))
