import io

import pytest

from core.audit import AuditEntry
from core.extensions import db
from core.rate_limit import RateLimit
from core.stored_files import StoredFile, current_store
from letters.issue import Signing, finish, freeze
from letters.models import Letter
from letters.recall import recall
from letters.routes import verify as verify_page
from letters.status import Origin
from letters.supersede import start
from tests.factories.issuing import DAY, NOW, actor_of, make_draft, make_phetchabun


def issue(letter):
    freeze(letter, Signing(letter.signatory, actor_of(letter.office), NOW, DAY))
    return finish(letter, current_store(), NOW)


@pytest.fixture
def letter(app):
    return issue(make_draft(make_phetchabun()))


@pytest.fixture(autouse=True)
def fresh_limit(monkeypatch):
    monkeypatch.setattr(verify_page, "LIMIT", RateLimit(60))


def upload(client, letter, content):
    path = f"/v/{letter.verify_token}"
    return client.post(path, data={"file": (io.BytesIO(content), "x.pdf")}, content_type="multipart/form-data")


def test_it_says_that_the_letter_is_genuine(letter, client):
    page = client.get(f"/v/{letter.verify_token}")
    assert page.status_code == 200
    for words in ("หนังสือฉบับจริง", "พช ๐๐๒๓.๖/ว ๑", "๒๘ มีนาคม ๒๕๖๗", "เพชรบูรณ์", letter.pdf_file.sha256):
        assert words in page.text


def test_it_shows_nobody_personal(letter, client):
    text = client.get(f"/v/{letter.verify_token}").text
    for words in ("สืบพงษ์", "พิมพ์ใจ", "ชนแดน", "นายอำเภอ"):
        assert words not in text


def test_it_says_that_the_letter_was_recalled(letter, client):
    recall(letter, "แนบไฟล์ผิด", now=NOW, actor=actor_of(letter.office))
    page = client.get(f"/v/{letter.verify_token}").text
    assert "เรียกคืนเมื่อ ๒๘ มีนาคม ๒๕๖๗" in page
    assert "หนังสือฉบับจริง" not in page


def test_it_names_the_letter_that_stands_in_its_place(letter, client):
    issue(start(letter, now=NOW, actor=actor_of(letter.office)))
    page = client.get(f"/v/{letter.verify_token}").text
    assert "มีฉบับใหม่แทนแล้ว" in page
    assert "พช ๐๐๒๓.๖/ว ๒" in page


def test_it_knows_the_official_files_byte_for_byte_and_keeps_none(letter, client):
    pdf = current_store().read(letter.pdf_file.sha256)
    docx = current_store().read(letter.docx_file.sha256)
    assert "ตรงกับ PDF ฉบับทางการ" in upload(client, letter, pdf).text
    assert "ตรงกับ DOCX" in upload(client, letter, docx).text
    assert "ไม่ใช่ไฟล์ทางการ" in upload(client, letter, pdf + b" ").text
    assert db.session.query(StoredFile).count() == 2


def test_it_asks_for_the_file_that_is_missing(letter, client):
    answer = client.post(f"/v/{letter.verify_token}")
    assert (answer.status_code, "เลือกไฟล์ก่อน" in answer.text) == (422, True)


def test_it_writes_nothing(letter, client):
    db.session.commit()
    before = db.session.query(AuditEntry).count(), letter.updated_at
    client.get(f"/v/{letter.verify_token}")
    assert (db.session.query(AuditEntry).count(), letter.updated_at) == before


@pytest.mark.parametrize("token", ["nobody-ever-gave-this", "short", "x" * 200])
def test_it_answers_gently_for_a_code_it_does_not_know(app, client, token):
    answer = client.get(f"/v/{token}")
    assert (answer.status_code, "ไม่พบหนังสือจากรหัสนี้" in answer.text) == (404, True)


def test_it_does_not_vouch_for_drafts_or_for_what_came_on_paper(letter, client):
    draft = make_draft(letter.office)
    assert client.get(f"/v/{draft.verify_token}").status_code == 404
    letter.origin = Origin.PAPER
    assert client.get(f"/v/{letter.verify_token}").status_code == 404


def test_it_slows_a_program_that_tries_codes(app, client, monkeypatch):
    monkeypatch.setattr(verify_page, "LIMIT", RateLimit(3))
    answers = [client.get(f"/v/{'a' * 24}").status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]


def test_it_counts_each_address_for_its_own_minute():
    limit = RateLimit(2)
    assert [limit.allows("a", 0), limit.allows("a", 1), limit.allows("a", 2)] == [True, True, False]
    assert limit.allows("b", 2)
    assert limit.allows("a", 61)


def test_it_gives_every_letter_a_code_nobody_guesses(letter):
    tokens = {make_draft(letter.office).verify_token for _ in range(20)}
    assert len(tokens) == 20
    assert all(token.isascii() and len(token) >= 22 for token in tokens)  # 22 characters of 6 bits: 132 bits
    assert db.session.query(Letter).count() == 21
