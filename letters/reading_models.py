"""What was read from a letter, kept beside it for those who make rows of it: deadlines, registrations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import Json, UtcDateTime
from core.extensions import Model
from letters.models import Letter


class KeptReading(Model):
    """One letter as it was read: `reading` has the keys of `flask letters read`, with `text` and the places in it.

    `struck` names what a person struck out while looking it over, as "<field>:<place in its list>"
    ("obligations:1", "sessions:0", "deadline:0"): it stays in the reading and counts no more
    (letters.kept_reading.standing). `checked` says whether a person looked at it.
    """

    __tablename__ = "letter_readings"

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), primary_key=True)
    reading: Mapped[dict[str, Any]] = mapped_column(Json)
    struck: Mapped[list[str]] = mapped_column(Json, default=list)
    from_ocr: Mapped[bool] = mapped_column(default=False)
    checked: Mapped[bool] = mapped_column(default=False)
    read_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    letter: Mapped[Letter] = relationship()
