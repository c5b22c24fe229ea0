"""The search page and `flask search`: what was typed comes back marked and harmless, bad input is named."""

import json
from urllib.parse import quote

import pytest

from accounts.permissions import Role
from core.extensions import db
from core.stored_files import keep
from letters.models import Enclosure
from letters.search_text import index_letter, keep_file_text
from letters.status import EnclosureKind, LetterStatus
from tests.accounts.factories import make_user
from tests.factories.routing import NOW, make_letter, make_province, send

SUBJECT = "การสำรวจ <b>ปะการัง</b> & หญ้าทะเล ปี ๒๕๖๗"


@pytest.fixture
def land(session):
    return make_province()


@pytest.fixture
def letter(land):
    made = make_letter(
        land.org["เมือง"],
        subject=SUBJECT,
        ref_no="พช 0023.7/ว 1507",
        body_cause="ด้วยอธิบดีขอให้ทุกอำเภอ สำรวจแนวหญ้าทะเลให้แล้วเสร็จ" + " และรายงานผล" * 40,
    )
    index_letter(made, NOW)
    return made


@pytest.fixture
def clerk(land, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, land.desk["เมือง"]))


def test_it_marks_what_was_typed_and_trusts_no_text(letter, clerk):
    page = clerk.get("/search?q=ปะการัง").text
    assert "&lt;b&gt;<mark>ปะการัง</mark>&lt;/b&gt; &amp;" in page
    assert "<b>ปะการัง" not in page


def test_it_quotes_the_words_around_what_stands_deep_in_a_letter(letter, clerk):
    page = clerk.get("/search?q=อธิบดี").text
    assert "ด้วย<mark>อธิบดี</mark>ขอให้ทุกอำเภอ" in page
    assert page.count("และรายงานผล") < 20


def test_it_says_when_the_words_stand_in_an_enclosed_file(app, land, clerk):
    letter = make_letter(land.org["เมือง"])
    file = keep(b"x", "application/pdf", app.extensions["wian.store"], NOW)
    letter.enclosures.append(Enclosure(kind=EnclosureKind.FILE, position=1, text="คู่มือ", file_id=file.id, token="t"))
    keep_file_text(file.id, "วิธีเลี้ยงไส้เดือน", NOW)
    index_letter(letter, NOW)
    assert "พบในไฟล์ที่แนบ" in clerk.get("/search?q=ไส้เดือน").text


def test_it_escapes_what_was_typed(clerk):
    page = clerk.get('/search?q=<script>alert("x")</script>').text
    assert "<script>alert" not in page


def test_it_shows_the_field_alone_before_anything_is_typed(clerk):
    page = clerk.get("/search").text
    assert "ค้นได้ทั้งเลข คำ และชื่อ" in page and "ไม่พบหนังสือ" not in page


def test_it_tells_when_nothing_is_found_without_telling_of_others_letters(land, clerk):
    hidden = send(land.org["ชนแดน"], [land.org["ทต.ดงขุย"]], subject="ความลับของชนแดน")
    index_letter(hidden, NOW)
    pages = set()
    for typed in ("ความลับของชนแดน", "ไม่มีใครเขียนเลย"):
        page = clerk.get("/search?q=" + typed).text
        assert "ไม่พบหนังสือที่ตรงกับคำค้น" in page
        pages.add(page.replace(typed, "").replace(quote(typed), ""))
    assert len(pages) == 1


def test_it_leads_to_the_delivery_of_a_letter_that_came(land, clerk):
    came = send(land.org["จังหวัด"], [land.org["เมือง"]], subject="ปะการัง")
    index_letter(came, NOW)
    page = clerk.get("/search?q=ปะการัง").text
    assert "/in/" in page and "ถึงแล้ว" in page


def test_it_lists_organisations_and_offices_too(land, clerk):
    assert "เทศบาลตำบลท่าพล" in clerk.get("/search?q=ท่าพล").text or "ทต.ท่าพล" in clerk.get("/search?q=ท่าพล").text
    assert "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเพชรบูรณ์" in clerk.get("/search?q=พช ๐๐๒๓.๖").text


