"""The recipients as files: what opens in a spreadsheet is what stood on the page, and the taking is on record."""

import csv
import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from accounts.permissions import Role
from core.audit import AuditEntry
from core.audit_acts import AuditAct
from routing.acknowledge import reject
from tests.accounts.factories import make_user
from tests.factories.routing import NOW
from tests.routing.tracking_chain import make_chain


@pytest.fixture
def chain(session):
    return make_chain()


@pytest.fixture
def clerk(chain, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, chain.land.desk["สถจ."]))


def taken(clerk, chain, kind, **wish):
    return clerk.post(f"/tracking/{chain.down.id}/export", data={"format": kind, **wish})


def as_rows(answer):
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_it_gives_csv_that_spreadsheets_read_as_thai(chain, clerk):
    answer = taken(clerk, chain, "csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = as_rows(answer)
    town = next(row for row in rows if row["ผู้รับ"] == "อำเภอเมืองเพชรบูรณ์")
    assert (town["สถานะ"], town["วันที่ส่ง"], town["อปท. ทั้งหมด"]) == ("ถึงแล้ว", "2024-03-28", "3")
    assert town["ส่งต่อด้วยหนังสือที่"] == "พช 0023.7/ว 583"
    assert len(rows) == 4


def test_it_gives_xlsx_with_real_numbers_and_dates(chain, clerk):
    sheet = load_workbook(io.BytesIO(taken(clerk, chain, "xlsx").data)).active
    head, *rows = sheet.iter_rows(values_only=True)
    row = dict(zip(head, next(row for row in rows if row[1] == "อำเภอเมืองเพชรบูรณ์"), strict=True))
    assert row["อปท. ทั้งหมด"] == 3
    assert row["วันที่ส่ง"] == dt.datetime(2024, 3, 28)  # noqa: DTZ001 (spreadsheets know no zones)
    assert sheet.freeze_panes == "A2"


DANGEROUS = ["=HYPERLINK(1)", "+1", "-1+2", "@SUM(A1)", "\t=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_it_never_lets_a_text_become_a_formula(chain, clerk, text):
    reject(chain.delivery("down", "ทม."), f"x{text}", now=NOW, actor=chain.land.actor("ทม."))
    chain.delivery("down", "ทม.").reason = text
    (row,) = as_rows(taken(clerk, chain, "csv", doing="objected"))
    assert row["เหตุผล"] == f"'{text}"
    sheet = load_workbook(io.BytesIO(taken(clerk, chain, "xlsx", doing="objected").data)).active
    cell = sheet.cell(2, sheet.max_column)
    assert (cell.data_type, cell.value) == ("s", text)


def test_it_exports_what_is_filtered_and_records_who_took_it(chain, clerk, session):
    rows = as_rows(taken(clerk, chain, "csv", q="หล่มสัก"))
    assert [row["ผู้รับ"] for row in rows] == ["ทม.หล่มสัก"]
    entry = session.query(AuditEntry).filter_by(act=AuditAct.EXPORTED).one()
    assert (entry.subject_type, entry.subject_id) == ("letters", chain.down.id)
    assert entry.after == {"what": "recipients", "format": "csv", "rows": 1, "filtered": True}


def test_it_exports_to_an_onlooker_only_what_he_may_see(chain, sign_in_as):
    district = sign_in_as(make_user(Role.CLERK, chain.land.desk["ชนแดน"]))
    assert [row["ผู้รับ"] for row in as_rows(taken(district, chain, "csv"))] == ["อำเภอชนแดน"]
    stranger = sign_in_as(make_user(Role.CLERK, chain.land.desk["ทต.ดงขุย"]))
    assert taken(stranger, chain, "csv").status_code == 404


def test_it_refuses_a_kind_of_file_it_does_not_make(chain, clerk):
    assert taken(clerk, chain, "pdf").status_code == 422
