"""Numbers taken a second, each committed with its row, against the same two statements through the bare driver.

Both write to the same database in the same durability mode (SQLite: WAL, synchronous=FULL), in turns, so that what else
the machine does falls on both. DATABASE_URL chooses an empty database; without it a SQLite file is made and removed.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask_migrate import upgrade

from benchmarks.prove_numbers import DAY, NOW, app_on, issue_one, lay_out
from core.actor import Actor
from core.extensions import db
from letters.numbering import Columns, Taking, take_number
from letters.status import Book

ROUNDS, TAKEN = 12, 25
FLOOR = 0.5
MOVE = (
    "UPDATE registers SET next_number = next_number + 1 WHERE office_id = {0} AND book = {0} AND year = {0}"
    " RETURNING id, next_number"
)
ROW = (
    "INSERT INTO register_entries (register_id, number, status, entry_date, recorded_at, late_entered, ref_no, dated,"
    " sender, recipient, subject, action, remark, void_reason)"
    " VALUES ({0}, {0}, 'used', {0}, {0}, {1}, {0}, {0}, {0}, {0}, {0}, '', '', '')"
)
SUBJECT = "การประชุมเชิงปฏิบัติการเพื่อชี้แจงแนวทางการประเมินมาตรฐานขั้นต่ำการจัดบริการสาธารณะ"


def main() -> None:
    """Print the headline, then how fast whole letters are frozen."""
    with tempfile.TemporaryDirectory() as name:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{Path(name) / 'numbers.db'}"  # noqa: TID251
        app = app_on(url, Path(name))
        with app.app_context():
            upgrade()
            db.engine.dispose()
        office_id = lay_out(app)
        with app.app_context():
            _compare(office_id, url)
            frozen = _rate(lambda: issue_one(office_id))
            _report("numbers: issue", frozen, None, None, None, "number, row, 2 addressees, frozen text, audit, commit")
            db.session.remove()
            db.engine.dispose()


def _compare(office_id: int, url: str) -> None:
    driver = db.engine.raw_connection()
    bare = _bare(driver.driver_connection, office_id, sqlite=url.startswith("sqlite"))
    _take(office_id)  # the year's book stands
    ours, theirs = [], []
    for _round in range(ROUNDS):
        ours.append(_rate(lambda: _take(office_id)))
        theirs.append(_rate(bare))
    driver.close()
    value, peer = statistics.median(ours), statistics.median(theirs)
    note = f"number and row committed one by one; bare driver {peer:.0f} a second; {db.engine.dialect.name}"
    _report("numbers", value, FLOOR * peer, value / peer, "the same statements through the driver", note)


def _take(office_id: int) -> None:
    columns = Columns("นร 0107/2199", DAY, "สำนักนายกรัฐมนตรี", "ผู้ว่าราชการจังหวัด", SUBJECT)
    take_number(Taking(office_id, Book.RECEIVED, DAY, NOW, Actor(None, "ผู้วัด", office_id), columns=columns))
    db.session.commit()


def _bare(connection: Any, office_id: int, *, sqlite: bool) -> Callable[[], None]:  # noqa: ANN401
    mark, false = ("?", "0") if sqlite else ("%s", "false")
    move, row = MOVE.format(mark), ROW.format(mark, false)
    day, now = (DAY.isoformat(), NOW.strftime("%Y-%m-%d %H:%M:%S.%f")) if sqlite else (DAY, NOW)

    def take() -> None:
        cursor = connection.cursor()
        if sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        register_id, after = cursor.execute(move, (office_id, "received", DAY.year + 543)).fetchone()
        texts = ("นร 0107/2199", day, "สำนักนายกรัฐมนตรี", "ผู้ว่าราชการจังหวัด", SUBJECT)
        cursor.execute(row, (register_id, after - 1, day, now, *texts))
        cursor.execute("COMMIT") if sqlite else connection.commit()

    return take


def _rate(act: Callable[[], object]) -> float:
    """Give how many `act` a second, over TAKEN of them."""
    start = time.perf_counter()
    for _one in range(TAKEN):
        act()
    return TAKEN / (time.perf_counter() - start)


def _report(name: str, value: float, floor: float | None, ratio: float | None, peer: str | None, note: str) -> None:
    figures = {"value": round(value, 1), "unit": "per_second", "floor": floor and round(floor, 1)}
    line = {"name": name, **figures, "ratio": ratio and round(ratio, 2), "peer": peer, "note": note}
    print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
