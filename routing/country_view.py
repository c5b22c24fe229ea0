"""One circular over the whole country: each province with its share, and one province by its districts. Only reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.clock import day_of
from core.extensions import db
from deadlines.working_days import working_days_between
from letters.models import Letter
from organisations.kinds import OrganisationKind
from organisations.models import Organisation
from organisations.tile_map import Tile, tiles
from routing.lao_counts import NONE, LaoCounts, by_parent, by_province, waits_to_be_forwarded
from routing.models import Delivery

K = OrganisationKind
FEWEST_PROVINCES = 2  # from here on a letter is worth a map


@dataclass(frozen=True)
class Part:
    """A province or a district of the chain: its LAOs, the letter by which it sent on, and since how many working days
    it holds the letter (None: it has gone on). `waiting` counts districts below that have not sent it on.
    """

    name: str
    laos: LaoCounts
    letter_id: int | None
    held_days: int | None
    waiting: int = 0


@dataclass(frozen=True)
class Square:
    """One province on the map. `part` is None where the letter was not sent."""

    tile: Tile
    part: Part | None

    @property
    def shade(self) -> int:
        """Give the colour: 1 to 5 in steps of 20 per cent, 0 where nobody has acknowledged."""
        laos = self.part.laos if self.part else NONE
        return 1 + min(4, laos.percent // 20) if laos.acknowledged else 0


@dataclass(frozen=True)
class Country:
    """All squares from north to south, and the sum of the LAOs."""

    squares: tuple[Square, ...]
    laos: LaoCounts

    @property
    def slowest_first(self) -> list[Square]:
        """Give the provinces that got the letter, the smallest share acknowledged first."""
        sent = [one for one in self.squares if one.part]
        return sorted(sent, key=lambda one: (one.part.laos.percent, one.tile.code) if one.part else (0, ""))

    @property
    def holding_provinces(self) -> int:
        """Give how many provinces have not sent it on."""
        return sum(1 for one in self.squares if one.part and one.part.held_days is not None)

    @property
    def holding_districts(self) -> int:
        """Give how many districts have it and have not sent it on."""
        return sum(one.part.waiting for one in self.squares if one.part)


def has_map(letter: Letter) -> bool:
    """Say whether the letter is the first of its chain and went to several provinces; one statement."""
    if letter.root_id != letter.id:
        return False
    found = db.session.scalars(
        sa.select(Delivery.id)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.letter_id == letter.id, Organisation.kind == K.PROVINCE)
        .limit(FEWEST_PROVINCES)
    ).all()
    return len(found) == FEWEST_PROVINCES


def country(root: Letter, today: dt.date) -> Country:
    """Give the whole country for the first letter of a chain; three statements."""
    counts = by_province(root.id)
    rows = {row.province_code: row for row in db.session.execute(_holders(root.id, K.PROVINCE))}
    waiting = _waiting_districts(root.id)
    squares = []
    for tile in tiles():
        laos, row = counts.get(tile.code), rows.get(tile.code)
        part = None
        if laos or row:
            name = row.name if row else tile.name
            part = Part(name, laos or NONE, *_state(row, today), waiting.get(tile.code, 0))
        squares.append(Square(tile, part))
    return Country(tuple(squares), _sum(counts.values()))


def province(root: Letter, code: str, today: dt.date) -> list[Part]:
    """Give the districts of one province, and the province itself for the LAOs it writes to, in Thai order; two
    statements.
    """
    counts = by_parent(root.id, code)
    names = sa.select(Organisation.id, Organisation.name, Organisation.kind, Organisation.sort_key).where(
        Organisation.province_code == code, Organisation.kind.in_((K.PROVINCE, K.DISTRICT))
    )
    held = {row.id: row for row in db.session.execute(_holders(root.id, K.PROVINCE, K.DISTRICT, code=code))}
    rows = sorted(db.session.execute(names), key=lambda row: (row.kind is not K.PROVINCE, row.sort_key))
    return [
        Part(row.name, counts.get(row.id, NONE), *_state(held.get(row.id), today))
        for row in rows
        if row.id in counts or row.id in held
    ]


def _holders(root_id: int, *kinds: OrganisationKind, code: str = "") -> sa.Select[*tuple[Any, ...]]:
    """Who of these kinds got a letter of the chain."""
    query = (
        sa.select(
            Organisation.id,
            Organisation.name,
            Organisation.province_code,
            Delivery.forwarded_letter_id,
            Delivery.sent_at,
            waits_to_be_forwarded().label("waits"),
        )
        .select_from(Delivery)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.root_letter_id == root_id, Organisation.kind.in_(kinds))
        .order_by(Delivery.id)
    )
    return query.where(Organisation.province_code == code) if code else query


def _waiting_districts(root_id: int) -> dict[str, int]:
    rows = db.session.execute(
        sa.select(Organisation.province_code, sa.func.count())
        .select_from(Delivery)
        .join(Organisation, Organisation.id == Delivery.organisation_id)
        .where(Delivery.root_letter_id == root_id, Organisation.kind == K.DISTRICT, waits_to_be_forwarded())
        .group_by(Organisation.province_code)
    )
    return {row[0] or "": row[1] for row in rows}


def _state(row: sa.Row[Any] | None, today: dt.date) -> tuple[int | None, int | None]:
    if row is None:
        return None, None
    held = working_days_between(day_of(row.sent_at), today) if row.waits else None
    return (None if row.waits else row.forwarded_letter_id), held


def _sum(counts: Iterable[LaoCounts]) -> LaoCounts:
    each = list(counts)
    return LaoCounts(
        sum(one.total for one in each),
        sum(one.reached for one in each),
        sum(one.acknowledged for one in each),
        sum(one.behalf for one in each),
    )
