import io

import pypdfium2
import pytest
from lxml import html
from PIL import Image

from accounts.permissions import Role
from core import clock
from core.audit_acts import AuditAct
from core.extensions import db
from letters.body_parts import split_body
from letters.models import Letter
from letters.register_models import RegisterEntry
from letters.status import EntryStatus, Origin
from routing.models import Delivery, Receipt
from routing.status import DeliveryState
from tests.accounts.factories import make_user
from tests.factories.issuing import make_office
from tests.recorded_acts import acts_recorded

TYPED = {
    "issuer_name": "สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "ref_no": "นร ๐๑๐๗/๒๑๙๙",
    "letter_date": "๑๔ มีนาคม ๒๕๖๗",
    "urgency": "most_urgent",
    "secrecy": "normal",
    "subject": "การประชุมเชิงปฏิบัติการ",
    "addressee_text": "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    "body_cause": "ด้วยจะจัดประชุม\nในการนี้ ขอเชิญเข้าร่วม\nจึงเรียนมาเพื่อทราบ",
    "received_day": "20 มี.ค. 67",
    "received_time": "๐๙.๓๐",
}


@pytest.fixture
def hall(app):
    return make_office(name="ศาลากลางจังหวัดเพชรบูรณ์", short_name="ศก.เพชรบูรณ์", code="0017")


@pytest.fixture
def clerk(hall, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, hall))


def post(browser, **changes):
    return browser.post("/paper/new", data={**TYPED, **changes}, content_type="multipart/form-data")


def scan(kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (620, 877), "white").save(out, kind)
    return io.BytesIO(out.getvalue()), "scan.png"


def test_it_makes_letter_delivery_and_receipt_in_one_go(hall, clerk):
    answer = post(clerk, scan=scan())
    letter = db.session.query(Letter).one()
    assert answer.location == f"/in/letter/{letter.id}"
    assert (letter.origin, letter.ref_no, letter.scan_file.media_type) == (Origin.PAPER, "นร 0107/2199", "image/png")
    assert (letter.body_cause, letter.body_purpose) == ("ด้วยจะจัดประชุม", "ในการนี้ ขอเชิญเข้าร่วม")
    delivery, receipt = db.session.query(Delivery).one(), db.session.query(Receipt).one()
    assert (delivery.state, delivery.holder_office_id) == (DeliveryState.REGISTERED, hall.id)
    assert (receipt.number, receipt.received_on.isoformat(), f"{receipt.received_time:%H:%M}") == (
        "1",
        "2024-03-20",
        "09:30",
    )
    entry = db.session.query(RegisterEntry).one()
    assert (entry.ref_no, entry.sender, entry.subject) == ("นร 0107/2199", TYPED["issuer_name"], TYPED["subject"])
    assert "เลขรับ ๑" in clerk.get(answer.location, follow_redirects=True).text


def test_it_says_at_once_that_a_file_is_no_scan(hall, clerk):
    answer = post(clerk, scan=(io.BytesIO(b"words"), "scan.pdf"), letter_date="วันก่อน")
    assert answer.status_code == 422
    assert "scan-err" in answer.text


def test_it_names_every_field_that_is_missing(clerk):
    page = post(clerk, subject="", letter_date="เมื่อวาน", received_day="", issuer_name="", received_time="บ่าย")
    assert page.status_code == 422
    wrong = html.document_fromstring(page.text).xpath("//*[contains(@class, 'is-error')]//*[@name]/@name")
    assert sorted(wrong) == ["issuer_name", "letter_date", "received_day", "received_time", "subject"]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("secrecy", "secret", "นายทะเบียนข้อมูลข่าวสารลับ"),
        ("ref_no", "สองพัน", "ไม่ถูกแบบ"),
        ("letter_date", "1 มกราคม 2599", "อนาคต"),
        ("received_day", "1 มกราคม 2599", "อนาคต"),
    ],
)
def test_it_says_beside_the_field_what_the_rules_refuse(clerk, field, value, said):
    page = post(clerk, **{field: value})
    assert 400 <= page.status_code < 500
    error = html.document_fromstring(page.text).xpath(f"//*[@id='{field}-err']")[0].text_content()
    assert said in error
    assert db.session.query(Letter).count() == db.session.query(RegisterEntry).count() == 0


def test_it_refuses_a_file_that_is_no_scan(clerk):
    page = post(clerk, scan=(io.BytesIO(b"MZ program"), "letter.pdf"))
    assert (page.status_code, "scan-err" in page.text) == (422, True)


def test_it_keeps_the_scan_while_it_asks_again(clerk):
    answer = post(clerk, scan=scan(), subject="", ref_no="")
    assert "แนบไว้แล้ว: scan.png" in answer.text
    kept = html.document_fromstring(answer.text).xpath("//input[@name='kept_scan']/@value")[0]
    page = html.document_fromstring(post(clerk, kept_scan=kept, ref_no="ผิด").text)
    kept = page.xpath("//input[@name='kept_scan']/@value")[0]
    post(clerk, kept_scan=kept)
    assert db.session.query(Letter).one().scan_file is not None
    post(clerk, kept_scan=kept + "x", ref_no="นร 0107/1")
    assert db.session.query(Letter).filter_by(ref_no="นร 0107/1").one().scan_file is None


