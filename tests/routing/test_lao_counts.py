"""How many LAOs a letter has reached: through the letters that forward it, each once, with those that still wait."""

import pytest

from letters.status import LetterStatus
from routing.cancel import cancel_recipient, recall_deliveries
from routing.close import close
from routing.confirm_on_behalf import Confirmation, confirm
from routing.lao_counts import LaoCounts, below_letters, below_organisations, by_parent, by_province
from routing.status import BehalfMethod
from tests.factories.country_chain import acknowledge_some, make_country_chain
from tests.factories.routing import NOW, send
from tests.routing.tracking_chain import make_chain


@pytest.fixture
def chain(session):
    return make_chain()


def counts(chain):
    found = below_letters([chain.root.id, chain.down.id, chain.last.id])
    return found[chain.root.id], found[chain.down.id], found[chain.last.id]


def test_it_counts_every_lao_below_and_those_whose_district_has_not_forwarded(chain):
    # อบจ., ทม. and three of เมือง have it; two wait for ชนแดน
    assert counts(chain) == (LaoCounts(7, 5), LaoCounts(7, 5), LaoCounts(3, 3))


def test_it_counts_acknowledgements_up_to_the_first_letter_of_the_chain(chain):
    chain.acknowledge("last", "อบต.นาป่า")
    chain.acknowledge("down", "อบจ.")
    said = Confirmation((chain.delivery("last", "อบต.สะเดียง").id,), BehalfMethod.PHONE, "ธุรการ", NOW)
    confirm(said, now=NOW, actor=chain.land.actor("เมือง"))
    assert counts(chain) == (LaoCounts(7, 5, 3, 1), LaoCounts(7, 5, 3, 1), LaoCounts(3, 3, 2, 1))


def test_it_counts_an_lao_once_however_many_letters_of_the_chain_it_got(chain):
    org = chain.land.org
    again = send(org["เมือง"], [org["อบต.นาป่า"]], source_id=chain.down.id, root_id=chain.root.id)
    assert counts(chain)[1] == LaoCounts(7, 5)
    assert below_letters([again.id]) == {again.id: LaoCounts(1, 1)}


def test_it_stops_waiting_for_a_district_that_closed_the_letter_or_was_cancelled(chain):
    delivery = chain.delivery("down", "ชนแดน")
    chain.acknowledge("down", "ชนแดน")
    close(delivery, "", now=NOW, actor=chain.land.actor("ชนแดน"))
    assert counts(chain)[1] == LaoCounts(5, 5)
    cancel_recipient(chain.delivery("down", "อบจ."), "ส่งผิด", now=NOW, actor=chain.land.actor("สถจ."))
    assert counts(chain)[1] == LaoCounts(4, 4)


def test_it_waits_again_for_a_district_whose_forwarding_letter_was_recalled(chain):
    recall_deliveries(chain.last, "ผิดวันที่")
    chain.last.status = LetterStatus.RECALLED
    assert counts(chain)[1] == LaoCounts(7, 2)


def test_it_knows_how_many_laos_stand_below(chain):
    org = chain.land.org
    wanted = {org["จังหวัด"].id: 7, org["เมือง"].id: 3, org["ชนแดน"].id: 2}
    assert below_organisations(list(wanted)) == wanted


def test_it_rolls_the_country_up_by_province_and_a_province_by_district(country):
    chain = make_country_chain()
    acknowledge_some(chain.root_id)
    provinces = by_province(chain.root_id)
    assert len(provinces) == 77
    assert sum(one.total for one in provinces.values()) == 7850
    assert below_letters([chain.root_id])[chain.root_id] == LaoCounts(
        7850, 7850, sum(one.acknowledged for one in provinces.values())
    )
    districts = by_parent(chain.root_id, "67")
    assert len(districts) == 12  # eleven districts, and the province for its อบจ. and three ทม.
    assert sum(one.acknowledged for one in districts.values()) == provinces["67"].acknowledged
    assert provinces["67"].total == 128
