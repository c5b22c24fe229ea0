"""What a recipient may say about a letter, and taking it back."""

import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit import AuditEntry
from core.audit_acts import AuditAct as A
from core.errors import InvalidInput, Refused
from core.extensions import db
from routing.acknowledge import acknowledge, mark_invalid, open_delivery, reject, take_back
from routing.moves import move
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_province, send

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def arrived(session):
    """A letter on the LAO's desk, and the LAO's clerk."""
    land = make_province()
    lao = land.org["อบต.สะเดียง"]
    return delivery_of(send(land.org["เมือง"], [lao]), lao), land.actor("อบต.สะเดียง", "ธุรการ อบต.")


def acts():
    db.session.commit()
    rows = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.seq))
    return [row.act for row in rows if row.act.startswith("delivery")]


def test_it_counts_opening_as_opening_and_not_as_acknowledging(arrived):
    delivery, clerk = arrived
    assert open_delivery(delivery, now=LATER, actor=clerk)
    assert (delivery.state, delivery.opened_at, delivery.acknowledged_at) == (S.OPENED, LATER, None)
    assert not open_delivery(delivery, now=LATER, actor=clerk)
    assert acts() == [A.DELIVERY_OPENED]


def test_it_acknowledges_without_a_number_and_implies_opened(arrived):
    delivery, clerk = arrived
    assert acknowledge(delivery, now=LATER, actor=clerk)
    assert not acknowledge(delivery, now=LATER, actor=clerk)
    assert (delivery.state, delivery.opened_at, delivery.acknowledged_at) == (S.ACKNOWLEDGED, LATER, LATER)
    assert (delivery.acknowledged_by_name, delivery.number) == ("ธุรการ อบต.", "")
    assert acts() == [A.DELIVERY_ACKNOWLEDGED]


def test_it_takes_an_acknowledgement_back_with_a_trace(arrived):
    delivery, clerk = arrived
    acknowledge(delivery, now=LATER, actor=clerk)
    assert take_back(delivery, now=LATER, actor=clerk, note="กดผิด")
    assert (delivery.state, delivery.acknowledged_at, delivery.acknowledged_by_name) == (S.OPENED, None, "")
    assert not take_back(delivery, now=LATER, actor=clerk)
    assert acts() == [A.DELIVERY_ACKNOWLEDGED, A.DELIVERY_TAKEN_BACK]
    entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == A.DELIVERY_TAKEN_BACK)).one()
    assert (entry.note, entry.before["state"], entry.after["state"]) == ("กดผิด", "acknowledged", "opened")


def test_it_refuses_to_take_back_what_has_gone_on(arrived):
    delivery, clerk = arrived
    acknowledge(delivery, now=LATER, actor=clerk)
    delivery.forwarded_at = LATER
    with pytest.raises(Refused):
        take_back(delivery, now=LATER, actor=clerk)


@pytest.mark.parametrize(("act", "state"), [(reject, S.REJECTED), (mark_invalid, S.INVALID)])
def test_it_keeps_the_reason_of_an_objection_and_takes_it_back(arrived, act, state):
    delivery, clerk = arrived
    assert act(delivery, "  ไม่ใช่หนังสือของ อบต. นี้ ", now=LATER, actor=clerk)
    assert not act(delivery, "อีกครั้ง", now=LATER, actor=clerk)
    assert (delivery.state, delivery.reason) == (state, "ไม่ใช่หนังสือของ อบต. นี้")
    with pytest.raises(Refused):
        acknowledge(delivery, now=LATER, actor=clerk)
    take_back(delivery, now=LATER, actor=clerk)
    assert (delivery.state, delivery.reason) == (S.OPENED, "")


@pytest.mark.parametrize("reason", ["", "   ", "ก" * 1001])
def test_it_asks_for_a_reason_that_can_be_read(arrived, reason):
    delivery, clerk = arrived
    with pytest.raises(InvalidInput) as error:
        reject(delivery, reason, now=LATER, actor=clerk)
    assert error.value.field == "reason"
    assert delivery.state is S.DELIVERED


def test_it_returns_to_acknowledged_when_a_report_after_it_is_taken_back(arrived):
    delivery, clerk = arrived
    acknowledge(delivery, now=LATER, actor=clerk)
    mark_invalid(delivery, "ขาดสิ่งที่ส่งมาด้วย", now=LATER, actor=clerk)
    take_back(delivery, now=LATER, actor=clerk)
    assert (delivery.state, delivery.acknowledged_at) == (S.ACKNOWLEDGED, LATER)


def test_it_does_nothing_to_a_recalled_letter(arrived):
    delivery, clerk = arrived
    move(delivery, S.RECALLED)
    assert not open_delivery(delivery, now=LATER, actor=clerk)
    for act in (acknowledge, take_back):
        with pytest.raises(Refused):
            act(delivery, now=LATER, actor=clerk)
