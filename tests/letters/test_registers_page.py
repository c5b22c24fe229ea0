import datetime as dt
import io

import openpyxl
import pypdfium2
import pytest
from lxml import html

from accounts.permissions import Role
from core import clock
from core.extensions import db
from letters.numbering import Columns, Opening, open_register, reserve, take_number, void
from letters.register_models import RegisterEntry
from letters.status import Book, EntryStatus
from organisations.models import CircularSeries
from tests.accounts.factories import make_user
from tests.factories.issuing import NOW, actor_of, make_office, taking

SUBJECT = "การประชุมเชิงปฏิบัติการ ประจำปี พ.ศ. 2567"


@pytest.fixture
def office(app):
    return make_office()


@pytest.fixture
def keeper(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office))


def enter(office, book=Book.RECEIVED, day=dt.date(2024, 3, 28), **columns):
    given = {"ref_no": "นร 0107/2199", "dated": dt.date(2024, 3, 14), "sender": "สำนักนายกรัฐมนตรี", "subject": SUBJECT}
    return take_number(taking(office, book, day, columns=Columns(**{**given, **columns})))


def rows_of(answer):
    rows = html.document_fromstring(answer.text).xpath("//table//tbody/tr")
    return [" ".join(" ".join(cell.text_content() for cell in row).split()) for row in rows]


