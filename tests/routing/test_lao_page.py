"""An LAO's page of a letter on a phone."""

import datetime as dt

import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from core.actor import Actor
from core.extensions import db
from deadlines.models import Obligation
from deadlines.set_deadlines import Asked, add
from deadlines.status import DeadlineKind
from letters.models import Enclosure
from letters.status import EnclosureKind
from organisations.kinds import LAO_KINDS
from routing.chain_duties import catch_up
from routing.confirm_on_behalf import Confirmation, confirm
from routing.models import Delivery
from routing.status import BehalfMethod
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, send
from tests.routing.page_words import words

BODY = {
    "body_cause": "ด้วยจังหวัดแจ้งว่า ขอให้บันทึกข้อมูลระหว่างเดือนมิถุนายน - กรกฎาคม 2690 และประชุมเมื่อวันที่ 1 พฤศจิกายน 2566",
    "body_conclusion": "จึงเรียนมาเพื่อทราบและดำเนินการต่อไป",
}


@pytest.fixture
def arrived(pages):
    lao = pages.org["อบต.สะเดียง"]
    pages.org["เมือง"].phone = "0 5671 2844"
    letter = send(pages.org["เมือง"], [lao], ref_no="พช 0023.7/ว 583", **BODY)
    return f"/in/{delivery_of(letter, lao).id}"


def the_delivery():
    return db.session.scalars(sa.select(Delivery)).one()


def test_it_says_what_to_do_and_whom_to_call(pages, arrived):
    answer = pages.at("อบต.สะเดียง").get(arrived)
    page = words(answer)
    for text in ("องค์การบริหารส่วนตำบลสะเดียง", "พช ๐๐๒๓.๗/ว ๕๘๓", "รับทราบหนังสือ", "ยังไม่ถือเป็นการรับทราบ"):
        assert text in page
    assert "จึงเรียนมาเพื่อทราบและดำเนินการต่อไป" in page
    assert "๓๑ ก.ค. ๙๐" in page  # the window to come
    assert "๑ พ.ย. ๖๖" not in page  # the meeting long past
    assert 'href="tel:056712844"' in answer.text
    assert 'class="phone"' in answer.text


def test_it_acknowledges_with_one_press_and_takes_the_number_later(pages, arrived):
    clerk = pages.at("อบต.สะเดียง", Role.OFFICER)
    assert "รับทราบแล้ว ขอบคุณ" in words(clerk.post(f"{arrived}/acknowledge", data={"number": ""}, follow_redirects=True))
    assert the_delivery().state is S.ACKNOWLEDGED
    page = words(clerk.post(f"{arrived}/acknowledge", data={"number": "๘๑๒"}, follow_redirects=True))
    assert "ลงรับแล้ว เลขรับ ๘๑๒" in page
    assert (the_delivery().state, the_delivery().number) == (S.REGISTERED, "812")


def test_it_acknowledges_and_registers_in_one_press_where_the_number_is_known(pages, arrived):
    pages.at("อบต.สะเดียง").post(f"{arrived}/acknowledge", data={"number": "812"})
    assert (the_delivery().state, the_delivery().number) == (S.REGISTERED, "812")


def test_it_asks_again_for_a_number_that_is_none(pages, arrived):
    answer = pages.at("อบต.สะเดียง").post(f"{arrived}/acknowledge", data={"number": "แปดร้อย"})
    assert answer.status_code == 422
    assert "เลขรับต้องเป็นตัวเลข" in words(answer)
    assert "แปดร้อย" in answer.text
    assert the_delivery().state is S.DELIVERED


def test_it_offers_only_to_acknowledge_where_the_lao_keeps_its_book_here_and_the_person_no_register(pages, arrived):
    pages.desk["อบต.สะเดียง"].keeps_register_here = True
    assert "ลงรับในทะเบียนของหน่วย" in words(pages.at("อบต.สะเดียง").get(arrived))
    assert "ลงรับในทะเบียนของหน่วย" not in words(pages.at("อบต.สะเดียง", Role.OFFICER).get(arrived))
    pages.at("อบต.สะเดียง").post(f"{arrived}/receive", data={"when": ""})
    assert the_delivery().number == "1"


