"""Tables of the worker's timetable."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import UtcDateTime
from core.extensions import Model


class WorkerBeat(Model):
    """A worker process and when it was last alive; a page tells administrators when nobody works."""

    __tablename__ = "worker_beats"

    worker: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    beat_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
