"""The one place that changes an obligation's state, one row or many at once."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from core.extensions import db
from deadlines.models import Obligation
from deadlines.status import OBLIGATION_MOVES, ObligationState
from notifications.outbox import cancel_reminders

S = ObligationState
NOT_SETTLED = {
    "settled_at": None,
    "settled_how": None,
    "settled_by_id": None,
    "settled_by_name": "",
    "behalf_method": "",
    "behalf_person": "",
}


def states_before(to: ObligationState) -> frozenset[ObligationState]:
    """Give the states from which the table lets an obligation move to `to`."""
    return frozenset(here for here, onward in OBLIGATION_MOVES.items() if to in onward)


def forget_loaded() -> None:
    """Let the obligations this session holds be read anew, after a change that was made set-based."""
    for one in db.session:
        if isinstance(one, Obligation):
            db.session.expire(one)


def move(
    which: sa.ColumnElement[bool],
    to: ObligationState,
    facts: dict[str, object],
    *,
    only_from: Collection[ObligationState] | None = None,
) -> list[int]:
    """Move the obligations that `which` selects and the table lets move, in one UPDATE; give their ids.

    One taken up again is reminded of its day from the next tick on, also of the last step gone by meanwhile. Whoever
    leaves `open` has no next reminder, in the same statement, and what waits in the outbox is taken back:
    nobody is reminded of what is done (design rule 7).
    """
    here = states_before(to) if only_from is None else states_before(to) & frozenset(only_from)
    # the instant it was opened lies before every step: the tick finds the one that is due
    again = sa.case((Obligation.due_on.is_not(None), Obligation.opened_at))
    facts = {"next_reminder_at": again if to is S.OPEN else None, **facts}
    if to is not S.SETTLED:
        facts = {**NOT_SETTLED, **facts}
    statement = (
        sa.update(Obligation)
        .where(Obligation.state.in_(here), which)
        .values(state=to, **facts)
        .returning(Obligation.id)
        .execution_options(synchronize_session=False)
    )
    moved = list(db.session.scalars(statement))
    if moved:
        forget_loaded()
        if to is not S.OPEN:
            cancel_reminders(moved)
    return moved
