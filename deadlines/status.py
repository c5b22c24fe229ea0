"""What a letter can ask, and the states of one organisation's share of it, with the only moves between them."""

from __future__ import annotations

from enum import StrEnum


class DeadlineKind(StrEnum):
    """What is asked. The names are those of letters.reading.duty.Action, without `inform_only`, which asks nothing."""

    FORWARD = "forward"
    ACKNOWLEDGE = "acknowledge"
    REGISTER_ATTENDEES = "register_attendees"
    ATTEND = "attend"
    ENTER_DATA = "enter_data"
    SUBMIT_REPORT = "submit_report"


class Evidence(StrEnum):
    """What an organisation shows when it says that it is done."""

    NONE = "none"
    NOTE = "note"
    FILE = "file"


class ObligationState(StrEnum):
    """`awaiting`: the letter has not come to the organisation yet; nobody reminds it."""

    AWAITING = "awaiting"
    OPEN = "open"
    SETTLED = "settled"
    WAIVED = "waived"


class SettledHow(StrEnum):
    """By the act itself in Wian, by the organisation's own word, or by its district's on its behalf."""

    ACT = "act"
    STATEMENT = "statement"
    BEHALF = "behalf"


S = ObligationState

OBLIGATION_MOVES: dict[ObligationState, frozenset[ObligationState]] = {
    S.AWAITING: frozenset({S.OPEN, S.SETTLED, S.WAIVED}),  # an act may come before the letter's own way does
    S.OPEN: frozenset({S.AWAITING, S.SETTLED, S.WAIVED}),
    S.SETTLED: frozenset({S.OPEN, S.AWAITING, S.WAIVED}),
    S.WAIVED: frozenset({S.OPEN, S.AWAITING}),
}

OUTSTANDING = frozenset({S.AWAITING, S.OPEN})
# Settled by what is done in Wian, without a word of its own.
SETTLED_BY_ACT = frozenset({DeadlineKind.FORWARD, DeadlineKind.ACKNOWLEDGE, DeadlineKind.REGISTER_ATTENDEES})
