import pytest

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from core.stored_files import current_store
from letters.issue import Signing, finish, freeze
from letters.recall import recall
from letters.register_models import RegisterEntry
from letters.status import EntryStatus, LetterStatus, Origin
from letters.supersede import replacement_of, start
from tests.factories.issuing import DAY, NOW, actor_of, make_draft, make_phetchabun


def issue(letter):
    freeze(letter, Signing(letter.signatory, actor_of(letter.office), NOW, DAY))
    return finish(letter, current_store(), NOW)


@pytest.fixture
def letter(app):
    return issue(make_draft(make_phetchabun()))


def actor(letter):
    return actor_of(letter.office)


def test_it_recalls_with_a_reason_and_keeps_number_and_row(letter):
    recall(letter, "แนบไฟล์ผิด", now=NOW, actor=actor(letter))
    assert (letter.status, letter.recall_reason, letter.ref_no) == (
        LetterStatus.RECALLED,
        "แนบไฟล์ผิด",
        "พช 0023.6/ว 1",
    )
    assert db.session.query(RegisterEntry).one().status is EntryStatus.USED
    db.session.commit()
    assert db.session.query(AuditEntry).filter_by(act=AuditAct.LETTER_RECALLED).one().note == "แนบไฟล์ผิด"


def test_it_recalls_once_and_only_with_a_reason(letter):
    with pytest.raises(InvalidInput):
        recall(letter, "  ", now=NOW, actor=actor(letter))
    recall(letter, "ซ้ำ", now=NOW, actor=actor(letter))
    with pytest.raises(Refused):
        recall(letter, "ซ้ำ", now=NOW, actor=actor(letter))


def test_it_does_not_recall_another_offices_paper(letter):
    letter.origin = Origin.PAPER
    with pytest.raises(Refused, match="หน่วยงานอื่นเป็นผู้ออก"):
        recall(letter, "ผิด", now=NOW, actor=actor(letter))


def test_it_replaces_a_letter_when_the_new_one_is_issued(letter):
    draft = start(letter, now=NOW, actor=actor(letter))
    assert (draft.subject, draft.ref_no, draft.status) == (letter.subject, None, LetterStatus.DRAFT)
    assert letter.status is LetterStatus.ISSUED
    issue(draft)
    assert letter.status is LetterStatus.SUPERSEDED
    assert (draft.ref_no, replacement_of(letter)) == ("พช 0023.6/ว 2", draft)


def test_it_begins_one_replacement_only(letter):
    draft = start(letter, now=NOW, actor=actor(letter))
    assert start(letter, now=NOW, actor=actor(letter)) is draft


def test_it_lets_a_recalled_letter_stay_recalled(letter):
    draft = start(letter, now=NOW, actor=actor(letter))
    recall(letter, "ผิด", now=NOW, actor=actor(letter))
    issue(draft)
    assert letter.status is LetterStatus.RECALLED
    with pytest.raises(Refused):
        start(letter, now=NOW, actor=actor(letter))
