"""One click makes the forwarding draft; a second finds it."""

import pytest

from core.errors import DomainError, Refused
from letters.models import Addressee, Enclosure
from letters.status import EnclosureKind, LetterStatus, Urgency
from routing.dispatch import dispatch
from routing.forward import Forwarding, draft_from, owes_forwarding
from routing.moves import move
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_province, send

BODY = {"body_cause": "ด้วยมีมติให้ดำเนินการ", "body_purpose": "จึงขอความร่วมมือ", "body_conclusion": "จึงเรียนมาเพื่อพิจารณา"}


@pytest.fixture
def land(session):
    return make_province()


@pytest.fixture
def arrived(land):
    letter = send(land.org["สปน."], [land.org["จังหวัด"]], urgency=Urgency.VERY_URGENT, **BODY)
    return delivery_of(letter, land.org["จังหวัด"])


def forward(land, delivery, desk="สถจ.", **changes):
    return draft_from(Forwarding(delivery, land.desk[desk], **changes), now=NOW, actor=land.actor(desk))


def test_it_makes_one_draft_however_often_the_button_is_pressed(land, arrived):
    draft = forward(land, arrived)
    assert forward(land, arrived).id == draft.id
    assert (draft.source_id, draft.root_id, draft.office_id) == (
        arrived.letter_id,
        arrived.letter_id,
        land.desk["สถจ."].id,
    )
    assert draft.status is LetterStatus.DRAFT
    assert arrived.state is S.OPENED  # an act implies opened


def test_it_keeps_the_urgency_with_its_day(land):
    letter = send(land.org["สปน."], [land.org["จังหวัด"]], urgency=Urgency.URGENT_BY, urgency_by="5 เมษายน 2567", **BODY)
    draft = forward(land, delivery_of(letter, land.org["จังหวัด"]))
    assert (draft.urgency, draft.urgency_by) == (Urgency.URGENT_BY, "5 เมษายน 2567")


def test_it_takes_everything_enclosed_along_without_copying_a_byte(session, land, arrived):
    for place in (1, 2):
        values = {
            "kind": EnclosureKind.LINK,
            "text": f"QR Code {place}",
            "url": "https://example.go.th/",
            "as_qr": True,
        }
        session.add(Enclosure(letter_id=arrived.letter_id, position=place, token=f"t{place}", **values))
    session.flush()
    (enclosure,) = forward(land, arrived).enclosures
    assert (enclosure.kind, enclosure.copies) == (EnclosureKind.LETTER, "จำนวน 1 ชุด")
    assert [one.text for one in enclosure.linked_letter.enclosures] == ["QR Code 1", "QR Code 2"]


def test_it_opens_as_the_office_opened_last_and_remembers_the_pattern_when_sent(session, land, arrived):
    land.desk["สถจ."].opening_pattern = "B"
    draft = forward(land, arrived)
    assert draft.body_cause.startswith("ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีแจ้งว่า ")
    draft.opening_pattern = "A"
    draft.status = LetterStatus.ISSUED
    send_to(session, draft, land.org["เมือง"])
    dispatch(draft, now=NOW, actor=land.actor("สถจ."))
    assert land.desk["สถจ."].opening_pattern == "A"
    assert arrived.forwarded_letter_id == draft.id


def send_to(session, letter, organisation):
    session.add(Addressee(letter_id=letter.id, organisation_id=organisation.id))
    session.flush()


def test_it_refuses_a_second_forwarding_letter_once_one_was_sent_unless_that_was_recalled(session, land, arrived):
    first = forward(land, arrived)
    first.status, first.ref_no = LetterStatus.ISSUED, "พช 0023.6/ว 1507"
    send_to(session, first, land.org["เมือง"])
    dispatch(first, now=NOW, actor=land.actor("สถจ."))
    with pytest.raises(Refused, match="ว 1507"):
        forward(land, arrived)
    first.status = LetterStatus.RECALLED
    assert forward(land, arrived).id != first.id


def test_it_refuses_an_lao_a_recalled_letter_a_stranger_and_a_district_with_nobody_below(session, land, arrived):
    lao = land.org["อบต.นาป่า"]
    refused = [
        (delivery_of(send(land.org["เมือง"], [lao]), lao), "อบต.นาป่า"),
        (arrived, "เมือง"),
    ]
    for name in ("ทต.ดงขุย", "อบต.ซับพุทรา"):
        land.org[name].active = False
    refused.append((delivery_of(send(land.org["จังหวัด"], [land.org["ชนแดน"]]), land.org["ชนแดน"]), "ชนแดน"))
    for delivery, desk in refused:
        with pytest.raises(DomainError):
            forward(land, delivery, desk)
    assert not owes_forwarding(land.org["ชนแดน"])
    assert owes_forwarding(land.org["เมือง"])
    move(arrived, S.RECALLED)
    with pytest.raises(Refused, match="เรียกคืน"):
        forward(land, arrived)
