"""The table of a district's phone calls: its LAOs down, its letters across, each cell one delivery."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, load_only

from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Organisation
from routing.models import Delivery
from routing.status import OUTSTANDING_STATES, DeliveryState

MOST_LETTERS = 4
MOST_ROWS = 300
_LISTED = (Letter.id, Letter.ref_no, Letter.subject, Letter.letter_date, Letter.urgency, Letter.issuer_id)


@dataclass(frozen=True)
class Row:
    """One LAO with its delivery of each letter, in the order of the letters; None where a letter did not go to it."""

    organisation: Organisation
    cells: tuple[Delivery | None, ...]

    @property
    def waiting(self) -> bool:
        """Say whether a letter still waits for this LAO."""
        return any(cell is not None and cell.state in OUTSTANDING_STATES for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """Letters, newest first, and one row an LAO; `waiting` counts the rows that are not complete."""

    letters: tuple[Letter, ...]
    rows: tuple[Row, ...]

    @property
    def waiting(self) -> int:
        """Give how many LAOs still owe an answer."""
        return sum(row.waiting for row in self.rows)


def letters_to_call_about(organisation_id: int) -> list[Letter]:
    """Give the newest letters this organisation sent to LAOs that some of them have not acknowledged."""
    waits = (
        sa.exists()
        .where(Delivery.letter_id == Letter.id, Delivery.state.in_(OUTSTANDING_STATES))
        .where(Delivery.organisation_id == Organisation.id, Organisation.kind.in_(LAO_KINDS))
    )
    query = (
        sa.select(Letter)
        .where(Letter.issuer_id == organisation_id, Letter.status == LetterStatus.ISSUED, waits)
        .options(load_only(*_LISTED))
        .order_by(Letter.issued_at.desc(), Letter.id.desc())
        .limit(MOST_LETTERS)
    )
    return list(db.session.scalars(query))


def table_of(letters: list[Letter], ours: sa.ColumnElement[bool]) -> Table:
    """Give the table of these letters for the deliveries that fulfil `ours` (routing.policy.confirmable); one
    statement. Those cancelled are left out.
    """
    query = (
        sa.select(Delivery)
        .join(Delivery.organisation)
        .where(Delivery.letter_id.in_([letter.id for letter in letters]), Organisation.kind.in_(LAO_KINDS))
        .where(Delivery.state != DeliveryState.RECALLED, ours)
        .options(contains_eager(Delivery.organisation))
        .order_by(_in_order_of_kinds(), Organisation.sort_key, Organisation.id)
        .limit(MOST_ROWS * MOST_LETTERS)
    )
    cells: dict[Organisation, dict[int, Delivery]] = {}
    for one in db.session.scalars(query) if letters else ():
        cells.setdefault(one.organisation, {})[one.letter_id] = one
    rows = [Row(lao, tuple(mine.get(letter.id) for letter in letters)) for lao, mine in cells.items()]
    return Table(tuple(letters), tuple(rows[:MOST_ROWS]))


def _in_order_of_kinds() -> sa.ColumnElement[int]:
    """อบจ., ทน., ทม., ทต., อบต., as official lists have them."""
    return sa.case({kind: place for place, kind in enumerate(OrganisationKind)}, value=Organisation.kind)
