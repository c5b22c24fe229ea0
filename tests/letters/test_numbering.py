import datetime as dt

import pytest

from core.audit import AuditEntry, verify
from core.audit_acts import AuditAct
from core.errors import InvalidInput, NotFound, Refused, StaleState
from core.extensions import db
from letters.models import Letter
from letters.numbering import Columns, Opening, Taking, open_register, reserve, take_number, use_reserved, void
from letters.register_models import Register, RegisterEntry
from letters.status import Book, EntryStatus, LetterStatus
from organisations.models import CircularSeries
from tests.factories.issuing import DAY, NOW, actor_of, make_office, taking


@pytest.fixture
def office(app):
    return make_office()


def opened(office, **changes):
    given = {"book": Book.CIRCULAR, "year": 2567, "first_number": 1507, "reason": "เริ่มใช้เวียนกลางปี"}
    given |= {"paper_book": "ทะเบียนหนังสือส่ง ว ปี 2567 เล่ม 2", **changes}
    return open_register(Opening(office_id=office.id, **given), now=NOW, actor=actor_of(office))


def letter_with(status, office):
    letter = Letter(issuer_name="จังหวัดเพชรบูรณ์", office_id=office.id, status=status, verify_token="t")
    letter.created_at = letter.updated_at = NOW
    db.session.add(letter)
    db.session.flush()
    return letter


def test_it_numbers_a_new_year_from_one(office):
    numbers = [take_number(taking(office)).number for _ in range(3)]
    numbers += [take_number(taking(office, day=dt.date(2023, 12, 29))).number]
    assert numbers == [1, 2, 3, 1]
    assert {register.year for register in db.session.query(Register)} == {2566, 2567}


def test_it_writes_the_reference_as_the_regulation_does(office):
    assert take_number(taking(office, Book.CIRCULAR)).ref_no == "พช 0023.6/ว 1"
    assert take_number(taking(office, Book.SENT)).ref_no == "พช 0023.6/1"


def test_it_keeps_circulars_in_their_own_series(office):
    take_number(taking(office, Book.SENT))
    assert take_number(taking(office, Book.CIRCULAR)).number == 1


def test_it_lets_circulars_share_the_ordinary_series(office):
    office.circular_series = CircularSeries.SHARED
    take_number(taking(office, Book.SENT))
    assert take_number(taking(office, Book.CIRCULAR)).ref_no == "พช 0023.6/ว 2"
    assert take_number(taking(office, Book.SENT)).ref_no == "พช 0023.6/3"


def test_it_changes_the_series_only_with_the_year(office):
    """ว 1 in a shared book, then ว 1 in a separate one, would be the same ที่ twice."""
    office.circular_series = CircularSeries.SHARED
    take_number(taking(office, Book.CIRCULAR))
    office.circular_series = CircularSeries.SEPARATE
    assert take_number(taking(office, Book.CIRCULAR)).ref_no == "พช 0023.6/ว 2"
    after_new_year = taking(office, Book.CIRCULAR, dt.date(2025, 1, 2), now=NOW + dt.timedelta(days=300))
    assert take_number(after_new_year).register.book is Book.CIRCULAR


def test_it_opens_a_book_in_mid_year_and_goes_on_from_there(office):
    register = opened(office)
    assert (register.first_number, register.paper_book) == (1507, "ทะเบียนหนังสือส่ง ว ปี 2567 เล่ม 2")
    assert [take_number(taking(office)).ref_no for _ in range(2)] == ["พช 0023.6/ว 1507", "พช 0023.6/ว 1508"]
    db.session.commit()
    act = db.session.query(AuditEntry).filter_by(act=AuditAct.REGISTER_OPENED).one()
    assert (act.after["first_number"], act.note) == (1507, "เริ่มใช้เวียนกลางปี")
    assert list(verify()) == []


def test_it_may_open_an_empty_book_again_but_never_one_with_numbers(office):
    opened(office, first_number=1500)
    assert opened(office, first_number=1507).next_number == 1507
    take_number(taking(office))
    with pytest.raises(Refused, match="ทะเบียนเล่มนี้มีเลขแล้ว"):
        opened(office)


@pytest.mark.parametrize(("field", "value"), [("first_number", 0), ("year", 2568), ("reason", " "), ("paper_book", "")])
def test_it_says_which_field_of_an_opening_is_wrong(office, field, value):
    with pytest.raises(InvalidInput) as refused:
        opened(office, **{field: value})
    assert refused.value.field == field


def test_it_marks_what_is_entered_after_a_later_day(office):
    days = [dt.date(2024, 3, 20), dt.date(2024, 3, 22), dt.date(2024, 3, 22), dt.date(2024, 3, 21)]
    entries = [take_number(taking(office, Book.RECEIVED, day)) for day in days]
    assert [entry.late_entered for entry in entries] == [False, False, False, True]
    assert entries[3].recorded_at == NOW


def test_it_keeps_the_received_letters_own_reference(office):
    columns = Columns(ref_no="นร 0107/2199", dated=dt.date(2024, 3, 14), sender="สำนักงานปลัดสำนักนายกรัฐมนตรี")
    assert take_number(taking(office, Book.RECEIVED, columns=columns)).ref_no == "นร 0107/2199"


