"""Both example chains live in Wian with their real numbers, dates and addressees (the two seed bundles)."""

import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit import verify
from core.extensions import db
from desk import demo
from desk.demo_people import load_people
from letters.models import Letter
from letters.register_models import Register, RegisterEntry
from letters.status import LetterStatus
from organisations.models import Organisation
from routing.chain_view import chain_of
from routing.models import Delivery, Receipt

NOW = dt.datetime(2024, 4, 1, 2, 0, tzinfo=dt.UTC)
# ที่, ลงวันที่ and the number of recipients, as the seeds' letters say
REAL = [
    ("นร 0107/2199", dt.date(2024, 3, 14), 76),
    ("พช 0023.6/ว 1507", dt.date(2024, 3, 28), 15),
    ("พช 0023.7/ว 583", dt.date(2024, 3, 29), 18),
    ("นร 0107/ว 3898", dt.date(2023, 5, 31), 1),
    ("กบ 0023.6/ว 2635", dt.date(2023, 6, 8), 10),
]


@pytest.fixture(scope="module")
def loaded(databases, country_template, tmp_path_factory):
    from tests.conftest import make_test_app

    url = databases.copy(country_template)
    app = make_test_app(url, tmp_path_factory.mktemp("demo"))
    with app.app_context():
        load(app)
        yield app
        db.session.remove()
        db.engine.dispose()
    databases.drop(url)


def load(app):
    load_people(NOW)
    for _ in demo.load_demo(app.extensions["wian.store"]):
        db.session.commit()


def letter(ref_no):
    return db.session.scalars(sa.select(Letter).where(Letter.ref_no == ref_no)).one()


def recipients(ref_no):
    to = sa.select(Organisation.name).join(Delivery, Delivery.organisation_id == Organisation.id)
    return set(db.session.scalars(to.where(Delivery.letter_id == letter(ref_no).id)))


def test_it_issues_every_letter_under_its_real_number_and_date(loaded):
    found = [(letter(ref).ref_no, letter(ref).letter_date, letter(ref).recipient_count) for ref, _, _ in REAL]
    assert found == REAL
    assert {letter(ref).status for ref, _, _ in REAL} == {LetterStatus.ISSUED}


def test_it_sends_the_province_letter_to_its_districts_and_the_direct_laos(loaded):
    names = recipients("พช 0023.6/ว 1507")
    towns = {"เทศบาลเมืองเพชรบูรณ์", "เทศบาลเมืองหล่มสัก", "เทศบาลเมืองวิเชียรบุรี"}
    assert {name for name in names if not name.startswith("อำเภอ")} == towns | {"องค์การบริหารส่วนจังหวัดเพชรบูรณ์"}
    assert sum(name.startswith("อำเภอ") for name in names) == 11


def test_it_sends_the_district_letter_to_3_municipalities_and_15_subdistricts(loaded):
    names = recipients("พช 0023.7/ว 583")
    assert sum(name.startswith("เทศบาลตำบล") for name in names) == 3
    assert sum(name.startswith("องค์การบริหารส่วนตำบล") for name in names) == 15


def test_it_sends_the_krabi_letter_to_8_districts_the_pao_and_the_town(loaded):
    names = recipients("กบ 0023.6/ว 2635")
    assert sum(name.startswith("อำเภอ") for name in names) == 8
    assert {"องค์การบริหารส่วนจังหวัดกระบี่", "เทศบาลเมืองกระบี่"} < names


def test_it_enters_every_receipt_under_its_real_number_and_day(loaded):
    rows = db.session.execute(sa.select(Receipt.number, Receipt.received_on).order_by(Receipt.received_on))
    assert [(number, day.isoformat()) for number, day in rows] == [
        ("7664", "2023-06-02"),
        ("7706", "2023-06-06"),
        ("5651", "2024-03-20"),
        ("2206", "2024-03-22"),
        ("2666", "2024-03-23"),
    ]


@pytest.mark.parametrize(("last", "days"), [("พช 0023.7/ว 583", 15), ("กบ 0023.6/ว 2635", 8)])
def test_it_shows_15_days_for_phetchabun_and_8_for_krabi(loaded, last, days):
    assert chain_of(letter(last), now=NOW).days == days


def test_it_opens_each_book_at_its_real_number_and_leaves_no_gap(loaded):
    rows = db.session.execute(
        sa.select(Register.first_number, Register.next_number, sa.func.count(RegisterEntry.id))
        .join(RegisterEntry, RegisterEntry.register_id == Register.id)
        .group_by(Register.id, Register.first_number, Register.next_number)
    ).all()
    assert rows
    assert all(following - first == count for first, following, count in rows)


def test_it_changes_nothing_when_loaded_again(loaded):
    def counts():
        return [db.session.scalar(sa.select(sa.func.count()).select_from(t)) for t in (Letter, Delivery, RegisterEntry)]

    before = counts()
    load(loaded)
    assert counts() == before


def test_it_leaves_an_audit_record_that_is_whole(loaded):
    assert list(verify()) == []
