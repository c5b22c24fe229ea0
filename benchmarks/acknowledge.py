"""Acknowledgements a second, each committed with its audit row, against the same three statements through the driver,
in turns on the same database.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

import sqlalchemy as sa

from benchmarks._country import CLERK, NOW, country, instant, letter_to_all, marks, report
from core.extensions import db
from routing.acknowledge import acknowledge
from routing.dispatch import dispatch
from routing.models import Delivery

ROUNDS, TAKEN = 12, 25
MOVE = """
UPDATE deliveries SET state = 'acknowledged', opened_at = ?, acknowledged_at = ?, acknowledged_by_name = 'ผู้วัด'
WHERE id = ? AND state = 'delivered'
"""
HEAD = "UPDATE audit_heads SET seq = seq + 1, hash = ? WHERE chain = ? RETURNING seq"
ROW = """
INSERT INTO audit_entries (chain, seq, at, actor_name, act, subject_type, subject_id, previous, hash)
VALUES (?, ?, ?, 'ผู้วัด', 'delivery:acknowledged', 'deliveries', ?, ?, ?)
"""
BARE_CHAIN = 1_000_000  # a chain of its own: the bare rows must not stand in Wian's


def main() -> None:
    """Print acknowledgements a second."""
    with country() as dialect:
        dispatch(letter_to_all(1), now=NOW, actor=CLERK)
        db.session.commit()
        ids = list(db.session.scalars(sa.select(Delivery.id).order_by(Delivery.id)))
        db.session.execute(sa.text(f"INSERT INTO audit_heads (chain, seq, hash) VALUES ({BARE_CHAIN}, 0, 'x')"))
        db.session.commit()
        driver = db.engine.raw_connection()
        ours, theirs = [], []
        for turn in range(ROUNDS):
            mine, bare = ids[2 * turn * TAKEN :][:TAKEN], ids[(2 * turn + 1) * TAKEN :][:TAKEN]
            ours.append(_ours(mine))
            theirs.append(_bare(driver.driver_connection, bare, dialect))
        driver.close()
        value, peer = statistics.median(ours), statistics.median(theirs)
        note = f"read, move, audit row and chain head committed one by one; bare driver {peer:.0f} a second; {dialect}"
        report("acknowledge", value, peer, note)


def _ours(ids: list[int]) -> float:
    start = time.perf_counter()
    for one in ids:
        assert acknowledge(db.session.get_one(Delivery, one), now=NOW, actor=CLERK)
        db.session.commit()
    return len(ids) / (time.perf_counter() - start)


def _bare(connection: Any, ids: list[int], dialect: str) -> float:  # noqa: ANN401
    now, zeros = instant(dialect), "0" * 64
    start = time.perf_counter()
    for one in ids:
        cursor = connection.cursor()
        if dialect == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(marks(MOVE, dialect), (now, now, one))
        seq = cursor.execute(marks(HEAD, dialect), (zeros, BARE_CHAIN)).fetchone()[0]
        cursor.execute(marks(ROW, dialect), (BARE_CHAIN, seq, now, one, zeros, zeros))
        cursor.execute("COMMIT") if dialect == "sqlite" else connection.commit()
    return len(ids) / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
