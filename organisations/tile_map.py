"""The country as 77 equal squares: where each province stands, its two letters (data/tile_map.csv, own work)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "tile_map.csv"


@dataclass(frozen=True)
class Tile:
    """One province: `row` and `column` count from 1 at the north-west."""

    code: str
    name: str
    letters: str
    row: int
    column: int


@cache
def tiles() -> tuple[Tile, ...]:
    """Give the 77 squares from north to south."""
    with open(_FILE, encoding="utf-8", newline="") as file:
        found = [
            Tile(one["province_code"], one["name_th"], one["abbr_th"], int(one["row"]) + 1, int(one["col"]) + 1)
            for one in csv.DictReader(file)
        ]
    return tuple(sorted(found, key=lambda tile: (tile.row, tile.column)))
