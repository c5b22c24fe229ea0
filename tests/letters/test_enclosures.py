import datetime as dt
import io

import pytest
import sqlalchemy as sa
from PIL import Image

from core.audit import AuditEntry
from core.errors import InvalidInput, NotFound, Refused
from core.stored_files import StoredFile
from documents.storage import FolderStore
from letters import enclosures
from letters.enclosures import Details, Doing, NewFile, Upload
from letters.links import ascii_url
from letters.queries import enclosure_by_token
from letters.status import EnclosureKind, LetterStatus
from tests.factories.letters import NOW, make_draft, make_issued_letter, make_letter_office, writer

DOING = Doing(NOW, writer())
MB = 1024 * 1024


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path)


def picture(colour="white"):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return out.getvalue()


def upload(content=None, name="แผนผัง.png", most=20 * MB):
    return Upload(picture() if content is None else content, name, most)


def test_it_keeps_the_same_bytes_once_however_many_letters_carry_them(session, store):
    office = make_letter_office()
    for letter in (make_draft(office), make_draft(office)):
        enclosures.add_file(letter, Details("แผนผัง"), upload(), store, DOING)
    assert session.scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 1


def test_it_names_a_file_by_its_content_not_by_its_ending(session, store):
    one = enclosures.add_file(make_draft(), Details(""), upload(name="รายงาน.pdf"), store, DOING)
    assert one.file_name.endswith(".png")
    assert one.file.media_type == "image/png"
    assert one.text


@pytest.mark.parametrize(
    ("content", "most", "says"),
    [(b"", MB, "ว่างเปล่า"), (b"MZ program", MB, "ไม่รับไฟล์ชนิดนี้"), (None, 10, "ใหญ่เกิน")],
)
def test_it_refuses_a_file_in_plain_words(session, store, content, most, says):
    with pytest.raises(InvalidInput, match=says) as refused:
        enclosures.add_file(make_draft(), Details("ก"), upload(content, most=most), store, DOING)
    assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("http://๑๖๔.๑๑๕.๒๕.๑๗๙/", "http://164.115.25.179/"),
        ("www.odloc.go.th", "https://www.odloc.go.th"),
        ("example.go.th:8080/a", "https://example.go.th:8080/a"),
        (" https://example.go.th/แบบตอบรับ?ปี=๒๕๖๗ ", None),
        ("https://ทดสอบ.ไทย/", "https://xn--l3ckl8j1b.xn--o3cw4h/"),
    ],
)
def test_it_stores_an_address_in_ascii(app, typed, stored):
    url = ascii_url(typed)
    assert url.isascii()
    assert stored in (None, url) or typed.startswith("https://ทดสอบ")


@pytest.mark.parametrize(
    "typed",
    ["", "javascript:alert(1)", "ftp://a.go.th/", "https://", "http://a b", "https://u:p@a.go.th", "https://[::1"],
)
def test_it_refuses_what_is_no_web_address(app, typed):
    with pytest.raises(InvalidInput):
        ascii_url(typed)


def test_it_words_a_copy_as_the_example_letter_did(session):
    office = make_letter_office()
    source = make_issued_letter(
        office,
        issuer_name="สำนักงานปลัดสำนักนายกรัฐมนตรี",
        ref_no="นร 0107/2199",
        letter_date=dt.date(2024, 3, 14),
        urgency="most_urgent",
    )
    session.refresh(source)
    one = enclosures.add_copy(make_draft(office), source, DOING)
    assert one.text == "สำเนาหนังสือสำนักงานปลัดสำนักนายกรัฐมนตรี ด่วนที่สุด ที่ นร 0107/2199 ลงวันที่ 14 มีนาคม 2567"
    assert one.copies == "จำนวน 1 ชุด"


def test_it_changes_a_list_only_while_the_letter_is_a_draft(session):
    letter = make_draft()
    one = enclosures.add_paper(letter, Details("แผนที่"), DOING)
    letter.status = LetterStatus.ISSUED
    session.flush()
    for change in (
        lambda: enclosures.add_paper(letter, Details("อีกแผ่น"), DOING),
        lambda: enclosures.edit(letter, one.id, Details("อื่น"), DOING),
        lambda: enclosures.remove(letter, one.id, DOING),
    ):
        with pytest.raises(Refused):
            change()


def test_it_orders_and_removes_lines(session):
    letter = make_draft()
    a, b, c = (enclosures.add_paper(letter, Details(name), DOING) for name in "กขค")
    enclosures.shift(letter, c.id, -1, DOING)
    enclosures.remove(letter, a.id, DOING)
    assert [(one.text, one.position) for one in letter.enclosures] == [("ค", 1), ("ข", 2)]
    with pytest.raises(NotFound):
        enclosures.remove(letter, b.id + 99, DOING)


def test_it_moves_the_target_of_an_issued_letters_code_and_says_so(session):
    letter = make_draft()
    one = enclosures.add_link(letter, Details("ลิงก์", as_qr=True), "https://old.go.th/", DOING)
    letter.status = LetterStatus.ISSUED
    session.flush()
    with pytest.raises(InvalidInput, match="เหตุผล"):
        enclosures.replace_link(letter, one.id, "https://new.go.th/", "", DOING)
    enclosures.replace_link(letter, one.id, "https://new.go.th/", "เว็บไซต์ย้าย", DOING)
    assert enclosure_by_token(one.token).enclosure.url == "https://new.go.th/"
    session.commit()
    trace = session.scalars(sa.select(AuditEntry).where(AuditEntry.note.is_not(None))).one()
    assert (trace.before["url"], trace.after["url"], trace.note) == (
        "https://old.go.th/",
        "https://new.go.th/",
        "เว็บไซต์ย้าย",
    )


def test_it_replaces_a_file_and_names_both_fingerprints(session, store):
    letter = make_draft()
    one = enclosures.add_file(letter, Details("แผนผัง"), upload(), store, DOING)
    before = one.file.sha256
    enclosures.replace_file(letter, one.id, NewFile(upload(picture("black")), store, ""), DOING)
    assert one.file.sha256 != before
    with pytest.raises(Refused):
        enclosures.replace_link(letter, one.id, "https://a.go.th/", "", DOING)


def test_it_prints_no_code_for_paper(session):
    with pytest.raises(InvalidInput) as refused:
        enclosures.add_paper(make_draft(), Details("แผนที่", as_qr=True), DOING)
    assert refused.value.field == "as_qr"


def test_it_knows_a_code_only_once_the_letter_is_issued(session):
    letter = make_draft()
    one = enclosures.add_link(letter, Details("ลิงก์", as_qr=True), "https://a.go.th/", DOING)
    hidden = enclosures.add_link(letter, Details("ลิงก์ที่ไม่พิมพ์"), "https://b.go.th/", DOING)
    assert enclosure_by_token(one.token) is None
    letter.status = LetterStatus.ISSUED
    session.flush()
    assert enclosure_by_token(one.token) is not None
    assert enclosure_by_token(hidden.token) is None


def test_it_opens_on_its_day(session):
    day = dt.date(2024, 4, 18)
    one = enclosures.add_link(make_draft(), Details("ก", opens_on=day), "https://a.go.th/", DOING)
    assert one.kind is EnclosureKind.LINK
    assert not enclosures.is_open(one, dt.date(2024, 4, 17))
    assert enclosures.is_open(one, day)
