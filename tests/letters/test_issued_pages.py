import io

import pypdfium2
import pytest

from accounts.permissions import Role
from core import clock
from core.audit_acts import AuditAct
from core.extensions import db
from core.jinja_filters import date_long
from core.stored_files import current_store
from letters.issue import Signing, finish, freeze
from letters.models import Letter
from letters.register_models import RegisterEntry
from letters.status import EntryStatus, LetterStatus
from routing.dispatch import dispatch
from routing.models import Delivery
from routing.status import DeliveryState
from tests.accounts.factories import make_user
from tests.factories.issuing import actor_of, make_draft, make_phetchabun
from tests.recorded_acts import acts_recorded


@pytest.fixture
def office(app):
    return make_phetchabun()


@pytest.fixture
def clerk(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office))


@pytest.fixture
def chief(office, sign_in_as):
    return sign_in_as(make_user(Role.SIGNATORY, office))


def issued(office):
    letter, now = make_draft(office), clock.now()
    freeze(letter, Signing(letter.signatory, actor_of(office), now, clock.day_of(now)))
    finish(letter, current_store(), now)
    dispatch(letter, now=now, actor=actor_of(office))
    return letter


def test_it_says_what_a_recall_does_and_does_it(office, chief):
    letter = issued(office)
    path = f"/letters/{letter.id}/recall"
    page = chief.get(path)
    assert "ส่งถึงผู้รับ ๒ แห่งถูกปิด" in page.text
    assert chief.post(path, data={"reason": ""}).status_code == 422
    with acts_recorded() as recorded:
        assert chief.post(path, data={"reason": "แนบไฟล์ผิด"}).location == f"/letters/{letter.id}"
    (act,) = recorded
    assert (act.act, act.after["closed"], act.note) == (AuditAct.LETTER_RECALLED, 2, "แนบไฟล์ผิด")
    assert letter.status is LetterStatus.RECALLED
    assert {one.state for one in db.session.query(Delivery)} == {DeliveryState.RECALLED}
    assert "แนบไฟล์ผิด" in chief.get(f"/letters/{letter.id}").text
    assert chief.post(path, data={"reason": "อีกครั้ง"}).status_code == 403


def test_it_lets_only_those_recall_who_may_sign(office, clerk):
    letter = issued(office)
    assert clerk.post(f"/letters/{letter.id}/recall", data={"reason": "x"}).status_code == 403
    assert letter.status is LetterStatus.ISSUED


def test_it_begins_the_letter_that_replaces_another(office, clerk):
    letter = issued(office)
    answer = clerk.post(f"/letters/{letter.id}/supersede")
    draft = db.session.query(Letter).filter_by(supersedes_id=letter.id).one()
    assert answer.location == f"/letters/{draft.id}/write"
    assert letter.status is LetterStatus.ISSUED


def test_it_takes_a_letter_to_paper_and_back_signed(office, clerk):
    letter_id = make_draft(office).id
    answer = clerk.post(f"/letters/{letter_id}/to-paper")
    assert answer.location == f"/letters/{letter_id}/signed"
    printed = pypdfium2.PdfDocument(clerk.get(f"/letters/{letter_id}/to-sign.pdf").data)[0].get_textpage()
    assert "พช ๐๐๒๓.๖/ว ๑" in printed.get_text_bounded()
    pdf = clerk.get(f"/letters/{letter_id}/to-sign.pdf").data
    missing = clerk.post(f"/letters/{letter_id}/signed", data={"day": ""})
    assert (missing.status_code, "scan-err" in missing.text, "day-err" in missing.text) == (422, True, True)
    data = {"scan": (io.BytesIO(pdf), "signed.pdf"), "day": date_long(clock.today())}
    assert clerk.post(f"/letters/{letter_id}/signed", data=data).location == f"/letters/{letter_id}"
    letter = db.session.get(Letter, letter_id)
    assert (letter.status, letter.ref_no) == (LetterStatus.ISSUED, "พช 0023.6/ว 1")
    assert letter.scan_file and letter.pdf_file
    assert db.session.query(Delivery).count() == 2


def test_it_says_which_scan_or_date_cannot_be_used(office, clerk):
    letter_id = make_draft(office).id
    clerk.post(f"/letters/{letter_id}/to-paper")
    bad = {"scan": (io.BytesIO(b"no scan"), "x.pdf"), "day": date_long(clock.today())}
    answer = clerk.post(f"/letters/{letter_id}/signed", data=bad)
    assert (answer.status_code, "scan-err" in answer.text) == (422, True)
    assert db.session.get(Letter, letter_id).status is LetterStatus.AWAITING_INK


def test_it_gives_the_paper_up_with_a_reason(office, clerk):
    letter_id = make_draft(office).id
    clerk.post(f"/letters/{letter_id}/to-paper")
    assert clerk.post(f"/letters/{letter_id}/give-up-paper", data={"reason": ""}).status_code == 422
    assert clerk.post(f"/letters/{letter_id}/give-up-paper", data={"reason": "แก้เรื่อง"}).status_code == 302
    assert db.session.get(Letter, letter_id).status is LetterStatus.DRAFT
    assert db.session.query(RegisterEntry).one().status is EntryStatus.VOID


def test_it_reserves_no_number_for_a_page_that_cannot_be_printed(office, clerk):
    letter_id = make_draft(office, subject="การประชุม \U0001f600").id
    assert clerk.post(f"/letters/{letter_id}/to-paper").status_code == 422
    assert db.session.query(RegisterEntry).count() == 0
