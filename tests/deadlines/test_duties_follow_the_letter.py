"""Duties are owed from the first dispatch, open when the letter comes, and end with the act, the recall, the word."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from core.actor import Actor
from core.errors import InvalidInput, Refused
from core.extensions import db
from deadlines.due import Due
from deadlines.models import Deadline, DeadlineFor, Obligation
from deadlines.owe import deadlines_of
from deadlines.set_deadlines import Asked, add, bring_forward, change, extend, withdraw
from deadlines.settle import Statement, reopen, state_done, waive
from deadlines.status import DeadlineKind, Evidence, ObligationState, SettledHow
from letters.models import Letter
from letters.recall import recall
from organisations.kinds import LAO_KINDS
from routing.acknowledge import acknowledge, reject, take_back
from routing.cancel import cancel_recipient, recall_deliveries
from routing.chain_duties import catch_up
from routing.close import close
from routing.close import reopen as reopen_delivery
from routing.dispatch import dispatch
from tests.factories.routing import NOW, Province, delivery_of, make_letter, make_province, send

S = ObligationState
ACTOR = Actor(None, "ผู้ส่ง")
REPORT = Asked(
    DeadlineKind.SUBMIT_REPORT, LAO_KINDS, what="รายงานผล", opens_on=dt.date(2024, 3, 20), due_on=dt.date(2024, 4, 30)
)


@pytest.fixture
def place(app: object) -> Province:
    return make_province()


def _circular(place: Province, asked: Asked = REPORT) -> Letter:
    letter = make_letter(place.org["สปน."], [place.org["จังหวัด"]])
    add(letter, asked, now=NOW, actor=ACTOR)
    dispatch(letter, now=NOW, actor=ACTOR)
    return letter


def _on(root: Letter, issuer: str, to: list[str], place: Province, source: Letter, day: int = 0) -> Letter:
    letter = make_letter(place.org[issuer], [place.org[one] for one in to], source_id=source.id, root_id=root.id)
    dispatch(letter, now=NOW + dt.timedelta(days=day), actor=ACTOR)
    return letter


def _states(root: Letter, kind: DeadlineKind, place: Province) -> dict[str, ObligationState]:
    names = {one.id: short for short, one in place.org.items()}
    rows = db.session.execute(
        sa.select(Obligation.organisation_id, Obligation.state)
        .join(Deadline)
        .where(Obligation.root_letter_id == root.id, Deadline.kind == kind)
    )
    return {names[row.organisation_id]: row.state for row in rows}


def _share(root: Letter, place: Province, short: str, kind: DeadlineKind = DeadlineKind.SUBMIT_REPORT) -> Obligation:
    query = sa.select(Obligation).join(Deadline).where(Deadline.kind == kind, Obligation.root_letter_id == root.id)
    return db.session.scalars(query.where(Obligation.organisation_id == place.org[short].id)).one()


def test_it_is_owed_by_every_lao_below_from_the_first_dispatch_and_opens_as_the_letter_comes(place: Province) -> None:
    root = _circular(place)
    laos = {"อบจ.", "ทม.", "ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า", "ทต.ดงขุย", "อบต.ซับพุทรา"}
    assert _states(root, DeadlineKind.SUBMIT_REPORT, place) == dict.fromkeys(laos, S.AWAITING)

    second = _on(root, "จังหวัด", ["อบจ.", "ทม.", "เมือง", "ชนแดน"], place, root)
    assert {one for one, state in _states(root, DeadlineKind.SUBMIT_REPORT, place).items() if state is S.OPEN} == {
        "อบจ.",
        "ทม.",
    }
    _on(root, "เมือง", ["ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า"], place, second)
    still = {one for one, state in _states(root, DeadlineKind.SUBMIT_REPORT, place).items() if state is S.AWAITING}
    assert still == {"ทต.ดงขุย", "อบต.ซับพุทรา"}


def test_the_office_that_holds_the_letter_owes_forwarding_until_it_has_sent_it_on(place: Province) -> None:
    root = _circular(place)
    assert _states(root, DeadlineKind.FORWARD, place) == {"จังหวัด": S.OPEN, "เมือง": S.AWAITING, "ชนแดน": S.AWAITING}
    # Thursday 28 March 2567, ordinary speed: five working days on, with 8 April a holiday
    assert _share(root, place, "จังหวัด", DeadlineKind.FORWARD).due_on == dt.date(2024, 4, 4)

    second = _on(root, "จังหวัด", ["อบจ.", "เมือง", "ชนแดน"], place, root)
    done = _share(root, place, "จังหวัด", DeadlineKind.FORWARD)
    assert (done.state, done.settled_how, done.next_reminder_at) == (S.SETTLED, SettledHow.ACT, None)
    assert _share(root, place, "เมือง", DeadlineKind.FORWARD).state is S.OPEN

    recall(second, "ผิดฉบับ", now=NOW, actor=ACTOR)
    recall_deliveries(second, "ผิดฉบับ")
    assert _share(root, place, "จังหวัด", DeadlineKind.FORWARD).state is S.OPEN
    assert _states(root, DeadlineKind.SUBMIT_REPORT, place)["อบจ."] is S.AWAITING


def test_it_is_waived_down_the_whole_chain_when_the_first_letter_is_recalled(place: Province) -> None:
    root = _circular(place)
    _on(root, "จังหวัด", ["อบจ.", "เมือง"], place, root)
    recall(root, "เลื่อนโครงการ", now=NOW, actor=ACTOR)
    recall_deliveries(root, "เลื่อนโครงการ")
    assert set(_states(root, DeadlineKind.SUBMIT_REPORT, place).values()) == {S.WAIVED}
    assert _share(root, place, "อบจ.").note == "เลื่อนโครงการ"


def test_acknowledging_settles_what_was_to_be_acknowledged_and_taking_it_back_opens_it_again(place: Province) -> None:
    letter = make_letter(place.org["จังหวัด"], [place.org["อบจ."], place.org["ทม."]])
    add(letter, Asked(DeadlineKind.ACKNOWLEDGE, LAO_KINDS, due_on=dt.date(2024, 4, 5)), now=NOW, actor=ACTOR)
    dispatch(letter, now=NOW, actor=ACTOR)
    delivery = delivery_of(letter, place.org["อบจ."])
    acknowledge(delivery, now=NOW, actor=place.actor("อบจ."))
    assert _states(letter, DeadlineKind.ACKNOWLEDGE, place) == {"อบจ.": S.SETTLED, "ทม.": S.OPEN}
    take_back(delivery, now=NOW, actor=place.actor("อบจ."))
    assert _states(letter, DeadlineKind.ACKNOWLEDGE, place) == {"อบจ.": S.OPEN, "ทม.": S.OPEN}
    cancel_recipient(delivery_of(letter, place.org["ทม."]), "ส่งผิด", now=NOW, actor=ACTOR)
    assert _share(letter, place, "ทม.", DeadlineKind.ACKNOWLEDGE).state is S.WAIVED


def test_a_day_counted_from_receipt_is_each_recipients_own(place: Province) -> None:
    rule = {"n": 7, "unit": "working_day", "origin": "receipt"}
    root = _circular(place, Asked(DeadlineKind.SUBMIT_REPORT, LAO_KINDS, rule=rule))
    _on(root, "จังหวัด", ["อบจ."], place, root)
    _on(root, "จังหวัด", ["ทม."], place, root, day=4)
    assert _share(root, place, "อบจ.").due_on == dt.date(2024, 4, 9)  # 28 March and seven; 6, 7, 8 April free
    assert _share(root, place, "ทม.").due_on == dt.date(2024, 4, 11)  # 1 April and seven


def test_a_forwarding_office_may_give_an_earlier_day_never_a_later_one(place: Province) -> None:
    root = _circular(place)
    letter = make_letter(place.org["จังหวัด"], [place.org["อบจ."]], source_id=root.id, root_id=root.id)
    deadline = next(one for one in deadlines_of(root.id) if one.kind is DeadlineKind.SUBMIT_REPORT)
    with pytest.raises(InvalidInput) as refused:
        bring_forward(letter, deadline, Due(dt.date(2024, 5, 1)))
    assert refused.value.field == "due_on"
    bring_forward(letter, deadline, Due(dt.date(2024, 4, 26)))
    dispatch(letter, now=NOW, actor=ACTOR)
    assert _share(root, place, "อบจ.").due_on == dt.date(2024, 4, 26)


def test_a_changed_day_moves_open_shares_but_not_extended_ones(place: Province) -> None:
    root = _circular(place)
    _on(root, "จังหวัด", ["อบจ.", "ทม."], place, root)
    deadline = next(one for one in deadlines_of(root.id) if one.kind is DeadlineKind.SUBMIT_REPORT)
    only = Obligation.organisation_id == place.org["อบจ."].id
    assert extend(only, deadline, Due(dt.date(2024, 5, 31)), "น้ำท่วม", now=NOW, actor=ACTOR) == 1
    change(deadline, Asked(**{**vars(REPORT), "due_on": dt.date(2024, 5, 15)}), now=NOW, actor=ACTOR)
    assert _share(root, place, "อบจ.").due_on == dt.date(2024, 5, 31)
    assert _share(root, place, "ทม.").due_on == dt.date(2024, 5, 15)
    assert _share(root, place, "ทต.ท่าพล").due_on == dt.date(2024, 5, 15)
    with pytest.raises(InvalidInput):
        extend(only, deadline, Due(dt.date(2024, 5, 15)), "น้ำท่วม", now=NOW, actor=ACTOR)


def test_an_organisation_states_what_it_did_piece_by_piece_with_evidence(place: Province) -> None:
    asked = Asked(**{**vars(REPORT), "pieces": 5, "evidence": Evidence.NOTE})
    root = _circular(place, asked)
    _on(root, "จังหวัด", ["อบจ."], place, root)
    share = _share(root, place, "อบจ.")
    with pytest.raises(InvalidInput) as missing:
        state_done(share, Statement(pieces=3), now=NOW, actor=ACTOR)
    assert missing.value.field == "note"
    assert not state_done(share, Statement(pieces=3, note="ส่งแล้ว 3 แห่ง"), now=NOW, actor=ACTOR)
    assert (share.state, share.pieces_done) == (S.OPEN, 3)
    assert state_done(share, Statement(pieces=2, note="ครบ"), now=NOW, actor=ACTOR)
    assert (share.state, share.settled_how, share.next_reminder_at) == (S.SETTLED, SettledHow.STATEMENT, None)
    with pytest.raises(Refused):
        state_done(share, Statement(note="อีก"), now=NOW, actor=ACTOR)
    reopen(share, "รายงานไม่ครบ", now=NOW, actor=ACTOR)
    assert (share.state, share.pieces_done, share.settled_how) == (S.OPEN, 0, None)


def test_a_waived_or_withdrawn_duty_is_owed_no_more_and_says_why(place: Province) -> None:
    root = _circular(place)
    deadline = next(one for one in deadlines_of(root.id) if one.kind is DeadlineKind.SUBMIT_REPORT)
    only = Obligation.organisation_id == place.org["ทม."].id
    assert waive(only, deadline, "ยุบรวมแล้ว", now=NOW, actor=ACTOR) == 1
    assert withdraw(deadline, "ยกเลิกโครงการ", now=NOW, actor=ACTOR) == 6
    assert _share(root, place, "ทม.").note == "ยุบรวมแล้ว"
    assert deadline not in deadlines_of(root.id)


def test_a_letter_for_information_is_owed_by_nobody(place: Province) -> None:
    letter = send(place.org["สปน."], [place.org["อบจ."]])
    assert _states(letter, DeadlineKind.FORWARD, place) == {}


def test_a_letter_in_the_place_of_another_asks_the_same_and_nobody_owes_the_old_one(place: Province) -> None:
    old = _circular(place)
    _on(old, "จังหวัด", ["อบจ."], place, old)
    new = make_letter(place.org["สปน."], [place.org["จังหวัด"]], supersedes_id=old.id)
    dispatch(new, now=NOW, actor=ACTOR)
    assert set(_states(old, DeadlineKind.SUBMIT_REPORT, place).values()) == {S.WAIVED}
    assert _share(old, place, "อบจ.").note == "มีหนังสือฉบับใหม่แทนแล้ว"
    assert set(_states(new, DeadlineKind.SUBMIT_REPORT, place).values()) == {S.AWAITING}
    assert _share(new, place, "อบจ.").due_on == dt.date(2024, 4, 30)


def test_who_says_that_a_letter_is_not_for_it_is_not_reminded_while_that_stands(place: Province) -> None:
    root = _circular(place)
    letter = _on(root, "จังหวัด", ["อบจ."], place, root)
    delivery = delivery_of(letter, place.org["อบจ."])
    reject(delivery, "ไม่มีโรงเรียนในสังกัด", now=NOW, actor=ACTOR)
    share = _share(root, place, "อบจ.")
    assert (share.state, share.next_reminder_at) == (S.AWAITING, None)
    take_back(delivery, now=NOW, actor=ACTOR)
    share = _share(root, place, "อบจ.")
    assert share.state is S.OPEN
    assert share.next_reminder_at is not None


def test_who_closes_a_letter_owes_no_forwarding_until_it_is_taken_up_again(place: Province) -> None:
    root = _circular(place)
    delivery = delivery_of(root, place.org["จังหวัด"])
    acknowledge(delivery, now=NOW, actor=ACTOR)
    close(delivery, "แจ้งทางโทรศัพท์แล้ว", now=NOW, actor=ACTOR)
    assert _share(root, place, "จังหวัด", DeadlineKind.FORWARD).state is S.SETTLED
    reopen_delivery(delivery, now=NOW, actor=ACTOR)
    assert _share(root, place, "จังหวัด", DeadlineKind.FORWARD).state is S.OPEN


def test_a_chain_that_went_out_before_duties_were_kept_catches_up(place: Province) -> None:
    root = _circular(place)
    _on(root, "จังหวัด", ["อบจ.", "เมือง"], place, root)
    for table in (Obligation, DeadlineFor, Deadline):
        db.session.execute(sa.delete(table))
    db.session.expire_all()
    catch_up(root.id, now=NOW, actor=ACTOR)
    assert _states(root, DeadlineKind.FORWARD, place) == {"จังหวัด": S.SETTLED, "เมือง": S.OPEN, "ชนแดน": S.AWAITING}
