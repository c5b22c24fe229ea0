"""The one clock. Instants are UTC, days are Bangkok's; a demo system lives on the demo chain's own time."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import current_app, has_app_context

BANGKOK = ZoneInfo("Asia/Bangkok")
OFFSET_KEY = "wian.clock_offset"


def now() -> dt.datetime:
    """Give the present instant in UTC, moved by the installation's clock offset (zero outside a demo)."""
    offset = current_app.extensions.get(OFFSET_KEY) if has_app_context() else None
    present = dt.datetime.now(dt.UTC)
    return present + offset() if offset else present


def today() -> dt.date:
    """Give the present day in Bangkok."""
    return day_of(now())


def day_of(instant: dt.datetime) -> dt.date:
    """Give the Bangkok day an aware instant falls on."""
    return instant.astimezone(BANGKOK).date()


def at(day: dt.date, hour: int = 0, minute: int = 0) -> dt.datetime:
    """Give the UTC instant of a Bangkok wall-clock time."""
    return dt.datetime.combine(day, dt.time(hour, minute), BANGKOK).astimezone(dt.UTC)
