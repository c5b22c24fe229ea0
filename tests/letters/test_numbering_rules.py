"""Any order of taking, reserving, voiding, opening, failing and changing settings leaves every book whole."""

import datetime as dt
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from core.errors import DomainError, Refused
from core.extensions import db
from letters.numbering import Opening, open_register, reserve, take_number, use_reserved, void
from letters.register_models import Register, RegisterEntry
from letters.status import Book, EntryStatus
from organisations.models import CircularSeries
from tests.factories.issuing import NOW, actor_of, make_office, taking

BOOKS = st.sampled_from([Book.SENT, Book.CIRCULAR, Book.RECEIVED])
DAYS = st.dates(dt.date(2023, 11, 1), dt.date(2024, 3, 28))  # two register years, 2566 and 2567


class Books(RuleBasedStateMachine):
    reserved = Bundle("reserved")

    def __init__(self):
        super().__init__()
        self.office = make_office()
        self.given = defaultdict(list)  # what callers were told, per book

    def told(self, entries):
        for entry in entries:
            self.given[entry.register_id].append(entry.number)

    @rule(book=BOOKS, day=DAYS)
    def take(self, book, day):
        self.told([take_number(taking(self.office, book, day))])

    @rule(book=BOOKS, day=DAYS)
    def take_and_fail(self, book, day):
        with db.session.begin_nested() as point:
            take_number(taking(self.office, book, day))
            point.rollback()

    @rule(target=reserved, book=BOOKS, day=DAYS, count=st.integers(1, 4))
    def reserve(self, book, day, count):
        entries = reserve(taking(self.office, book, day), count, "ลงนามในกระดาษ")
        self.told(entries)
        return multiple(*((entry, book, day) for entry in entries))

    @rule(one=consumes(reserved))
    def use(self, one):
        entry, book, day = one
        assert use_reserved(entry, taking(self.office, book, day)).status is EntryStatus.USED

    @rule(one=consumes(reserved))
    def void(self, one):
        void(one[0], "ไม่ได้ใช้", now=NOW, actor=actor_of(self.office))
        assert one[0].status is EntryStatus.VOID
        with pytest.raises(DomainError):
            use_reserved(one[0], taking(self.office, one[1], one[2]))

    @rule(book=BOOKS, year=st.sampled_from([2566, 2567]), first=st.integers(1, 3000))
    def open(self, book, year, first):
        opening = Opening(self.office.id, book, year, first, "เริ่มใช้กลางปี", "สมุดเล่ม 1")
        try:
            register = open_register(opening, now=NOW, actor=actor_of(self.office))
        except Refused:
            return
        assert not self.given[register.id]
        assert register.next_number == first

    @rule(series=st.sampled_from(CircularSeries))
    def change_series(self, series):
        self.office.circular_series = series

    @invariant()
    def every_book_runs_without_gap_or_repeat(self):
        for register in db.session.query(Register).filter_by(office_id=self.office.id).populate_existing():
            entries = db.session.query(RegisterEntry).filter_by(register_id=register.id).all()
            numbers = sorted(entry.number for entry in entries)
            assert numbers == list(range(register.first_number, register.next_number))
            assert numbers == sorted(self.given[register.id])

    @invariant()
    def no_reference_is_given_twice_in_a_year(self):
        sent = db.session.query(Register.year, RegisterEntry.ref_no).join(RegisterEntry.register)
        sent = sent.filter(Register.office_id == self.office.id, Register.book != Book.RECEIVED).all()
        assert len(set(sent)) == len(sent)

    def teardown(self):
        db.session.rollback()


@pytest.mark.filterwarnings("ignore")
def test_it_keeps_every_book_whole_whatever_happens(app):
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
