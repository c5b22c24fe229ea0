import dataclasses
import datetime as dt

import pytest

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from core.stored_files import current_store, keep
from letters.issue import Signing, dry_render, finish
from letters.register_models import RegisterEntry
from letters.sign_on_paper import give_up, page_to_sign, send_to_paper, take_in_signed
from letters.status import EntryStatus, LetterStatus
from tests.factories.issuing import DAY, NOW, actor_of, make_draft, make_phetchabun


@pytest.fixture
def letter(app):
    return make_draft(make_phetchabun())


def signing(letter, **changes):
    return dataclasses.replace(Signing(letter.signatory, actor_of(letter.office), NOW, DAY), **changes)


def scan_of(letter):
    return keep(b"%PDF-1.4 signed in ink", "application/pdf", current_store(), NOW)


def test_it_prints_the_reserved_number_and_leaves_the_date_to_the_pen(letter):
    entry = send_to_paper(letter, signing(letter))
    assert (letter.status, letter.ref_no) == (LetterStatus.AWAITING_INK, "พช 0023.6/ว 1")
    assert (entry.status, entry.remark, entry.subject) == (EntryStatus.RESERVED, "รอลงนามในกระดาษ", letter.subject)
    page = page_to_sign(letter)
    assert (page.ref_no, page.date) == ("พช 0023.6/ว 1", None)
    assert dry_render(page).startswith(b"%PDF")


def test_it_issues_under_the_reserved_number_and_keeps_both_files(letter):
    send_to_paper(letter, signing(letter))
    signed_later = dt.datetime(2024, 4, 2, 3, tzinfo=dt.UTC)
    scan = scan_of(letter)
    entry = take_in_signed(letter, scan, signing(letter, now=signed_later, day=dt.date(2024, 4, 1)))
    finish(letter, current_store(), signed_later)
    assert (letter.status, letter.ref_no, letter.letter_date) == (
        LetterStatus.ISSUED,
        "พช 0023.6/ว 1",
        dt.date(2024, 4, 1),
    )
    assert letter.scan_file.sha256 == scan.sha256 != letter.pdf_file.sha256
    assert (entry.status, entry.entry_date, entry.dated) == (EntryStatus.USED, DAY, dt.date(2024, 4, 1))
    assert db.session.query(RegisterEntry).count() == 1
    db.session.commit()
    acts = {one.act: one for one in db.session.query(AuditEntry) if one.subject_type == "letters"}
    assert acts[AuditAct.LETTER_NUMBERED].after["scan_sha256"] == scan.sha256
    assert AuditAct.LETTER_SCAN_ADDED not in acts  # one press, one act


def test_it_gives_up_the_paper_and_voids_its_number(letter):
    entry = send_to_paper(letter, signing(letter))
    give_up(letter, "ผู้ลงนามให้แก้เรื่อง", now=NOW, actor=actor_of(letter.office))
    assert (letter.status, letter.ref_no) == (LetterStatus.DRAFT, None)
    assert (entry.status, entry.void_reason) == (EntryStatus.VOID, "ผู้ลงนามให้แก้เรื่อง")
    assert send_to_paper(letter, signing(letter)).number == 2


def test_it_gives_up_only_with_a_reason(letter):
    send_to_paper(letter, signing(letter))
    with pytest.raises(InvalidInput):
        give_up(letter, " ", now=NOW, actor=actor_of(letter.office))


def test_it_refuses_a_scan_for_a_letter_that_is_not_out(letter):
    with pytest.raises(Refused):
        take_in_signed(letter, scan_of(letter), signing(letter))
    with pytest.raises(Refused):
        page_to_sign(letter)


def test_it_refuses_a_date_of_another_year_than_the_number(letter):
    send_to_paper(letter, signing(letter))
    with pytest.raises(Refused) as refused:
        take_in_signed(letter, scan_of(letter), signing(letter, day=dt.date(2023, 12, 29)))
    assert refused.value.field == "day"


def test_it_reserves_nothing_for_an_unfinished_letter(letter):
    letter.subject = ""
    with pytest.raises(InvalidInput):
        send_to_paper(letter, signing(letter))
    assert db.session.query(RegisterEntry).count() == 0
