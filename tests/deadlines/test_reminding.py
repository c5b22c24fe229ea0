"""Reminders: the right step on the right morning, once, to whoever can act, and never of what is done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from core import clock
from core.actor import Actor
from core.extensions import db
from deadlines.due import Due
from deadlines.models import Deadline, Obligation
from deadlines.remind import falling, remind
from deadlines.set_deadlines import Asked, add, extend
from deadlines.settle import Statement, reopen, state_done
from deadlines.status import DeadlineKind
from letters.models import Letter
from notifications import deliver
from notifications.jobs import mails_of
from notifications.models import OutboxMessage
from notifications.renderers import NoLongerNeeded, payload_of, render
from notifications.status import OutboxStatus
from organisations.kinds import LAO_KINDS
from routing.dispatch import dispatch
from tests.factories.routing import NOW, Province, make_letter, make_province

ACTOR = Actor(None, "ผู้ส่ง")
DUE = dt.date(2024, 4, 30)  # a Tuesday; 6, 8, 12 to 16 April 2567 are free


@pytest.fixture
def place(app: object) -> Province:
    made = make_province()
    for short, one in made.org.items():
        one.saraban_email = None if short == "ทม." else f"{one.code}@example.invalid"
        one.phone = "0 5672 9781"
    return made


@pytest.fixture
def letter(place: Province) -> Letter:
    sent = make_letter(place.org["เมือง"], [place.org["ทต.ท่าพล"], place.org["อบต.สะเดียง"]])
    asked = Asked(DeadlineKind.SUBMIT_REPORT, LAO_KINDS, what="รายงานผลการประเมิน", due_on=DUE)
    add(sent, asked, now=NOW, actor=ACTOR)
    dispatch(sent, now=NOW, actor=ACTOR)
    return sent


def tick(now: dt.datetime) -> int:
    return sum(remind(group, now) for group in falling(now))


def morning(day: dt.date, minute: int = 30) -> dt.datetime:
    return clock.at(day, 8, minute)


def rows(**where: Any) -> list[OutboxMessage]:
    query = sa.select(OutboxMessage).where(OutboxMessage.obligation_id.is_not(None)).filter_by(**where)
    return list(db.session.scalars(query.order_by(OutboxMessage.id)))


def offsets() -> list[int]:
    return [int(row.dedupe_key.rpartition(":")[2]) for row in rows()]


def share(letter: Letter, place: Province, short: str) -> Obligation:
    query = sa.select(Obligation).where(Obligation.root_letter_id == letter.id)
    return db.session.scalars(query.where(Obligation.organisation_id == place.org[short].id)).one()


def test_it_reminds_on_the_working_mornings_before_the_day_and_then_tells_who_can_act(
    place: Province, letter: Letter
) -> None:
    days = {}
    for day in (dt.date(2024, 3, 29) + dt.timedelta(days=n) for n in range(45)):
        before = len(rows())
        tick(morning(day))
        db.session.commit()
        if len(rows()) > before:
            days[day] = {(row.organisation_id, row.dedupe_key.rpartition(":")[2]) for row in rows()[before:]}
    laos = {place.org["ทต.ท่าพล"].id, place.org["อบต.สะเดียง"].id}
    # −14, −7, −3, −1, 0 working days from Tuesday 30 April; +1 is 1 May, a working day of the state; +3 Friday 3 May
    assert {day: {offset for _who, offset in told} for day, told in days.items()} == {
        dt.date(2024, 4, 4): {"-14"},
        dt.date(2024, 4, 19): {"-7"},
        dt.date(2024, 4, 25): {"-3"},
        dt.date(2024, 4, 29): {"-1"},
        dt.date(2024, 4, 30): {"0"},
        dt.date(2024, 5, 1): {"1"},
        dt.date(2024, 5, 3): {"3"},
    }
    assert {who for who, _offset in days[dt.date(2024, 4, 30)]} == laos
    assert {who for who, _offset in days[dt.date(2024, 5, 1)]} == {place.org["เมือง"].id}
    assert {who for who, _offset in days[dt.date(2024, 5, 3)]} == {place.org["จังหวัด"].id}


def test_it_writes_one_message_a_step_however_often_it_looks(letter: Letter) -> None:
    at = morning(dt.date(2024, 4, 4))
    assert tick(at) == 2
    assert tick(at) == 0
    assert tick(at - dt.timedelta(days=3)) == 0  # the clock was set back
    assert tick(at + dt.timedelta(minutes=1)) == 0
    assert len(rows()) == 2


def test_three_days_without_power_lose_nothing_and_send_no_flood(letter: Letter) -> None:
    tick(morning(dt.date(2024, 4, 29), 31))  # nobody worked since 3 April: −14, −7, −3 and −1 have gone by
    assert offsets() == [-1, -1]
    tick(morning(dt.date(2024, 4, 30)))
    assert offsets() == [-1, -1, 0, 0]


def test_a_share_settled_a_second_before_is_not_reminded_and_what_waits_is_taken_back(
    place: Province, letter: Letter
) -> None:
    state_done(share(letter, place, "ทต.ท่าพล"), Statement(), now=morning(dt.date(2024, 4, 4), 29), actor=ACTOR)
    tick(morning(dt.date(2024, 4, 4)))
    assert [row.organisation_id for row in rows()] == [place.org["อบต.สะเดียง"].id]
    state_done(share(letter, place, "อบต.สะเดียง"), Statement(), now=morning(dt.date(2024, 4, 4), 31), actor=ACTOR)
    assert [row.status for row in rows()] == [OutboxStatus.CANCELLED]
    assert deliver.claim("worker", morning(dt.date(2024, 4, 4), 32)) == []


def test_a_moved_day_takes_the_waiting_reminder_back_and_reminds_by_the_new_one(letter: Letter) -> None:
    tick(morning(dt.date(2024, 4, 29)))
    assert len(rows(status=OutboxStatus.QUEUED)) == 2
    deadline = db.session.scalars(sa.select(Deadline).where(Deadline.kind == DeadlineKind.SUBMIT_REPORT)).one()
    extend(sa.true(), deadline, Due(dt.date(2024, 5, 31)), "น้ำท่วม", now=morning(dt.date(2024, 4, 29), 40), actor=ACTOR)
    assert rows(status=OutboxStatus.QUEUED) == []
    tick(morning(dt.date(2024, 4, 30)))
    assert rows(status=OutboxStatus.QUEUED) == []
    # fourteen working days before Friday 31 May, with 22 May (วันวิสาขบูชา) and 10 May (วันพืชมงคล) free
    moved = [one.next_reminder_at for one in db.session.scalars(sa.select(Obligation)) if one.last_offset == -1]
    assert moved == [morning(dt.date(2024, 5, 9))] * 2


def test_a_moved_day_is_reminded_of_by_all_its_steps_though_the_old_one_was(letter: Letter) -> None:
    for day in (dt.date(2024, 4, 25), dt.date(2024, 4, 29)):  # −3 and −1 of the old day
        tick(morning(day))
    deadline = db.session.scalars(sa.select(Deadline).where(Deadline.kind == DeadlineKind.SUBMIT_REPORT)).one()
    extend(sa.true(), deadline, Due(dt.date(2024, 5, 31)), "น้ำท่วม", now=morning(dt.date(2024, 4, 29), 40), actor=ACTOR)
    before = len(rows())
    tick(morning(dt.date(2024, 5, 28)))  # −3 of the new day
    assert offsets()[before:] == [-3, -3]


def test_a_share_taken_up_again_is_reminded_again(place: Province, letter: Letter) -> None:
    share_of_lao = share(letter, place, "ทต.ท่าพล")
    state_done(share_of_lao, Statement(), now=morning(dt.date(2024, 4, 20)), actor=ACTOR)
    reopen(share_of_lao, "รายงานไม่ครบ", now=morning(dt.date(2024, 4, 26)), actor=ACTOR)
    tick(morning(dt.date(2024, 4, 29)))
    assert place.org["ทต.ท่าพล"].id in {row.organisation_id for row in rows()}


def test_one_mail_a_morning_tells_an_office_all_it_owes(place: Province, letter: Letter) -> None:
    second = make_letter(place.org["เมือง"], [place.org["ทต.ท่าพล"]], subject="การสำรวจผู้สูงอายุ")
    add(second, Asked(DeadlineKind.ENTER_DATA, LAO_KINDS, what="บันทึกข้อมูล", due_on=DUE), now=NOW, actor=ACTOR)
    dispatch(second, now=NOW, actor=ACTOR)
    at = morning(dt.date(2024, 4, 29))
    tick(at)
    mails = mails_of(deliver.claim("worker", at))
    assert sorted(len(mail) for mail in mails) == [1, 2]
    both = next(mail for mail in mails if len(mail) == 2)
    words = render(both[0].kind, payload_of(both), "th").text
    assert "รายงานผลการประเมิน" in words
    assert "บันทึกข้อมูล" in words
    assert "การสำรวจผู้สูงอายุ" in words


def test_who_can_act_gets_the_list_of_the_missing_with_their_telephones(place: Province, letter: Letter) -> None:
    tick(morning(dt.date(2024, 4, 30)))
    at = morning(dt.date(2024, 5, 1))
    tick(at)
    (mail,) = [one for one in mails_of(deliver.claim("worker", at)) if one[0].organisation_id == place.org["เมือง"].id]
    words = render(mail[0].kind, payload_of(mail), "th")
    assert "ยังไม่เสร็จ ๒ แห่ง" in words.subject
    for name in ("เทศบาลตำบลท่าพล", "องค์การบริหารส่วนตำบลสะเดียง", "0 5672 9781"):
        assert name in words.text


def test_a_mail_with_nothing_left_to_say_is_not_sent(place: Province, letter: Letter) -> None:
    at = morning(dt.date(2024, 4, 4))
    tick(at)
    claimed = deliver.claim("worker", at)
    for short in ("ทต.ท่าพล", "อบต.สะเดียง"):
        state_done(share(letter, place, short), Statement(), now=at, actor=ACTOR)
    with pytest.raises(NoLongerNeeded):
        render(claimed[0].kind, payload_of(claimed), "th")


def test_an_office_without_an_address_is_named_as_not_reached(place: Province) -> None:
    sent = make_letter(place.org["จังหวัด"], [place.org["ทม."]])
    add(sent, Asked(DeadlineKind.ENTER_DATA, LAO_KINDS, due_on=DUE), now=NOW, actor=ACTOR)
    dispatch(sent, now=NOW, actor=ACTOR)
    tick(morning(dt.date(2024, 4, 30)))
    (row,) = rows()
    assert (row.status, row.last_error) == (OutboxStatus.FAILED, "ไม่มีอีเมลของหน่วยงาน")
