import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reference_number import ReferenceNumber, find_reference_numbers
from thai_numerals import to_thai

prefixes = st.sampled_from(["พช", "กบ", "นร", "มท", "ยล", "สทช"])
codes = st.from_regex(r"\A[0-9]{4,5}(\.[1-9][0-9]{0,2}){0,2}\Z")
references = st.builds(
    ReferenceNumber,
    prefix=prefixes,
    code=codes,
    number=st.integers(1, 99_999).map(str),
    circular=st.booleans(),
    committee=st.sampled_from([None, "กวจ", "กมจ"]),
)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗", "พช 0023.6/ว 1507"),
        ("นร ๐๑๐๗/๒๑๙๙", "นร 0107/2199"),
        ("มท.0622/ว.76", "มท 0622/ว 76"),
        ("ที่มท.0622/ว.76", "มท 0622/ว 76"),
        ("กค (ก.ว.จ.) 0405.2/ว350", "กค (กวจ) 0405.2/ว 350"),
        ("อก0706/12709", "อก 0706/12709"),
        ("ยล 54201/12", "ยล 54201/12"),
        ("รน ๐๐๓๓.๐๐๕/ว ๑๒๙๔", "รน 0033.005/ว 1294"),
        ("ธปท. ฝสว.(21)ว. 1681/2548", "ธปท.ฝสว.(21)ว. 1681/2548"),
        ("นร 1006/ว 76 - ว 79", "นร 1006/ว 76-79"),
    ],
)
def test_it_reads_a_number_however_it_is_typed(written: str, printed: str) -> None:
    assert str(ReferenceNumber.parse(written)) == printed


@pytest.mark.parametrize("written", ["", "พช", "1507", "พช 0023.6/ว", "พช 0023.6", "พช 0023.6/ว 1507 ลงวันที่", "ที่"])
def test_it_refuses_what_is_no_number_and_says_how(written: str) -> None:
    with pytest.raises(ValueError, match="ให้พิมพ์อย่าง พช 0023.6/ว 1507"):
        ReferenceNumber.parse(written)


def test_equal_numbers_are_equal_however_written() -> None:
    assert ReferenceNumber.parse("ที่ พช.๐๐๒๓.๖/ว๑๕๐๗") == ReferenceNumber.parse("พช 0023.6/ว 1507")
    assert ReferenceNumber.parse("กค 0402.3/026695") == ReferenceNumber.parse("กค 0402.3/26695")
    assert ReferenceNumber.parse("พช 0023.6/ว 1507") != ReferenceNumber.parse("พช 0023.6/1507")
    assert ReferenceNumber.parse("พช 0023.6/ว 1507") != ReferenceNumber.parse("พช 0023.7/ว 1507")
    same = {ReferenceNumber.parse("พช ๐๐๒๓.๖/๗"), ReferenceNumber.parse("พช 0023.6/7")}
    assert len(same) == 1


@given(references, st.booleans())
def test_it_reads_and_finds_what_it_prints(reference: ReferenceNumber, thai_digits: bool) -> None:
    printed = to_thai(str(reference)) if thai_digits else str(reference)
    assert ReferenceNumber.parse(printed) == reference
    [found] = find_reference_numbers(f"ตามหนังสือ ที่ {printed} ลงวันที่ ๑ มีนาคม ๒๕๖๗")
    assert found.reference == reference
    assert found.span == (15, 15 + len(printed))


def test_it_joins_a_number_that_a_scan_split_on_the_line_of_the_letter() -> None:
    [found] = find_reference_numbers("ด่วนที่สุด\n\nที่ พช ๐๐๒๓.๗/ว ๕๘ ๓\n\nที่ว่าการอำเภอ")
    assert found.normalized == "พช 0023.7/ว 583"
    [cited] = find_reference_numbers("ตามหนังสือ ที่ พช ๐๐๒๓.๗/ว ๕๘ ๓\nฉบับ")
    assert cited.normalized == "พช 0023.7/ว 58"


def test_it_reads_a_number_over_a_line_break() -> None:
    [found] = find_reference_numbers("หนังสือจังหวัดเพชรบูรณ์ ด่วนที่สุด ที่ พช\n๐๐๒๓.๖/ว\n๑๕๐๗ ลงวันที่")
    assert found.normalized == "พช 0023.6/ว 1507"


def test_a_day_after_the_number_is_not_a_run_of_numbers() -> None:
    [found] = find_reference_numbers("กค 0402/ว 12 - 15 มีนาคม 2567")
    assert (found.number, found.number_to, found.span) == ("12", None, (0, 12))


@pytest.mark.parametrize(
    "text",
    [
        "คำสั่งกระทรวงมหาดไทย ที่ มท 1216/2560",
        "คดีหมายเลขดำที่ อ.1234/2565",
        "ประกาศ ที่ กค 0405/2560",
        "เลขที่ 1234/5 ซอย 1234/56 ถนน 1001/2",
        "รถ กข 1234",
        "ทะเบียน 607/608",
        "ที่ดินเลขที่ 0123/45",
        "พ.ศ. 2560/2561",
    ],
)
def test_it_leaves_other_numbers(text: str) -> None:
    assert find_reference_numbers(text) == []


def test_it_finds_the_letters_of_every_province() -> None:
    with (Path(__file__).parents[2] / "data" / "province_abbreviations.csv").open(encoding="utf-8") as table:
        provinces = [row["abbr_th"] for row in csv.DictReader(table) if row["abbr_th"]]
    assert len(provinces) >= 76
    text = "\n".join(f"ตามหนังสือ ที่ {one} ๐๐๒๓.๖/ว ๑๕๐๗ และ {one} ๕๒๓๐๗/๔๕๖ ลงวันที่ ๔ กรกฎาคม ๒๕๖๖" for one in provinces)
    found = [one.normalized for one in find_reference_numbers(text)]
    assert found == [f"{one} {number}" for one in provinces for number in ("0023.6/ว 1507", "52307/456")]
