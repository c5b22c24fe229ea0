import datetime as dt
import json

import pytest

from core.errors import Refused
from documents.letter_document import EnclosureLine, LetterForm, SignatureBlock
from letters import enclosures
from letters.letter_view import canonical_of, document_from_canonical, document_of
from letters.models import Addressee
from letters.status import LetterStatus
from tests.factories.letters import NOW, make_draft, make_letter_office, writer

DOING = enclosures.Doing(NOW, writer())


def test_it_shows_the_office_code_with_the_number_open_until_issue(session):
    office = make_letter_office()
    assert document_of(make_draft(office)).ref_no == "พช 0023.6/ว"
    assert document_of(make_draft(office, circular=False)).ref_no == "พช 0023.6/"


def test_it_says_what_the_letter_says(session):
    letter = make_draft(urgency="most_urgent", body_purpose="ย่อหน้าแรก\n\nย่อหน้าที่สอง")
    document = document_of(letter)
    assert document.urgency == "ด่วนที่สุด"
    assert document.office_lines == ("ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000")
    assert document.body[1:3] == ("ย่อหน้าแรก", "ย่อหน้าที่สอง")
    assert document.signature == SignatureBlock(
        "นายสืบพงษ์ นิ่มพูลสวัสดิ์", ("รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดเพชรบูรณ์")
    )
    assert document.contact_lines == ("โทร. 0 5672 9781 ต่อ 103",)
    assert document.closing == "ขอแสดงความนับถือ"
    assert document.verify_url is None


def test_it_puts_a_code_at_the_foot_that_survives_a_moved_target(session):
    letter = make_draft()
    details = enclosures.Details("กำหนดการ", "จำนวน 1 ฉบับ", as_qr=True)
    one = enclosures.add_link(letter, details, "http://๑๖๔.๑๑๕.๒๕.๑๗๙/", DOING)
    document = document_of(letter)
    assert document.enclosures == (EnclosureLine("กำหนดการ", "จำนวน 1 ฉบับ"),)
    assert [code.url for code in document.qr] == [f"http://127.0.0.1:5000/e/{one.token}"]
    assert document.qr[0].url.isascii()


def test_it_gives_the_frozen_text_back_from_its_canonical_form(session):
    letter = make_draft(references=["หนังสือ ก"], copies_to=["ข"])
    enclosures.add_paper(letter, enclosures.Details("แผนที่", "จำนวน 1 แผ่น"), DOING)
    letter.ref_no, letter.letter_date = "พช 0023.6/ว 1507", dt.date(2024, 3, 28)
    session.add(Addressee(letter_id=letter.id, organisation_id=letter.issuer_id))
    session.flush()
    canonical = canonical_of(letter)
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True)
    letter.canonical, letter.status = text, LetterStatus.NUMBERED
    frozen = document_from_canonical(json.loads(text))
    assert frozen == document_of(letter)
    assert frozen.ref_no == "พช 0023.6/ว 1507"
    assert frozen.verify_url.startswith("http://127.0.0.1:5000/v/")
    assert canonical["addressees"] == [["67", False]]
    letter.subject = "เปลี่ยนหลังออกเลข"
    assert document_of(letter).subject == frozen.subject


def test_it_refuses_to_freeze_a_letter_without_a_number(session):
    with pytest.raises(Refused):
        canonical_of(make_draft())


def test_it_signs_a_stamp_letter_with_the_offices_name_alone(session):
    document = document_of(make_draft(form=LetterForm.STAMP))
    assert (document.opening, document.closing, document.signature) == ("ถึง", "", None)
    assert document.stamp_name == "จังหวัดเพชรบูรณ์"


def test_it_ends_a_memo_without_closing_words(session):
    assert document_of(make_draft(form=LetterForm.MEMO)).closing == ""
