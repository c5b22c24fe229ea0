"""Text typed for a draft that somebody else submitted, issued or threw away meanwhile."""

import re

import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from letters.models import DraftRevision
from letters.status import LetterStatus
from tests.accounts.factories import make_user
from tests.factories.letters import make_draft, make_letter_office
from tests.letters.test_write_page import form_of, url


@pytest.fixture
def office(session):
    return make_letter_office()


@pytest.fixture
def clerk(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office, name="นางสาวสอง"))


@pytest.fixture
def first(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office, name="นายหนึ่ง"))


@pytest.fixture
def signatory(office, sign_in_as):
    return sign_in_as(make_user(Role.SIGNATORY, office, name="นายสาม"))


def kept_texts(session):
    session.expire_all()
    return session.scalars(sa.select(DraftRevision).where(DraftRevision.set_aside)).all()


def test_it_keeps_the_text_typed_while_a_colleague_submitted_and_says_who_did(first, clerk, office, session):
    letter = make_draft(office)
    mine = form_of(letter, body_cause="ย่อหน้าที่พิมพ์ไว้ยาวมาก")
    assert first.post(url(letter), data=form_of(letter, act="submit")).status_code == 302
    answer = clerk.post(url(letter), data=mine)
    assert answer.status_code == 409
    assert "นายหนึ่ง เสนอหนังสือนี้ไปแล้ว" in answer.text
    assert "ย่อหน้าที่พิมพ์ไว้ยาวมาก" in answer.text
    assert "ถอนเรื่องคืน" in answer.text
    session.refresh(letter)
    assert letter.body_cause != "ย่อหน้าที่พิมพ์ไว้ยาวมาก"
    (kept,) = kept_texts(session)
    assert kept.content["body_cause"] == "ย่อหน้าที่พิมพ์ไว้ยาวมาก"


def test_it_brings_the_kept_text_into_the_draft_once_that_is_taken_back(first, clerk, office, session):
    letter = make_draft(office)
    first.post(url(letter), data=form_of(letter, act="submit"))
    clerk.post(url(letter), data=form_of(letter, subject="เรื่องที่พิมพ์ไว้"))
    (kept,) = kept_texts(session)
    taken = clerk.post(url(letter, "withdraw"), data={"kept": kept.id}, follow_redirects=True)
    assert taken.status_code == 200
    assert "เรื่องที่พิมพ์ไว้" in taken.text
    clerk.post(url(letter, f"versions/{kept.id}/restore"))
    session.refresh(letter)
    assert letter.subject == "เรื่องที่พิมพ์ไว้"


def test_it_sets_aside_what_is_typed_on_after_submitting_and_leads_to_it(first, clerk, office, session):
    letter = make_draft(office)
    first.post(url(letter), data=form_of(letter, act="submit"))
    clerk.post(url(letter, "autosave"), data=form_of(letter, subject="พิมพ์ต่อ"))
    line = clerk.post(url(letter, "autosave"), data=form_of(letter, subject="พิมพ์ต่ออีก"))
    assert line.status_code == 200
    assert "นายหนึ่ง เสนอหนังสือนี้ไปแล้ว" in line.text
    assert 'id="bar" hx-swap-oob="true"' in line.text  # the bar is in sight wherever one types
    (kept,) = kept_texts(session)
    page = clerk.get(re.search(r'href="([^"]+/kept/\d+)"', line.text)[1])
    assert kept.content["subject"] == "พิมพ์ต่ออีก"
    assert "พิมพ์ต่ออีก" in page.text


def test_it_tells_an_open_page_quietly_that_the_draft_has_gone_to_be_signed(first, clerk, office):
    letter = make_draft(office)
    first.post(url(letter), data=form_of(letter, act="submit"))
    answer = clerk.post(url(letter, "presence"), data={"version": 1})
    assert answer.status_code == 200
    assert "นายหนึ่ง เสนอหนังสือนี้ไปแล้ว" in answer.text
    first.post(url(letter, "withdraw"))
    assert "เสนอหนังสือนี้" not in clerk.post(url(letter, "presence"), data={"version": 1}).text


def test_it_says_that_nothing_is_lost_when_the_same_text_was_saved_before(first, clerk, office, session):
    letter = make_draft(office)
    first.post(url(letter), data=form_of(letter, act="submit"))
    answer = clerk.post(url(letter), data=form_of(letter))
    assert answer.status_code == 409
    assert "ไม่มีอะไรหาย" in answer.text
    assert not kept_texts(session)


def test_it_says_who_issued_or_threw_the_draft_away(signatory, first, clerk, office, session):
    signed, thrown = make_draft(office), make_draft(office)
    session.commit()
    signatory.post(url(signed), data=form_of(signed, act="sign"))
    first.post(url(thrown, "discard"))
    after_signing = clerk.post(url(signed), data=form_of(signed, subject="ช้าไป"))
    assert "นายสาม ลงนามและออกเลขหนังสือนี้แล้ว" in after_signing.text
    assert "ออกฉบับใหม่แทน" in after_signing.text
    after_throwing = clerk.post(url(thrown), data=form_of(thrown, subject="ช้าไป"))
    assert "นายหนึ่ง ทิ้งร่างนี้แล้ว" in after_throwing.text
    clerk.post(url(thrown, "undo-discard"))
    session.refresh(thrown)
    assert thrown.status is LetterStatus.DRAFT


def test_it_names_the_field_when_even_the_late_text_cannot_be_kept(first, clerk, office):
    letter = make_draft(office)
    first.post(url(letter), data=form_of(letter, act="submit"))
    answer = clerk.post(url(letter), data=form_of(letter, subject="ก" * 1001))
    assert answer.status_code == 422
    assert "เรื่องยาวเกิน 1000 ตัวอักษร" in answer.text


def test_it_keeps_no_text_of_a_colleague_who_may_only_read(first, office, sign_in_as, session):
    letter = make_draft(office)
    reader = sign_in_as(make_user(Role.READ_ONLY, office))
    first.post(url(letter), data=form_of(letter, act="submit"))
    assert reader.post(url(letter), data=form_of(letter, subject="แอบแก้")).status_code == 403
    assert not kept_texts(session)
