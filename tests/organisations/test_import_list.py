import csv
import datetime as dt
import shutil

import pytest
import sqlalchemy as sa

from core import clock
from core.audit import AuditEntry, verify
from core.errors import InvalidInput
from organisations import queries
from organisations.country_list import FOLDER
from organisations.import_list import ImportSource, import_country
from organisations.kinds import OrganisationKind as K
from organisations.models import Office, Organisation, OrganisationKindPeriod

NOW = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)


def edited(tmp_path, change, name="laos.csv"):
    """A copy of the list whose rows went through `change` (None leaves a row out)."""
    shutil.copytree(FOLDER, tmp_path / "list")
    path = tmp_path / "list" / name
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in map(change, csv.DictReader(file)) if row]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return ImportSource(tmp_path / "list")


def only(code, **values):
    return lambda row: {**row, **values} if row["code"] == code else row


def test_it_brings_the_whole_country_with_the_counts_of_the_department(country):
    counts = dict(country.execute(sa.select(Organisation.kind, sa.func.count()).group_by(Organisation.kind)).all())
    assert counts == {
        K.CENTRAL: 1,
        K.PROVINCE: 76,
        K.DISTRICT: 878,
        K.PAO: 76,
        K.CITY_MUNICIPALITY: 30,
        K.TOWN_MUNICIPALITY: 195,
        K.SUBDISTRICT_MUNICIPALITY: 2247,
        K.SAO: 5300,
        K.SPECIAL: 2,
    }


def test_it_gives_every_organisation_exactly_one_central_desk_and_each_province_a_second_office(country):
    desks = sa.select(sa.func.count()).select_from(Office).where(Office.is_central_desk)
    assert country.scalar(desks) == country.scalar(sa.select(sa.func.count()).select_from(Organisation))
    assert country.scalar(sa.select(sa.func.count()).where(~Office.is_central_desk)) == 76


def test_it_sets_the_offices_of_both_example_chains_up_as_on_their_letters(country):
    centre = queries.central_desk(queries.by_code("PMO").id)
    assert centre.reference_code == "นร 0107"
    assert centre.letterhead == ["สำนักงานปลัดสำนักนายกรัฐมนตรี", "ทำเนียบรัฐบาล กทม. 10300"]
    hall, local = queries.offices_of(queries.by_code("67").id)
    assert (hall.name, hall.reference_code) == ("ศาลากลางจังหวัดเพชรบูรณ์", "")
    assert (local.short_name, local.reference_code) == ("สถจ.เพชรบูรณ์", "พช 0023.6")
    assert local.owner_unit == [
        "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
        "กลุ่มงานบริการสาธารณะท้องถิ่นและประสานงานท้องถิ่นอำเภอ",
    ]
    district = queries.central_desk(queries.by_code("6701").id)
    assert (district.name, district.prefix, district.code) == ("ที่ว่าการอำเภอเมืองเพชรบูรณ์", "พช", "")
    assert not queries.central_desk(country.scalar(sa.select(Organisation.id).where(Organisation.kind == K.SAO))).code


def test_it_hangs_the_metropolis_under_the_centre_and_pattaya_under_its_province(country):
    bangkok, pattaya = queries.by_code("BMA"), queries.by_code("PATTAYA")
    assert (bangkok.kind, bangkok.parent.code, bangkok.province_code) == (K.SPECIAL, "PMO", "10")
    assert bangkok.form_of_address == "ผู้ว่าราชการกรุงเทพมหานคร"
    assert (pattaya.parent.name, pattaya.form_of_address) == ("จังหวัดชลบุรี", "นายกเมืองพัทยา")
    assert country.scalar(sa.select(Organisation).where(Organisation.code == "10")) is None


def test_it_dates_the_changes_the_list_knows_of(country):
    changed = queries.by_code("6110109")  # แพรกษาใหม่, อบต. until 21 November 2019
    former, present = queries.kind_periods(changed.id)
    assert (former.kind, former.valid_to) == (K.SAO, dt.date(2019, 11, 21))
    assert (present.kind, present.valid_from, present.valid_to) == (K.TOWN_MUNICIPALITY, former.valid_to, None)
    renamed = queries.kind_periods(queries.by_code("6501803").id)
    assert [period.name for period in renamed] == ["องค์การบริหารส่วนตำบลสบโขง", "องค์การบริหารส่วนตำบลแม่หลอง"]


def test_it_changes_nothing_the_second_time_and_leaves_no_record_of_it(country):
    count = import_country(country, clock.now())
    country.commit()
    assert count.nothing and count.total == 8805 and count.offices == 0
    assert country.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) == 1
    assert list(verify()) == []


def test_it_keeps_what_was_edited_by_hand(country, tmp_path):
    one = queries.by_code("6110109")
    one.name_en, one.phone = "Praeksa Mai", "0 2000 0000"
    country.commit()
    import_country(country, NOW)
    country.commit()
    assert (one.name_en, one.phone) == ("Praeksa Mai", "0 2000 0000")
    count = import_country(country, NOW, source=edited(tmp_path, only("6110109", name_en="Phraeksa Mai")))
    country.commit()
    assert (count.kept, count.changed, one.name_en) == (1, 0, "Praeksa Mai")


def test_it_dates_a_type_the_list_changed_and_moves_the_route_but_keeps_the_organisation(country, tmp_path):
    before = (
        queries.by_code("6670101")
        if False
        else country.scalar(
            sa.select(Organisation).where(Organisation.kind == K.SAO, Organisation.district_code == "6701").limit(1)
        )
    )
    identity, desk = before.id, queries.central_desk(before.id).id
    values = {"type": "thesaban_mueang", "name_th": f"เทศบาลเมือง{before.short_name}", "parent_code": "67"}
    count = import_country(country, NOW, source=edited(tmp_path, only(before.code, **values)))
    country.commit()
    after = queries.by_code(before.code)
    assert (count.changed, count.added) == (1, 0)
    assert (after.id, after.kind, after.parent.code) == (identity, K.TOWN_MUNICIPALITY, "67")
    assert after.form_of_address == f"นายกเทศมนตรีเมือง{after.short_name}"
    assert queries.central_desk(after.id).id == desk and queries.central_desk(after.id).name == after.name
    former, present = queries.kind_periods(after.id)
    assert (former.kind, former.valid_to, present.valid_from) == (K.SAO, dt.date(2026, 3, 2), dt.date(2026, 3, 2))


def test_it_closes_what_is_gone_from_the_list_without_losing_it(country, tmp_path):
    gone = edited(tmp_path, lambda row: None if row["code"] == "6110109" else row)
    assert import_country(country, NOW, source=gone).closed == 1
    country.commit()
    assert not queries.by_code("6110109").active
    assert import_country(country, NOW, source=gone).nothing


@pytest.mark.parametrize(
    ("values", "said"),
    [({"type": "village"}, "laos.csv"), ({"parent_code": "9999"}, "9999"), ({"name_short": ""}, "ไม่มีรหัสหรือชื่อ")],
)
def test_it_names_file_and_line_of_a_row_it_cannot_read(session, tmp_path, values, said):
    with pytest.raises(InvalidInput, match=said):
        import_country(session, NOW, source=edited(tmp_path, only("6110109", **values)))


def test_it_tells_how_far_it_is(session):
    told = []
    import_country(session, NOW, lambda done, total: told.append((done, total)))
    assert told[0][1] == told[-1][1] == 8805 and told[-1][0] == 8805
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert session.scalar(sa.select(sa.func.count()).select_from(OrganisationKindPeriod)) == 2 * 44
