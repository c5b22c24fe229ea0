"""Taking files in, reading them, confirming them: the calls page, command and mailbox make."""

import datetime as dt

import pytest

from core.actor import Actor
from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.clock import day_of
from core.errors import InvalidInput, Refused
from core.extensions import db
from core.stored_files import current_store
from deadlines.owe import deadlines_of
from deadlines.status import DeadlineKind
from desk.checked_form import checked_letter, sheets_of
from desk.confirm_file import confirm
from desk.intake_models import IncomingFile
from desk.intake_status import IntakeSource, IntakeState
from desk.take_in import Taking, bring_back, keep_reading, next_to_read, set_aside, take_in
from letters.enclosures import Upload
from letters.kept_reading import standing
from letters.models import Letter
from letters.reading_models import KeptReading
from letters.status import EnclosureKind
from routing.models import Delivery, Receipt
from routing.take_back_receipt import take_back_receipt
from tests.desk.readings import PMO, PROVINCE, bundle, one, scan
from tests.factories.issuing import NOW, actor_of, make_office, make_organisation

MOST = 20 * 1024 * 1024


@pytest.fixture
def office(app):
    return make_office()


def taking(office, source=IntakeSource.PAGE):
    return Taking(office, source, current_store(), NOW, actor_of(office))


def bring(office, content=None, name="scan.pdf"):
    return take_in([Upload(content or scan(), name, MOST)], taking(office))[0]


def read(incoming, what):
    assert next_to_read(NOW) == incoming.id
    db.session.refresh(incoming)
    keep_reading(incoming, what)
    return incoming


def confirm_as_read(incoming, office, **changes):
    sheets = sheets_of(incoming, office, day_of(NOW))
    for part, values in changes.items():
        at = int(part.removeprefix("part"))
        posted = {at: {**sheets[at - 1].values, **values}}
        sheets[at - 1] = sheets_of(incoming, office, day_of(NOW), posted)[at - 1]
    assert all(sheet.is_ready() for sheet in sheets), [(one.form.errors, one.open_doubts) for one in sheets]
    return confirm(incoming, [checked_letter(one, NOW, actor_of(office)) for one in sheets], taking(office))


def test_it_answers_each_file_and_goes_on_with_the_good_ones(office):
    uploads = [Upload(b"MZ", "virus.pdf", MOST), Upload(scan(), "a.pdf", MOST), Upload(b"", "empty.pdf", MOST)]
    bad, good, empty = take_in(uploads, taking(office))
    assert "ไม่รับไฟล์ชนิดนี้" in str(bad.refusal)
    assert "ว่างเปล่า" in str(empty.refusal)
    assert (good.incoming.state, good.incoming.file_name) == (IntakeState.WAITING, "a.pdf")
    entry = db.session.query(AuditEntry).count()
    db.session.commit()
    assert db.session.query(AuditEntry).filter_by(act=AuditAct.FILES_TAKEN_IN).count() == entry + 1


def test_it_keeps_the_same_file_once_for_an_office_and_says_so(office):
    first, second = bring(office), bring(office, name="other name.pdf")
    assert (second.again, second.incoming.id) == (True, first.incoming.id)
    other = make_office(make_organisation("81", "จังหวัดกระบี่"), prefix="กบ")
    elsewhere = bring(other)
    assert (elsewhere.again, elsewhere.elsewhere) == (False, True)
    assert db.session.query(IncomingFile).count() == 2


def test_it_takes_the_same_file_again_once_its_receipt_was_taken_back(office):
    incoming = read(bring(office).incoming, one(PMO))
    receipt = confirm_as_read(incoming, office).entries[0].receipt
    assert bring(office).again
    take_back_receipt(receipt, "ลงผิด", now=NOW, actor=actor_of(office))
    assert not bring(office).again


