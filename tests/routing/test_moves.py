"""Which moves a delivery may make, and what happens when two people make one at once."""

import pytest
import sqlalchemy as sa

from core.errors import Refused, StaleState
from core.extensions import db
from routing.models import Delivery
from routing.moves import may_move, move
from routing.status import DeliveryState as S
from tests.factories.routing import delivery_of, make_province, send

# from: the states it may go to, written out by hand from design rule 4
TABLE = {
    S.SENT: "delivered opened acknowledged registered rejected invalid recalled",
    S.DELIVERED: "opened acknowledged registered rejected invalid recalled",
    S.OPENED: "acknowledged registered rejected invalid recalled",
    S.ACKNOWLEDGED: "sent delivered opened registered invalid recalled",
    S.REGISTERED: "sent delivered opened acknowledged invalid recalled",
    S.REJECTED: "sent delivered opened recalled",
    S.INVALID: "sent delivered opened acknowledged registered recalled",
    S.RECALLED: "",
}


@pytest.mark.parametrize("here", S)
@pytest.mark.parametrize("to", S)
def test_it_allows_exactly_the_moves_of_the_table(here, to):
    assert may_move(here, to) == (to.value in TABLE[here].split())


def test_it_refuses_a_move_the_table_forbids_and_says_what_to_do(session):
    land = make_province()
    delivery = delivery_of(send(land.org["จังหวัด"], [land.org["เมือง"]]), land.org["เมือง"])
    move(delivery, S.RECALLED)
    with pytest.raises(Refused) as refusal:
        move(delivery, S.ACKNOWLEDGED)
    assert "เรียกคืน" in refusal.value.message
    assert refusal.value.remedy


def test_it_reports_a_stale_state_when_another_person_was_first(session):
    land = make_province()
    delivery = delivery_of(send(land.org["จังหวัด"], [land.org["เมือง"]]), land.org["เมือง"])
    quietly = sa.update(Delivery).values(state=S.REJECTED).execution_options(synchronize_session=False)
    db.session.execute(quietly)
    with pytest.raises(StaleState):
        move(delivery, S.ACKNOWLEDGED)
    db.session.refresh(delivery)
    assert delivery.state is S.REJECTED
