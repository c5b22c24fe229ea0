"""The way of a letter: both example chains with their real days, and the questions a clerk asks of it."""

import datetime as dt

import pytest
import sqlalchemy as sa

from core.clock import at
from core.extensions import db
from routing.acknowledge import acknowledge
from routing.chain_view import chain_of
from routing.dispatch import mark_forwarded
from routing.receive import Receiving, receive
from tests.factories.routing import NOW, delivery_of, make_province, send
from tests.routing.seed_chains import (
    CLERK,
    KRABI,
    MUEANG,
    PHETCHABUN,
    PMO_KRABI,
    PMO_PHETCHABUN,
    arrived,
    office_of,
)

D = dt.date


def received(delivery, office, day, number):
    """A receipt with the number of the bundle's stamp, as from a book kept elsewhere."""
    office.keeps_register_here = False
    wish = Receiving(delivery, office, day=day, number=number)
    receive(wish, now=at(max(day, delivery.letter.letter_date), 15), actor=CLERK)


@pytest.fixture
def phetchabun(country):
    hall, unit, district = office_of("67"), office_of("67", "สถจ"), office_of("6701")
    first = arrived(PMO_PHETCHABUN, hall, "PMO")
    received(first, hall, D(2024, 3, 20), "5651")
    received(first, unit, D(2024, 3, 23), "2666")
    second = arrived(PHETCHABUN, district, "67", source=first.letter)
    mark_forwarded(second.letter, at(D(2024, 3, 28), 16))
    received(second, district, D(2024, 3, 22), "2206")
    lao = office_of(country.scalar(sa.text("SELECT code FROM organisations WHERE name = 'องค์การบริหารส่วนตำบลสะเดียง'")))
    third = arrived(MUEANG, lao, "6701", source=second.letter)
    mark_forwarded(third.letter, at(D(2024, 3, 29), 16))
    country.flush()
    return first.letter, second.letter, third.letter


def test_it_counts_fifteen_days_in_phetchabun_whichever_letter_one_looks_from(phetchabun):
    for letter in phetchabun:
        chain = chain_of(letter, now=at(D(2024, 4, 1)))
        assert (chain.days, chain.hops[0].step.day, chain.hops[-1].step.day) == (15, D(2024, 3, 14), D(2024, 3, 29))
        assert [hop.step.letter_id for hop in chain.hops if hop.step.here] == [letter.id]


def test_it_shows_each_hop_with_its_number_and_days(phetchabun):
    hops = chain_of(phetchabun[1], now=at(D(2024, 4, 1))).hops
    assert [(hop.step.kind.value, hop.step.number, hop.days, hop.working_days) for hop in hops] == [
        ("issued", "นร 0107/2199", 0, 0),
        ("received", "5651", 6, 4),
        ("received", "2666", 3, 2),
        ("issued", "พช 0023.6/ว 1507", 5, 4),
        ("received", "2206", 0, 0),
        ("issued", "พช 0023.7/ว 583", 1, 1),
    ]
    assert [hop.step.who for hop in hops[1:3]] == ["ศาลากลางจังหวัดเพชรบูรณ์", "สถจ.เพชรบูรณ์"]


def test_it_says_what_is_odd_about_a_hop(phetchabun):
    hops = chain_of(phetchabun[1], now=at(D(2024, 4, 1))).hops
    assert "เสาร์" in hops[2].notes[0]  # 23 March 2567
    assert "เรื่องต่าง" in hops[3].notes[0]
    assert "ก่อนวันที่ของหนังสือ" in hops[4].notes[0]
    assert "เรื่องต่าง" in hops[5].notes[0]
    assert (hops[0].notes, hops[1].notes) == ((), ())


def test_it_counts_eight_days_in_krabi(country):
    hall, unit, district = office_of("81"), office_of("81", "สถจ"), office_of("8101")
    first = arrived(PMO_KRABI, hall, "PMO")
    received(first, hall, D(2023, 6, 2), "7664")
    received(first, unit, D(2023, 6, 6), "7706")
    second = arrived(KRABI, district, "81", source=first.letter)
    mark_forwarded(second.letter, at(D(2023, 6, 8), 16))
    country.flush()
    chain = chain_of(second.letter, now=at(D(2023, 6, 8)))
    assert (chain.days, [hop.days for hop in chain.hops]) == (8, [0, 2, 4, 2])


