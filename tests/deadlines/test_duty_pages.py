"""What an office owes, on its page: soonest first, stated as done with evidence, on behalf, taken up again."""

from __future__ import annotations

import datetime as dt
import io

import pypdfium2
import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from core.actor import Actor
from core.extensions import db
from deadlines.models import Obligation
from deadlines.set_deadlines import Asked, add
from deadlines.status import DeadlineKind, Evidence, ObligationState
from organisations.kinds import LAO_KINDS
from routing.dispatch import dispatch
from tests.factories.routing import NOW, make_letter
from tests.routing.page_words import words
from tests.statements import statements

ACTOR = Actor(None, "ผู้ส่ง")
K = DeadlineKind


def ask(pages, what, kind=K.SUBMIT_REPORT, due=dt.date(2024, 4, 30), to=("อบต.นาป่า", "ทต.ท่าพล"), **more):
    """A letter of the district that asks its LAOs for something; gives their shares."""
    letter = make_letter(pages.org["เมือง"], [pages.org[one] for one in to])
    add(letter, Asked(kind, LAO_KINDS, what=what, due_on=due, **more), now=NOW, actor=ACTOR)
    dispatch(letter, now=NOW, actor=ACTOR)
    db.session.commit()
    shares = db.session.scalars(sa.select(Obligation).where(Obligation.root_letter_id == letter.id))
    names = {pages.org[one].id: one for one in to}
    return {names[one.organisation_id]: one.id for one in shares}


def one_page() -> bytes:
    pdf, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    pdf.new_page(595, 842)
    pdf.save(out)
    return out.getvalue()


def test_it_lists_what_is_owed_the_soonest_day_first_and_those_without_a_day_last(pages):
    for what, due in (("ส่งแผน", None), ("ส่งงบการเงิน", dt.date(2024, 5, 15)), ("ส่งรายงาน", dt.date(2024, 4, 18))):
        ask(pages, what, due=due)
    clerk = pages.at("อบต.นาป่า")
    page = words(clerk.get("/deadlines"))
    assert page.index("ส่งรายงาน") < page.index("ส่งงบการเงิน") < page.index("ส่งแผน")
    for text in ("วันพฤหัสบดีที่ ๑๘ เมษายน ๒๕๖๗", "ไม่ระบุวัน"):
        assert text in page
    assert "ไม่มีอะไรค้าง" in words(pages.at("ทต.ดงขุย").get("/deadlines"))
    assert clerk.get("/deadlines?tab=nonsense").status_code == 200


def test_it_states_a_report_done_with_its_file_and_the_district_reads_it(pages):
    shares = ask(pages, "ส่งรายงาน", evidence=Evidence.FILE)
    clerk, at = pages.at("อบต.นาป่า"), f"/deadlines/shares/{shares['อบต.นาป่า']}"
    refused = clerk.post(f"{at}/done", data={"note": "ส่งแล้ว"})
    assert refused.status_code == 422
    assert "ยังไม่ได้แนบไฟล์หลักฐาน" in words(refused)
    pdf = (io.BytesIO(one_page()), "รายงาน.pdf")
    clerk.post(f"{at}/done", data={"note": "ส่งแล้ว", "files": pdf}, content_type="multipart/form-data")
    page = words(clerk.get(at))
    assert "เสร็จแล้ว" in page
    assert "รายงาน.pdf" in page
    assert "รายงาน.pdf" in words(pages.at("เมือง").get(at))
    assert pages.at("ทต.ท่าพล").get(at).status_code == 404
    assert "ส่งรายงาน" in words(clerk.get("/deadlines?tab=done"))
    assert "ไม่มีอะไรค้าง" in words(clerk.get("/deadlines"))


def test_a_district_states_it_for_an_lao_by_name_and_may_take_it_up_again(pages):
    shares = ask(pages, "บันทึกข้อมูลในระบบ", kind=K.ENTER_DATA)
    district, at = pages.at("เมือง"), f"/deadlines/shares/{shares['ทต.ท่าพล']}"
    nameless = district.post(f"{at}/done", data={"behalf_method": "phone"})
    assert nameless.status_code == 422
    assert "ยังไม่ได้พิมพ์ชื่อผู้แจ้ง" in words(nameless)
    district.post(f"{at}/done", data={"behalf_method": "line", "behalf_person": "ธุรการ"})
    page = words(pages.at("ทต.ท่าพล").get(at))
    assert "แจ้งแทน" in page
    assert "ธุรการ" in page
    assert district.post(f"{at}/reopen", data={"reason": ""}).status_code == 422
    district.post(f"{at}/reopen", data={"reason": "โทรผิดแห่ง"})
    assert db.session.get_one(Obligation, shares["ทต.ท่าพล"]).state is ObligationState.OPEN


@pytest.mark.parametrize(("desk", "status"), [("ทต.ท่าพล", 404), ("ชนแดน", 404), ("สปน.", 404), ("จังหวัด", 404)])
def test_nobody_else_speaks_for_an_organisation(pages, desk, status):
    shares = ask(pages, "ส่งรายงาน", to=("อบต.นาป่า",))
    assert pages.at(desk).post(f"/deadlines/shares/{shares['อบต.นาป่า']}/done").status_code == status


def test_who_only_reads_cannot_state(pages):
    shares = ask(pages, "ส่งรายงาน")
    reader = pages.at("อบต.นาป่า", Role.READ_ONLY)
    assert reader.get(f"/deadlines/shares/{shares['อบต.นาป่า']}").status_code == 200
    assert reader.post(f"/deadlines/shares/{shares['อบต.นาป่า']}/done").status_code == 403


def test_a_duty_settled_by_an_act_leads_to_the_letter(pages):
    shares = ask(pages, "", kind=K.ACKNOWLEDGE)
    clerk, at = pages.at("อบต.นาป่า"), f"/deadlines/shares/{shares['อบต.นาป่า']}"
    assert "เปิดหนังสือ" in words(clerk.get(at))
    assert clerk.post(f"{at}/done").status_code == 403


def test_a_long_page_costs_as_many_queries_as_a_short_one(pages):
    clerk = pages.at("อบต.นาป่า")
    ask(pages, "ส่งรายงาน")
    clerk.get("/deadlines")
    with statements() as few:
        clerk.get("/deadlines")
    for number in range(12):
        ask(pages, f"ส่งรายงานฉบับที่ {number}")
    with statements() as many:
        clerk.get("/deadlines")
    assert len(many.reads) == len(few.reads)
