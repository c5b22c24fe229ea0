"""ลงรับ: numbers from the office's book or a book elsewhere, in one or more offices, and taking one back."""

import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit import AuditEntry
from core.audit_acts import AuditAct as A
from core.errors import Forbidden, InvalidInput, Refused, StaleState
from core.extensions import db
from letters.numbering import Opening, open_register
from letters.register_models import RegisterEntry
from letters.status import Book, EntryStatus, Origin
from routing.acknowledge import acknowledge, reject
from routing.arrive import arrive_on_paper
from routing.models import Delivery, Receipt
from routing.receive import Receiving, receipts_of, receive
from routing.status import DeliveryState as S
from routing.take_back_receipt import take_back_receipt
from tests.factories.routing import NOW, delivery_of, make_letter, make_province, send


@pytest.fixture
def land(session):
    """The province, its books opened at the numbers of the Phetchabun bundle."""
    made = make_province()
    for desk, number in (("จังหวัด", 5651), ("สถจ.", 2666)):
        opening = Opening(made.desk[desk].id, Book.RECEIVED, 2567, number, "ใช้ระบบกลางปี", "ทะเบียนรับ ๒๕๖๗ เล่ม ๑")
        open_register(opening, now=NOW, actor=made.actor(desk))
    return made


@pytest.fixture
def arrived(land):
    """The centre's letter on the province's desk."""
    letter = send(land.org["สปน."], [land.org["จังหวัด"]], ref_no="นร 0107/2199", letter_date=dt.date(2024, 3, 14))
    return delivery_of(letter, land.org["จังหวัด"])


def test_it_registers_in_the_hall_and_then_in_the_unit_each_in_its_own_book(land, arrived):
    hall = receive(Receiving(arrived, land.desk["จังหวัด"], day=dt.date(2024, 3, 20)), now=NOW, actor=land.actor("จังหวัด"))
    assert (hall.number, hall.received_on, hall.received_time) == ("5651", dt.date(2024, 3, 20), None)
    assert (arrived.state, arrived.number, arrived.registered_at) == (S.REGISTERED, "5651", NOW)
    assert arrived.acknowledged_at == NOW  # ลงรับ implies acknowledged
    unit = receive(Receiving(arrived, land.desk["สถจ."], day=dt.date(2024, 3, 23)), now=NOW, actor=land.actor("สถจ."))
    assert (unit.number, arrived.number, arrived.holder_office_id) == ("2666", "2666", land.desk["สถจ."].id)
    assert [one.number for one in receipts_of(arrived.letter, land.org["จังหวัด"].id)] == ["5651", "2666"]
    entry = db.session.get(RegisterEntry, hall.entry_id)
    assert (entry.ref_no, entry.dated, entry.sender) == (
        "นร 0107/2199",
        dt.date(2024, 3, 14),
        "สำนักงานปลัดสำนักนายกรัฐมนตรี",
    )


def test_it_takes_one_number_however_often_the_button_is_pressed(land, arrived):
    wish = Receiving(arrived, land.desk["จังหวัด"])
    first = receive(wish, now=NOW, actor=land.actor("จังหวัด"))
    assert receive(wish, now=NOW, actor=land.actor("จังหวัด")) is first
    db.session.commit()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterEntry)) == 1
    assert len(db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == A.DELIVERY_REGISTERED)).all()) == 1


def test_it_stamps_the_present_day_and_time_when_none_is_given(land, arrived):
    receipt = receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    assert (receipt.received_on, receipt.received_time) == (dt.date(2024, 3, 28), dt.time(10, 0))  # Bangkok


def test_it_stores_the_number_of_a_book_kept_elsewhere_in_arabic_digits(land):
    lao = land.org["อบต.สะเดียง"]
    delivery = delivery_of(send(land.org["เมือง"], [lao]), lao)
    receipt = receive(
        Receiving(delivery, land.desk["อบต.สะเดียง"], number=" ๘๑๒/๒๕๖๗ "), now=NOW, actor=land.actor("อบต.สะเดียง")
    )
    assert (receipt.number, receipt.entry_id, delivery.number) == ("812/2567", None, "812/2567")