def test_it_shows_a_reader_how_their_own_office_received_the_letter(session):
    land = make_province()
    letter = send(land.org["สปน."], [land.org["จังหวัด"]], letter_date=D(2024, 3, 27))
    receive(Receiving(delivery_of(letter, land.org["จังหวัด"]), land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    assert [hop.step.who for hop in chain_of(letter, now=NOW).hops] == ["สำนักงานปลัดสำนักนายกรัฐมนตรี"]
    last = chain_of(letter, now=NOW, seen_by=land.org["จังหวัด"].id).hops[-1]
    assert (last.step.who, last.step.number, last.step.time, last.days) == ("จังหวัด", "1", dt.time(10, 0), 1)


def test_it_says_who_holds_the_letter_and_how_many_laos_wait_behind(session):
    land = make_province()
    letter = send(land.org["จังหวัด"], [land.org["เมือง"], land.org["ชนแดน"], land.org["อบจ."]])
    down = send(
        land.org["เมือง"], [land.org["อบต.สะเดียง"], land.org["อบต.นาป่า"]], source_id=letter.id, root_id=letter.id
    )
    acknowledge(delivery_of(down, land.org["อบต.นาป่า"]), now=NOW, actor=land.actor("อบต.นาป่า"))
    session.flush()
    chain = chain_of(letter, now=NOW + dt.timedelta(days=6))
    (holder,) = chain.holders
    assert (holder.organisation, holder.laos, holder.working_days) == ("อำเภอชนแดน", 2, 4)
    assert (chain.holding, chain.laos, chain.acknowledged) == (1, 3, 1)
    assert chain.hops[-1].step.others == 0


def test_it_lets_the_first_district_stand_for_the_others(session):
    land = make_province()
    letter = send(land.org["จังหวัด"], [land.org["เมือง"], land.org["ชนแดน"]])
    for name, lao, day in (("เมือง", "อบต.นาป่า", D(2024, 3, 30)), ("ชนแดน", "ทต.ดงขุย", D(2024, 3, 29))):
        send(land.org[name], [land.org[lao]], source_id=letter.id, root_id=letter.id, letter_date=day)
    last = chain_of(letter, now=NOW).hops[-1]
    assert (last.step.who, last.step.others, last.days) == ("อำเภอชนแดน", 1, 1)


def test_it_reads_a_chain_in_few_statements_however_many_recipients(session):
    land = make_province()
    root = send(land.org["สปน."], [land.org["จังหวัด"]])
    middle = send(land.org["จังหวัด"], [land.org["เมือง"], land.org["ชนแดน"]], source_id=root.id, root_id=root.id)
    for name, lao in (("เมือง", "อบต.นาป่า"), ("ชนแดน", "ทต.ดงขุย")):
        send(land.org[name], [land.org[lao]], source_id=middle.id, root_id=root.id)
    db.session.commit()
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    chain_of(middle, now=NOW)
    assert len([one for one in seen if one.startswith(("SELECT", "WITH"))]) <= 7, seen


def test_it_shows_a_recipient_its_own_way_and_not_what_the_others_do(session):
    land = make_province()
    letter = send(land.org["จังหวัด"], [land.org["เมือง"], land.org["ชนแดน"]])
    send(land.org["ชนแดน"], [land.org["ทต.ดงขุย"]], source_id=letter.id, root_id=letter.id)
    chain = chain_of(letter, now=NOW, seen_by=land.org["เมือง"].id)
    assert [hop.step.who for hop in chain.hops] == ["จังหวัดเพชรบูรณ์"]
    assert [holder.organisation for holder in chain.holders] == ["อำเภอเมืองเพชรบูรณ์"]
    whole = chain_of(letter, now=NOW, seen_by=land.org["จังหวัด"].id)
    assert [hop.step.who for hop in whole.hops] == ["จังหวัดเพชรบูรณ์", "อำเภอชนแดน"]
