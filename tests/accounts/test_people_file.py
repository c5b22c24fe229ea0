"""Inviting from a table of people."""

import io

import pytest
from openpyxl import Workbook

from accounts.models import Invitation
from accounts.permissions import Role
from accounts.routes import people_file
from organisations.kinds import OrganisationKind
from tests.accounts.factories import make_user
from tests.factories.organisations import make_organisation
from tests.other_writer import writes_during


@pytest.fixture
def province(session):
    return make_organisation(kind=OrganisationKind.PROVINCE, code="67", name="จังหวัดทดสอบ", short_name="ทดสอบ")


@pytest.fixture
def lao(province):
    return make_organisation(code="5670101", parent_id=province.id, short_name="สะเดียง")


@pytest.fixture
def administrator(sign_in_as, province, lao):
    return sign_in_as(make_user(Role.ORGANISATION_ADMIN, province.offices[0]))


def csv_of(*rows):
    return "\n".join(["รหัส,อีเมล,ชื่อ,หน้าที่", *rows]).encode("utf-8-sig")


def xlsx_of(*rows):
    book = Workbook()
    for row in [("code", "email", "name", "role"), *rows]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def send(administrator, content, name="people.csv"):
    return administrator.post("/invitations/file", data={"file": (io.BytesIO(content), name)})


def confirm(administrator, page):
    token = page.text.split('name="token" value="')[1].split('"')[0]
    return administrator.post("/invitations/file/confirm", data={"token": token})


def test_it_shows_good_and_wrong_rows_and_invites_the_good(administrator, session):
    content = csv_of(
        "5670101,a@example.invalid,นายหนึ่ง,สารบรรณ",
        '๕๖๗๐๑๐๑,b@example.invalid,,"เจ้าหน้าที่, ผู้ลงนาม"',
        "9999999,c@example.invalid,,สารบรรณ",
        "67,no-address,,สารบรรณ",
        "67,d@example.invalid,,จักรพรรดิ",
        "67,e@example.invalid,,national_admin",
        "67,f@example.invalid,,",
        "5670101,A@example.invalid,,officer",
    )
    page = send(administrator, content)
    assert page.status_code == 200
    for said in ("ไม่พบรหัสนี้", "อีเมลขาด @", "ไม่รู้จักหน้าที่", "ให้หน้าที่นี้ไม่ได้", "ยังไม่ได้ใส่หน้าที่", "ซ้ำกับแถวก่อนหน้า"):
        assert said in page.text
    assert session.query(Invitation).count() == 0
    assert confirm(administrator, page).status_code == 302
    invited = {one.email: set(one.roles) for one in session.query(Invitation)}
    assert invited == {"a@example.invalid": {"clerk"}, "b@example.invalid": {"officer", "signatory"}}


def test_it_reads_a_workbook_with_english_headings(administrator, session):
    page = send(administrator, xlsx_of((5670101, "a@example.invalid", "Mr A", "clerk")), "people.xlsx")
    confirm(administrator, page)
    assert session.query(Invitation).one().name == "Mr A"


def test_it_invites_nobody_outside_ones_own_branch(administrator, session):
    make_organisation(code="5810101", short_name="ที่อื่น")
    assert "ไม่พบรหัสนี้" in send(administrator, csv_of("5810101,a@example.invalid,,clerk")).text


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02nonsense", csv_of(), "ชื่อ,นามสกุล\nก,ข".encode(), b"PK\x03\x04broken"]
)
def test_it_says_why_a_file_cannot_be_used(administrator, content):
    page = send(administrator, content)
    assert page.status_code == 422
    assert "is-error" in page.text


def test_it_takes_no_token_that_was_made_up(administrator):
    assert administrator.post("/invitations/file/confirm", data={"token": "made.up"}).status_code == 422


@pytest.mark.parametrize("slow", ["read_people", "plan_people"])
def test_it_lets_others_write_while_a_table_is_looked_at(administrator, monkeypatch, slow):
    writes = writes_during(monkeypatch, people_file, slow)
    page = send(administrator, csv_of("5670101,a@example.invalid,นายหนึ่ง,สารบรรณ"))
    assert (page.status_code, writes) == (200, [slow])


def test_it_lets_others_write_while_the_confirmed_table_is_read_again(administrator, monkeypatch):
    page = send(administrator, csv_of("5670101,a@example.invalid,นายหนึ่ง,สารบรรณ"))
    writes = writes_during(monkeypatch, people_file, "read_people")
    assert (confirm(administrator, page).status_code, writes) == (302, ["read_people"])