def test_it_registers_the_same_paper_in_a_second_office_as_one_letter(hall, clerk, sign_in_as):
    post(clerk)
    local = make_office(hall.organisation, is_central_desk=False)
    post(sign_in_as(make_user(Role.CLERK, local)), received_day="22 มี.ค. 67")
    assert db.session.query(Letter).count() == db.session.query(Delivery).count() == 1
    assert [one.office_id for one in db.session.query(Receipt).order_by(Receipt.id)] == [hall.id, local.id]


def test_it_does_not_register_twice_in_one_book(clerk):
    post(clerk)
    answer = post(clerk)
    assert "ลงรับหนังสือฉบับนี้แล้ว เลขรับ ๑" in clerk.get(answer.location).text
    assert db.session.query(RegisterEntry).count() == 1


def test_it_shows_both_texts_before_it_uses_either(hall, clerk):
    post(clerk, subject="การประชมเชิงปฏิบัติการ")
    db.session.query(Receipt).update({"taken_back_at": clock.now()})
    page = post(clerk)
    assert page.status_code == 409
    cells = [cell.text_content() for cell in html.document_fromstring(page.text).xpath("//table//td")]
    assert cells == ["การประชมเชิงปฏิบัติการ", "การประชุมเชิงปฏิบัติการ"]
    assert db.session.query(RegisterEntry).count() == 1
    post(clerk, accept="known")
    assert db.session.query(Letter).one().subject == "การประชมเชิงปฏิบัติการ"


def test_it_puts_the_text_right_while_nobody_else_has_the_letter(hall, clerk, sign_in_as):
    post(clerk, subject="การประชมเชิงปฏิบัติการ")
    local = sign_in_as(make_user(Role.CLERK, make_office(hall.organisation, is_central_desk=False)))
    post(local, accept="typed")
    assert db.session.query(Letter).one().subject == "การประชุมเชิงปฏิบัติการ"


def test_it_takes_the_text_as_it_is_when_others_have_the_letter(clerk, sign_in_as):
    from tests.factories.issuing import make_organisation

    post(clerk)
    stranger = sign_in_as(make_user(Role.CLERK, make_office(make_organisation("81", "จังหวัดกระบี่"))))
    page = post(stranger, subject="เรื่องอื่น").text
    assert 'value="typed"' not in page
    assert TYPED["subject"] not in page  # a guess at number and day must not tell what the letter says
    post(stranger, subject="เรื่องอื่น", accept="typed")
    assert db.session.query(Letter).one().subject == TYPED["subject"]


def test_it_undoes_a_mistaken_entry_and_takes_the_letter_again(clerk):
    post(clerk)
    entry_id = db.session.query(RegisterEntry.id).scalar()
    with acts_recorded() as recorded:
        assert clerk.post(f"/paper/entries/{entry_id}/take-back", data={"reason": "ลงผิดเล่ม"}).status_code == 302
    (act,) = recorded
    assert (act.act, act.after["state"], act.before["number"]) == (AuditAct.DELIVERY_TAKEN_BACK, "rejected", "1")
    entry = db.session.get(RegisterEntry, entry_id)
    assert (entry.status, entry.void_reason) == (EntryStatus.VOID, "ลงผิดเล่ม")
    assert db.session.query(Delivery).one().state is DeliveryState.REJECTED
    assert clerk.get(f"/paper/entries/{entry_id}/take-back").status_code == 404
    post(clerk)
    assert db.session.query(Delivery).one().number == "2"


def test_it_types_the_number_of_a_book_kept_elsewhere(hall, clerk):
    hall.keeps_register_here = False
    assert "number-err" in post(clerk).text
    post(clerk, number="๕๖๕๑")
    assert db.session.query(Receipt).one().number == "5651"
    assert db.session.query(RegisterEntry).count() == 0


def test_it_draws_the_stamps_of_both_offices_on_the_scan(hall, clerk, sign_in_as):
    post(clerk, scan=scan())
    local = make_office(hall.organisation, is_central_desk=False)
    post(sign_in_as(make_user(Role.CLERK, local)), received_day="22 มี.ค. 67", received_time="")
    letter = db.session.query(Letter).one()
    answer = clerk.get(f"/letters/{letter.id}/stamped.pdf")
    page = pypdfium2.PdfDocument(answer.data)[0].get_textpage()
    text = page.get_text_bounded()
    for words in ("ศก.เพชรบูรณ์", "สถจ.เพชรบูรณ์", "๒๐ มี.ค. ๖๗", "๐๙.๓๐ น.", "๒๒ มี.ค. ๖๗"):
        assert words in text


def test_it_offers_names_of_issuers(hall, clerk):
    assert 'value="จังหวัดเพชรบูรณ์"' in clerk.get("/paper/issuers?issuer_name=เพชรบูรณ์").text


def test_it_is_for_register_keepers(hall, sign_in_as):
    assert sign_in_as(make_user(Role.OFFICER, hall)).get("/paper/new").status_code == 403


def test_it_parts_a_pasted_body_without_losing_a_word():
    assert split_body("ด้วย ก\nข\nดังนั้น ค\nจึงเรียนมาเพื่อทราบ\nง") == ("ด้วย ก\nข", "ดังนั้น ค", "จึงเรียนมาเพื่อทราบ\nง")
    assert split_body("จึงเรียนมาเพื่อทราบ") == ("จึงเรียนมาเพื่อทราบ", "", "")
    assert split_body("") == ("", "", "")
