import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit import AuditEntry
from core.errors import InvalidInput
from documents.letter_document import LetterForm
from letters import draft, enclosures
from letters.draft_conflict import DraftConflict, LeftDraft
from letters.models import DraftRevision
from letters.queries import revisions_of
from letters.status import LetterStatus
from tests.accounts.factories import make_user
from tests.factories.letters import (
    KRABI,
    NOW,
    make_draft,
    make_issued_letter,
    make_letter_office,
    make_province,
    writer,
)

MINUTE = dt.timedelta(minutes=1)


def actor_of(user, office):
    return draft.Actor(user.id, user.name, office.id)


def saving(letter, actor=None, at=NOW + MINUTE, version=None, **content):
    return draft.Saving(content, version or letter.version, at, actor or writer())


def two_editors(office):
    first, second = make_user(office=office, name="นายหนึ่ง"), make_user(office=office, name="นายสอง")
    return actor_of(first, office), actor_of(second, office)


def test_it_begins_with_what_the_office_always_writes(session):
    office = make_letter_office(thai_digits=False, fax="0 5672 9782", saraban_email="saraban@phetchabun.invalid")
    letter = draft.start(draft.Starting(office, LetterForm.EXTERNAL, NOW, writer(office)))
    assert letter.office_lines[0] == "ศาลากลางจังหวัดเพชรบูรณ์"
    assert letter.contact_lines[1:] == ["โทรสาร 0 5672 9782", "ไปรษณีย์อิเล็กทรอนิกส์ saraban@phetchabun.invalid"]
    assert letter.signature_lines == ["รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดเพชรบูรณ์"]
    assert not letter.thai_digits
    assert (letter.status, letter.version, letter.issuer_name) == (LetterStatus.DRAFT, 1, "จังหวัดเพชรบูรณ์")


def test_it_words_the_addressees_of_its_rules_unless_the_writer_has_words_of_his_own(session):
    letter = make_draft()
    assert letter.addressee_text.startswith("นายอำเภอ ทุกอำเภอ ")
    draft.save(letter, saving(letter, addressee_rules=[{"rule": "pao"}], addressee_text="นายก อบจ. ทุกท่าน"))
    assert letter.addressee_text == "นายก อบจ. ทุกท่าน"


def test_it_saves_only_what_changed_and_counts_versions(session):
    letter = make_draft()
    draft.save(letter, saving(letter, subject="เรื่องใหม่"))
    assert (letter.subject, letter.version) == ("เรื่องใหม่", 2)
    draft.save(letter, saving(letter, subject="เรื่องใหม่"))
    assert letter.version == 2


def test_it_shows_the_second_editor_what_the_first_wrote_and_loses_neither(session):
    office = make_letter_office()
    letter = make_draft(office, subject="เดิม")
    first, second = two_editors(office)
    seen = letter.version
    draft.save(letter, saving(letter, first, subject="ของนายหนึ่ง"))
    wish = saving(letter, second, version=seen, subject="ของนายสอง", body_cause="ย่อหน้าของนายสอง")
    with pytest.raises(DraftConflict) as conflict:
        draft.save(letter, wish)
    assert conflict.value.editor == "นายหนึ่ง"
    assert "๑๐.๐๑" in conflict.value.message
    theirs = {one.field: (one.theirs, one.mine) for one in conflict.value.differences}
    assert theirs["subject"] == ("ของนายหนึ่ง", "ของนายสอง")
    draft.set_aside(letter, wish)
    assert letter.subject == "ของนายหนึ่ง"
    kept = session.scalars(sa.select(DraftRevision).where(DraftRevision.set_aside)).one()
    assert kept.content["body_cause"] == "ย่อหน้าของนายสอง"
    draft.restore(letter, kept, NOW + 2 * MINUTE, second)
    assert letter.body_cause == "ย่อหน้าของนายสอง"


def test_it_lets_a_late_save_of_the_same_text_pass(session):
    letter = make_draft()
    draft.save(letter, saving(letter, subject="เหมือนกัน"))
    draft.save(letter, saving(letter, version=1, subject="เหมือนกัน"))
    assert letter.version == 2