def test_it_registers_what_a_person_confirms(office):
    incoming = read(bring(office).incoming, one(PMO))
    done = confirm_as_read(incoming, office)
    letter, receipt = done.letters[1], done.entries[0].receipt
    assert (letter.ref_no, letter.letter_date.isoformat(), letter.issuer_name) == (
        "นร 0107/2199",
        "2024-03-14",
        "สำนักงานปลัดสำนักนายกรัฐมนตรี",
    )
    assert (letter.body_cause, letter.body_conclusion) == ("ด้วยจะจัดประชุม", "จึงเรียนมาเพื่อทราบ")
    assert letter.signature_lines == ["รองปลัดสำนักนายกรัฐมนตรี ปฏิบัติราชการแทน", "ปลัดสำนักนายกรัฐมนตรี"]
    assert [(one.text, one.copies) for one in letter.enclosures] == [("กำหนดการประชุม", "จำนวน ๑ ชุด")]
    assert (receipt.number, receipt.received_on, receipt.scan_file_id) == ("1", day_of(NOW), incoming.file_id)
    assert letter.scan_file_id == incoming.file_id
    assert incoming.state is IntakeState.REGISTERED
    with pytest.raises(Refused):
        confirm(incoming, [], taking(office))


def test_it_keeps_what_the_letter_asks_without_what_was_struck_out(office):
    incoming = read(bring(office).incoming, one(PMO))
    letter = confirm_as_read(incoming, office, part1={"struck": ["obligations:1"]}).letters[1]
    kept = db.session.get(KeptReading, letter.id)
    assert kept.checked
    assert [duty["action"] for duty in kept.reading["obligations"]] == ["enter_data", "register_attendees"]
    assert [duty["action"] for duty in standing(kept)["obligations"]] == ["enter_data"]
    assert standing(kept)["sessions"] == PMO["sessions"]


def test_it_ties_the_letters_of_a_bundle_and_numbers_the_first_only(office):
    incoming = read(bring(office, scan(2)).incoming, bundle({**PROVINCE, "doubts": []}, PMO))
    done = confirm_as_read(incoming, office, part1={"letter_date": "28 มีนาคม 2567"})
    province, pmo = done.letters[1], done.letters[2]
    assert (province.source_id, province.root_id, pmo.source_id) == (pmo.id, pmo.id, None)
    assert [(one.kind, one.linked_letter_id) for one in province.enclosures] == [(EnclosureKind.LETTER, pmo.id)]
    assert db.session.query(Receipt).one().letter_id == province.id
    assert db.session.query(Delivery).one().root_letter_id == pmo.id
    assert province.scan_file_id == incoming.file_id != pmo.scan_file_id


def test_it_asks_for_every_doubt_until_it_is_ticked_or_the_field_typed_anew(office):
    incoming = read(bring(office).incoming, one(PROVINCE))
    sheet = sheets_of(incoming, office, day_of(NOW))[0]
    assert [(doubt.field, doubt.text) for doubt in sheet.open_doubts] == [("letter_date", "พช มีนาคม ๒๕๖๗")]
    assert not sheet.is_ready()
    typed = sheets_of(incoming, office, day_of(NOW), {1: {**sheet.values, "letter_date": "28 มี.ค. 67"}})[0]
    assert typed.is_ready()
    ticked = {**sheet.values, "ticked": ["d0"]}
    assert "letter_date" in _errors(sheets_of(incoming, office, day_of(NOW), {1: ticked})[0])


def _errors(sheet):
    sheet.is_ready()
    return sheet.form.errors


def test_text_from_ocr_is_ticked_off_piece_by_piece_or_left_out(office):
    doubts = [{"field": "body", "text": text, "reason": "อ่านจากภาพ"} for text in ("๒๕๖๗", "www.odloc.go.th")]
    reading = {**PMO, "body": ["ภายในปี ๒๕๖๗ ที่ www.odloc.go.th"], "doubts": doubts}
    incoming = read(bring(office).incoming, one(reading))
    as_read = sheets_of(incoming, office, day_of(NOW))[0].values

    def still_open(**values):
        return [
            doubt.text for doubt in sheets_of(incoming, office, day_of(NOW), {1: {**as_read, **values}})[0].open_doubts
        ]

    assert still_open() == ["๒๕๖๗", "www.odloc.go.th"]
    assert still_open(ticked=["d0"]) == ["www.odloc.go.th"]
    assert still_open(body_cause="ภายในปี ๒๕๖๗ ที่ www.oldoc.go.th", ticked=["d0"]) == []
    assert still_open(body_cause="") == []


