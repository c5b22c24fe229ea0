"""The desk lists what needs an office now, urgent first."""

import datetime as dt

import pytest
import sqlalchemy as sa

from accounts.permissions import ROLE_PERMISSIONS, Role
from core.actor import Actor
from core.extensions import db
from deadlines.set_deadlines import Asked, add
from deadlines.status import DeadlineKind
from desk.tasks import DeskView, TaskKind, tasks_for
from letters.models import ReviewStep
from letters.recall import keep
from letters.status import LetterStatus, ReviewDecision, Urgency
from organisations.kinds import LAO_KINDS
from routing.acknowledge import acknowledge, reject
from routing.assign import Assigning, assign
from routing.chain_duties import catch_up
from routing.close import close
from routing.receive import Receiving, receive
from routing.status import DeliveryState
from tests.factories.routing import NOW, delivery_of, make_letter, make_province, send

ACTOR = Actor(None, "ผู้ส่ง")


@pytest.fixture
def land(session):
    return make_province()


def kinds(land, desk, role=Role.CLERK):
    db.session.flush()
    view = DeskView(land.desk[desk], ROLE_PERMISSIONS[role])
    return [(task.kind, task.subject) for task in tasks_for(view)]


def test_it_puts_urgent_letters_first_then_the_oldest(land):
    province, centre = land.org["จังหวัด"], land.org["สปน."]
    send(centre, [province], subject="ปกติ")
    send(centre, [province], subject="ด่วนที่สุด", urgency=Urgency.MOST_URGENT)
    send(centre, [province], subject="ด่วน", urgency=Urgency.URGENT)
    assert [subject for _, subject in kinds(land, "จังหวัด")] == ["ด่วนที่สุด", "ด่วน", "ปกติ"]


def test_it_asks_an_office_with_a_book_to_receive_and_one_without_to_acknowledge(land):
    send(land.org["เมือง"], [land.org["อบต.สะเดียง"]], subject="ก")
    send(land.org["จังหวัด"], [land.org["เมือง"]], subject="ข")
    assert kinds(land, "อบต.สะเดียง") == [(TaskKind.ACKNOWLEDGE, "ก")]
    assert kinds(land, "เมือง") == [(TaskKind.RECEIVE, "ข")]


def test_it_asks_to_forward_what_a_district_received_until_it_is_closed(land):
    district = land.org["เมือง"]
    delivery = delivery_of(send(land.org["จังหวัด"], [district], subject="ข"), district)
    acknowledge(delivery, now=NOW, actor=land.actor("เมือง"))
    assert kinds(land, "เมือง") == [(TaskKind.FORWARD, "ข")]
    close(delivery, "", now=NOW, actor=land.actor("เมือง"))
    assert kinds(land, "เมือง") == []


def test_it_asks_the_desk_a_letter_was_passed_to_for_its_own_number_first(land):
    province, hall, local = land.org["จังหวัด"], land.desk["จังหวัด"], land.desk["สถจ."]
    delivery = delivery_of(send(land.org["สปน."], [province], subject="ข"), province)
    receive(Receiving(delivery, hall), now=NOW, actor=land.actor("จังหวัด"))
    assert kinds(land, "จังหวัด") == [(TaskKind.ASSIGN, "ข")]
    assign(Assigning(delivery, local), now=NOW, actor=land.actor("จังหวัด"))
    assert kinds(land, "สถจ.") == [(TaskKind.RECEIVE, "ข")]
    receive(Receiving(delivery, local), now=NOW, actor=land.actor("สถจ."))
    assert kinds(land, "สถจ.") == [(TaskKind.FORWARD, "ข")]


def test_it_shows_the_draft_instead_once_forwarding_has_begun(land):
    district = land.org["เมือง"]
    letter = send(land.org["จังหวัด"], [district], subject="ข")
    acknowledge(delivery_of(letter, district), now=NOW, actor=land.actor("เมือง"))
    draft = {"status": LetterStatus.DRAFT, "issued_at": None, "ref_no": None, "letter_date": None}
    make_letter(district, subject="แจ้งต่อ", office_id=land.desk["เมือง"].id, source_id=letter.id, **draft)
    assert kinds(land, "เมือง") == [(TaskKind.CONTINUE_DRAFT, "แจ้งต่อ")]


def test_it_gives_a_letter_to_sign_to_the_signatory_only(land):
    office = land.desk["เมือง"]
    make_letter(land.org["เมือง"], subject="ลงนาม", office_id=office.id, status=LetterStatus.TO_SIGN, issued_at=None)
    assert kinds(land, "เมือง", Role.CLERK) == []
    assert kinds(land, "เมือง", Role.SIGNATORY) == [(TaskKind.SIGN, "ลงนาม")]


