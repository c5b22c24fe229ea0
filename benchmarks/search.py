"""A page of search results among 100,000 letters, words rare and frequent: for the centre that began every chain, for
a province, for an LAO that sees few. The headline is the slowest of them.

The peer is what one would do without an index of words: LIKE over subjects and bodies, through the driver.
"""

from __future__ import annotations

import json
import statistics
import time
from typing import Any

import sqlalchemy as sa

from benchmarks._country import country, marks
from benchmarks._letters_to_search import FREQUENT, MIDDLING, RARE, fill
from core.extensions import db
from desk.search import search
from desk.search_filter import SearchFilter
from letters.search_words import wanted
from letters.status import Urgency
from organisations.kinds import OrganisationKind
from organisations.models import Organisation
from organisations.queries import by_code

LETTERS, ROUNDS, TARGET_MS = 100_000, 7, 100
WORDS = {
    "rare": RARE,
    "frequent": FREQUENT,
    "one in fifty": MIDDLING,
    "nowhere, of common parts": "การพัฒนาการประชุม",
    "two words": "มาตรฐาน กระบี่",
    "number": "พช 1507",
    "two letters": "กบ",
}
PEER = "SELECT id FROM letters WHERE subject LIKE ? OR body_cause LIKE ? OR body_purpose LIKE ? ORDER BY id LIMIT 26"


def main() -> None:
    """Print the slowest page, then each reader with each kind of words."""
    with country() as dialect:
        fill(LETTERS)
        centre, lao = (_first(kind) for kind in (OrganisationKind.CENTRAL, OrganisationKind.SAO))
        readers = {"centre": centre, "province": by_code("67").id, "LAO": lao}
        figures = {
            (who, kind): _milliseconds(organisation_id, typed)
            for who, organisation_id in readers.items()
            for kind, typed in WORDS.items()
        }
        figures["centre", "a filter alone"] = _milliseconds(centre, "", SearchFilter(urgency=Urgency.URGENT_BY))
        figures["centre", "rare, one year"] = _milliseconds(centre, RARE, SearchFilter(year=2560))
        peer = _peer(dialect)
        (who, kind), slowest = max(figures.items(), key=lambda one: one[1])
        _report("search", slowest, peer, f"slowest of {len(figures)}: {who}, {kind}; {LETTERS} letters; {dialect}")
        for (who, kind), value in figures.items():
            _report(f"search: {who}, {kind}", value, None, dialect)


def _first(kind: OrganisationKind) -> int:
    ids = sa.select(Organisation.id).where(Organisation.kind == kind).order_by(Organisation.id)
    return db.session.scalars(ids.limit(1)).one()


def _milliseconds(organisation_id: int, typed: str, wish: SearchFilter | None = None) -> float:
    times = []
    for _turn in range(ROUNDS):
        start = time.perf_counter()
        search(organisation_id, wanted(typed), wish)
        times.append(1000 * (time.perf_counter() - start))
        db.session.rollback()
    return statistics.median(times)


def _peer(dialect: str) -> float:
    driver = db.engine.raw_connection()
    connection: Any = driver.driver_connection
    reader = connection.cursor()
    start = time.perf_counter()
    reader.execute(marks(PEER, dialect), tuple(f"%{RARE}%" for _ in range(3)))
    reader.fetchall()
    elapsed = 1000 * (time.perf_counter() - start)
    driver.close()
    return elapsed


def _report(name: str, value: float, peer: float | None, note: str) -> None:
    line = {
        "name": name,
        "value": round(value, 1),
        "unit": "ms",
        "floor": TARGET_MS,
        "ratio": round(peer / value, 1) if peer else round(TARGET_MS / value, 1),
        "peer": f"LIKE over subjects and bodies, {peer:.0f} ms" if peer else None,
        "note": note,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
