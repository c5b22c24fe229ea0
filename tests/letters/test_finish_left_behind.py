import datetime as dt

import pytest

from core import clock
from core.extensions import db
from letters.issue import Signing, freeze
from letters.jobs import complete, finish_left_behind
from letters.models import Letter
from letters.status import LetterStatus
from routing.models import Delivery
from tests.factories.issuing import actor_of, make_draft, make_phetchabun


@pytest.fixture
def frozen(app):
    """Freeze a letter, as far as a process came before it died."""

    def freeze_ago(seconds):
        office = make_phetchabun() if not db.session.query(Letter).count() else db.session.query(Letter).first().office
        letter = make_draft(office)
        then = clock.now() - dt.timedelta(seconds=seconds)
        freeze(letter, Signing(letter.signatory, actor_of(office), then, clock.day_of(then)))
        db.session.commit()
        return letter.id

    return freeze_ago


def test_it_finishes_and_sends_what_a_crash_left_numbered(frozen):
    letter_id = frozen(60)
    assert finish_left_behind() == 1
    letter = db.session.get(Letter, letter_id)
    assert letter.status is LetterStatus.ISSUED
    assert letter.pdf_file and letter.docx_file
    assert db.session.query(Delivery).filter_by(letter_id=letter_id).count() == 2
    assert finish_left_behind() == 0


def test_it_leaves_alone_what_is_being_issued_right_now(frozen):
    frozen(1)
    assert finish_left_behind() == 0


def test_it_goes_on_when_one_letter_cannot_be_finished(frozen, caplog):
    broken, sound = frozen(90), frozen(80)
    db.session.execute(db.update(Letter).where(Letter.id == broken).values(canonical="{}"))
    db.session.commit()
    assert finish_left_behind() == 1
    assert db.session.get(Letter, sound).status is LetterStatus.ISSUED
    assert f"letter {broken}" in caplog.text


def test_it_may_complete_a_letter_twice(frozen):
    letter_id = frozen(0)
    assert complete(letter_id) == 2
    assert complete(letter_id) == 0
