"""A district confirms for its LAOs that have no line."""

import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit import AuditEntry
from core.audit_acts import AuditAct as A
from core.errors import InvalidInput
from core.extensions import db
from routing.acknowledge import acknowledge
from routing.confirm_on_behalf import Confirmation, confirm, undo
from routing.status import BehalfMethod
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_province, send

CALLED = NOW + dt.timedelta(minutes=30)
LATER = NOW + dt.timedelta(hours=1)
NAMES = ("ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า")


@pytest.fixture
def district(session):
    """A district, its letter's three deliveries, the district's clerk."""
    land = make_province()
    letter = send(land.org["เมือง"], [land.org[name] for name in NAMES])
    return land, [delivery_of(letter, land.org[name]) for name in NAMES], land.actor("เมือง", "ปลัดอำเภอ")


def said(deliveries, **changes):
    values = {"method": BehalfMethod.PHONE, "person": "ธุรการ อบต.", "confirmed_at": CALLED, **changes}
    return Confirmation(tuple(one.id for one in deliveries), **values)


def test_it_confirms_several_at_once_and_puts_one_act_on_record(district):
    _, deliveries, officer = district
    assert confirm(said(deliveries[:2]), now=LATER, actor=officer) == [one.id for one in deliveries[:2]]
    first, _, third = deliveries
    assert (first.state, first.behalf_method, first.behalf_person) == (S.ACKNOWLEDGED, BehalfMethod.PHONE, "ธุรการ อบต.")
    assert (first.acknowledged_at, first.behalf_at, first.opened_at) == (CALLED, LATER, None)
    assert third.state is S.DELIVERED
    db.session.commit()
    (entry,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == A.DELIVERIES_CONFIRMED))
    assert (entry.after["count"], entry.after["method"], entry.actor_name) == (2, "phone", "ปลัดอำเภอ")


def test_it_leaves_an_organisations_own_acknowledgement_alone(district):
    land, deliveries, officer = district
    acknowledge(deliveries[0], now=NOW, actor=land.actor("ทต.ท่าพล", "ธุรการ"))
    assert confirm(said(deliveries[:1]), now=LATER, actor=officer) == []
    assert (deliveries[0].behalf_method, deliveries[0].acknowledged_by_name) == (None, "ธุรการ")
    db.session.commit()
    assert not db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == A.DELIVERIES_CONFIRMED)).all()


def test_it_gives_way_to_the_organisations_own_word(district):
    land, deliveries, officer = district
    confirm(said(deliveries[:1]), now=LATER, actor=officer)
    assert acknowledge(deliveries[0], now=LATER, actor=land.actor("ทต.ท่าพล", "ธุรการ"))
    assert (deliveries[0].behalf_method, deliveries[0].behalf_person) == (None, "")
    assert deliveries[0].acknowledged_by_name == "ธุรการ"


def test_it_is_undone_with_a_trace(district):
    _, deliveries, officer = district
    confirm(said(deliveries), now=LATER, actor=officer)
    assert undo(deliveries[0], now=LATER, actor=officer)
    assert not undo(deliveries[0], now=LATER, actor=officer)
    assert (deliveries[0].state, deliveries[0].behalf_method) == (S.DELIVERED, None)
    assert deliveries[0].acknowledged_at is None
    db.session.commit()
    (entry,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == A.DELIVERY_TAKEN_BACK))
    assert entry.before["person"] == "ธุรการ อบต."


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": "  "}, "person"),
        ({"confirmed_at": LATER + dt.timedelta(days=1)}, "confirmed_at"),
        (None, "delivery_ids"),
    ],
)
def test_it_names_the_field_that_is_wrong(district, changes, field):
    _, deliveries, officer = district
    picked = deliveries if changes else []
    with pytest.raises(InvalidInput) as error:
        confirm(said(picked, **(changes or {})), now=LATER, actor=officer)
    assert error.value.field == field
    assert all(one.state is S.DELIVERED for one in deliveries)