def test_it_shows_a_returned_draft_with_its_note(land):
    office = land.desk["เมือง"]
    draft = make_letter(land.org["เมือง"], office_id=office.id, status=LetterStatus.DRAFT, issued_at=None)
    step = {"letter_id": draft.id, "decision": ReviewDecision.RETURNED, "at": NOW, "by_name": "นายอำเภอ"}
    db.session.add(ReviewStep(**step, note="แก้วันที่"))
    db.session.flush()
    (task,) = tasks_for(DeskView(office, ROLE_PERMISSIONS[Role.CLERK]))
    assert (task.kind, task.detail, task.returned_by) == (TaskKind.MEND_RETURNED, "แก้วันที่", "นายอำเภอ")


def test_it_tells_the_sender_of_a_rejection_with_its_reason(land):
    lao = land.org["อบต.สะเดียง"]
    letter = send(land.org["เมือง"], [lao], office_id=land.desk["เมือง"].id, subject="ข")
    later = NOW + dt.timedelta(days=5)
    reject(delivery_of(letter, lao), "ไม่ใช่เขตของเรา", now=later, actor=land.actor("อบต.สะเดียง"))
    (task,) = tasks_for(DeskView(land.desk["เมือง"], ROLE_PERMISSIONS[Role.CLERK]))
    assert task.kind is TaskKind.LOOK_AT_REFUSAL
    assert "ไม่ใช่เขตของเรา" in task.detail
    assert task.since == later  # it lies with the sender since it came back, not since it went out


def test_it_asks_what_to_do_with_a_letter_whose_source_was_recalled(land):
    source = send(land.org["จังหวัด"], [land.org["เมือง"]])
    source.status, source.recalled_at, source.recall_reason = LetterStatus.RECALLED, NOW + dt.timedelta(days=1), "ผิดปี"
    delivery_of(source, land.org["เมือง"]).state = DeliveryState.RECALLED
    ours = {"office_id": land.desk["เมือง"].id, "source_id": source.id, "subject": "ของเรา"}
    letter = make_letter(land.org["เมือง"], **ours)
    assert kinds(land, "เมือง") == [(TaskKind.SOURCE_RECALLED, "ของเรา")]
    keep(letter, now=NOW, actor=land.actor("เมือง"))
    assert kinds(land, "เมือง") == []


def test_it_asks_it_too_when_the_first_letter_of_the_chain_was_recalled_and_asks_once(land):
    root = send(land.org["สปน."], [land.org["จังหวัด"]])
    source = send(land.org["จังหวัด"], [land.org["เมือง"]], source_id=root.id, root_id=root.id)
    chain = {"source_id": source.id, "root_id": root.id, "subject": "ของเรา"}
    make_letter(land.org["เมือง"], office_id=land.desk["เมือง"].id, **chain)
    delivery_of(source, land.org["เมือง"]).state = DeliveryState.RECALLED
    for one in (root, source):
        one.status, one.recalled_at = LetterStatus.RECALLED, NOW
        assert kinds(land, "เมือง") == [(TaskKind.SOURCE_RECALLED, "ของเรา")]


def test_it_gathers_the_desk_with_as_many_queries_for_many_letters_as_for_one(land):
    view = DeskView(land.desk["จังหวัด"], ROLE_PERMISSIONS[Role.SIGNATORY] | ROLE_PERMISSIONS[Role.CLERK])
    counts = []
    for _ in range(2):
        for _ in range(5):
            send(land.org["สปน."], [land.org["จังหวัด"]])
        statements = []
        sa.event.listen(db.engine, "after_cursor_execute", lambda *args, seen=statements: seen.append(args[2]))
        tasks_for(view)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8


def test_a_duty_is_a_task_until_done_and_a_late_one_stands_first(land):
    letter = send(land.org["เมือง"], [land.org["อบต.นาป่า"]], subject="ก", urgency=Urgency.MOST_URGENT)
    send(land.org["เมือง"], [land.org["อบต.นาป่า"]], subject="ข", urgency=Urgency.MOST_URGENT)
    asked = Asked(DeadlineKind.SUBMIT_REPORT, LAO_KINDS, what="ส่งรายงาน", due_on=dt.date(2024, 3, 27))
    add(letter, asked, now=NOW, actor=ACTOR)
    add(letter, Asked(DeadlineKind.ENTER_DATA, LAO_KINDS), now=NOW, actor=ACTOR)
    catch_up(letter.id, now=NOW, actor=ACTOR)
    letter.office_id = land.desk["เมือง"].id
    db.session.flush()
    tasks = tasks_for(DeskView(land.desk["อบต.นาป่า"], ROLE_PERMISSIONS[Role.CLERK], now=NOW))
    first = tasks[0]
    assert (first.kind, first.late, first.detail) == (TaskKind.DO_DUTY, True, "ส่งรายงาน")
    assert [one.kind for one in tasks].count(TaskKind.DO_DUTY) == 1
    assert (TaskKind.SET_DAY, "ก") in kinds(land, "เมือง")
