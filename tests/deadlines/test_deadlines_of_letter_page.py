"""The deadlines of a letter on its page: read, typed, changed, withdrawn, brought forward; each by whom it is for."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from core.actor import Actor
from core.extensions import db
from deadlines.models import Deadline, EarlierDay, Obligation
from deadlines.owe import deadlines_of
from deadlines.set_deadlines import Asked, add
from deadlines.status import DeadlineKind, ObligationState
from letters.status import LetterStatus, Origin
from organisations.kinds import LAO_KINDS
from organisations.kinds import OrganisationKind as O
from tests.factories.routing import NOW, make_letter, send
from tests.routing.page_words import words

K, S = DeadlineKind, ObligationState
ACTOR = Actor(None, "ผู้ส่ง")
FORM = {
    "kind": "submit_report",
    "what": "รายงานผลการดำเนินงาน",
    "for_kinds": ["sao", "subdistrict_municipality"],
    "when": "day",
    "due_on": "30 เม.ย. 67 16.30 น.",
    "evidence": "file",
    "pieces": "๒",
    "unit": "working_day",
    "if_holiday": "",
}
BODY = {
    "body_cause": "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีจะประเมินมาตรฐานขั้นต่ำ",
    "body_purpose": "ดังนั้น ขอให้องค์การบริหารส่วนตำบลทุกแห่งรายงานผลการดำเนินงานให้จังหวัดทราบ ภายในวันที่ 30 เมษายน 2567",
    "body_conclusion": "จึงเรียนมาเพื่อพิจารณาดำเนินการ",
}


def draft(pages, issuer="เมือง", **more):
    letter = make_letter(
        pages.org[issuer], status=LetterStatus.DRAFT, office_id=pages.desk[issuer].id, ref_no=None, **{**BODY, **more}
    )
    db.session.commit()
    return letter


def only(letter):
    return next(one for one in deadlines_of(letter.id) if one.kind is not K.FORWARD)


def test_a_drafter_types_a_deadline_of_a_letter_that_is_not_out_yet(pages):
    letter = draft(pages)
    clerk, at = pages.at("เมือง"), f"/letters/{letter.id}/deadlines"
    assert at in clerk.get(f"/letters/{letter.id}/write").text
    assert clerk.post(at, data=FORM).status_code == 302
    one = only(letter)
    assert (one.due_on, one.due_time, one.pieces) == (dt.date(2024, 4, 30), dt.time(16, 30), 2)
    assert one.for_kinds == {O.SAO, O.SUBDISTRICT_MUNICIPALITY}
    page = words(clerk.get(at))
    assert "ภายในวันอังคารที่ ๓๐ เมษายน ๒๕๖๗ ๑๖.๓๐ น." in page
    assert "รายงานผลการดำเนินงาน" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due_on": ""}, "ยังไม่ได้ใส่วันครบกำหนด"),
        ({"due_on": "32 เม.ย. 67"}, "อ่านวันที่ไม่ได้"),
        ({"for_kinds": []}, "ยังไม่ได้เลือกว่าใครต้องทำ"),
        ({"opens_on": "1 พ.ค. 67"}, "วันเริ่มอยู่หลังวันครบกำหนด"),
        ({"when": "receipt", "n": "เจ็ด"}, "อ่านจำนวนไม่ได้"),
        ({"when": "receipt", "n": "900"}, "จำนวนต้องอยู่ระหว่าง 1 ถึง 250"),
        ({"when": "monthly", "month_day": ""}, "จำนวนต้องอยู่ระหว่าง 1 ถึง 31"),
        ({"pieces": "0"}, "จำนวนชิ้นต้องอยู่ระหว่าง 1 ถึง 99"),
        ({"kind": "forward"}, "ยังบันทึกไม่ได้"),
    ],
)
def test_it_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(pages, changes, said):
    letter = draft(pages)
    refused = pages.at("เมือง").post(f"/letters/{letter.id}/deadlines", data={**FORM, **changes})
    assert refused.status_code == 422
    assert said in words(refused)
    assert "รายงานผลการดำเนินงาน" in refused.text
    assert deadlines_of(letter.id) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({"when": "receipt", "n": "๗"}, "ภายใน ๗ วันทำการนับจากวันที่ได้รับ"),
        ({"when": "monthly", "month_day": "5", "if_holiday": "next_working_day"}, "ทุกวันที่ ๕ ของเดือน"),
        ({"when": "unknown"}, "ยังไม่ระบุวัน"),
    ],
)
def test_a_day_may_be_counted_from_receipt_come_monthly_or_be_unknown(pages, typed, shown):
    letter = draft(pages)
    clerk, at = pages.at("เมือง"), f"/letters/{letter.id}/deadlines"
    clerk.post(at, data={**FORM, **typed})
    assert shown in words(clerk.get(at))


def test_what_the_draft_itself_asks_is_suggested_and_taken_over_by_one_press(pages):
    letter = draft(pages)
    clerk, at = pages.at("เมือง"), f"/letters/{letter.id}/deadlines"
    page = clerk.get(at)
    assert "อ่านพบในหนังสือ" in words(page)
    mark = re.search(r'name="mark" value="(\w+)"', page.text)[1]
    assert "30 เม.ย. 67" in clerk.get(f"{at}?take={mark}").text
    clerk.post(f"{at}/take", data={"mark": mark})
    assert (only(letter).kind, only(letter).due_on) == (K.SUBMIT_REPORT, dt.date(2024, 4, 30))
    assert "อ่านพบในหนังสือ" not in words(clerk.get(at))
    assert clerk.post(f"{at}/take", data={"mark": mark}).status_code == 409


def test_a_deadline_set_after_sending_is_owed_at_once_changed_and_withdrawn(pages):
    letter = send(pages.org["เมือง"], [pages.org["อบต.นาป่า"], pages.org["ทต.ท่าพล"]])
    db.session.commit()
    clerk, at = pages.at("เมือง"), f"/letters/{letter.id}/deadlines"
    clerk.post(at, data=FORM)
    assert "เสร็จ ๐ จาก ๒ แห่ง" in words(clerk.get(at))
    one = only(letter)
    change = f"/deadlines/{one.id}/change"
    assert "30 เม.ย. 67 16.30 น." in clerk.get(change).text
    assert clerk.post(change, data={**FORM, "due_on": ""}).status_code == 422
    clerk.post(change, data={**FORM, "due_on": "15 พ.ค. 67", "for_kinds": ["sao"]})
    shares = {one.organisation_id: one for one in db.session.scalars(sa.select(Obligation))}
    assert shares[pages.org["อบต.นาป่า"].id].due_on == dt.date(2024, 5, 15)
    assert shares[pages.org["ทต.ท่าพล"].id].state is S.WAIVED
    assert clerk.post(f"/deadlines/{one.id}/withdraw", data={"reason": ""}).status_code == 422
    clerk.post(f"/deadlines/{one.id}/withdraw", data={"reason": "เลื่อนโครงการ"})
    assert deadlines_of(letter.id) == []
    assert clerk.get(change).status_code == 403


@pytest.mark.parametrize(("desk", "status"), [("อบต.นาป่า", 403), ("จังหวัด", 403), ("ชนแดน", 404)])
def test_nobody_else_sets_deadlines(pages, desk, status):
    letter = send(pages.org["เมือง"], [pages.org["อบต.นาป่า"]])
    one = add(letter, Asked(K.SUBMIT_REPORT, LAO_KINDS), now=NOW, actor=ACTOR)
    db.session.commit()
    clerk = pages.at(desk)
    assert clerk.post(f"/letters/{letter.id}/deadlines", data=FORM).status_code == status
    assert clerk.post(f"/deadlines/{one.id}/change", data=FORM).status_code == status


def test_a_paper_letter_s_deadlines_are_set_by_who_recorded_it_first(pages):
    letter = send(pages.org["สปน."], [pages.org["จังหวัด"]], origin=Origin.PAPER)
    db.session.commit()
    at = f"/letters/{letter.id}/deadlines"
    assert pages.at("จังหวัด").post(at, data=FORM).status_code == 302
    assert pages.at("สปน.").post(at, data=FORM).status_code == 403


def test_a_forwarding_draft_gives_its_addressees_an_earlier_day_never_a_later_one(pages):
    root = send(pages.org["สปน."], [pages.org["จังหวัด"]])
    asked = Asked(K.SUBMIT_REPORT, LAO_KINDS, what="ส่งรายงาน", due_on=dt.date(2024, 4, 30))
    one = add(root, asked, now=NOW, actor=ACTOR)
    letter = draft(pages, "จังหวัด", source_id=root.id, root_id=root.id)
    clerk, at = pages.at("จังหวัด"), f"/letters/{letter.id}/deadlines"
    field, post = f"d{one.id}-due_on", f"{at}/{one.id}/earlier"
    assert field in clerk.get(at).text
    late = clerk.post(post, data={field: "1 พ.ค. 67"})
    assert late.status_code == 422
    assert "ช้ากว่ากำหนดของต้นเรื่อง" in words(late)
    clerk.post(post, data={field: "26 เม.ย. 67"})
    assert db.session.get_one(EarlierDay, (one.id, letter.id)).due_on == dt.date(2024, 4, 26)
    clerk.post(post, data={field: ""})
    assert db.session.get(EarlierDay, (one.id, letter.id)) is None
    assert db.session.get_one(Deadline, one.id).due_on == dt.date(2024, 4, 30)
    assert pages.at("สปน.").post(post, data={field: "26 เม.ย. 67"}).status_code in (403, 404)
