import io
import re

from openpyxl import load_workbook

from organisations import queries
from organisations.contact_file import read_contacts

TABLE = "รหัส,โทรศัพท์,อีเมลสารบรรณ\n6701,0 5671 2844,info@mueang.invalid\n8101,0 7561 1899,\n"


def preview(browser, content=TABLE, status=200, **typed):
    data = {"source": "ทำเนียบ สถจ.เพชรบูรณ์", "as_of": "2026-01-05", "file": (io.BytesIO(content.encode()), "รายชื่อ.csv")}
    answer = browser.post("/contacts/import", data={**data, **typed})
    assert answer.status_code == status, answer.text[:2000]
    return re.sub(r'<span class="nb">(.*?)</span>', r"\1", answer.text)


def token(text):
    return re.search(r'name="token" value="([^"]+)"', text)[1]


def test_it_shows_what_would_change_then_saves_the_good_rows(country, admin):
    text = preview(admin)
    assert "0 5671 2844" in text and "นอกเขตของหน่วยงานท่าน" in text and "ควรขึ้นต้นด้วย saraban" in text
    assert queries.by_code("6701").phone is None
    answer = admin.post("/contacts/confirm", data={"token": token(text)}, follow_redirects=True)
    assert "บันทึกข้อมูลติดต่อแล้ว ๑ แห่ง" in answer.text and "๑ แถวมีที่ผิด" in answer.text
    assert queries.by_code("6701").phone == "0 5671 2844"
    assert queries.by_code("8101").phone is None
    detail = admin.get(f"/organisations/{queries.by_code('6701').id}").text
    assert "ทำเนียบ สถจ.เพชรบูรณ์" in detail and "๕ มกราคม ๒๕๖๙" in detail
    assert "ไม่มีอะไรต้องเปลี่ยน" in preview(admin, TABLE.rsplit("\n", 2)[0])


def test_it_saves_nothing_when_the_data_changed_after_the_look(country, admin):
    seen = token(preview(admin))
    queries.by_code("6701").version = 5
    answer = admin.post("/contacts/confirm", data={"token": seen})
    assert answer.status_code == 409 and "ยังไม่มีอะไรถูกบันทึก" in answer.text
    assert queries.by_code("6701").phone is None


def test_it_takes_no_token_but_its_own(country, admin, nation):
    seen = token(preview(admin))
    assert nation.post("/contacts/confirm", data={"token": seen}).status_code == 422
    assert admin.post("/contacts/confirm", data={"token": seen + "x"}).status_code == 422
    assert admin.post("/contacts/confirm").status_code == 422


def test_it_gives_the_errors_to_take_away(country, admin):
    answer = admin.post("/contacts/errors.csv", data={"token": token(preview(admin))})
    assert answer.mimetype == "text/csv" and "นอกเขต" in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_it_asks_again_beside_the_field(country, admin):
    assert "ยังไม่ได้ใส่ที่มา" in preview(admin, status=422, source="")
    assert "ยังไม่ได้ใส่วันที่" in preview(admin, status=422, as_of="")
    assert "ใส่วันที่ เช่น" in preview(admin, status=422, as_of="วันนี้")
    assert "ยังไม่ได้เลือกไฟล์" in preview(admin, status=422, file=(io.BytesIO(b""), ""))
    assert "ไม่พบคอลัมน์รหัส" in preview(admin, "ก,ข\n", status=422)


def test_it_gives_a_table_that_can_be_filled_in_and_sent_back(country, admin):
    content = admin.get("/contacts/table.xlsx").data
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.max_row == 1 + 1 + 11 + 128
    table = read_contacts(content, "wian-contacts.xlsx")
    assert (table.errors, table.ignored, len(table.rows)) == ([], [], 140)


def test_it_keeps_the_import_from_clerks(country, clerk):
    preview(clerk, status=403)
    assert clerk.get("/contacts/table.xlsx").status_code == 403
