"""Who owes what on one deadline: seen by whom it concerns, narrowed, acted on several at once, taken along."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
import sqlalchemy as sa

from core.actor import Actor
from core.audit import AuditEntry
from core.extensions import db
from deadlines.models import Deadline, Obligation
from deadlines.set_deadlines import Asked, add
from deadlines.status import DeadlineKind, ObligationState
from organisations.kinds import LAO_KINDS
from routing.dispatch import dispatch
from tests.factories.routing import NOW, make_letter
from tests.routing.page_words import words
from tests.statements import statements

S = ObligationState
ACTOR = Actor(None, "ผู้ส่ง")
IN_MUEANG = ["ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า"]


@pytest.fixture
def asked(pages) -> Deadline:
    """A report the province asks of its LAOs; the letter has come to those of one district, not of the other."""
    root = make_letter(pages.org["จังหวัด"], [pages.org[one] for one in ("อบจ.", "ทม.", "เมือง", "ชนแดน")])
    what = Asked(DeadlineKind.SUBMIT_REPORT, LAO_KINDS, what="ส่งรายงาน", due_on=dt.date(2024, 4, 30))
    deadline = add(root, what, now=NOW, actor=ACTOR)
    dispatch(root, now=NOW, actor=ACTOR)
    to = [pages.org[one] for one in IN_MUEANG]
    second = make_letter(pages.org["เมือง"], to, source_id=root.id, root_id=root.id)
    dispatch(second, now=NOW, actor=ACTOR)
    pages.org["อบต.นาป่า"].phone = "0 5672 1234"
    pages.org["อบต.นาป่า"].district_code = pages.org["เมือง"].code
    db.session.commit()
    return deadline


def share(pages, deadline, short):
    found = sa.select(Obligation).where(Obligation.deadline_id == deadline.id)
    return db.session.scalars(found.where(Obligation.organisation_id == pages.org[short].id)).one()


def audits(act):
    return db.session.scalars(sa.select(AuditEntry).where(AuditEntry.act == act)).all()


def test_whoever_asked_sees_all_a_district_its_own(pages, asked):
    at = f"/deadlines/{asked.id}"
    province = words(pages.at("จังหวัด").get(at))
    assert "๗ แห่ง" in province
    assert "หนังสือยังมาไม่ถึง ๒" in province
    assert "0 5672 1234" in province
    district = words(pages.at("เมือง").get(at))
    assert "๓ แห่ง" in district
    assert "อบต.ซับพุทรา" not in district
    assert "๑ แห่ง" in words(pages.at("อบต.นาป่า").get(at))
    assert pages.at("สปน.").get(at).status_code == 404


def test_it_is_narrowed_by_state_kind_district_and_name(pages, asked):
    clerk, at = pages.at("จังหวัด"), f"/deadlines/{asked.id}"
    assert "อบต.นาป่า" not in words(clerk.get(f"{at}?state=awaiting"))
    assert "อบต.ซับพุทรา" in words(clerk.get(f"{at}?state=awaiting"))
    assert "ทต.ท่าพล" not in words(clerk.get(f"{at}?kind=sao"))
    by_district = words(clerk.get(f"{at}?district={pages.org['เมือง'].code}"))
    assert "อบต.นาป่า" in by_district
    assert "อบต.สะเดียง" not in by_district
    assert "อบต.สะเดียง" in words(clerk.get(f"{at}?q=สะเดียง"))
    assert "ไม่มีหน่วยงานที่ตรงกับที่เลือก" in words(clerk.get(f"{at}?q=ไม่มีชื่อนี้"))
    for wrong in ("state=x", "kind=x", "district=*", f"q={'ก' * 201}", "cursor=x"):
        assert clerk.get(f"{at}?{wrong}").status_code == 422


def test_a_district_settles_several_of_its_own_by_one_word(pages, asked):
    clerk, at = pages.at("เมือง"), f"/deadlines/{asked.id}/several"
    ids = [share(pages, asked, one).id for one in ("อบต.นาป่า", "ทต.ท่าพล", "อบจ.")]
    said = {"scope": "ticked", "act": "behalf", "behalf_method": "phone", "share": ids}
    assert "ยังไม่ได้พิมพ์ชื่อผู้แจ้ง" in words(refused := clerk.post(at, data=said))
    assert refused.status_code == 422
    clerk.post(at, data={**said, "behalf_person": "ปลัด"})
    assert [share(pages, asked, one).state for one in ("อบต.นาป่า", "ทต.ท่าพล")] == [S.SETTLED, S.SETTLED]
    assert share(pages, asked, "อบจ.").state is S.OPEN
    assert share(pages, asked, "อบต.สะเดียง").state is S.OPEN
    assert [one.after["count"] for one in audits("obligation:stated_done")] == [2]


def test_whoever_asked_extends_for_those_filtered_and_waives_with_a_reason(pages, asked):
    clerk, at = pages.at("จังหวัด"), f"/deadlines/{asked.id}/several"
    wish = {"scope": "filtered", "act": "extend", "district": pages.org["เมือง"].code, "behalf_method": "phone"}
    for typed, said in (
        ({}, "ยังไม่ได้ใส่วันใหม่"),
        ({"due_on": "15 เม.ย. 67", "reason": "น้ำท่วม"}, "วันใหม่ต้องหลังกำหนดเดิม"),
        ({"due_on": "15 พ.ค. 67"}, "ยังไม่ได้เขียนเหตุผล"),
    ):
        refused = clerk.post(at, data={**wish, **typed})
        assert (refused.status_code, said in words(refused)) == (422, True)
    clerk.post(at, data={**wish, "due_on": "15 พ.ค. 67", "reason": "น้ำท่วม"})
    assert share(pages, asked, "อบต.นาป่า").due_on == dt.date(2024, 5, 15)
    assert share(pages, asked, "ทต.ท่าพล").due_on == dt.date(2024, 4, 30)
    nobody = {"scope": "ticked", "act": "waive", "reason": "ยุบรวม", "behalf_method": "phone"}
    assert "ยังไม่ได้เลือกหน่วยงาน" in words(clerk.post(at, data=nobody))
    clerk.post(at, data={**nobody, "share": share(pages, asked, "อบต.ซับพุทรา").id})
    assert share(pages, asked, "อบต.ซับพุทรา").state is S.WAIVED
    assert len(audits("deadline:extended")) == len(audits("obligations:waived")) == 1


@pytest.mark.parametrize("act", ["extend", "waive"])
def test_a_district_gives_no_more_time_than_was_asked(pages, asked, act):
    data = {"scope": "filtered", "act": act, "due_on": "15 พ.ค. 67", "reason": "ฝน", "behalf_method": "phone"}
    assert pages.at("เมือง").post(f"/deadlines/{asked.id}/several", data=data).status_code == 403
    assert share(pages, asked, "อบต.นาป่า").state is S.OPEN


def test_the_list_is_taken_along_as_filtered_and_that_is_on_record(pages, asked):
    clerk, at = pages.at("เมือง"), f"/deadlines/{asked.id}/export"
    answer = clerk.post(at, data={"format": "csv", "kind": "sao"})
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert sorted(row["หน่วยงาน"] for row in rows) == ["อบต.นาป่า", "อบต.สะเดียง"]
    assert {row["ครบกำหนด"] for row in rows} == {"2024-04-30"}
    book = openpyxl.load_workbook(io.BytesIO(clerk.post(at, data={"format": "xlsx"}).data))
    assert book.active.max_row == 4
    assert len(audits("list:exported")) == 2
    assert clerk.post(at, data={"format": "exe"}).status_code == 422


def test_a_page_of_many_costs_as_many_queries_as_one_of_few(pages, asked):
    clerk, at = pages.at("จังหวัด"), f"/deadlines/{asked.id}"
    clerk.get(at)
    with statements() as many:
        clerk.get(at)
    with statements() as few:
        clerk.get(f"{at}?q=นาป่า")
    assert len(many.reads) == len(few.reads)