def test_it_asks_which_organisation_is_meant(letter, clerk):
    page = clerk.get("/search?q=ปะการัง&other=อบต.").text
    assert "หมายถึงหน่วยงานใด" in page and "other=T007" in page
    one = clerk.get("/search?q=ปะการัง&other=T004").text
    assert "<mark>ปะการัง</mark>" in one


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=---", "คำค้นไม่มีตัวอักษร"),
        ("q=" + "ก" * 201, "คำค้นยาวเกิน"),
        ("q=a&year=9", "ตัวกรองนี้ไม่มี"),
        ("q=a&year=" + "9" * 30, "ตัวกรองนี้ไม่มี"),
        ("q=a&book=x", "ตัวกรองนี้ไม่มี"),
        ("q=a&urgency=x", "ตัวกรองนี้ไม่มี"),
        ("q=a&state=x", "ตัวกรองนี้ไม่มี"),
        ("q=a&due=x", "ตัวกรองนี้ไม่มี"),
        ("q=a&other=ไม่มีที่นี่", "ไม่พบองค์กร"),
        ("q=a&cursor=%%%", "ลิงก์ไปหน้าถัดไปนี้ใช้ไม่ได้"),
    ],
)
def test_it_names_what_it_cannot_use(land, clerk, query, words):
    answer = clerk.get(f"/search?{query}")
    assert (answer.status_code, words in answer.text) == (422, True)


def test_it_keeps_the_filters_from_page_to_page(land, clerk):
    for number in range(27):
        index_letter(make_letter(land.org["เมือง"], subject=f"ปะการัง {number}"), NOW)
    first = clerk.get("/search?q=ปะการัง&year=2567")
    assert "ถัดไป" in first.text
    address = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = clerk.get(address).text
    assert "year=2567" in address and second.count("found__subject") == 2 and "หน้าแรก" in second


def test_every_page_leads_to_the_search(clerk):
    assert "data-search-link" in clerk.get("/").text


def run(app, *arguments):
    db.session.commit()
    return app.test_cli_runner().invoke(args=["search", *arguments])


def test_the_command_prints_what_the_person_may_see(app, land, letter):
    email = make_user(Role.CLERK, land.desk["เมือง"]).email
    done = run(app, "พช", "1507", "--as", email, "--json")
    assert done.exit_code == 0, done.output
    (found,) = [json.loads(line) for line in done.output.splitlines()]
    assert (found["ref_no"], found["subject"], found["number_matches"]) == ("พช 0023.7/ว 1507", SUBJECT, True)
    stranger = make_user(Role.CLERK, land.desk["ชนแดน"]).email
    assert run(app, "1507", "--as", stranger).exit_code == 1


@pytest.mark.parametrize("arguments", [(), ("--",), ("---",), ("คำ", "--other", "ไม่มีที่นี่"), ("คำ", "--other", "อบต."),
                                       ("คำ", "--year", "1"), ("คำ", "--state", "x")])  # fmt: skip
def test_the_command_ends_with_one_line_and_status_2_on_bad_input(app, land, arguments):
    email = make_user(Role.CLERK, land.desk["เมือง"]).email
    assert run(app, *arguments[1:], "--as", email, *(["--", *arguments[:1]] if arguments else [])).exit_code == 2


def test_the_command_knows_no_stranger(app, land):
    done = run(app, "คำ", "--as", "nobody@example.invalid")
    assert (done.exit_code, "ไม่พบบัญชี" in done.output) == (2, True)
    outside = make_user(None).email
    assert run(app, "คำ", "--as", outside).exit_code == 2


def test_it_shows_drafts_to_their_own_house_only(land, clerk, sign_in_as):
    draft = make_letter(land.org["เมือง"], subject="ปะการัง", status=LetterStatus.DRAFT, ref_no=None)
    index_letter(draft, NOW)
    assert "<mark>ปะการัง</mark>" in clerk.get("/search?q=ปะการัง&state=draft").text
    other = sign_in_as(make_user(Role.CLERK, land.desk["จังหวัด"]))
    assert "<mark>" not in other.get("/search?q=ปะการัง").text