def test_it_shows_enclosures_and_keeps_closed_ones_closed(session, pages, arrived):
    letter = the_delivery().letter
    for place, (text, day) in enumerate([("แบบตอบรับ", None), ("เอกสารประกอบ", dt.date(2690, 4, 18))], 1):
        values = {"kind": EnclosureKind.LINK, "url": "https://example.go.th/", "opens_on": day, "token": f"t{place}"}
        session.add(Enclosure(letter_id=letter.id, position=place, text=text, **values))
    answer = pages.at("อบต.สะเดียง").get(arrived)
    page = words(answer)
    assert "แบบตอบรับ" in page
    assert "เปิด ๑๘ เม.ย." in page
    assert answer.text.count("/enclosures/") == 1


def test_it_says_that_the_district_confirmed_and_lets_the_lao_speak_for_itself(pages, arrived):
    said = Confirmation((the_delivery().id,), BehalfMethod.PHONE, "น้องเจ๊ะ", NOW)
    confirm(said, now=NOW, actor=pages.land.actor("เมือง", "ปลัดอำเภอ"))
    clerk = pages.at("อบต.สะเดียง")
    page = words(clerk.get(arrived))
    assert "มีการยืนยันแทน" in page
    assert "น้องเจ๊ะ" in page
    clerk.post(f"{arrived}/acknowledge", data={"number": "9"})
    assert (the_delivery().state, the_delivery().behalf_method) == (S.REGISTERED, None)


def test_it_speaks_english_when_asked(pages, arrived):
    clerk = pages.at("อบต.สะเดียง")
    clerk.get("/language/en")
    page = words(clerk.get(arrived))
    for text in ("Acknowledge letter", "What to do", "Delivered", "Opening is not acknowledging"):
        assert text in page


def test_it_reaches_what_was_enclosed_three_letters_up(session, pages, arrived):
    root = send(pages.org["สปน."], [pages.org["จังหวัด"]])
    middle = send(pages.org["จังหวัด"], [pages.org["เมือง"]], source_id=root.id, root_id=root.id)
    link = {"kind": EnclosureKind.LINK, "url": "https://example.go.th/", "token": "three-up"}
    session.add(Enclosure(letter_id=root.id, position=1, text="แบบตอบรับ", **link))
    for letter, copied in ((middle, root), (db.session.get(Delivery, int(arrived[4:])).letter, middle)):
        copy = {"kind": EnclosureKind.LETTER, "linked_letter_id": copied.id, "token": f"copy{copied.id}"}
        session.add(Enclosure(letter_id=letter.id, position=1, text="สำเนาหนังสือ", **copy))
    answer = pages.at("อบต.สะเดียง").get(arrived)
    assert 'href="/e/three-up"' in answer.text
    assert words(answer).count("สำเนาหนังสือ") == 2


def test_it_leads_to_what_the_organisation_owes_instead_of_guessing_days(pages, arrived):
    letter = the_delivery().letter
    asked = Asked(DeadlineKind.SUBMIT_REPORT, LAO_KINDS, what="ส่งรายงานผล", due_on=dt.date(2024, 4, 30))
    deadline = add(letter, asked, now=NOW, actor=Actor(None, "ผู้ส่ง"))
    catch_up(letter.id, now=NOW, actor=Actor(None, "ผู้ส่ง"))
    db.session.commit()
    share = db.session.scalars(sa.select(Obligation).where(Obligation.deadline_id == deadline.id)).one()
    answer = pages.at("อบต.สะเดียง").get(arrived)
    assert f'href="/deadlines/shares/{share.id}"' in answer.text
    assert "วันอังคารที่ ๓๐ เมษายน ๒๕๖๗" in words(answer)
    assert "๓๑ ก.ค. ๙๐" not in words(answer)
