"""A clerk's page of a letter that came: what it shows, what its buttons do, what it refuses."""

import datetime as dt

import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from core.extensions import db
from letters.models import Letter
from letters.register_models import RegisterEntry
from letters.status import EntryStatus
from routing.models import Delivery
from routing.moves import move
from routing.status import DeliveryState as S
from tests.factories.routing import delivery_of, send
from tests.routing.page_words import words

BODY = {"body_cause": "ด้วยมีมติให้ดำเนินการ", "body_purpose": "จึงขอความร่วมมือ", "body_conclusion": "จึงเรียนมาเพื่อพิจารณา"}


@pytest.fixture
def arrived(pages):
    """The centre's letter on the province's hall desk: its address."""
    letter = send(
        pages.org["สปน."], [pages.org["จังหวัด"]], ref_no="นร 0107/2199", letter_date=dt.date(2024, 3, 14), **BODY
    )
    return f"/in/{delivery_of(letter, pages.org['จังหวัด']).id}"


def the_delivery():
    return db.session.scalars(sa.select(Delivery).order_by(Delivery.id)).first()


def test_it_shows_the_letter_and_registers_it_with_one_press(pages, arrived):
    clerk = pages.at("จังหวัด")
    page = clerk.get(arrived).text
    assert "นร ๐๑๐๗/๒๑๙๙" in page
    assert "ถึงแล้ว" in page
    answer = clerk.post(f"{arrived}/receive", data={"when": "20 มี.ค. 2567"}, follow_redirects=True)
    assert "ลงรับแล้ว เลขรับ ๑" in answer.text
    assert (the_delivery().state, the_delivery().number) == (S.REGISTERED, "1")
    assert "๒๐ มี.ค. ๖๗" in answer.text


def test_it_keeps_what_was_typed_when_the_day_cannot_be_read(pages, arrived):
    answer = pages.at("จังหวัด").post(f"{arrived}/receive", data={"when": "เมื่อวานซืน", "action": "เรียน ผวจ."})
    assert answer.status_code == 422
    assert "อ่านวันที่ไม่ได้" in answer.text
    assert "เมื่อวานซืน" in answer.text
    assert "เรียน ผวจ." in answer.text
    assert the_delivery().state is S.DELIVERED


def test_it_names_the_field_when_the_day_lies_ahead(pages, arrived):
    answer = pages.at("จังหวัด").post(f"{arrived}/receive", data={"when": "1 มกราคม 2680"})
    assert answer.status_code == 422
    assert "วันที่รับอยู่ในอนาคต" in answer.text


def test_it_leads_from_receiving_to_the_forwarding_draft_in_one_more_press(pages, arrived):
    clerk = pages.at("สถจ.")
    clerk.post(f"{arrived}/receive", data={"when": ""})
    page = clerk.get(arrived).text
    assert "เขียนหนังสือแจ้งต่อ" in page
    answer = clerk.post(f"{arrived}/forward")
    draft = db.session.scalars(sa.select(Letter).where(Letter.source_id.is_not(None))).one()
    assert answer.location == f"/letters/{draft.id}/write"
    assert clerk.post(f"{arrived}/forward").location == answer.location
    assert "เขียนหนังสือแจ้งต่อให้เสร็จ" in clerk.get(arrived).text


def test_it_says_why_a_desk_without_a_code_cannot_forward(pages, arrived):
    hall = pages.at("จังหวัด")
    answer = hall.post(f"{arrived}/forward")
    assert answer.status_code == 409
    assert "ยังไม่มีรหัสหน่วยงาน" in answer.text


def test_it_hands_the_letter_to_the_other_desk_with_a_note(pages, arrived):
    data = {"to_office": pages.desk["สถจ."].id, "to_user": 0, "note": "เห็นควรแจ้งอำเภอทุกอำเภอ"}
    page = words(pages.at("จังหวัด").post(f"{arrived}/assign", data=data, follow_redirects=True))
    assert "มอบให้สถจ.เพชรบูรณ์แล้ว" in page
    assert "เห็นควรแจ้งอำเภอทุกอำเภอ" in page
    assert the_delivery().holder_office_id == pages.desk["สถจ."].id