def test_it_shows_the_official_columns_with_the_newest_number_first(office, keeper):
    enter(office, day=dt.date(2024, 3, 27))
    enter(office)
    page = keeper.get("/registers/received?year=2567")
    heads = [one.text_content() for one in html.document_fromstring(page.text).xpath("//thead//th")]
    assert heads == ["เลขทะเบียนรับ", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ"]
    rows = rows_of(page)
    assert rows[0] == "วันที่ ๒๘ เดือน มีนาคม พ.ศ. ๒๕๖๗"
    assert rows[1].startswith("๒ นร ๐๑๐๗/๒๑๙๙ ๑๔ มี.ค. ๖๗ สำนักนายกรัฐมนตรี")
    assert rows[2] == "วันที่ ๒๗ เดือน มีนาคม พ.ศ. ๒๕๖๗"
    assert "เลขล่าสุด ๒" in page.text


def test_it_keeps_every_office_to_its_own_books(office, keeper):
    other = make_office(office.organisation, is_central_desk=False, name="ศาลากลาง", short_name="ศก.", code="0017")
    entry = enter(other, subject="ของหน่วยงานอื่น")
    assert "ของหน่วยงานอื่น" not in keeper.get("/registers/received?year=2567").text
    assert keeper.get(f"/registers/entries/{entry.id}/void").status_code == 404


@pytest.mark.parametrize(("asked", "found"), [("๒๑๙๙", 1), ("2199", 1), ("ไม่มีคำนี้", 0), ("เชิงปฏิบัติการ", 1), ("100%", 0)])
def test_it_searches_in_either_kind_of_digits(office, keeper, asked, found):
    enter(office)
    enter(office, ref_no="มท 0808/1", subject="เรื่องอื่น")
    rows = rows_of(keeper.get("/registers/received", query_string={"year": "2567", "q": asked}))
    assert len([row for row in rows if "เดือน" not in row]) == found


def test_it_narrows_to_a_month(office, keeper):
    enter(office, day=dt.date(2024, 2, 29), subject="กุมภา")
    enter(office, day=dt.date(2024, 3, 1), subject="มีนา")
    text = keeper.get("/registers/received?year=2567&month=2").text
    assert "กุมภา" in text.split("<table")[1]
    assert "มีนา<" not in text.split("<table")[1]


def test_it_pages_from_the_last_number_seen(office, keeper):
    for _ in range(53):
        enter(office)
    first = keeper.get("/registers/received?year=2567")
    older = html.document_fromstring(first.text).xpath("//a[@rel='next']/@href")[0]
    numbers = [row.split()[0] for row in rows_of(keeper.get(older)) if "เดือน" not in row]
    assert numbers == ["๓", "๒", "๑"]


def test_it_marks_void_late_and_reserved_rows(office, keeper):
    enter(office)
    late = enter(office, day=dt.date(2024, 3, 20))
    (entry,) = reserve(taking(office, Book.RECEIVED), 1, "ขอทางโทรศัพท์")
    void(entry, "ไม่ได้ใช้", now=NOW, actor=actor_of(office))
    rows = rows_of(keeper.get("/registers/received?year=2567"))
    assert late.late_entered
    assert any("ลงภายหลังเมื่อ ๒๘ มี.ค. ๖๗" in row for row in rows)
    assert any("ยกเลิก ไม่ได้ใช้ · ขอทางโทรศัพท์" in row for row in rows)


def test_it_prints_the_same_rows_as_paper_pdf_and_workbook(office, keeper):
    enter(office)
    paper = keeper.get("/registers/received/print?year=2567")
    assert rows_of(paper)[0] == "วันที่ ๒๘ เดือน มีนาคม พ.ศ. ๒๕๖๗"
    assert rows_of(paper)[1].startswith("๑ นร ๐๑๐๗/๒๑๙๙ ๑๔ มี.ค. ๖๗")
    document = pypdfium2.PdfDocument(keeper.get("/registers/received.pdf?year=2567").data)
    printed = document[0].get_textpage().get_text_bounded()
    assert "ทะเบียนหนังสือรับ" in printed
    assert "นร ๐๑๐๗/๒๑๙๙" in printed
    assert document[0].get_width() > document[0].get_height()
    book = openpyxl.load_workbook(io.BytesIO(keeper.get("/registers/received.xlsx?year=2567").data))
    assert book.active["A4"].value == "วันที่ 28 เดือน มีนาคม พ.ศ. 2567"
    assert [cell.value for cell in book.active[5]][:3] == [1, "นร 0107/2199", "14 มี.ค. 67"]


def test_it_says_where_a_missing_book_could_begin(office, keeper):
    assert "เริ่มต่อจากสมุดกระดาษ" in keeper.get("/registers/sent").text
    assert keeper.get("/registers/sent.pdf").status_code == 404


def test_it_reserves_numbers_from_the_page(office, keeper):
    answer = keeper.post("/registers/circular/reserve", data={"count": "๒", "purpose": "ลงนามในกระดาษ"})
    assert answer.location == "/registers/circular"
    assert [one.number for one in db.session.query(RegisterEntry)] == [1, 2]
    assert "พช ๐๐๒๓.๖/ว ๑ ถึง พช ๐๐๒๓.๖/ว ๒" in keeper.get(answer.location).text


def test_it_says_beside_the_field_what_is_wrong(office, keeper):
    answer = keeper.post("/registers/sent/reserve", data={"count": "สอง", "purpose": ""})
    assert answer.status_code == 422
    assert "ใส่เป็นตัวเลข" in answer.text
    answer = keeper.post("/registers/sent/reserve", data={"count": "101", "purpose": "x"})
    assert (answer.status_code, "1 ถึง 100" in answer.text) == (422, True)
    assert db.session.query(RegisterEntry).count() == 0


def test_it_voids_a_reserved_number_with_its_reason(office, keeper):
    (entry,) = reserve(taking(office, Book.SENT), 1, "ขอทางโทรศัพท์")
    entry_id = entry.id
    assert keeper.post(f"/registers/entries/{entry_id}/void", data={"reason": ""}).status_code == 422
    assert keeper.post(f"/registers/entries/{entry_id}/void", data={"reason": "ไม่ได้ใช้"}).status_code == 302
    assert db.session.get(RegisterEntry, entry_id).status is EntryStatus.VOID


def test_it_opens_this_years_book_where_the_paper_ended(office, keeper):
    data = {"first_number": "๑,๕๐๗", "paper_book": "เล่ม 2", "reason": "เริ่มใช้เวียน"}
    assert keeper.post("/registers/circular/open", data=data).status_code == 302
    assert "เลขแรกคือ ๑๕๐๗" in keeper.get("/registers/circular").text
    answer = keeper.post("/registers/circular/open?year=2600", data=data)
    assert (answer.status_code, "ปี พ.ศ." in answer.text) == (422, True)


def test_it_says_who_keeps_the_book_when_it_is_not_here(office, keeper):
    office.keeps_register_here = False
    assert "เก็บทะเบียนรับไว้ที่อื่น" in keeper.get("/registers/received").text


def test_it_leads_an_office_with_one_series_to_its_sent_book(office, keeper):
    office.circular_series = CircularSeries.SHARED
    assert keeper.get("/registers/circular").location.startswith("/registers/sent")


def test_it_lets_readers_read_and_keepers_keep(office, sign_in_as):
    reader = sign_in_as(make_user(Role.READ_ONLY, office))
    assert reader.get("/registers/received").status_code == 200
    assert reader.get("/registers/sent/reserve").status_code == 403
    assert reader.post("/registers/sent/open").status_code == 403


def test_it_shows_how_a_book_began(office, keeper):
    year = clock.today().year + 543
    opening = Opening(office.id, Book.SENT, year, 40, "เริ่มใช้กลางปี", "เล่ม 1")
    open_register(opening, now=clock.now(), actor=actor_of(office))
    assert "เล่มนี้เริ่มที่เลข ๔๐" in keeper.get("/registers/sent").text


def test_it_marks_the_sent_register_in_the_menu_on_the_page_of_circulars_too(office, keeper):
    enter(office, Book.CIRCULAR)
    page = html.document_fromstring(keeper.get("/registers/circular").text)
    assert page.xpath("//nav[@class='mainnav']//a[@aria-current]/@href") == ["/registers/sent"]


def test_it_parts_what_is_wrong_from_the_remedy_in_english(office, keeper):
    keeper.get("/language/en")
    answer = keeper.post("/registers/sent/reserve", data={"count": "999", "purpose": "ลงนามในกระดาษ"})
    assert "at a time. Say how many" in answer.text
