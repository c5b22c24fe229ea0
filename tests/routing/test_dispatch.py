"""Sending a letter: every addressee once, at once on the desk, one line on record."""

import hashlib

import pytest
import sqlalchemy as sa

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import Refused
from core.extensions import db
from letters.status import LetterStatus, Urgency
from notifications.models import OutboxMessage
from notifications.renderers import render
from routing.arrival_notices import expand, waiting
from routing.dispatch import dispatch
from routing.jobs import tell_recipients
from routing.models import Delivery
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_letter, make_province, send


def entries(act):
    db.session.commit()
    return db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == act)).all()


def test_it_puts_the_letter_on_every_addressees_desk_at_once(session):
    land = make_province()
    to = [land.org["เมือง"], land.org["อบจ."]]
    letter = make_letter(land.org["จังหวัด"], to)
    assert dispatch(letter, now=NOW, actor=land.actor("สถจ.")) == 2
    delivery = delivery_of(letter, land.org["เมือง"])
    assert delivery.state is S.DELIVERED
    assert delivery.delivered_at == NOW == delivery.sent_at
    assert delivery.holder_office_id == land.desk["เมือง"].id
    assert delivery.from_organisation_id == land.org["จังหวัด"].id
    assert letter.recipient_count == 2


def test_it_leaves_the_letter_as_sent_where_there_is_no_desk_yet(session):
    land = make_province()
    land.desk["อบต.นาป่า"].active = False
    session.flush()
    letter = send(land.org["เมือง"], [land.org["อบต.นาป่า"]])
    delivery = delivery_of(letter, land.org["อบต.นาป่า"])
    assert (delivery.state, delivery.delivered_at, delivery.holder_office_id) == (S.SENT, None, None)


def test_it_changes_nothing_when_repeated(session):
    land = make_province()
    letter = make_letter(land.org["จังหวัด"], [land.org["เมือง"]])
    actor = land.actor("สถจ.")
    assert [dispatch(letter, now=NOW, actor=actor) for _ in range(3)] == [1, 0, 0]
    assert session.scalar(sa.select(sa.func.count()).select_from(Delivery)) == 1
    assert len(entries(AuditAct.LETTER_DISPATCHED)) == 1


def test_it_records_one_act_with_the_count_and_the_fingerprint_of_the_sorted_recipients(session):
    land = make_province()
    to = [land.org["อบจ."], land.org["เมือง"], land.org["ทม."]]
    letter = make_letter(land.org["จังหวัด"], to)
    dispatch(letter, now=NOW, actor=land.actor("สถจ."))
    (entry,) = entries(AuditAct.LETTER_DISPATCHED)
    assert entry.after["recipients"] == 3
    assert entry.after["recipients_sha256"] == hashlib.sha256(b"T002\nT003\nT004").hexdigest()


def test_it_refuses_a_letter_whose_files_do_not_stand_yet(session):
    land = make_province()
    letter = make_letter(land.org["จังหวัด"], [land.org["เมือง"]], status=LetterStatus.NUMBERED)
    with pytest.raises(Refused):
        dispatch(letter, now=NOW, actor=land.actor("สถจ."))


def test_it_marks_the_delivery_that_the_letter_answers_as_forwarded(session):
    land = make_province()
    source = send(land.org["สปน."], [land.org["จังหวัด"]])
    forwarding = send(land.org["จังหวัด"], [land.org["เมือง"]], source_id=source.id, root_id=source.id)
    arrived = delivery_of(source, land.org["จังหวัด"])
    assert (arrived.forwarded_letter_id, arrived.forwarded_at) == (forwarding.id, NOW)
    assert delivery_of(forwarding, land.org["เมือง"]).root_letter_id == source.id
    second = send(land.org["จังหวัด"], [land.org["อบจ."]], source_id=source.id, root_id=source.id)
    assert arrived.forwarded_letter_id == forwarding.id  # the first one holds
    forwarding.status = LetterStatus.RECALLED
    third = send(land.org["จังหวัด"], [land.org["ทม."]], source_id=source.id, root_id=source.id)
    assert arrived.forwarded_letter_id == third.id != second.id


def test_it_tells_recipients_with_an_address_once_and_by_one_statement(session):
    land = make_province()
    land.org["อบจ."].saraban_email = "saraban@pao.example.invalid"
    land.desk["เมือง"].saraban_email = "desk@mueang.example.invalid"
    land.org["เมือง"].saraban_email = "other@mueang.example.invalid"
    letter = send(land.org["จังหวัด"], [land.org["อบจ."], land.org["เมือง"], land.org["ทม."]])
    assert session.scalar(sa.select(sa.func.count()).select_from(OutboxMessage)) == 0
    assert waiting() == [letter.id]
    assert expand(letter.id, now=NOW) == 2
    assert expand(letter.id, now=NOW) == 0
    assert waiting() == []
    rows = session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.to_address)).all()
    assert [row.to_address for row in rows] == ["desk@mueang.example.invalid", "saraban@pao.example.invalid"]
    assert rows[0].payload["letter_id"] == letter.id
    assert rows[0].payload["subject"] == letter.subject


def test_it_says_in_the_mail_what_came_from_whom_and_where_to_open_it(session, app):
    land = make_province()
    land.org["อบจ."].saraban_email = "saraban@pao.example.invalid"
    letter = send(land.org["จังหวัด"], [land.org["อบจ."]], urgency=Urgency.MOST_URGENT)
    session.commit()
    assert tell_recipients() == 1
    message = session.scalars(sa.select(OutboxMessage)).one()
    with app.test_request_context():
        mail = render(message.kind, message.payload, "th")
    assert mail.subject == f"หนังสือถึงท่าน: ด่วนที่สุด {letter.subject}"
    for words in ("จังหวัดเพชรบูรณ์", letter.ref_no, f"/in/letter/{letter.id}", "ยังไม่ถือเป็นการรับทราบ"):
        assert words in mail.text