def test_it_folds_a_stretch_of_typing_but_never_the_first_text(session):
    office = make_letter_office()
    letter = make_draft(office, subject="แรก")
    first, second = two_editors(office)
    for number, (who, minutes) in enumerate([(first, 1), (first, 2), (second, 3), (first, 4), (first, 30)]):
        draft.save(letter, saving(letter, who, NOW + minutes * MINUTE, subject=f"ครั้งที่ {number}"))
    kept = [one.content["subject"] for one in revisions_of(letter.id)]
    assert kept == ["ครั้งที่ 4", "ครั้งที่ 3", "ครั้งที่ 2", "ครั้งที่ 1", "แรก"]
    session.commit()
    edits = session.scalars(sa.select(AuditEntry.act).where(AuditEntry.subject_type == "letters")).all()
    assert edits.count("letter:edited") == 4


def test_it_brings_an_earlier_text_back_and_keeps_the_later_one(session):
    letter = make_draft(subject="แรก")
    draft.save(letter, saving(letter, subject="หลัง"))
    first = revisions_of(letter.id)[-1]
    draft.restore(letter, first, NOW + 10 * MINUTE, writer())
    assert letter.subject == "แรก"
    assert "หลัง" in [one.content["subject"] for one in revisions_of(letter.id)]


def test_it_discards_and_takes_the_discarding_back(session):
    letter = make_draft()
    draft.discard(letter, NOW, writer())
    assert letter.status is LetterStatus.DISCARDED
    with pytest.raises(LeftDraft):
        draft.save(letter, saving(letter, subject="ใหม่"))
    draft.undo_discard(letter, NOW, writer())
    assert letter.status is LetterStatus.DRAFT


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"subject": "ก" * 1001}, "subject"),
        ({"urgency": "yesterday"}, "urgency"),
        ({"signatory_id": 999}, "signatory_id"),
        ({"signatory_id": "๑"}, "signatory_id"),
        ({"owner_unit": ["ก"] * 41}, "owner_unit"),
        ({"addressee_rules": [{"rule": "provinces"}]}, "addressee_rules"),
    ],
)
def test_it_refuses_an_unsound_value_by_its_field(session, content, field):
    letter = make_draft()
    with pytest.raises(InvalidInput) as refused:
        draft.save(letter, saving(letter, **content))
    assert refused.value.field == field


def test_it_never_lets_a_form_write_a_column_that_is_no_text(session):
    letter = make_draft()
    with pytest.raises(InvalidInput, match="ref_no"):
        draft.save(letter, saving(letter, ref_no="พช 0023.6/ว 1"))


def test_it_copies_an_earlier_letter_without_its_number_and_without_copying_bytes(session):
    office = make_letter_office()
    old = make_draft(office)
    doing = enclosures.Doing(NOW, writer(office))
    one = enclosures.add_link(old, enclosures.Details("ลิงก์", as_qr=True), "https://example.go.th/", doing)
    old.ref_no, old.status = "พช 0023.6/ว 9", LetterStatus.ISSUED
    session.flush()
    new = draft.start_copy(old, office, NOW + MINUTE, writer(office))
    assert (new.subject, new.addressee_text, new.ref_no) == (old.subject, old.addressee_text, None)
    assert new.enclosures[0].url == one.url
    assert new.enclosures[0].token != one.token


def test_it_copies_another_offices_letter_without_its_addressees(session):
    theirs = make_issued_letter()
    other = make_letter_office(organisation=make_province("กระบี่", "81", KRABI))
    new = draft.start_copy(theirs, other, NOW, writer(other))
    assert (new.addressee_rules, new.addressee_text) == ([], "")


def test_it_leaves_behind_what_another_office_opens_later(session):
    theirs = make_draft(make_letter_office())
    doing = enclosures.Doing(NOW, writer(theirs.office))
    tomorrow = NOW.date() + dt.timedelta(days=2)
    for text, day in (("เปิดภายหลัง", tomorrow), ("เปิดแล้ว", None)):
        enclosures.add_link(theirs, enclosures.Details(text, opens_on=day), "https://example.go.th/", doing)
    theirs.ref_no, theirs.status = "พช 0023.6/ว 9", LetterStatus.ISSUED
    session.flush()
    other = make_letter_office(organisation=make_province("กระบี่", "81", KRABI))
    new = draft.start_copy(theirs, other, NOW, writer(other))
    assert [(one.position, one.text) for one in new.enclosures] == [(1, "เปิดแล้ว")]
