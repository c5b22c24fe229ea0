"""Who owes what on one deadline: the shares one may follow, narrowed, page by page. Only reads."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from deadlines.models import Obligation
from deadlines.status import ObligationState
from organisations.kinds import OrganisationKind
from organisations.models import Organisation
from organisations.queries import fitting
from thai_numerals import to_arabic

S = ObligationState
_DIALLED = re.compile(r"[0-9][0-9 -]{6,14}")


class Standing(StrEnum):
    """Where a share stands, as one filters by it; late ones are open too."""

    OPEN = "open"
    LATE = "late"
    AWAITING = "awaiting"
    SETTLED = "settled"
    WAIVED = "waived"


@dataclass(frozen=True)
class ShareFilter:
    """Which shares are wanted; `district` is an official code, `text` is searched as organisations are."""

    standing: Standing | None = None
    kind: OrganisationKind | None = None
    district: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        """Say whether anything is filtered at all."""
        return any((self.standing, self.kind, self.district, self.text))


@dataclass(frozen=True)
class Share:
    """One share with its organisation; `id` and `sort_key` are the place in the list."""

    obligation: Obligation
    organisation: Organisation
    sort_key: str
    id: int

    @property
    def dialled(self) -> str:
        """Give the digits a telephone dials; empty when no number is known."""
        found = _DIALLED.search(to_arabic(self.organisation.phone or ""))
        return "".join(filter(str.isdigit, found[0])) if found else ""


@dataclass(frozen=True)
class Followed:
    """The shares of one deadline an organisation may follow (deadlines.of_chain.followed), as of `now`."""

    deadline_id: int
    seen: sa.ColumnElement[bool]
    now: dt.datetime


ORDER = (Order(Organisation.sort_key), Order(Obligation.id))


def shares_of(of: Followed, wish: ShareFilter, cursor: str | None = None, size: int = 50) -> Page[Share]:
    """Give one page of shares in Thai dictionary order of their organisations; one statement."""
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(Obligation, Organisation, Organisation.sort_key, Obligation.id)
        .join(Organisation, Organisation.id == Obligation.organisation_id)
        .where(*_chosen(of, wish))
    )
    rows = [Share(*tuple(row)) for row in db.session.execute(keyset(query, ORDER, cursor, size))]
    return page_of(rows, ORDER, cursor, size)


def ids_of(of: Followed, wish: ShareFilter) -> sa.Select[Any]:
    """Select the ids of the shares as filtered, for acts on all of them."""
    query = sa.select(Obligation.id).join(Organisation, Organisation.id == Obligation.organisation_id)
    return query.where(*_chosen(of, wish))


def districts_in(of: Followed) -> list[tuple[str, str]]:
    """Give the districts whose LAOs have shares here, as (code, name); at most a hundred are worth choosing from."""
    codes = (
        sa.select(Organisation.district_code)
        .join(Obligation, Obligation.organisation_id == Organisation.id)
        .where(Obligation.deadline_id == of.deadline_id, of.seen, Organisation.district_code.is_not(None))
        .distinct()
    )
    named = sa.select(Organisation.code, Organisation.name).where(
        Organisation.kind == OrganisationKind.DISTRICT, Organisation.code.in_(codes)
    )
    rows = db.session.execute(named.order_by(Organisation.sort_key).limit(1000)).all()
    return [(row[0], row[1]) for row in rows]


def _chosen(of: Followed, wish: ShareFilter) -> list[sa.ColumnElement[bool]]:
    conditions = [Obligation.deadline_id == of.deadline_id, of.seen]
    if wish.standing is Standing.LATE:
        conditions += [Obligation.state == S.OPEN, Obligation.due_at <= of.now]
    elif wish.standing:
        conditions.append(Obligation.state == S(wish.standing.value))
    if wish.kind:
        conditions.append(Organisation.kind == wish.kind)
    if wish.district:
        conditions.append(Organisation.district_code == wish.district)
    if wish.text:
        conditions.append(fitting(wish.text))
    return conditions
