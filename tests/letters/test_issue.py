import dataclasses
import datetime as dt
import hashlib
import io
import json

import pikepdf
import pytest

from core.audit import AuditEntry, verify
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused, StaleState
from core.extensions import db
from core.stored_files import current_store
from letters.issue import Signing, finish, freeze, prepare, render
from letters.models import Addressee, Letter
from letters.register_models import Register, RegisterEntry
from letters.status import LetterStatus
from organisations.models import Organisation, SavedGroup, SavedGroupMember
from tests.factories.issuing import DAY, NOW, actor_of, make_draft, make_phetchabun


@pytest.fixture
def office(app):
    return make_phetchabun()


@pytest.fixture
def letter(office):
    return make_draft(office)


def signing(letter, **changes):
    return dataclasses.replace(Signing(letter.signatory, actor_of(letter.office), NOW, DAY), **changes)


def text_of(pdf):
    import pypdfium2

    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_it_takes_the_number_and_freezes_the_letter(letter):
    entry = freeze(letter, signing(letter))
    assert (letter.status, letter.ref_no, letter.letter_date) == (LetterStatus.NUMBERED, "พช 0023.6/ว 1", DAY)
    assert letter.root_id == letter.id
    assert (entry.letter_id, entry.subject, entry.dated) == (letter.id, letter.subject, DAY)
    assert entry.recipient == "นายอำเภอ ทุกอำเภอ"


def test_it_freezes_the_addressees_the_rules_name(letter):
    freeze(letter, signing(letter))
    rows = db.session.query(Addressee).filter_by(letter_id=letter.id).all()
    assert len(rows) == letter.recipient_count == 2
    codes = [code for code, _ in json.loads(letter.canonical)["addressees"]]
    assert codes == ["6701", "6702"]


def test_it_counts_the_saved_groups_it_goes_to(letter, office):
    members = [
        SavedGroupMember(organisation_id=one.id) for one in db.session.query(Organisation).filter_by(kind="district")
    ]
    group = SavedGroup(office_id=letter.office_id, name="กลุ่ม", phrase="นายอำเภอ", updated_at=NOW, members=members)
    db.session.add(group)
    db.session.flush()
    letter.addressee_rules = [{"rule": "group", "id": group.id}]
    freeze(letter, signing(letter))
    db.session.refresh(group)
    assert (group.use_count, letter.recipient_count) == (1, 2)


def test_it_seals_the_text_with_its_fingerprint_on_record(letter):
    freeze(letter, signing(letter))
    db.session.commit()
    act = db.session.query(AuditEntry).filter_by(act=AuditAct.LETTER_NUMBERED).one()
    assert hashlib.sha256(letter.canonical.encode()).hexdigest() == letter.content_sha256 == act.after["content_sha256"]
    assert act.after["recipients_sha256"] == hashlib.sha256(b"6701\n6702").hexdigest()
    assert list(verify()) == []


def test_it_prints_the_number_the_date_and_the_words_as_frozen(letter):
    freeze(letter, signing(letter))
    letter.subject = "เรื่องที่แก้ภายหลัง"  # a live row changes; the issued letter does not
    finish(letter, current_store(), NOW)
    printed = text_of(current_store().read(letter.pdf_file.sha256))
    assert "พช ๐๐๒๓.๖/ว ๑" in printed
    assert "๒๘ มีนาคม ๒๕๖๗" in printed
    assert "การประชุมเชิงปฏิบัติการ" in printed
    assert "เรื่องที่แก้ภายหลัง" not in printed


def test_it_makes_the_same_files_from_the_same_text_every_time(letter):
    freeze(letter, signing(letter))
    first, second = render(letter.canonical, current_store()), render(letter.canonical, current_store())
    assert first == second
    assert pikepdf.open(io.BytesIO(first.pdf)).Root.Metadata is not None


def test_it_finishes_once_however_often_it_is_asked(letter):
    freeze(letter, signing(letter))
    finish(letter, current_store(), NOW)
    files = letter.pdf_file_id, letter.docx_file_id
    finish(letter, current_store(), NOW + dt.timedelta(hours=1))
    db.session.commit()
    assert (letter.status, letter.pdf_file_id, letter.docx_file_id) == (LetterStatus.ISSUED, *files)
    assert db.session.query(AuditEntry).filter_by(act=AuditAct.LETTER_ISSUED).count() == 1


def test_it_does_not_finish_what_has_no_number(letter):
    with pytest.raises(Refused, match="ยังไม่ได้ออกเลข"):
        finish(letter, current_store(), NOW)


def test_it_tries_the_page_without_touching_a_register(letter):
    assert prepare(letter).startswith(b"%PDF")
    assert db.session.query(Register).count() == 0
    assert letter.status is LetterStatus.DRAFT


def test_it_names_the_field_that_cannot_be_printed_before_a_number_is_taken(letter):
    letter.subject = "การประชุม \U0001f600"
    with pytest.raises(InvalidInput) as refused:
        prepare(letter)
    assert refused.value.field == "subject"


@pytest.mark.parametrize(
    ("field", "empty"),
    [("subject", " "), ("addressee_text", ""), ("body_cause", ""), ("signature_name", "")],
)
def test_it_says_what_a_letter_still_lacks(letter, field, empty):
    setattr(letter, field, empty)
    if field == "body_cause":
        letter.body_conclusion = ""
    with pytest.raises(InvalidInput) as refused:
        freeze(letter, signing(letter))
    assert refused.value.field in (field, "signatory_id")
    assert db.session.query(RegisterEntry).count() == 0


def test_it_lets_only_the_first_of_two_signers_issue(letter):
    freeze(letter, signing(letter))
    db.session.commit()
    with pytest.raises(Refused):
        freeze(letter, signing(letter))


def test_it_refuses_a_draft_that_changed_after_it_was_shown(letter):
    with pytest.raises(StaleState):
        freeze(letter, signing(letter, version=letter.version - 1))


def test_it_refuses_the_signatory_of_another_office(letter):
    other = make_phetchabun(code="67x", office={"code": "0023.7"})
    stranger = make_draft(other).signatory
    with pytest.raises(Refused, match="ลงนามแทนหน่วยงานนี้ไม่ได้"):
        freeze(letter, signing(letter, signatory=stranger))


def test_it_carries_the_root_of_the_chain(letter, office):
    freeze(letter, signing(letter))
    finish(letter, current_store(), NOW)
    onward = make_draft(office, source=letter)
    freeze(onward, signing(onward))
    assert onward.root_id == letter.id
    last = make_draft(office, source=onward)
    entry = freeze(last, signing(last))
    assert (last.root_id, entry.remark) == (letter.id, "ต้นเรื่อง พช 0023.6/ว 2")
    assert db.session.query(Letter).count() == 3
