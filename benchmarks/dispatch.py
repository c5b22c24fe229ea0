"""One circular to all 7,850 LAOs: deliveries, fingerprint, notice to the worker, audit row, commit; against the bare
INSERT … SELECT of the same 7,850 rows in the same database, in turns.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

from benchmarks._country import CLERK, NOW, country, instant, letter_to_all, marks, report
from core.extensions import db
from routing.dispatch import dispatch

ROUNDS = 5
BARE = """
INSERT INTO deliveries (letter_id, root_letter_id, from_organisation_id, organisation_id, holder_office_id, position,
  for_information, state, sent_at, delivered_at, acknowledged_by_name, number, reason, behalf_person)
SELECT a.letter_id, a.letter_id, l.issuer_id, a.organisation_id, o.id, a.position, a.for_information, 'delivered', ?, ?,
  '', '', '', '' FROM addressees a JOIN letters l ON l.id = a.letter_id
  LEFT JOIN offices o ON o.organisation_id = a.organisation_id AND o.is_central_desk AND o.active
WHERE a.letter_id = ? ORDER BY a.position, a.organisation_id
"""


def main() -> None:
    """Print deliveries a second."""
    with country() as dialect:
        ours, bare, made = [], [], 0
        for turn in range(ROUNDS):
            letter = letter_to_all(2 * turn)
            start = time.perf_counter()
            made = dispatch(letter, now=NOW, actor=CLERK)
            db.session.commit()
            ours.append(time.perf_counter() - start)
            bare.append(_bare(letter_to_all(2 * turn + 1).id, dialect))
        seconds, floor = statistics.median(ours), statistics.median(bare)
        note = f"{made} recipients in {seconds:.3f} s, bare {floor:.3f} s; {dialect}"
        report("dispatch", made / seconds, made / floor, note)


def _bare(letter_id: int, dialect: str) -> float:
    db.session.rollback()
    driver = db.engine.raw_connection()
    connection: Any = driver.driver_connection
    now = instant(dialect)
    start = time.perf_counter()
    cursor = connection.cursor()
    if dialect == "sqlite":
        cursor.execute("BEGIN IMMEDIATE")
    cursor.execute(marks(BARE, dialect), (now, now, letter_id))
    cursor.execute("COMMIT") if dialect == "sqlite" else connection.commit()
    spent = time.perf_counter() - start
    driver.close()
    return spent


if __name__ == "__main__":
    main()
