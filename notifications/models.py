"""The outbox: every message is a row written in the transaction that caused it (design rule 7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model
from notifications.status import OutboxStatus


class OutboxMessage(Model):
    """One message to one address. `dedupe_key` makes it exactly one per cause; `kind` names the renderer, `payload`
    its values; `message_id` is the stable Message-ID, so that a repeated e-mail is recognised.

    Due rows of one `group_key` (an office's reminders of one morning) travel as one mail. `organisation_id` is whom it
    tells, `obligation_id` what it reminds of: settling that takes the waiting row back.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        sa.Index("ix_outbox_messages_due", "status", "due_at", "group_key"),
        sa.Index("ix_outbox_messages_organisation", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(60))
    to_address: Mapped[str] = mapped_column(sa.String(255))
    locale: Mapped[str] = mapped_column(sa.String(5), default="th")
    payload: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    status: Mapped[OutboxStatus] = mapped_column(enum_column(OutboxStatus, "status"), default=OutboxStatus.QUEUED)
    due_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    lease_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(sa.String(60))
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(sa.Text)
    message_id: Mapped[str] = mapped_column(sa.String(120))
    group_key: Mapped[str | None] = mapped_column(sa.String(120))
    organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"))
    obligation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("obligations.id"), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
