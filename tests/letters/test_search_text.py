"""What a letter is found by is written in the transaction of the act that changes it."""

import datetime as dt
from importlib import util
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.extensions import db
from core.stored_files import keep
from letters import draft, enclosures
from letters.enclosures import Details, Doing
from letters.issue import Signing, freeze
from letters.jobs import read_files, write_search_texts
from letters.models import Enclosure
from letters.record_paper import Paper, amend, record
from letters.search_fold import fold
from letters.search_models import FileText, LetterDay, SearchText
from letters.search_text import index_letter, keep_file_text
from letters.status import EnclosureKind
from tests.factories.letters import NOW, make_draft, make_letter_office, writer

TOMORROW = NOW.date() + dt.timedelta(days=1)


def text_of(letter):
    return db.session.scalar(sa.select(SearchText.text).where(SearchText.letter_id == letter.id))


def says(letter, words):
    return fold(words) in text_of(letter)


@pytest.fixture
def office(session):
    return make_letter_office()


def test_it_follows_a_draft_from_its_first_text_on(office):
    letter = make_draft(office, subject="การจัดงานวันเด็ก")
    assert says(letter, "วันเด็ก") and says(letter, "จังหวัดเพชรบูรณ์")
    change = {"subject": "การจัดงานวันลอยกระทง", "body_cause": "ณ ริมบึงสี\nไฟ"}
    draft.save(letter, draft.Saving(change, letter.version, NOW, writer(office)))
    assert says(letter, "ลอยกระทง") and says(letter, "บึงสีไฟ")
    assert not says(letter, "วันเด็ก")


def test_it_follows_the_list_of_enclosures(office):
    letter, doing = make_draft(office), Doing(NOW, writer(office))
    one = enclosures.add_paper(letter, Details("แบบสำรวจตลาดน้ำ"), doing)
    assert says(letter, "ตลาดน้ำ")
    enclosures.edit(letter, one.id, Details("แบบสำรวจตลาดนัด"), doing)
    assert says(letter, "ตลาดนัด") and not says(letter, "ตลาดน้ำ")
    enclosures.remove(letter, one.id, doing)
    assert not says(letter, "ตลาดนัด")


def test_it_knows_the_number_from_the_moment_it_is_taken(office):
    letter = make_draft(office)
    freeze(letter, Signing(letter.signatory, writer(office), NOW, NOW.date()))
    assert says(letter, letter.ref_no) and says(letter, letter.ref_no.replace(".", ""))
    place = db.session.scalar(sa.select(SearchText.place).where(SearchText.letter_id == letter.id))
    assert place >> 32 == NOW.date().toordinal()


def paper(**changes):
    values = {
        "issuer_name": "กรมส่งเสริมการปกครองท้องถิ่น",
        "letter_date": NOW.date(),
        "subject": "ซักซ้อมแนวทางการดูแลสุนัขจรจัด",
        "now": NOW,
        "actor": writer(),
        "ref_no": "มท 0808.2/ว 77",
        "body": ("ขอให้รายงานภายในวันที่ 30 เมษายน 2567 ตามหนังสือลงวันที่ 5 มกราคม 2567", "", ""),
    }
    return Paper(**values | changes)


def test_it_finds_paper_letters_as_typed_and_as_put_right(session):
    letter = record(paper()).letter
    assert says(letter, "สุนัขจรจัด")
    amend(letter, paper(subject="ซักซ้อมแนวทางการดูแลแมวจรจัด"))
    assert says(letter, "แมวจรจัด") and not says(letter, "สุนัขจรจัด")


def test_it_keeps_the_days_to_come_that_a_letter_names(session):
    letter = record(paper()).letter
    days = db.session.scalars(sa.select(LetterDay.day).where(LetterDay.letter_id == letter.id)).all()
    assert days == [dt.date(2024, 4, 30)]


def test_it_is_gone_when_the_act_is_undone(office):
    letter = make_draft(office, subject="การจัดงานวันเด็ก")
    db.session.commit()
    draft.save(letter, draft.Saving({"subject": "งานวัด"}, letter.version, NOW, writer(office)))
    db.session.rollback()
    assert says(letter, "วันเด็ก") and not says(letter, "งานวัด")


def with_file(letter, file, **columns):
    one = Enclosure(kind=EnclosureKind.FILE, position=1, text="คู่มือ", file_id=file.id, token="t", **columns)
    letter.enclosures.append(one)
    index_letter(letter, NOW)
    return one


@pytest.fixture
def manual(app):
    return keep("ขั้นตอนการเลี้ยงไส้เดือน".encode(), "text/plain", app.extensions["wian.store"], NOW)


def test_it_adds_the_text_of_a_file_when_that_is_known(office, manual):
    letter = make_draft(office)
    with_file(letter, manual)
    assert db.session.get(FileText, manual.id).taken_at is None
    keep_file_text(manual.id, "ขั้นตอนการเลี้ยงไส้เดือน", NOW)
    db.session.commit()
    write_search_texts()
    assert says(letter, "ไส้เดือน")
    assert write_search_texts() == 0


def test_it_keeps_a_file_that_opens_later_unfound_until_its_day(office, manual, monkeypatch):
    letter = make_draft(office)
    keep_file_text(manual.id, "ขั้นตอนการเลี้ยงไส้เดือน", NOW)
    with_file(letter, manual, opens_on=TOMORROW)
    assert says(letter, "คู่มือ") and not says(letter, "ไส้เดือน")
    db.session.commit()
    monkeypatch.setattr("core.clock.now", lambda: NOW + dt.timedelta(days=1))
    write_search_texts()
    assert says(letter, "ไส้เดือน")


def test_the_worker_reads_each_file_once_even_one_that_cannot_be_read(app, office):
    store = app.extensions["wian.store"]
    letter = make_draft(office)
    good = keep("ขั้นตอนการเลี้ยงไส้เดือน".encode(), "text/plain", store, NOW)
    broken = keep(b"%PDF-1.4 nothing follows", "application/pdf", store, NOW)
    for position, file in enumerate((good, broken), 1):
        letter.enclosures.append(
            Enclosure(kind=EnclosureKind.FILE, position=position, text="ไฟล์", file_id=file.id, token=str(position))
        )
    index_letter(letter, NOW)
    good_id, broken_id = good.id, broken.id
    db.session.commit()
    assert read_files() == 2
    assert read_files() == 0
    write_search_texts()
    assert says(letter, "ไส้เดือน")
    assert db.session.get(FileText, good_id).reason == ""
    assert db.session.get(FileText, broken_id).reason != ""


def migration():
    (path,) = (Path(__file__).parents[2] / "migrations" / "versions").glob("*what_letters_are_found_by.py")
    spec = util.spec_from_file_location("found_by", path)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_migration_gives_stored_letters_what_the_act_gives_new_ones(app, office, manual):
    draft_of_ours = make_draft(office, subject="การจัดงานวันเด็ก", references=["หนังสือ ที่ มท 0808.2/ว 77"])
    with_file(draft_of_ours, manual)
    record(paper())
    tables = [model.__table__ for model in (FileText, LetterDay, SearchText)]
    columns = [SearchText.place, SearchText.letter_id, SearchText.text, SearchText.stale]
    written = set(db.session.execute(sa.select(*columns)))
    files, days = (set(db.session.execute(sa.select(table))) for table in tables[:2])
    for table in tables:
        db.session.execute(sa.delete(table))
    migration()._fill(db.session.connection(), *tables)
    assert set(db.session.execute(sa.select(*columns))) == written != set()
    assert [set(db.session.execute(sa.select(table))) for table in tables[:2]] == [files, days]
