import datetime as dt
import io

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from core.actor import Actor
from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.errors import InvalidInput
from organisations import queries
from organisations.contact_file import read_contacts
from organisations.import_contacts import ContactOrigin, apply, check_origin, errors_as_csv, plan

NOW = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)
ORIGIN = ContactOrigin("ทำเนียบ สถจ.เพชรบูรณ์", dt.date(2026, 1, 5))
CLERK = Actor(None, "สมศรี ใจดี")


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def planned(session, content, top="67", name="contacts.csv", lock=False):
    content = content.encode() if isinstance(content, str) else content
    return plan(session, read_contacts(content, name), ORIGIN, queries.by_code(top).id if top else None, lock)


THAI = "รหัส,โทรศัพท์,อีเมลสารบรรณ,ผู้บริหาร,ที่อยู่\n6701,๐ ๕๖๗๑ ๒๘๔๔,saraban@mueang.invalid,นายหนึ่ง,ถนนสระบุรี\n"
ENGLISH = "code;phone;saraban address;head;address\n6701;0 5671 2844;saraban@mueang.invalid;นายหนึ่ง;ถนนสระบุรี\n"


@pytest.mark.parametrize(
    "content",
    [
        THAI.encode(),
        ENGLISH.encode("utf-8-sig"),
        THAI.encode("cp874"),
        ENGLISH.replace(";", "\t").encode("utf-16"),
        workbook(*[line.split(",") for line in THAI.splitlines()]),
        workbook([], ["ลำดับ", "Code", "Tel.", "saraban"], [1, 6701, "0 5671 2844", "saraban@mueang.invalid"]),
    ],
    ids=["utf-8", "with mark", "old Thai Excel", "utf-16", "xlsx", "numbered xlsx"],
)
def test_it_reads_a_table_however_it_was_saved(country, content):
    found = planned(country, content)
    assert found.errors == ()
    changes = {change.field: (change.old, change.new) for change in found.rows[0].changes}
    assert changes["phone"] == (None, "0 5671 2844")
    assert changes["saraban_email"] == (None, "saraban@mueang.invalid")


def test_it_writes_nothing_before_it_is_told_to_and_everything_at_once_then(country):
    found = planned(country, THAI)
    assert queries.by_code("6701").phone is None
    assert apply(country, found, CLERK, NOW) == 1
    country.commit()
    one = queries.by_code("6701")
    assert (one.phone, one.head_name, one.version) == ("0 5671 2844", "นายหนึ่ง", 2)
    assert (one.contact_source, one.contact_as_of) == (ORIGIN.source, ORIGIN.as_of)
    entry = country.scalars(sa.select(AuditEntry).where(AuditEntry.act == AuditAct.CONTACTS_IMPORTED)).one()
    assert entry.after["changed"] == 1 and entry.note == ORIGIN.source


def test_it_does_no_harm_when_repeated(country):
    apply(country, planned(country, THAI), CLERK, NOW)
    country.commit()
    again = planned(country, THAI)
    assert (again.rows, again.unchanged) == ((), 1)
    assert apply(country, again, CLERK, NOW) == 0


def test_it_leaves_what_an_empty_cell_says_nothing_of_and_clears_at_a_dash(country):
    apply(country, planned(country, THAI), CLERK, NOW)
    country.commit()
    apply(country, planned(country, "รหัส,โทรศัพท์,ผู้บริหาร\n6701,,-\n"), CLERK, NOW)
    country.commit()
    assert (queries.by_code("6701").phone, queries.by_code("6701").head_name) == ("0 5671 2844", None)


