import datetime as dt
import io
from urllib.parse import unquote

import pytest
import sqlalchemy as sa
from PIL import Image

from accounts.permissions import Role
from core.extensions import db
from letters import enclosures
from letters.enclosures import Details, Doing
from letters.models import Enclosure, Letter
from letters.status import LetterStatus
from organisations.models import Organisation
from routing.models import Delivery
from tests.accounts.factories import make_user
from tests.factories.letters import K, make_draft, make_issued_letter, make_letter_office, writer
from tests.letters.test_write_page import form_of, url

FAR = dt.date(2999, 1, 1)


def picture(colour="white"):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return io.BytesIO(out.getvalue())


@pytest.fixture
def office(session):
    return make_letter_office()


@pytest.fixture
def clerk(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office))


@pytest.fixture
def issued(office, session, sign_in_as):
    """A letter issued and sent through the pages, with a link that opens far away and one that is open."""
    letter = make_draft(office)
    doing = Doing(letter.created_at, writer(office))
    enclosures.add_link(letter, Details("กำหนดการ", as_qr=True), "https://open.example.go.th/", doing)
    enclosures.add_link(letter, Details("ห้องประชุม", as_qr=True, opens_on=FAR), "https://later.example.go.th/", doing)
    letter_id = letter.id
    sign_in_as(make_user(Role.SIGNATORY, office)).post(url(letter, "sign"), data={})
    return session.get(Letter, letter_id)


def recipient_of(letter, session, sign_in_as, kind=K.PAO):
    to = session.scalars(sa.select(Organisation).where(Organisation.kind == kind)).first()
    assert session.scalars(sa.select(Delivery).where(Delivery.organisation_id == to.id)).one().letter_id == letter.id
    desk = make_letter_office(organisation=to, prefix="พช", code="51001")
    return sign_in_as(make_user(Role.CLERK, desk))


def test_it_lists_the_offices_letters_by_what_is_to_do(clerk, office, issued):
    draft = make_draft(office, subject="ร่างที่ค้าง")
    assert draft.subject in clerk.get("/letters/").text
    sent = clerk.get("/letters/?tab=sent").text
    assert "พช ๐๐๒๓.๖/ว ๑" in sent
    assert "ร่างที่ค้าง" not in sent


def test_it_shows_an_issued_letter_with_page_recipients_and_history(clerk, issued):
    page = clerk.get(f"/letters/{issued.id}").text
    assert "ผู้รับ ๖ แห่ง" in page
    assert "ลงนามและออกเลข" in page
    assert issued.pdf_file.sha256[:8] in page
    assert f"/letters/{issued.id}/pages/1.svg" in page


def test_it_sends_the_files_under_the_letters_number(clerk, issued):
    pdf = clerk.get(f"/letters/{issued.id}/files/pdf")
    assert pdf.data.startswith(b"%PDF")
    assert "พช 0023.6-ว 1.pdf" in unquote(pdf.headers["Content-Disposition"])
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    assert clerk.get(f"/letters/{issued.id}/files/pdf?view=1").headers["Content-Disposition"].startswith("inline")
    assert clerk.get(f"/letters/{issued.id}/files/docx").data.startswith(b"PK")
    assert clerk.get(f"/letters/{issued.id}/files/scan").status_code == 404


def test_it_makes_a_pdf_of_a_draft_for_reading_over(clerk, office):
    draft = make_draft(office)
    assert clerk.get(f"/letters/{draft.id}/files/pdf").data.startswith(b"%PDF")


def test_it_opens_enclosures_to_a_recipient_from_their_day_on(issued, session, sign_in_as):
    now, later = issued.enclosures
    pao = recipient_of(issued, session, sign_in_as)
    assert pao.get(f"/letters/{issued.id}").status_code == 200
    assert pao.get(f"/letters/{issued.id}/enclosures/{now.id}").location == "https://open.example.go.th/"
    closed = pao.get(f"/letters/{issued.id}/enclosures/{later.id}")
    assert closed.status_code == 403
    assert "เปิดวันที่" in closed.text


def test_it_shows_a_recipient_its_own_delivery_only(issued, session, sign_in_as):
    page = recipient_of(issued, session, sign_in_as).get(f"/letters/{issued.id}").text
    assert "ผู้รับ ๑ แห่ง" in page
    assert "เมืองหล่มสัก</td>" not in page


def test_it_leads_a_code_on_the_paper_to_its_present_target(client, clerk, issued):
    now, later = issued.enclosures
    assert client.get(f"/e/{now.token}").location == "https://open.example.go.th/"
    assert "เปิดวันที่" in client.get(f"/e/{later.token}").text
    assert client.get("/e/no-such-code").status_code == 404
    moved = {"url": "https://new.example.go.th/", "reason": "เว็บไซต์ย้าย"}
    clerk.post(f"/letters/{issued.id}/enclosures/{now.id}/replace", data=moved)
    assert client.get(f"/e/{now.token}").location == "https://new.example.go.th/"
    page = clerk.get(f"/letters/{issued.id}").text
    assert "https://open.example.go.th/" in page
    assert "เว็บไซต์ย้าย" in page


