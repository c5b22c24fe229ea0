"""A page of an organisation's incoming letters among 20,000, the first and the two-hundredth, against the same SELECT
through the driver, in turns.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from benchmarks._country import NOW, country, letter_columns, marks, report
from core.extensions import db
from core.paging import Cursor
from letters.models import Letter
from organisations.queries import by_code, central_desk
from routing.models import Delivery
from routing.queries import InboxTab, inbox
from routing.status import DeliveryState

LETTERS, PAGE, ROUNDS, READ = 20_000, 50, 9, 10
BARE = """
SELECT d.id, d.letter_id, d.state, d.sent_at, d.number, d.holder_office_id, l.subject, l.ref_no, l.letter_date,
  l.issuer_name, l.urgency, l.status, o.short_name
FROM deliveries d JOIN letters l ON l.id = d.letter_id LEFT JOIN offices o ON o.id = d.holder_office_id
WHERE d.organisation_id = ? AND l.status != 'numbered' AND d.id < ? ORDER BY d.id DESC LIMIT 51
"""


def main() -> None:
    """Print pages a second: the first page, then one deep in the past."""
    with country() as dialect:
        organisation_id = _fill()
        top = db.session.scalar(sa.select(sa.func.max(Delivery.id))) or 0
        for name, below in (("inbox", top + 1), ("inbox: page 200", top + 1 - 199 * PAGE)):
            _compare(name, organisation_id, below, dialect)


def _compare(name: str, organisation_id: int, below: int, dialect: str) -> None:
    cursor = Cursor((below,)).encode()
    driver = db.engine.raw_connection()
    connection: Any = driver.driver_connection
    sql = marks(BARE, dialect)

    def page() -> None:
        assert len(inbox(organisation_id, InboxTab.ALL, cursor).items) == PAGE
        db.session.rollback()
        db.session.expunge_all()

    def bare() -> None:
        reader = connection.cursor()
        reader.execute(sql, (organisation_id, below))
        assert len(reader.fetchall()) == PAGE + 1
        connection.rollback()

    ours, theirs = [], []
    for _turn in range(ROUNDS):
        ours.append(_rate(page))
        theirs.append(_rate(bare))
    driver.close()
    value, peer = statistics.median(ours), statistics.median(theirs)
    note = f"{PAGE} of {LETTERS} letters as objects, {1000 / value:.1f} ms; bare rows {1000 / peer:.1f} ms; {dialect}"
    report(name, value, peer, note)


def _rate(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    for _one in range(READ):
        act()
    return READ / (time.perf_counter() - start)


def _fill() -> int:
    """Lay the letters on a province's desk; give its id."""
    province, centre = by_code("67"), by_code("67").parent
    assert centre is not None
    desk = central_desk(province.id)
    rows = [letter_columns(centre.id, centre.name, number) for number in range(LETTERS)]
    defaults = {"office_lines": [], "addressee_rules": [], "references": [], "signature_lines": []}
    db.session.execute(sa.insert(Letter), [row | defaults for row in rows])
    shared = {
        "organisation_id": province.id,
        "from_organisation_id": centre.id,
        "holder_office_id": desk.id,
        "state": DeliveryState.DELIVERED,
        "sent_at": NOW,
    }
    ids = db.session.scalars(sa.select(Letter.id).order_by(Letter.id)).all()
    db.session.execute(sa.insert(Delivery), [{"letter_id": one, "root_letter_id": one, **shared} for one in ids])
    organisation_id = province.id
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("ANALYZE"))  # what autovacuum does within the minute
    db.session.commit()
    return organisation_id


if __name__ == "__main__":
    main()
