import dataclasses
import datetime as dt

import pytest

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from letters.models import Letter
from letters.record_paper import Paper, amend, look_up, record
from letters.status import LetterStatus, Origin, Urgency
from organisations.kinds import OrganisationKind
from tests.factories.issuing import NOW, actor_of, make_draft, make_organisation, make_phetchabun

PMO = "สำนักงานปลัดสำนักนายกรัฐมนตรี"
SUBJECT = "การประชุมเชิงปฏิบัติการเพื่อชี้แจงแนวทางการประเมินมาตรฐานขั้นต่ำ"


@pytest.fixture
def office(app):
    return make_phetchabun()


@pytest.fixture
def paper(office):
    return Paper(
        issuer_name=PMO,
        letter_date=dt.date(2024, 3, 14),
        subject=SUBJECT,
        now=NOW,
        actor=actor_of(office),
        ref_no="ที่ นร ๐๑๐๗/๒๑๙๙",
        urgency=Urgency.MOST_URGENT,
        addressee_text="ผู้ว่าราชการจังหวัด ทุกจังหวัด",
        enclosures=("๑. กำหนดการประชุม จำนวน ๑ ชุด", "แบบตอบรับ"),
        body=("ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีจะจัดประชุม", "", "จึงเรียนมาเพื่อทราบ"),
    )


def changed(paper, **changes):
    return dataclasses.replace(paper, **changes)


def test_it_records_what_stands_on_the_paper(paper):
    made = record(paper)
    letter = made.letter
    assert (made.known, made.differences) == (False, [])
    assert (letter.origin, letter.status, letter.root_id) == (Origin.PAPER, LetterStatus.ISSUED, letter.id)
    assert (letter.ref_no, letter.circular, letter.urgency) == ("นร 0107/2199", False, Urgency.MOST_URGENT)
    lines = [(one.text, one.copies) for one in letter.enclosures]
    assert lines == [("กำหนดการประชุม", "จำนวน ๑ ชุด"), ("แบบตอบรับ", "")]


def test_it_knows_a_circular_by_its_number(paper):
    assert record(changed(paper, ref_no="นร 0107/ว 3898")).letter.circular


def test_it_finds_the_issuer_among_the_organisations(paper):
    pmo = make_organisation("c01", PMO, kind=OrganisationKind.CENTRAL)
    assert record(paper).letter.issuer_id == pmo.id


def test_it_records_one_letter_for_all_offices(paper):
    first = record(paper)
    again = record(changed(paper, ref_no="นร 0107/2199", subject=f"  {SUBJECT} "))
    assert (again.letter, again.known, again.differences) == (first.letter, True, [])
    assert db.session.query(Letter).count() == 1


@pytest.mark.parametrize(
    "other", [{"ref_no": "นร 0107/2200"}, {"letter_date": dt.date(2024, 3, 15)}, {"issuer_name": "กรมการปกครอง"}]
)
def test_it_keeps_letters_apart_that_differ_in_number_date_or_issuer(paper, other):
    record(paper)
    assert not record(changed(paper, **other)).known


def test_it_does_not_match_letters_without_a_number(paper):
    person = changed(paper, ref_no="", issuer_name="นายบุญส่ง ใจตรง")
    assert record(person).letter.id != record(person).letter.id


def test_it_names_what_reads_otherwise_and_leaves_the_letter_as_it_is(paper):
    record(paper)
    again = record(changed(paper, subject="การประชุม", urgency=Urgency.URGENT))
    assert [(one.field, one.typed) for one in again.differences] == [("subject", "การประชุม"), ("urgency", "ด่วน")]
    assert again.letter.subject == SUBJECT
    db.session.commit()
    acts = db.session.query(AuditEntry).filter_by(act=AuditAct.LETTER_RECORDED).order_by(AuditEntry.seq).all()
    assert acts[1].after["paper_differs_in"] == ["subject", "urgency"]


def test_it_does_not_compare_digits_spaces_or_what_was_not_typed(paper):
    record(changed(paper, subject="ประชุม ครั้งที่ 1/2567"))
    again = record(changed(paper, subject="ประชุมครั้งที่ ๑/๒๕๖๗", body=("", "", ""), enclosures=()))
    assert again.differences == []


def test_it_finds_a_letter_that_wian_issued(paper, office):
    letter = make_draft(office, ref_no="พช 0023.6/ว 1507", letter_date=dt.date(2024, 3, 28), status=LetterStatus.ISSUED)
    arrived = changed(paper, issuer_name=letter.issuer_name, ref_no="พช ๐๐๒๓.๖/ว ๑๕๐๗", letter_date=letter.letter_date)
    assert record(arrived).letter is letter
    with pytest.raises(Refused):
        amend(letter, arrived)


def test_it_looks_up_without_writing(paper):
    assert look_up(paper) is None
    record(paper)
    assert look_up(changed(paper, subject="อื่น")).differences[0].field == "subject"
    assert db.session.query(Letter).count() == 1


def test_it_amends_a_typing_mistake_on_record(paper):
    letter = record(changed(paper, subject="การประชม")).letter
    amend(letter, paper)
    db.session.commit()
    act = db.session.query(AuditEntry).filter_by(act=AuditAct.LETTER_EDITED).one()
    assert (letter.subject, act.before["subject"], act.after["subject"]) == (SUBJECT, "การประชม", SUBJECT)


def test_it_refuses_secret_letters_and_says_who_takes_them(paper):
    with pytest.raises(Refused) as refused:
        record(changed(paper, secret=True))
    assert "นายทะเบียนข้อมูลข่าวสารลับ" in refused.value.remedy


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issuer_name", " "),
        ("subject", ""),
        ("ref_no", "เลขที่สองพัน"),
        ("letter_date", dt.date(2024, 3, 29)),
        ("issuer_id", 99),
        ("references", ("ก",) * 41),
        ("addressee_text", "ก" * 1001),
    ],
)
def test_it_names_the_field_it_cannot_use(paper, field, value):
    with pytest.raises(InvalidInput) as refused:
        record(changed(paper, **{field: value}))
    assert refused.value.field == ("issuer_name" if field == "issuer_id" else field)
