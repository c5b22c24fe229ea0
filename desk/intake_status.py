"""States of a file taken in, and the only moves between them."""

from __future__ import annotations

from enum import StrEnum


class IntakeSource(StrEnum):
    """How a file came."""

    PAGE = "page"
    MAIL = "mail"
    COMMAND = "command"


class IntakeState(StrEnum):
    """`waiting`: stored, not read yet. `reading`: a worker has it. `unreadable`: no text; typed from the picture."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    UNREADABLE = "unreadable"
    REGISTERED = "registered"
    SET_ASIDE = "set_aside"


S = IntakeState

INTAKE_MOVES: dict[IntakeState, frozenset[IntakeState]] = {
    S.WAITING: frozenset({S.READING, S.REGISTERED, S.SET_ASIDE}),
    S.READING: frozenset({S.WAITING, S.READ, S.UNREADABLE}),
    S.READ: frozenset({S.REGISTERED, S.SET_ASIDE}),
    S.UNREADABLE: frozenset({S.REGISTERED, S.SET_ASIDE}),
    S.REGISTERED: frozenset(),
    S.SET_ASIDE: frozenset({S.WAITING}),
}

TO_LOOK_AT = frozenset({S.WAITING, S.READING, S.READ, S.UNREADABLE})
EDITABLE = frozenset({S.WAITING, S.READ, S.UNREADABLE})