ROWS = [
    ("9999999,0 5671 2844,", "ไม่มีองค์กรรหัสนี้", "รหัส"),
    (",0 5671 2844,", "ไม่มีรหัสองค์กร", "รหัส"),
    ("8101,0 7561 1899,", "นอกเขต", "รหัส"),
    ("6701,ไม่มี,", "หมายเลขโทรศัพท์ไม่ถูกรูปแบบ", "โทรศัพท์"),
    ("6701,,saraban.invalid", "อีเมลขาด @", "อีเมลสารบรรณ"),
    ("6701,=1+1,", "เป็นสูตร", "โทรศัพท์"),
    ("6701," + "0" * 300 + ",", "ยาวเกินไป", "โทรศัพท์"),
]


@pytest.mark.parametrize(("line", "said", "column"), ROWS)
def test_it_names_row_column_and_remedy_and_takes_the_good_rows(country, line, said, column):
    found = planned(country, f"รหัส,โทรศัพท์,อีเมลสารบรรณ\n6702,0 5676 1000,\n{line}\n")
    assert [row.label for row in found.rows] == ["อำเภอชนแดน"]
    (error,) = found.errors
    assert (error.row, error.column) == (3, column)
    assert said in error.message and error.remedy


def test_it_names_the_row_a_code_stands_in_already(country):
    found = planned(country, "code,phone\n6701,0 5671 2844\n6701,0 5671 0000\n")
    assert "แถว 2" in found.errors[0].message and len(found.rows) == 1


def test_it_refuses_formulas_and_numbers_that_lost_their_zero_in_a_workbook(country):
    found = planned(country, workbook(["code", "phone"], ["6701", "=A1"], ["6702", 56712844]))
    assert [error.row for error in found.errors] == [2, 3]
    assert "เป็นสูตร" in found.errors[0].message and "เลข 0 ข้างหน้าหายไป" in found.errors[1].message


def test_it_warns_of_a_central_address_that_does_not_begin_with_saraban(country):
    found = planned(country, "code,email\n6701,info@mueang.invalid\n6702,saraban@chondaen.invalid\n")
    assert [bool(row.warnings) for row in found.rows] == [True, False]
    assert apply(country, found, CLERK, NOW) == 2


def test_it_names_columns_it_does_not_use(country):
    assert planned(country, "code,phone,หมายเหตุ,ชื่อ\n6701,0 5671 2844,x,y\n").ignored == ("หมายเหตุ",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "ไฟล์ว่างเปล่า"),
        (b"phone,head\n1,2\n", "ไม่พบคอลัมน์รหัส"),
        (b"code\n6701\n", "ไม่มีคอลัมน์ข้อมูลติดต่อ"),
        (b"code,tel,phone\n6701,1,2\n", "สองคอลัมน์"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "มีรหัสผ่าน"),
        (b"PK\x03\x04 not a zip", "เปิดไฟล์ Excel นี้ไม่ได้"),
        (b"%PDF-1.7\x00\x01", "ไม่ใช่ตาราง"),
        (b"x" * (10 * 1024 * 1024 + 1), "ใหญ่เกิน 10 MB"),
        (b"code,phone\n" + b"1,2\n" * 20_001, "ยาวเกิน 20,000"),
        (b'code,phone\n6701,"' + b"9" * 200_000 + b'"\n', "อ่านไฟล์ CSV ไม่ได้"),
    ],
)
def test_it_says_why_a_file_as_a_whole_cannot_be_used(content, said, app):
    with pytest.raises(InvalidInput, match=said) as raised:
        read_contacts(content, "file")
    assert raised.value.field == "file" and raised.value.remedy


def test_it_asks_for_source_and_day(app):
    today = dt.date(2026, 3, 2)
    for source, day, field in ((" ", today, "source"), ("x", None, "as_of"), ("x", dt.date(2026, 3, 3), "as_of")):
        with pytest.raises(InvalidInput) as raised:
            check_origin(source, day, today)
        assert raised.value.field == field


def test_it_gives_the_errors_as_a_table_without_live_formulas(country):
    found = planned(country, "code,phone\n6701,=cmd()\n")
    text = errors_as_csv(found.errors)
    assert text.startswith("\ufeff") and "'=cmd()" in text
