import io

import pytest
import sqlalchemy as sa
from PIL import Image

from core import clock
from core.audit import AuditEntry
from letters.register_models import Register, RegisterEntry
from letters.status import Book, EntryStatus
from organisations import queries
from organisations.models import Office, Signatory
from tests.factories.organisations import make_signatory
from thai_numerals.years import register_year

FACTS = {
    "version": "1",
    "name": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเพชรบูรณ์",
    "short_name": "สถจ.เพชรบูรณ์",
    "prefix": "พช",
    "code": "0023.6",
    "letterhead": "ศาลากลางจังหวัดเพชรบูรณ์\r\nถนนสระบุรี-หล่มสัก พช 67000\r\n",
    "owner_unit": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
    "phone": "0 5672 9781 ต่อ 103",
    "circular_series": "separate",
    "signing_route": "one_signatory",
    "opening_pattern": "B",
    "keeps_register_here": "y",
    "thai_digits": "y",
    "active": "y",
}


def save(browser, office_id, status=302, **typed):
    answer = browser.post(f"/offices/{office_id}/edit", data={**FACTS, **typed})
    assert answer.status_code == status, answer.text[:3000]
    return answer.text


def test_it_saves_what_stands_on_the_paper(country, admin, office):
    save(admin, office.id)
    assert office.letterhead == ["ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000"]
    assert (office.phone, office.opening_pattern, office.version) == ("0 5672 9781 ต่อ 103", "B", 2)
    assert "พช ๖๗๐๐๐" in admin.get("/settings/office", follow_redirects=True).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"code": "abc"}, "เลขรหัสหน่วยงานไม่ถูกรูปแบบ"),
        ({"prefix": "P"}, "พยัญชนะไทยสองตัว"),
        ({"prefix": ""}, "ไม่มีอักษรนำ"),
        ({"name": " "}, "ยังไม่ได้ใส่ชื่อ"),
        ({"letterhead": "ก\nข\nค\nง\nจ"}, "5 บรรทัด"),
        ({"circular_series": "both"}, "เลือกจากรายการ"),
    ],
)
def test_it_names_the_setting_that_cannot_be(country, admin, office, typed, said):
    text = save(admin, office.id, 422, **typed)
    assert said in text
    assert office.version == 1


def test_it_reads_a_code_in_thai_digits_and_refuses_one_in_use(country, admin, office):
    district = queries.central_desk(queries.by_code("6701").id)
    typed = {"name": district.name, "short_name": district.short_name, "letterhead": district.name}
    save(admin, district.id, **typed, code="๐๐๒๓.๗")
    assert district.reference_code == "พช 0023.7"
    assert "ใช้อยู่แล้วที่" in save(admin, district.id, 409, **typed, version="2", code="0023.6")


def test_it_keeps_the_series_once_numbers_of_the_year_exist(country, admin, office):
    save(admin, office.id, circular_series="shared")
    now = clock.now()
    book = Register(office_id=office.id, book=Book.SENT, year=register_year(clock.today()), opened_at=now)
    country.add(book)
    country.flush()
    entry = RegisterEntry(
        register_id=book.id, number=1, status=list(EntryStatus)[0], entry_date=clock.today(), recorded_at=now
    )
    country.add(entry)
    assert "กลางปีไม่ได้" in save(admin, office.id, 409, version="2", circular_series="separate")
    save(admin, office.id, version="2", circular_series="shared", phone="0 5672 0000")


def test_it_never_closes_the_desk_where_letters_arrive(country, admin):
    hall = queries.central_desk(queries.by_code("67").id)
    typed = {"name": hall.name, "short_name": hall.short_name, "code": "", "active": ""}
    assert "ปิดหน่วยรับหนังสือกลางไม่ได้" in save(admin, hall.id, 409, **typed)


def test_it_adds_a_further_office_beside_the_central_desk(country, admin):
    province = queries.by_code("67")
    typed = {**FACTS, "name": "กลุ่มงานบริหารทั่วไป", "short_name": "บริหารทั่วไป", "code": "0023.1"}
    answer = admin.post(f"/organisations/{province.id}/offices/new", data=typed)
    assert answer.status_code == 302
    offices = queries.offices_of(province.id)
    assert [office.is_central_desk for office in offices] == [True, False, False]
    assert offices[-1].reference_code == "พช 0023.1"
    assert admin.get(f"/organisations/{province.id}/offices/new").status_code == 200


def picture(side=600, form="PNG", mode="RGBA"):
    out = io.BytesIO()
    Image.new(mode, (side, side)).save(out, form)
    return out.getvalue()


def emblem(browser, office, content, version):
    data = {"version": str(version), "emblem": (io.BytesIO(content), "ครุฑ.png")}
    return browser.post(f"/offices/{office.id}/emblem", data=data)


def test_it_takes_the_offices_own_emblem_and_gives_it_back_as_png(country, admin, office):
    assert emblem(admin, office, picture(form="JPEG", mode="RGB"), 1).status_code == 302
    shown = admin.get(f"/offices/{office.id}/emblem.png")
    assert shown.data.startswith(b"\x89PNG")
    assert admin.post(f"/offices/{office.id}/emblem", data={"version": "2"}).status_code == 302
    assert admin.get(f"/offices/{office.id}/emblem.png").status_code == 404


@pytest.mark.parametrize("content", [b"no picture", picture(80), b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\nbroken"])
def test_it_refuses_an_emblem_that_would_not_print(country, admin, office, content):
    assert emblem(admin, office, content, 1).status_code == 422
    assert office.emblem_file_id is None


def sign(browser, address, status=302, **typed):
    base = {"version": "1", "name": "นายสมชาย ตัวอย่าง", "position": "รองผู้ว่าราชการจังหวัด", "user_id": "0", "active": "y"}
    answer = browser.post(address, data={**base, **typed})
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


def test_it_adds_a_signatory_acting_for_the_governor_and_ends_them_without_deleting(country, admin, office):
    acting = {"acting": "ปฏิบัติราชการแทน", "on_behalf": "ผู้ว่าราชการจังหวัดเพชรบูรณ์"}
    sign(admin, f"/offices/{office.id}/signatories/new", **acting)
    person = country.scalars(sa.select(Signatory)).one()
    assert person.position_lines == ("รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดเพชรบูรณ์")
    sign(admin, f"/signatories/{person.id}", **acting, active="")
    assert queries.signatories_of(office.id) == []
    assert "ลงนามไม่ได้แล้ว" in admin.get(f"/offices/{office.id}").text
    assert country.scalar(sa.select(sa.func.count()).where(AuditEntry.subject_type == "signatories")) == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "ยังไม่ได้ใส่ชื่อผู้ลงนาม"),
        ({"position": ""}, "ยังไม่ได้ใส่ตำแหน่ง"),
        ({"acting": "รักษาราชการแทน", "on_behalf": ""}, "ยังไม่ได้ใส่ตำแหน่งที่ลงนามแทน"),
    ],
)
def test_it_names_what_a_signatory_lacks(country, admin, office, typed, said):
    assert said in sign(admin, f"/offices/{office.id}/signatories/new", 422, **typed)


def test_it_keeps_other_provinces_offices_out_of_reach(country, admin):
    other = country.scalar(sa.select(Office.id).where(Office.short_name == "สถจ.กระบี่"))
    save(admin, other, 403)
    person = make_signatory(office_id=other)
    sign(admin, f"/signatories/{person.id}", 403)
