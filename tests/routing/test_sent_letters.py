"""What an office sent, with how far each letter has come."""

import datetime as dt

import pytest

from letters.status import LetterStatus, Urgency
from routing.acknowledge import acknowledge
from routing.close import close
from routing.lao_counts import LaoCounts
from routing.sent_letters import Scope, SentFilter, sent_letters, years_of
from tests.factories.routing import NOW, delivery_of, make_letter, send
from tests.routing.tracking_chain import make_chain


@pytest.fixture
def chain(session):
    return make_chain()


def refs(chain, desk, **wish):
    return [row.letter.ref_no for row in sent_letters(chain.land.desk[desk], SentFilter(**wish)).items]


def test_it_lists_the_letters_of_the_office_of_its_organisation_and_of_the_districts_below(chain):
    assert refs(chain, "สถจ.") == ["พช 0023.6/ว 1507"]
    assert refs(chain, "จังหวัด") == []
    assert refs(chain, "จังหวัด", scope=Scope.ORGANISATION) == ["พช 0023.6/ว 1507"]
    assert refs(chain, "จังหวัด", scope=Scope.BELOW) == ["พช 0023.7/ว 583"]
    assert refs(chain, "เมือง", scope=Scope.BELOW) == []


def test_it_leaves_out_drafts_and_keeps_what_was_recalled(chain):
    office = chain.land.desk["เมือง"]
    make_letter(chain.land.org["เมือง"], ref_no=None, status=LetterStatus.DRAFT, issued_at=None, office_id=office.id)
    chain.last.status = LetterStatus.RECALLED
    assert refs(chain, "เมือง") == ["พช 0023.7/ว 583"]


def test_it_shows_direct_recipients_and_the_laos_of_the_whole_chain(chain):
    chain.acknowledge("down", "เมือง")
    chain.acknowledge("last", "อบต.นาป่า")
    (row,) = sent_letters(chain.land.desk["สถจ."], SentFilter()).items
    assert (row.direct.total, row.direct.acknowledged, row.laos) == (4, 1, LaoCounts(7, 5, 1))


@pytest.mark.parametrize("text", ["ว 1507", "ว ๑๕๐๗", "ที่ พช 0023.6/ว 1507", "ประเมินมาตรฐาน", " 1507 "])
def test_it_finds_a_letter_by_its_number_in_either_digits_or_by_its_subject(chain, text):
    assert refs(chain, "สถจ.", text=text) == ["พช 0023.6/ว 1507"]


@pytest.mark.parametrize("text", ["2199", "100%", "ไข้เลือดออก"])
def test_it_finds_nothing_where_nothing_fits(chain, text):
    assert refs(chain, "สถจ.", text=text) == []


def test_it_narrows_by_year_and_urgency(chain):
    office = chain.land.desk["สถจ."]
    old = {"ref_no": "พช 0023.6/ว 9", "letter_date": dt.date(2022, 12, 31), "urgency": Urgency.URGENT}
    send(chain.land.org["จังหวัด"], [], office_id=office.id, issued_at=NOW - dt.timedelta(days=400), **old)
    assert refs(chain, "สถจ.") == ["พช 0023.6/ว 1507", "พช 0023.6/ว 9"]
    assert refs(chain, "สถจ.", year=2565) == refs(chain, "สถจ.", urgency=Urgency.URGENT) == ["พช 0023.6/ว 9"]
    assert years_of(office, Scope.OFFICE, dt.date(2024, 4, 1)) == [2567, 2566, 2565]


def test_it_calls_a_letter_finished_once_the_last_lao_of_the_chain_has_acknowledged(chain):
    for to in ("เมือง", "ชนแดน", "อบจ.", "ทม."):
        chain.acknowledge("down", to)
    chain.acknowledge("root", "จังหวัด")
    assert refs(chain, "สถจ.", unfinished=True) != []  # ชนแดน has not forwarded
    close(chain.delivery("down", "ชนแดน"), "", now=NOW, actor=chain.land.actor("ชนแดน"))
    assert refs(chain, "สถจ.", unfinished=True) != []  # LAOs of เมือง are outstanding
    for to in ("ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า"):
        assert refs(chain, "สปน.", unfinished=True) != []
        chain.acknowledge("last", to)
    assert refs(chain, "สถจ.", unfinished=True) == refs(chain, "สปน.", unfinished=True) == []


def test_it_pages_from_newest_to_oldest(chain):
    office, org = chain.land.desk["สถจ."], chain.land.org
    for day in range(30):
        letter = send(org["จังหวัด"], [org["อบจ."]], office_id=office.id, issued_at=NOW + dt.timedelta(days=day + 1))
        acknowledge(delivery_of(letter, org["อบจ."]), now=NOW, actor=chain.land.actor("อบจ."))
    first = sent_letters(office, SentFilter())
    second = sent_letters(office, SentFilter(), first.next)
    assert (len(first.items), len(second.items), second.next) == (25, 6, None)
    assert second.items[-1].letter.ref_no == "พช 0023.6/ว 1507"
