"""A received letter that needs no forwarding leaves the desk, and may come back."""

import pytest

from core.audit import verify
from core.errors import Refused
from core.extensions import db
from routing.acknowledge import acknowledge
from routing.close import close, reopen
from tests.factories.routing import NOW, delivery_of, make_province, send


@pytest.fixture
def arrived(session):
    land = make_province()
    province = land.org["จังหวัด"]
    return delivery_of(send(land.org["สปน."], [province]), province), land.actor("สถจ.")


def test_it_refuses_to_finish_what_nobody_has_received(arrived):
    delivery, clerk = arrived
    with pytest.raises(Refused, match="ยังไม่ได้รับ"):
        close(delivery, "แจ้งเพื่อทราบ", now=NOW, actor=clerk)


def test_it_takes_the_letter_off_the_desk_once_and_brings_it_back(arrived):
    delivery, clerk = arrived
    acknowledge(delivery, now=NOW, actor=clerk)
    assert close(delivery, " แจ้งเพื่อทราบ ", now=NOW, actor=clerk)
    assert not close(delivery, "อีกครั้ง", now=NOW, actor=clerk)
    assert delivery.closed_note == "แจ้งเพื่อทราบ"
    assert reopen(delivery, now=NOW, actor=clerk)
    assert not reopen(delivery, now=NOW, actor=clerk)
    db.session.commit()
    assert delivery.closed_at is None
    assert list(verify()) == []
