"""Counts for the pages that browse the country: one statement a page, however many rows it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from core.extensions import db
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Organisation

Counts = dict[OrganisationKind, int]


def counts_by_province() -> dict[str, Counts]:
    """Give what lies in each province, by its code (10: Bangkok)."""
    return _grouped(Organisation.province_code)


def counts_by_parent(parent_ids: Sequence[int]) -> dict[int, Counts]:
    """Give how many of each kind stand directly below each of these."""
    return _grouped(Organisation.parent_id, Organisation.parent_id.in_(parent_ids)) if parent_ids else {}


def lao_total(counts: Counts) -> int:
    """Give how many of these are LAOs."""
    return sum(number for kind, number in counts.items() if kind in LAO_KINDS)


def _grouped(column: InstrumentedAttribute[Any], *conditions: sa.ColumnElement[bool]) -> dict[Any, Counts]:
    query = sa.select(column, Organisation.kind, sa.func.count()).where(Organisation.active, *conditions)
    found: dict[Any, Counts] = defaultdict(dict)
    for key, kind, number in db.session.execute(query.group_by(column, Organisation.kind)):
        found[key][kind] = number
    return found
