"""Two people at one draft: what one does to the enclosures the other sees, and nobody meets a conflict with himself."""

import pytest

from accounts.permissions import Role
from letters.status import LetterStatus
from tests.accounts.factories import make_user
from tests.factories.letters import make_draft, make_letter_office
from tests.letters.test_write_page import form_of, url

LINK = {"kind": "link", "text": "แบบตอบรับ", "url": "https://www.dla.go.th/form"}


@pytest.fixture
def office(session):
    return make_letter_office()


@pytest.fixture
def clerk(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office, name="นางสาวสอง"))


@pytest.fixture
def signatory(office, sign_in_as):
    return sign_in_as(make_user(Role.SIGNATORY, office, name="นายสาม"))


def version_after(session, letter):
    session.refresh(letter)
    return letter.version


def test_it_raises_the_version_with_each_change_of_the_list(clerk, office, session):
    letter = make_draft(office)
    clerk.post(url(letter, "enclosures"), data=LINK)
    assert version_after(session, letter) == 2
    one = letter.enclosures[0]
    clerk.post(url(letter, f"enclosures/{one.id}/replace"), data={"url": "https://www.dla.go.th/new"})
    assert version_after(session, letter) == 3
    clerk.post(url(letter, f"enclosures/{one.id}/edit"), data={"text": "แบบตอบรับใหม่"})
    assert version_after(session, letter) == 4
    clerk.post(url(letter, f"enclosures/{one.id}/remove"))
    assert version_after(session, letter) == 5


def test_it_saves_text_under_way_while_one_adds_an_enclosure_oneself(clerk, office, session):
    letter = make_draft(office)
    typed = form_of(letter, subject="พิมพ์ก่อนแนบไฟล์")
    clerk.post(url(letter, "enclosures"), data=LINK)
    answer = clerk.post(url(letter, "autosave"), data=typed)
    assert 'id="version" value="3"' in answer.text
    assert "เปลี่ยนสิ่งที่ส่งมาด้วย" not in answer.text
    session.refresh(letter)
    assert letter.subject == "พิมพ์ก่อนแนบไฟล์"


def test_it_shows_a_colleague_the_new_list_and_saves_his_text(clerk, signatory, office, session):
    letter = make_draft(office)
    typed = form_of(letter, subject="พิมพ์อยู่")
    clerk.post(url(letter, "enclosures"), data=LINK)
    assert "นางสาวสอง เปลี่ยนสิ่งที่ส่งมาด้วย" in signatory.post(url(letter, "presence"), data={"version": 1}).text
    answer = signatory.post(url(letter, "autosave"), data=typed)
    assert 'id="enclosure-list" hx-swap-oob="true"' in answer.text
    assert "แบบตอบรับ" in answer.text
    session.refresh(letter)
    assert letter.subject == "พิมพ์อยู่"


def test_it_lets_nobody_sign_with_an_enclosure_he_has_not_seen(clerk, signatory, office, session):
    letter = make_draft(office)
    seen = form_of(letter, act="sign")
    clerk.post(url(letter, "enclosures"), data=LINK)
    answer = signatory.post(url(letter), data=seen)
    assert answer.status_code == 409
    assert "นางสาวสอง เปลี่ยนสิ่งที่ส่งมาด้วย" in answer.text
    session.refresh(letter)
    assert letter.status is LetterStatus.DRAFT
    again = signatory.post(url(letter), data=form_of(letter, act="sign"))
    assert again.status_code == 302
    session.refresh(letter)
    assert letter.status is LetterStatus.ISSUED


def test_it_still_tells_two_writers_of_one_text_apart_after_an_enclosure(clerk, signatory, office, session):
    letter = make_draft(office)
    late = form_of(letter, subject="ของนายสาม")
    clerk.post(url(letter), data=form_of(letter, subject="ของนางสาวสอง"))
    clerk.post(url(letter, "enclosures"), data=LINK)
    answer = signatory.post(url(letter), data=late)
    assert answer.status_code == 409
    assert "นางสาวสอง แก้ร่างนี้เมื่อ" in answer.text
    assert "นำกลับมา" not in clerk.get(url(letter, "versions")).text.split("ฉบับปัจจุบัน")[1].split("</li>")[0]
