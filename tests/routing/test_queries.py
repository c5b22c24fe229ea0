"""What pages read: the right rows, in few statements, from an index."""

import pytest
import sqlalchemy as sa

from core.extensions import db
from routing.acknowledge import acknowledge, reject
from routing.models import Delivery
from routing.queries import (
    InboxTab,
    delivery_with_everything,
    inbox,
    inbox_counts,
)
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_province, send


@pytest.fixture
def statements(app):
    """Give the list that fills with what is sent to the database."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def land(session):
    return make_province()


def test_it_pages_the_inbox_newest_first_without_repeating_or_losing(land, statements):
    letters = [send(land.org["จังหวัด"], [land.org["เมือง"]], subject=f"เรื่องที่ {n}") for n in range(7)]
    db.session.commit()
    statements.clear()
    seen, cursor = [], None
    for _page in range(3):
        page = inbox(land.org["เมือง"].id, InboxTab.WAITING, cursor, size=3)
        seen += [one.letter.subject for one in page.items]
        cursor = page.next
    assert seen == [one.subject for one in reversed(letters)]
    assert cursor is None
    assert len([one for one in statements if one.startswith("SELECT")]) <= 5


def test_it_sorts_the_inbox_into_its_parts(land):
    org, actor = land.org["เมือง"], land.actor("เมือง")
    waiting, done, back = (delivery_of(send(land.org["จังหวัด"], [org]), org) for _ in range(3))
    acknowledge(done, now=NOW, actor=actor)
    reject(back, "ส่งผิด", now=NOW, actor=actor)
    db.session.flush()
    found = {tab: [one.id for one in inbox(org.id, tab).items] for tab in InboxTab}
    assert found == {
        InboxTab.WAITING: [waiting.id],
        InboxTab.RECEIVED: [done.id],
        InboxTab.RETURNED: [back.id],
        InboxTab.ALL: [back.id, done.id, waiting.id],
    }
    assert inbox_counts(org.id) == {InboxTab.WAITING: 1, InboxTab.RETURNED: 1}
    assert inbox(land.org["ชนแดน"].id, InboxTab.ALL).items == []


def test_it_reads_a_delivery_with_everything_in_a_fixed_number_of_statements(land, statements):
    letter = send(land.org["จังหวัด"], [land.org["เมือง"]])
    delivery_id = delivery_of(letter, land.org["เมือง"]).id
    db.session.commit()
    statements.clear()
    found = delivery_with_everything(delivery_id)
    assert (found.letter.subject, found.organisation.name, found.letter.enclosures, found.receipts) == (
        letter.subject,
        "อำเภอเมืองเพชรบูรณ์",
        [],
        [],
    )
    assert len([one for one in statements if one.startswith("SELECT")]) <= 6


def plan_of(session, query):
    """What the database means to do with the query, as one text; PostgreSQL is told not to scan small tables."""
    text = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    if db.engine.dialect.name == "postgresql":
        session.execute(sa.text("SET LOCAL enable_seqscan = off"))
        return "\n".join(session.scalars(sa.text(f"EXPLAIN {text}")))
    return "\n".join(row[-1] for row in session.execute(sa.text(f"EXPLAIN QUERY PLAN {text}")))


DESK = "ix_deliveries_desk|ix_deliveries_organisation"


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (
            lambda: (Delivery.organisation_id == 1, Delivery.state == S.DELIVERED),
            DESK,
        ),
        (lambda: (Delivery.holder_office_id == 1, Delivery.state == S.DELIVERED), "ix_deliveries_holder"),
        (lambda: (Delivery.letter_id == 1, Delivery.state == S.ACKNOWLEDGED), "ix_deliveries_letter_state"),
        (lambda: (Delivery.root_letter_id == 1, Delivery.organisation_id == 1), "ix_deliveries_root"),
        (lambda: (Delivery.forwarded_letter_id == 1,), "ix_deliveries_forwarded_letter_id"),
    ],
)
def test_it_answers_the_questions_of_pages_from_an_index(session, condition, index):
    plan = plan_of(session, sa.select(Delivery.id).where(*condition()))
    assert any(name in plan for name in index.split("|")), plan  # on a small table either of two may serve


def test_it_orders_the_inbox_by_the_index_alone(session):
    query = sa.select(Delivery.id).where(Delivery.organisation_id == 1, Delivery.state == S.DELIVERED)
    plan = plan_of(session, query.order_by(Delivery.id.desc()).limit(50))
    assert "SORT" not in plan.upper().replace("PRESORTED", "")
    assert "TEMP B-TREE" not in plan.upper()
