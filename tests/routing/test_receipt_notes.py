"""The oddities both example bundles show, said when a letter is received."""

import datetime as dt

from routing.receipt_notes import notes_on
from routing.receive import Receiving, receive
from tests.factories.routing import NOW, delivery_of, make_letter, make_province, send

D = dt.date


def checks(letter, office, day):
    return [note.check for note in notes_on(letter, office, day)]


def test_it_notes_a_stamp_older_than_its_letter(session):
    land = make_province()
    letter = send(land.org["จังหวัด"], [land.org["เมือง"]], letter_date=D(2024, 3, 28))
    (note,) = notes_on(letter, land.desk["เมือง"], D(2024, 3, 22))  # the district's own stamp
    assert note.check == 5
    assert "6" in note.text
    assert checks(letter, land.desk["เมือง"], D(2024, 3, 28)) == []


def test_it_notes_a_receipt_on_a_saturday_and_the_second_number_of_the_province(session):
    land = make_province()
    letter = send(land.org["สปน."], [land.org["จังหวัด"]], letter_date=D(2024, 3, 14))
    delivery = delivery_of(letter, land.org["จังหวัด"])
    receive(Receiving(delivery, land.desk["จังหวัด"], day=D(2024, 3, 20)), now=NOW, actor=land.actor("จังหวัด"))
    notes = notes_on(letter, land.desk["สถจ."], D(2024, 3, 23))
    assert [note.check for note in notes] == [8, 9]
    assert "เสาร์" in notes[0].text
    assert "เลขรับ 1" in notes[1].text


def test_it_notes_a_letter_dated_before_its_source_or_before_its_sender_had_it(session):
    land = make_province()
    source = send(land.org["สปน."], [land.org["จังหวัด"]], letter_date=D(2024, 3, 14))
    delivery = delivery_of(source, land.org["จังหวัด"])
    receive(Receiving(delivery, land.desk["จังหวัด"], day=D(2024, 3, 20)), now=NOW, actor=land.actor("จังหวัด"))
    for day, expected in ((D(2024, 3, 13), [6]), (D(2024, 3, 19), [6]), (D(2024, 3, 20), [])):
        child = make_letter(land.org["จังหวัด"], source_id=source.id, root_id=source.id, letter_date=day)
        assert checks(child, land.desk["เมือง"], D(2024, 3, 28)) == expected


def test_it_notes_the_same_reference_and_date_in_the_same_book(session):
    land = make_province()
    same = {"ref_no": "นร 0107/2199", "letter_date": D(2024, 3, 14)}
    first = send(land.org["สปน."], [land.org["จังหวัด"]], **same)
    delivery = delivery_of(first, land.org["จังหวัด"])
    receive(Receiving(delivery, land.desk["จังหวัด"]), now=NOW, actor=land.actor("จังหวัด"))
    second = make_letter(land.org["สปน."], issuer_name="สปน.", **same)
    assert checks(second, land.desk["จังหวัด"], D(2024, 3, 28)) == [10]
    assert checks(second, land.desk["เมือง"], D(2024, 3, 28)) == []
