"""The recipients of a letter with what they did, for whoever may follow it."""

import pytest

from organisations.kinds import OrganisationKind as K
from routing.acknowledge import reject
from routing.lao_counts import LaoCounts
from routing.policy import standings, tracked_deliveries
from routing.tracking import Doing, RecipientFilter, Tracked, choices, direct_counts, recipients
from tests.factories.routing import NOW
from tests.routing.tracking_chain import TODAY, make_chain


@pytest.fixture
def chain(session):
    return make_chain()


def as_seen_by(chain, who, letter):
    one = getattr(chain, letter)
    organisation = chain.land.org[who].id
    return Tracked(one.id, tracked_deliveries(organisation, standings(organisation, one)), TODAY)


def names(chain, who, letter, wish=RecipientFilter(), **paging):  # noqa: B008
    return [one.organisation.label for one in recipients(as_seen_by(chain, who, letter), wish, **paging).items]


def test_it_lists_each_recipient_with_the_facts_beside_its_state(chain):
    rows = recipients(as_seen_by(chain, "จังหวัด", "down"), RecipientFilter()).items
    by_name = {one.organisation.label: one for one in rows}
    town = by_name["อำเภอเมืองเพชรบูรณ์"]
    assert (town.onward.ref_no, town.laos, town.waits) == ("พช 0023.7/ว 583", LaoCounts(3, 3), False)
    waiting = by_name["อำเภอชนแดน"]
    assert (waiting.onward, waiting.laos, waiting.waits) == (None, LaoCounts(2), True)
    assert waiting.held_days == 2  # sent on Thursday 28 March 2024: Friday and Monday
    assert by_name["อบจ.เพชรบูรณ์"].laos == LaoCounts(1, 1)


def test_it_counts_what_recipients_did(chain):
    chain.acknowledge("down", "เมือง")
    reject(chain.delivery("down", "ทม."), "ไม่เกี่ยวข้อง", now=NOW, actor=chain.land.actor("ทม."))
    found = direct_counts(as_seen_by(chain, "จังหวัด", "down"))
    assert (found.total, found.acknowledged, found.outstanding, found.objected, found.to_forward) == (4, 1, 2, 1, 1)


FILTERS = {
    "outstanding": (RecipientFilter(Doing.OUTSTANDING), ["อำเภอชนแดน", "อบจ.เพชรบูรณ์", "ทม.หล่มสัก"]),
    "acknowledged": (RecipientFilter(Doing.ACKNOWLEDGED), ["อำเภอเมืองเพชรบูรณ์"]),
    "to forward": (RecipientFilter(Doing.TO_FORWARD), ["อำเภอชนแดน"]),
    "kind": (RecipientFilter(kind=K.PAO), ["อบจ.เพชรบูรณ์"]),
    "short name": (RecipientFilter(text="อ.ชนแดน"), ["อำเภอชนแดน"]),
    "part of a name": (RecipientFilter(text="หล่ม"), ["ทม.หล่มสัก"]),
    "kind in short and a part": (RecipientFilter(text="ทม. หล่ม"), ["ทม.หล่มสัก"]),
    "nothing fits": (RecipientFilter(text="เชียงใหม่"), []),
}


@pytest.mark.parametrize("name", FILTERS)
def test_it_finds_recipients_by_state_kind_and_name(chain, name):
    wish, expected = FILTERS[name]
    chain.acknowledge("down", "เมือง")
    assert sorted(names(chain, "จังหวัด", "down", wish)) == sorted(expected)


def test_it_pages_without_repeating_or_losing_anybody(chain):
    whole = names(chain, "จังหวัด", "down")
    tracked, cursor, seen = as_seen_by(chain, "จังหวัด", "down"), None, []
    for _ in range(2):
        page = recipients(tracked, RecipientFilter(), cursor, size=2)
        seen += [one.organisation.label for one in page.items]
        cursor = page.next
    assert (seen, cursor) == (whole, None)


# who sees what every recipient did; others see themselves and those below them
SEEN = {
    ("สปน.", "last"): ["ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า"],
    ("จังหวัด", "last"): ["ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า"],
    ("เมือง", "last"): ["ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า"],
    ("อบต.สะเดียง", "last"): ["อบต.สะเดียง"],
    ("ชนแดน", "last"): [],
    ("จังหวัด", "root"): ["จังหวัดเพชรบูรณ์"],
    ("เมือง", "down"): ["อำเภอเมืองเพชรบูรณ์"],
    ("อบจ.", "down"): ["อบจ.เพชรบูรณ์"],
    ("อบต.สะเดียง", "down"): [],
    ("สปน.", "down"): ["อำเภอเมืองเพชรบูรณ์", "อำเภอชนแดน", "อบจ.เพชรบูรณ์", "ทม.หล่มสัก"],
}


@pytest.mark.parametrize(("who", "letter"), SEEN)
def test_it_shows_an_organisation_only_what_it_may_follow(chain, who, letter):
    assert sorted(names(chain, who, letter)) == sorted(SEEN[who, letter])
    assert direct_counts(as_seen_by(chain, who, letter)).total == len(SEEN[who, letter])


def test_it_offers_only_choices_that_narrow_something(chain):
    found = choices(as_seen_by(chain, "จังหวัด", "down"))
    assert (found.kinds, found.provinces) == ((K.DISTRICT, K.PAO, K.TOWN_MUNICIPALITY), ())
    assert choices(as_seen_by(chain, "สปน.", "root")).kinds == ()