@pytest.mark.parametrize(("changes", "field"), [({"number": ""}, "number"), ({"number": "ก 12"}, "number")])
def test_it_names_a_typed_number_that_is_none(land, changes, field):
    lao = land.org["อบต.สะเดียง"]
    delivery = delivery_of(send(land.org["เมือง"], [lao]), lao)
    with pytest.raises(InvalidInput) as error:
        receive(Receiving(delivery, land.desk["อบต.สะเดียง"], **changes), now=NOW, actor=land.actor("อบต.สะเดียง"))
    assert error.value.field == field


def test_it_refuses_a_day_to_come_and_another_organisations_desk(land, arrived):
    with pytest.raises(InvalidInput) as error:
        receive(Receiving(arrived, land.desk["จังหวัด"], day=dt.date(2024, 3, 29)), now=NOW, actor=land.actor("จังหวัด"))
    assert error.value.field == "day"
    with pytest.raises(Forbidden):
        receive(Receiving(arrived, land.desk["เมือง"]), now=NOW, actor=land.actor("เมือง"))
    reject(arrived, "ส่งผิด", now=NOW, actor=land.actor("จังหวัด"))
    with pytest.raises(Refused):
        receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))


def test_it_uses_no_number_when_a_colleague_was_first(land, arrived):
    db.session.commit()
    quietly = sa.update(Delivery).values(number="1").execution_options(synchronize_session=False)
    arrived.state  # noqa: B018 - loaded before the colleague's change
    db.session.execute(quietly)
    with pytest.raises(StaleState):
        receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RegisterEntry)) == 0


def test_it_takes_a_registration_back_and_leaves_the_number_void_in_the_book(land, arrived):
    clerk = land.actor("จังหวัด")
    hall = receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=clerk)
    unit = receive(Receiving(arrived, land.desk["สถจ."]), now=NOW, actor=land.actor("สถจ."))
    assert take_back_receipt(unit, "ลงรับผิดเรื่อง", now=NOW, actor=clerk)
    assert not take_back_receipt(unit, "อีกครั้ง", now=NOW, actor=clerk)
    assert (arrived.state, arrived.number, arrived.holder_office_id) == (S.REGISTERED, "5651", land.desk["จังหวัด"].id)
    assert (unit.entry.status, unit.entry.void_reason) == (EntryStatus.VOID, "ลงรับผิดเรื่อง")
    take_back_receipt(hall, "ลงรับผิดเรื่อง", now=NOW, actor=clerk)
    assert (arrived.state, arrived.number, arrived.acknowledged_at) == (S.OPENED, "", None)
    again = receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=clerk)
    assert again.number == "5652"  # the void number is never given again


def test_it_keeps_an_acknowledgement_made_before_the_registration(land, arrived):
    acknowledge(arrived, now=NOW - dt.timedelta(hours=1), actor=land.actor("จังหวัด"))
    hall = receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    take_back_receipt(hall, "ผิดเล่ม", now=NOW, actor=land.actor("จังหวัด"))
    assert (arrived.state, arrived.acknowledged_at) == (S.ACKNOWLEDGED, NOW - dt.timedelta(hours=1))


def test_it_refuses_to_take_back_without_a_reason_or_after_sending_on(land, arrived):
    hall = receive(Receiving(arrived, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    with pytest.raises(InvalidInput):
        take_back_receipt(hall, " ", now=NOW, actor=land.actor("จังหวัด"))
    arrived.forwarded_at = NOW
    with pytest.raises(Refused):
        take_back_receipt(hall, "ผิด", now=NOW, actor=land.actor("จังหวัด"))
    assert db.session.get(Receipt, hall.id).taken_back_at is None


def test_it_treats_a_paper_letter_like_one_sent_through_wian(land):
    letter = make_letter(land.org["สปน."], origin=Origin.PAPER)
    delivery = arrive_on_paper(letter, land.desk["จังหวัด"], now=NOW)
    assert arrive_on_paper(letter, land.desk["สถจ."], now=NOW).id == delivery.id
    assert (delivery.state, delivery.root_letter_id, delivery.from_organisation_id) == (
        S.DELIVERED,
        letter.id,
        land.org["สปน."].id,
    )
    receive(Receiving(delivery, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    assert delivery.number == "5651"