def test_it_reserves_numbers_in_one_run(office):
    take_number(taking(office))
    entries = reserve(taking(office), 3, "ขอเลขทางโทรศัพท์ กลุ่มงานการเงิน")
    assert [entry.number for entry in entries] == [2, 3, 4]
    assert {entry.status for entry in entries} == {EntryStatus.RESERVED}
    assert take_number(taking(office)).number == 5
    db.session.commit()
    act = db.session.query(AuditEntry).filter_by(act=AuditAct.NUMBER_RESERVED).one()
    assert act.after == {"book": "circular", "numbers": [2, 3, 4], "purpose": "ขอเลขทางโทรศัพท์ กลุ่มงานการเงิน"}


@pytest.mark.parametrize(("count", "purpose", "field"), [(0, "x", "count"), (101, "x", "count"), (1, " ", "purpose")])
def test_it_refuses_a_reservation_nobody_can_account_for(office, count, purpose, field):
    with pytest.raises(InvalidInput) as refused:
        reserve(taking(office), count, purpose)
    assert refused.value.field == field


def test_it_uses_a_reserved_number_once(office):
    (entry,) = reserve(taking(office), 1, "ลงนามในกระดาษ")
    columns = Columns(dated=DAY, subject="การประชุม")
    used = use_reserved(entry, taking(office, columns=columns))
    assert (used.status, used.subject, used.remark) == (EntryStatus.USED, "การประชุม", "ลงนามในกระดาษ")
    with pytest.raises(StaleState):
        use_reserved(entry, taking(office))


def test_it_does_not_lend_a_number_to_another_office_year_or_series(office):
    (entry,) = reserve(taking(office), 1, "ลงนามในกระดาษ")
    other = make_office(office.organisation, is_central_desk=False, code="0023.7")
    for wish in (
        taking(other),
        taking(office, day=dt.date(2023, 12, 31)),
        taking(office, Book.SENT),
    ):
        with pytest.raises(Refused):
            use_reserved(entry, wish)
    assert entry.status is EntryStatus.RESERVED


def test_it_keeps_a_voided_number_and_its_row(office):
    (entry,) = reserve(taking(office), 1, "ขอทางโทรศัพท์")
    void(entry, "ไม่ได้ใช้", now=NOW, actor=actor_of(office))
    assert (entry.status, entry.void_reason) == (EntryStatus.VOID, "ไม่ได้ใช้")
    assert take_number(taking(office)).number == 2
    with pytest.raises(StaleState):
        void(entry, "อีกครั้ง", now=NOW, actor=actor_of(office))
    with pytest.raises(StaleState):
        use_reserved(entry, taking(office))


def test_it_voids_only_with_a_reason(office):
    entry = take_number(taking(office))
    with pytest.raises(InvalidInput):
        void(entry, "  ", now=NOW, actor=actor_of(office))


@pytest.mark.parametrize("status", [LetterStatus.NUMBERED, LetterStatus.ISSUED, LetterStatus.RECALLED])
def test_it_does_not_void_the_number_of_an_issued_letter(office, status):
    entry = take_number(taking(office, letter_id=letter_with(status, office).id))
    with pytest.raises(Refused) as refused:
        void(entry, "พิมพ์ผิด", now=NOW, actor=actor_of(office))
    assert "เรียกคืน" in refused.value.remedy


def test_it_leaves_the_number_of_a_letter_out_for_ink_to_its_letter(office):
    letter = letter_with(LetterStatus.AWAITING_INK, office)
    (entry,) = reserve(taking(office, letter_id=letter.id), 1, "ลงนามในกระดาษ")
    with pytest.raises(Refused):
        void(entry, "ไม่ใช้", now=NOW, actor=actor_of(office))


def test_it_refuses_an_office_that_cannot_number(office):
    with pytest.raises(NotFound):
        take_number(Taking(0, Book.SENT, DAY, NOW, actor_of(office)))
    office.code = ""
    with pytest.raises(Refused, match="ยังไม่มีรหัสหน่วยงาน"):
        take_number(taking(office, Book.SENT))
    assert take_number(taking(office, Book.RECEIVED)).number == 1
    office.keeps_register_here = False
    with pytest.raises(Refused, match="ไม่ได้อยู่ในระบบนี้"):
        take_number(taking(office, Book.RECEIVED))
    office.active = False
    with pytest.raises(Refused, match="เลิกใช้แล้ว"):
        take_number(taking(office, Book.SENT))


def test_it_refuses_a_day_that_is_not_yet_in_bangkok(office):
    late_evening = dt.datetime(2024, 3, 27, 18, 0, tzinfo=dt.UTC)  # the 28th at one in the morning
    assert take_number(taking(office, now=late_evening)).number == 1
    with pytest.raises(InvalidInput, match="อนาคต"):
        take_number(taking(office, now=late_evening - dt.timedelta(hours=2)))


def test_it_loses_no_number_when_the_transaction_fails(office):
    db.session.commit()
    take_number(taking(office))
    db.session.rollback()
    assert take_number(taking(office)).number == 1
    assert db.session.query(RegisterEntry).count() == 1
