"""States of an outgoing message and the moves between them."""

from enum import StrEnum


class OutboxStatus(StrEnum):
    """queued → sending → sent; a failure waits and is queued again; a last failure or a settled matter ends it."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"
