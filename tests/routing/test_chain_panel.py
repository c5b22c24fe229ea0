"""The chain as each organisation may follow it, laid out for a page."""

import datetime as dt

import pytest

from core.clock import at
from routing.chain_panel import chain_panel
from routing.receive import Receiving, receive
from tests.factories.routing import NOW
from tests.routing.tracking_chain import make_chain

LATER = NOW + dt.timedelta(days=5)
ROOT, DOWN, LAST = "นร 0107/2199", "พช 0023.6/ว 1507", "พช 0023.7/ว 583"


@pytest.fixture
def chain(session):
    return make_chain()


def seen(chain, letter, who):
    panel = chain_panel(getattr(chain, letter), chain.land.org[who].id, now=LATER)
    return [row.hop.step.number for row in panel.rows], [one.organisation for one in panel.holders]


SEEN = {
    ("สปน.", "root"): ([ROOT, DOWN, LAST], []),
    ("จังหวัด", "down"): ([ROOT, DOWN, LAST], ["อำเภอชนแดน"]),
    ("จังหวัด", "last"): ([ROOT, DOWN, LAST], []),
    ("จังหวัด", "root"): ([ROOT, DOWN, LAST], []),  # it sent the letter on
    ("เมือง", "down"): ([ROOT, DOWN, LAST], []),
    ("ชนแดน", "down"): ([ROOT, DOWN], ["อำเภอชนแดน"]),  # nothing of what เมือง did
    ("อบต.นาป่า", "last"): ([ROOT, DOWN, LAST], []),
    ("อบจ.", "down"): ([ROOT, DOWN], []),
}


@pytest.mark.parametrize(("who", "letter"), SEEN)
def test_it_shows_the_way_down_to_everybody_and_the_rest_to_those_who_may_follow_it(chain, who, letter):
    assert seen(chain, letter, who) == SEEN[who, letter]


def test_it_marks_the_letter_one_looks_at_and_gives_the_time_after_each_step(chain):
    delivery, desk = chain.delivery("root", "จังหวัด"), chain.land.desk["จังหวัด"]
    chain.root.letter_date = dt.date(2024, 3, 14)
    wish = Receiving(delivery, desk, day=dt.date(2024, 3, 20))
    receive(wish, now=at(dt.date(2024, 3, 28), 9), actor=chain.land.actor("จังหวัด"))
    panel = chain_panel(chain.down, chain.land.org["จังหวัด"].id, now=LATER)
    assert [(row.days, row.here) for row in panel.rows] == [(6, False), (8, False), (0, True), (None, False)]
    assert panel.days == 14
    assert [days for _words, days in panel.segments] == [6, 8]
    assert panel.segments[0][0] == "เดินทาง"