def test_it_says_at_a_code_that_the_letter_was_recalled(client, issued, session):
    issued.status = LetterStatus.RECALLED
    session.flush()
    assert client.get(f"/e/{issued.enclosures[0].token}").status_code == 410


def test_it_refuses_a_new_target_without_a_reason(clerk, issued):
    one = issued.enclosures[0]
    answer = clerk.post(f"/letters/{issued.id}/enclosures/{one.id}/replace", data={"url": "https://x.go.th/"})
    assert answer.status_code == 422
    assert "เหตุผล" in answer.text


def test_it_adds_edits_orders_and_removes_enclosures_of_a_draft(clerk, office, session):
    draft = make_draft(office)
    add = url(draft, "enclosures")
    clerk.post(add, data={"kind": "file", "text": "แผนผัง", "file": (picture(), "แผนผัง.png")})
    clerk.post(add, data={"kind": "link", "text": "แบบตอบรับ", "url": "www.example.go.th", "opens_on": "๑๘ เม.ย. ๖๗"})
    clerk.post(add, data={"kind": "paper", "text": "แผนที่", "copies": "จำนวน 1 แผ่น"})
    session.refresh(draft)
    file, link, paper = draft.enclosures
    assert link.opens_on == dt.date(2024, 4, 18)
    clerk.post(f"{add}/{paper.id}/up")
    clerk.post(f"{add}/{link.id}/edit", data={"text": "แบบตอบรับใหม่", "as_qr": "y"})
    clerk.post(f"{add}/{file.id}/remove")
    session.expire_all()
    assert [one.text for one in draft.enclosures] == ["แผนที่", "แบบตอบรับใหม่"]
    assert clerk.get(url(draft)).status_code == 200


def test_it_encloses_a_copy_found_by_its_number_as_anyone_types_it(clerk, office, issued, session):
    draft = make_draft(office)
    clerk.post(url(draft, "enclosures"), data={"kind": "letter", "ref_no": "ที่ พช ๐๐๒๓.๖/ว ๑"})
    copy = session.scalars(sa.select(Enclosure).where(Enclosure.letter_id == draft.id)).one()
    assert copy.linked_letter_id == issued.id
    assert copy.text.startswith("สำเนาหนังสือจังหวัดเพชรบูรณ์ ที่ พช 0023.6/ว 1 ลงวันที่")
    through = f"/letters/{draft.id}/enclosures/{copy.id}"
    assert clerk.get(through).data.startswith(b"%PDF")
    assert clerk.get(f"{through}/{issued.enclosures[0].id}").location == "https://open.example.go.th/"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"kind": "link", "text": "ก", "url": "javascript:alert(1)"}, "ที่อยู่เว็บไซต์ใช้ไม่ได้"),
        ({"kind": "letter", "ref_no": "ไม่มี"}, "ไม่พบหนังสือเลขที่นี้"),
        ({"kind": "paper"}, "ยังไม่ได้ใส่ชื่อ"),
        ({"kind": "file"}, "ไฟล์ว่างเปล่า"),
        ({"kind": "paper", "text": "ก", "opens_on": "เมื่อไรก็ได้"}, "อ่านวันที่ไม่ได้"),
    ],
)
def test_it_says_beside_the_field_why_an_enclosure_is_refused(clerk, office, data, says):
    answer = clerk.post(url(make_draft(office), "enclosures"), data=data)
    assert answer.status_code == 422
    assert says in answer.text


def test_it_copies_an_issued_letter_into_a_new_draft(clerk, issued, session):
    answer = clerk.post(f"/letters/{issued.id}/copy")
    made = session.scalars(sa.select(Letter).where(Letter.status == LetterStatus.DRAFT)).one()
    assert answer.location == url(made)
    assert (made.subject, made.ref_no) == (issued.subject, None)


def statements(browser, address):
    """How many statements one page takes."""
    db.session.commit()
    seen = []

    def note(*_arguments):
        seen.append(1)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert browser.get(address).status_code == 200
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_it_asks_the_database_as_often_for_one_letter_as_for_many(clerk, office):
    make_issued_letter(office)
    few = statements(clerk, "/letters/?tab=sent")
    for _ in range(20):
        make_issued_letter(office)
    assert statements(clerk, "/letters/?tab=sent") == few


def test_it_shows_a_letter_in_as_many_statements_with_one_enclosure_as_with_ten(clerk, office):
    letter, doing = make_issued_letter(office), None
    draft = make_draft(office)
    for count in (1, 9):
        for number in range(count):
            doing = Doing(letter.created_at, writer(office))
            enclosures.add_copy(draft, letter, doing, Details(f"สำเนา {number}"))
        if count == 1:
            few = statements(clerk, f"/letters/{draft.id}")
    assert statements(clerk, f"/letters/{draft.id}") == few


def test_it_edits_nothing_of_an_issued_letter_and_keeps_the_text_aside(clerk, issued):
    before = issued.subject
    answer = clerk.post(url(issued), data=form_of(issued, subject="ใหม่"))
    assert answer.status_code == 409
    assert "ใหม่" in answer.text
    assert db.session.get(Letter, issued.id, populate_existing=True).subject == before
    assert clerk.post(url(issued, "enclosures"), data={"kind": "paper", "text": "ก"}).status_code == 403