def test_it_takes_a_registration_back_with_a_reason(pages, arrived):
    clerk = pages.at("จังหวัด")
    clerk.post(f"{arrived}/receive", data={"when": ""})
    receipt = the_delivery().receipts[0].id
    assert clerk.post(f"{arrived}/receipts/{receipt}/take-back", data={"reason": ""}).status_code == 422
    page = clerk.post(f"{arrived}/receipts/{receipt}/take-back", data={"reason": "ลงผิดเล่ม"}, follow_redirects=True).text
    assert "ถอนการลงรับแล้ว" in page
    assert db.session.scalars(sa.select(RegisterEntry.status)).all() == [EntryStatus.VOID]
    assert clerk.post(f"{arrived}/receipts/999/take-back", data={"reason": "x"}).status_code == 404


@pytest.mark.parametrize(("what", "state"), [("reject", S.REJECTED), ("invalid", S.INVALID)])
def test_it_tells_the_sender_what_is_wrong_and_takes_that_back(pages, arrived, what, state):
    clerk = pages.at("จังหวัด")
    assert clerk.post(f"{arrived}/object", data={"what": what, "reason": ""}).status_code == 422
    page = clerk.post(f"{arrived}/object", data={"what": what, "reason": "ขาดหน้า ๒"}, follow_redirects=True).text
    assert "ขาดหน้า ๒" in page
    assert the_delivery().state is state
    clerk.post(f"{arrived}/take-back")
    assert the_delivery().state is S.OPENED


def test_it_acknowledges_without_a_number_and_closes_the_matter(pages, arrived):
    clerk = pages.at("สถจ.")
    assert "รับทราบแล้ว ขอบคุณ" in clerk.post(f"{arrived}/acknowledge", follow_redirects=True).text
    assert (the_delivery().state, the_delivery().number) == (S.ACKNOWLEDGED, "")
    page = clerk.post(f"{arrived}/close", data={"note": "เพื่อทราบเท่านั้น"}, follow_redirects=True).text
    assert "จบเรื่องแล้ว" in page
    assert "เพื่อทราบเท่านั้น" in page
    clerk.post(f"{arrived}/close", data={"again": "1"})
    assert the_delivery().closed_at is None


def test_it_shows_what_is_odd_before_registering(pages, arrived):
    clerk = pages.at("จังหวัด")
    clerk.post(f"{arrived}/receive", data={"when": ""})
    assert "เลขรับ ๑ เลขของท่านเป็นทะเบียนของหน่วยย่อย" in words(pages.at("สถจ.").get(arrived))


def test_it_is_not_there_for_a_stranger_and_leads_the_sender_to_the_letter(pages, arrived):
    assert pages.at("เมือง").get(arrived).status_code == 404
    assert pages.at("สปน.").get(arrived).location.startswith("/letters/")
    assert pages.at("เมือง").post(f"{arrived}/acknowledge").status_code == 404
    assert pages.at("สปน.").post(f"{arrived}/acknowledge").status_code == 403
    assert pages.at("จังหวัด").get("/in/999").status_code == 404


def test_it_lets_a_reader_look_and_do_nothing(pages, arrived):
    reader = pages.at("จังหวัด", Role.READ_ONLY)
    page = reader.get(arrived).text
    assert 'name="when"' not in page
    for act in ("acknowledge", "receive", "assign", "object", "take-back", "open", "forward", "close"):
        assert reader.post(f"{arrived}/{act}").status_code == 403, act


def test_it_says_that_a_letter_was_recalled_and_offers_nothing(pages, arrived):
    move(the_delivery(), S.RECALLED, reason="ข้อความผิด")
    clerk = pages.at("จังหวัด")
    page = clerk.get(arrived).text
    assert "ข้อความผิด" in page
    assert clerk.post(f"{arrived}/receive", data={"when": ""}).status_code == 409


def test_it_counts_opening_only_when_the_page_says_so(pages, arrived):
    clerk = pages.at("จังหวัด")
    assert "opened.js" in clerk.get(arrived).text
    assert the_delivery().state is S.DELIVERED
    assert clerk.post(f"{arrived}/open").status_code == 204
    db.session.expire_all()
    assert the_delivery().state is S.OPENED
    assert "opened.js" not in clerk.get(arrived).text


def test_it_leads_from_a_mail_to_ones_own_delivery(pages, arrived):
    letter_id = the_delivery().letter_id
    assert pages.at("จังหวัด").get(f"/in/letter/{letter_id}").location == arrived
    assert pages.at("เมือง").get(f"/in/letter/{letter_id}").status_code == 404
