"""States of a delivery, after the exchange standard (e-CMS), and the only moves between them (design rule 4)."""

from __future__ import annotations

from enum import StrEnum


class DeliveryState(StrEnum):
    """Forwarded, on behalf and late are facts beside the state, never states."""

    SENT = "sent"
    DELIVERED = "delivered"
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    REGISTERED = "registered"
    REJECTED = "rejected"
    INVALID = "invalid"
    RECALLED = "recalled"


D = DeliveryState

_OPEN_MOVES = frozenset({D.ACKNOWLEDGED, D.REGISTERED, D.REJECTED, D.INVALID, D.RECALLED})
_BACK = frozenset({D.SENT, D.DELIVERED, D.OPENED})
DELIVERY_MOVES: dict[DeliveryState, frozenset[DeliveryState]] = {
    D.SENT: _OPEN_MOVES | {D.DELIVERED, D.OPENED},
    D.DELIVERED: _OPEN_MOVES | {D.OPENED},
    D.OPENED: _OPEN_MOVES,
    # a mistaken act is taken back to where the delivery stood before; ลงรับ may follow a plain acknowledgement
    D.ACKNOWLEDGED: _BACK | {D.REGISTERED, D.INVALID, D.RECALLED},
    D.REGISTERED: _BACK | {D.ACKNOWLEDGED, D.INVALID, D.RECALLED},
    D.REJECTED: _BACK | {D.RECALLED},
    D.INVALID: _BACK | {D.ACKNOWLEDGED, D.REGISTERED, D.RECALLED},
    D.RECALLED: frozenset(),
}

ACKNOWLEDGED_STATES = frozenset({D.ACKNOWLEDGED, D.REGISTERED})
OUTSTANDING_STATES = frozenset({D.SENT, D.DELIVERED, D.OPENED})


class BehalfMethod(StrEnum):
    """How an offline organisation told its district that it has the letter."""

    PHONE = "phone"
    LINE = "line"
    PAPER = "paper"
    FAX = "fax"
    EMAIL = "email"
    IN_PERSON = "in_person"
