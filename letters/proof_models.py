"""What proof-reading found and why it was let pass (letters/proofread.py)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import UtcDateTime, enum_column
from core.extensions import Model
from letters.comparing.outcome import Kind, Severity


class Finding(Model):
    """One discrepancy that somebody let pass with a reason, or that stood when the letter was numbered.

    `draft_sha256` is the fingerprint of draft and source together at that moment; `key` that of the two texts: a
    reason holds as long as just these two stand against each other, whatever else of the draft changes.
    """

    __tablename__ = "findings"
    __table_args__ = (sa.UniqueConstraint("letter_id", "key", "draft_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"))
    draft_sha256: Mapped[str] = mapped_column(sa.String(64))
    key: Mapped[str] = mapped_column(sa.String(64))
    kind: Mapped[Kind] = mapped_column(enum_column(Kind, "finding_kind"))
    severity: Mapped[Severity] = mapped_column(enum_column(Severity, "finding_severity"))
    source_text: Mapped[str] = mapped_column(sa.Text, default="")
    forwarded_text: Mapped[str] = mapped_column(sa.Text, default="")
    explanation: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    reason_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    reason_by_name: Mapped[str] = mapped_column(sa.String(200), default="")