def test_the_same_letter_in_two_offices_is_one_letter_with_two_receipts(office):
    other = make_office(make_organisation("81", "จังหวัดกระบี่"), prefix="กบ")
    for desk, shade in ((office, 255), (other, 250)):
        confirm_as_read(read(bring(desk, scan(shade=shade)).incoming, one(PMO)), desk)
    assert db.session.query(Letter).count() == 1
    assert [one.office_id for one in db.session.query(Receipt).order_by(Receipt.id)] == [office.id, other.id]


def test_it_does_not_tie_a_letter_that_others_hold_to_a_source_of_ours(office):
    other = make_office(make_organisation("81", "จังหวัดกระบี่"), prefix="กบ")
    alone = {**PROVINCE, "doubts": [], "date": "2024-03-28"}
    confirm_as_read(read(bring(other, scan(shade=250)).incoming, one(alone)), other)
    done = confirm_as_read(read(bring(office, scan(2)).incoming, bundle(alone, PMO)), office)
    assert done.letters[1].source_id is None


def test_it_refuses_letters_that_are_each_others_source(office):
    incoming = read(bring(office, scan(2)).incoming, bundle(PMO, {**PMO, "ref_no": "นร 0107/2200"}))
    with pytest.raises(InvalidInput, match="ต้นเรื่องของกันและกัน"):
        confirm_as_read(incoming, office, part1={"source_part": "2"}, part2={"source_part": "1"})


def test_a_secret_letter_is_refused_and_nothing_is_kept(office):
    incoming = read(bring(office).incoming, one(PMO, secrecy="ลับ"))
    with pytest.raises(Refused, match="ลับ"):
        confirm_as_read(incoming, office)
    assert db.session.query(Letter).count() == 0


def test_a_file_set_aside_can_be_brought_back_and_is_read_afresh(office):
    incoming = read(bring(office).incoming, one(PMO))
    actor = Actor(None, "ผู้ทิ้ง", office.id)
    set_aside(incoming, now=NOW, actor=actor)
    with pytest.raises(Refused):
        set_aside(incoming, now=NOW, actor=actor)
    bring_back(incoming, now=NOW, actor=actor)
    db.session.refresh(incoming)
    assert (incoming.state, incoming.letters) == (IntakeState.WAITING, [])
    assert next_to_read(NOW) == incoming.id
    assert next_to_read(NOW) is None


def test_a_scan_without_text_is_typed_from_its_picture(office):
    from desk.read_file import ReadFile

    incoming = read(bring(office).incoming, ReadFile((), page_count=1))
    assert incoming.state is IntakeState.UNREADABLE
    typed = {"issuer_name": "กรมส่งเสริมการปกครองท้องถิ่น", "letter_date": "1 มี.ค. 67", "subject": "แจ้งแนวทาง"}
    letter = confirm_as_read(incoming, office, part1=typed).letters[1]
    assert (letter.subject, letter.scan_file_id) == ("แจ้งแนวทาง", incoming.file_id)


def test_it_makes_the_deadlines_that_were_read(office):
    incoming = read(bring(office).incoming, one(PMO))
    letter = confirm_as_read(incoming, office).letters[1]
    asked = {one.kind: one.due_on for one in deadlines_of(letter.id)}
    assert asked[DeadlineKind.ENTER_DATA] == dt.date(2024, 7, 31)
    assert asked[DeadlineKind.REGISTER_ATTENDEES] is None
