"""What was read of a letter becomes its deadlines, once, and is owed by whoever has the letter already."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import sqlalchemy as sa

from core.actor import Actor
from core.extensions import db
from deadlines.due import Due, due_for
from deadlines.from_reading import asked_of
from deadlines.models import Deadline, Obligation
from deadlines.owe import deadlines_of
from deadlines.recurring import next_turn
from deadlines.set_deadlines import Asked, add
from deadlines.status import DeadlineKind, ObligationState
from letters.kept_reading import Looked, keep
from letters.models import Letter
from letters.status import Origin
from organisations.kinds import LAO_KINDS
from organisations.kinds import OrganisationKind as O
from routing.acknowledge import acknowledge
from routing.chain_duties import catch_up
from routing.dispatch import dispatch
from routing.read_duties import letters_with_readings, write_read_duties
from tests.factories.routing import NOW, Province, delivery_of, make_letter, make_province, send
from tests.statements import statements

S, K = ObligationState, DeadlineKind
ACTOR = Actor(None, "ผู้ส่ง")
TODAY = dt.date(2024, 3, 28)
ENTER = {
    "action": "enter_data",
    "who": ["sao", "subdistrict_municipality", "pao"],
    "text": "บันทึกข้อมูลในระบบ",
    "start": "2024-06-01",
    "end": "2024-07-31",
}


def duty(**changes: Any) -> dict[str, Any]:
    return {**ENTER, "time": None, **changes}


def reading(*duties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"obligations": list(duties), "deadline": None, "sessions": [], "meeting": None, **more}


@pytest.fixture
def place(app: object) -> Province:
    return make_province()


def _kept(letter: Letter, *duties: dict[str, Any], struck: tuple[str, ...] = ()) -> None:
    keep(letter, reading(*duties), Looked(struck, checked=True), NOW)


def _shares(root: Letter, place: Province, kind: DeadlineKind = K.ENTER_DATA) -> dict[str, Obligation]:
    names = {one.id: short for short, one in place.org.items()}
    query = sa.select(Obligation).join(Deadline).where(Deadline.kind == kind, Obligation.root_letter_id == root.id)
    return {names[one.organisation_id]: one for one in db.session.scalars(query)}


def test_it_takes_over_what_is_asked_of_whom_and_when() -> None:
    one = asked_of(reading(duty(time="16:30")), TODAY)[0]
    assert (one.kind, one.for_kinds) == (K.ENTER_DATA, {O.SAO, O.SUBDISTRICT_MUNICIPALITY, O.PAO})
    assert (one.opens_on, one.due_on, one.due_time) == (dt.date(2024, 6, 1), dt.date(2024, 7, 31), dt.time(16, 30))
    assert (one.what, one.made_from) == ("บันทึกข้อมูลในระบบ", "read")


@pytest.mark.parametrize(
    "left_out",
    [
        duty(action="inform_only"),
        duty(action="forward", who=["province"]),
        duty(action="acknowledge", start=None, end=None),
        duty(optional=True),
        duty(who=[]),
        duty(who=["school"]),
    ],
)
def test_it_leaves_out_what_no_organisation_owes(left_out: dict[str, Any]) -> None:
    assert [one.kind for one in asked_of(reading(left_out, duty()), TODAY)] == [K.ENTER_DATA]


def test_it_keeps_acknowledging_when_nothing_else_is_asked() -> None:
    only = duty(action="acknowledge", start=None, end=None)
    assert [one.kind for one in asked_of(reading(only), TODAY)] == [K.ACKNOWLEDGE]


def test_a_meeting_is_attended_on_the_day_of_the_kinds_own_session() -> None:
    attend = duty(action="attend", who=["sao", "pao", "special"], start=None, end=None)
    sessions = [
        {"start": "2024-04-04T09:00", "end": "2024-04-04T12:00", "for_kinds": ["pao"]},
        {"start": "2024-04-09", "end": "2024-04-10", "for_kinds": ["sao"]},
        {"start": "2024-04-09", "end": None, "for_kinds": ["special"], "districts": ["เมือง"]},
    ]
    found = asked_of(reading(attend, sessions=sessions), TODAY)
    days = {next(iter(one.for_kinds)): (one.opens_on, one.due_on) for one in found}
    assert days == {
        O.PAO: (None, dt.date(2024, 4, 4)),
        O.SAO: (dt.date(2024, 4, 9), dt.date(2024, 4, 10)),
        O.SPECIAL: (None, None),
    }


def test_days_are_counted_from_receipt_and_come_again_every_month() -> None:
    relative = duty(start=None, end=None, rule={"n": 1, "unit": "month", "from": "receipt"})
    event = duty(start=None, end=None, rule={"n": 7, "unit": "day", "from": "event"})
    monthly = duty(start=None, end=None, rule={"freq": "monthly", "day": 5, "if_holiday": "next_working_day"})
    first, second, third = asked_of(reading(relative, event, monthly), TODAY)
    assert (first.due_on, first.rule) == (None, {"n": 1, "unit": "month", "origin": "receipt"})
    assert due_for(Due(None), first.rule, dt.date(2024, 1, 31)).day == dt.date(2024, 2, 29)
    assert (second.due_on, second.rule) == (None, None)
    assert third.due_on == dt.date(2024, 4, 5)
    assert third.rule is not None
    # 5 May 2024 is a Sunday and the 6th its day in lieu
    assert next_turn(third.rule, dt.date(2024, 4, 6)) == dt.date(2024, 5, 7)
    assert next_turn({"freq": "monthly", "day": 31}, dt.date(2024, 4, 1)) == dt.date(2024, 4, 30)
    assert next_turn({"freq": "weekly", "weekday": "FR"}, TODAY) == dt.date(2024, 3, 29)


def test_reading_a_letter_on_its_way_opens_what_has_come_and_awaits_the_rest(place: Province) -> None:
    root = send(place.org["สปน."], [place.org["จังหวัด"]], origin=Origin.PAPER)
    second = send(place.org["จังหวัด"], [place.org["อบจ."], place.org["เมือง"]], source_id=root.id, root_id=root.id)
    _kept(root, ENTER, duty(action="submit_report"), struck=("obligations:1",))
    assert len(write_read_duties(root, now=NOW, actor=ACTOR)) == 1
    shares = _shares(root, place)
    assert {short: one.state for short, one in shares.items() if one.state is S.OPEN} == {"อบจ.": S.OPEN}
    assert (shares["อบจ."].via_letter_id, shares["อบจ."].opened_at) == (second.id, NOW)
    assert len(shares) == 6  # all below the two districts, and the อบจ.; the ทม. is not asked
    assert write_read_duties(root, now=NOW, actor=ACTOR) == []
    assert len(deadlines_of(root.id)) == 2  # with the duty to send on


def test_what_a_person_set_stays_as_it_is(place: Province) -> None:
    root = send(place.org["สปน."], [place.org["จังหวัด"]])
    add(root, Asked(K.SUBMIT_REPORT, LAO_KINDS, what="รายงาน"), now=NOW, actor=ACTOR)
    _kept(root, ENTER)
    assert write_read_duties(root, now=NOW, actor=ACTOR) == []


def test_a_forwarding_letter_on_paper_stands_for_its_source_and_may_print_an_earlier_day(
    place: Province,
) -> None:
    root = send(place.org["สปน."], [place.org["จังหวัด"]], origin=Origin.PAPER)
    to = {"source_id": root.id, "root_id": root.id, "origin": Origin.PAPER}
    second = send(place.org["จังหวัด"], [place.org["อบจ."], place.org["เมือง"]], **to)
    third = send(place.org["เมือง"], [place.org["อบต.นาป่า"]], **{**to, "source_id": second.id})
    _kept(third, duty(end="2024-07-15"))
    _kept(second, ENTER)
    assert letters_with_readings() == [second.id, third.id]
    for letter in (second, third):
        write_read_duties(letter, now=NOW, actor=ACTOR)
    shares = _shares(root, place)
    assert shares["อบจ."].due_on == dt.date(2024, 7, 31)
    assert shares["อบต.นาป่า"].due_on == dt.date(2024, 7, 15)
    assert shares["อบต.สะเดียง"].due_on == dt.date(2024, 7, 31)


def test_a_deadline_set_late_counts_from_each_ones_receipt_and_spares_who_acknowledged(place: Province) -> None:
    letter = send(place.org["จังหวัด"], [place.org["อบจ."], place.org["ทม."]])
    acknowledge(delivery_of(letter, place.org["อบจ."]), now=NOW, actor=place.actor("อบจ."))
    later = NOW + dt.timedelta(days=4)
    rule = {"n": 7, "unit": "working_day", "origin": "receipt"}
    add(letter, Asked(K.SUBMIT_REPORT, LAO_KINDS, rule=rule), now=later, actor=ACTOR)
    add(letter, Asked(K.ACKNOWLEDGE, LAO_KINDS, due_on=dt.date(2024, 4, 5)), now=later, actor=ACTOR)
    catch_up(letter.id, now=later, actor=ACTOR)
    assert {one.due_on for one in _shares(letter, place, K.SUBMIT_REPORT).values()} == {dt.date(2024, 4, 9)}
    states = {short: one.state for short, one in _shares(letter, place, K.ACKNOWLEDGE).items()}
    assert states == {"อบจ.": S.SETTLED, "ทม.": S.OPEN}


def test_catching_up_costs_as_many_statements_however_many_have_the_letter(place: Province) -> None:
    counts = []
    for to in (["อบจ."], ["อบจ.", "ทม."]):
        root = make_letter(place.org["จังหวัด"], [place.org[one] for one in to])
        dispatch(root, now=NOW, actor=ACTOR)
        add(root, Asked(K.SUBMIT_REPORT, LAO_KINDS, due_on=dt.date(2024, 4, 30)), now=NOW, actor=ACTOR)
        with statements() as seen:
            catch_up(root.id, now=NOW, actor=ACTOR)
        counts.append(len(seen.seen))
    assert counts[0] == counts[1]


def test_the_command_writes_them_once(app: Any, place: Province) -> None:
    root = send(place.org["จังหวัด"], [place.org["อบจ."]])
    _kept(root, ENTER)
    db.session.commit()
    run = app.test_cli_runner().invoke
    assert run(args=["deadlines", "from-readings"]).output == "1 deadlines of 1 letters\n"
    assert run(args=["deadlines", "from-readings"]).output == "0 deadlines of 0 letters\n"
