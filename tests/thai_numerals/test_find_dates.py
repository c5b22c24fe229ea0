from datetime import date

import pytest

from thai_numerals import FoundDate, find_dates


def only(text: str) -> FoundDate:
    [found] = find_dates(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("ระหว่างวันจันทร์ที่ ๑๘ – วันศุกร์ที่ ๒๒ มีนาคม ๒๕๖๗", "range", date(2024, 3, 18), date(2024, 3, 22)),
        ("๒๘ ธันวาคม - ๓ มกราคม ๒๕๖๗", "range", date(2023, 12, 28), date(2024, 1, 3)),
        ("ตั้งแต่วันที่ ๑ ม.ค. - ๓๐ มิ.ย. ๖๑", "range", date(2018, 1, 1), date(2018, 6, 30)),
        ("1/10/2567 - 15/10/2567", "range", date(2024, 10, 1), date(2024, 10, 15)),
        ("วันที่ ๑๒ เดือน มีนาคม พ.ศ. ๒๕๖๗", "single", date(2024, 3, 12), date(2024, 3, 12)),
        ("วันที่ ...๑๒... เดือน ...มีนาคม... พ.ศ. ...๒๕๖๗", "single", date(2024, 3, 12), date(2024, 3, 12)),
        ("วันที่.....๐๒ มิ.ย. ๒๕๖๖", "single", date(2023, 6, 2), date(2023, 6, 2)),
        ("วันที่พฤหัสบดีที่ ๑๒ มกราคม\n๒๕๖๖", "single", date(2023, 1, 12), date(2023, 1, 12)),
        ("28 March 2024", "single", date(2024, 3, 28), date(2024, 3, 28)),
        ("2024-03-28", "single", date(2024, 3, 28), date(2024, 3, 28)),
        ("๒๙ กุมภาพันธ์ ๒๕๖๗", "single", date(2024, 2, 29), date(2024, 2, 29)),
        ("๓๐ กรกฏาคม ๒๕๖๗", "single", date(2024, 7, 30), date(2024, 7, 30)),
        ("ภายในสิ้นปีงบประมาณ พ.ศ. ๒๕๖๗", "single", date(2024, 9, 30), date(2024, 9, 30)),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๖๘", "range", date(2022, 10, 1), date(2025, 9, 30)),
        ("พ.ศ. ๒๕๖๖ - ๒๕๗๐", "range", date(2023, 1, 1), date(2027, 12, 31)),
        ("มีนาคม ๒๕๖๗", "month", date(2024, 3, 1), date(2024, 3, 31)),
    ],
)
def test_it_reads_the_ways_offices_write(text: str, kind: str, start: date, end: date) -> None:
    found = only(text)
    assert (found.kind, found.start, found.end, found.span) == (kind, start, end, (0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "ครั้งที่ ๔/๒๕๖๖",
        "พระราชบัญญัติ พ.ศ. ๒๕๔๒ (ฉบับที่ ๓) พ.ศ. ๒๕๕๘",
        "สำนักงาน ก.พ. 2560 และสำนักงาน ก.ค.ศ. 2560",
        "ปีการศึกษา ๒๕๖๖",
        "วันที่ 31 เมษายน 2567",
        "๒๙ กุมภาพันธ์ ๒๕๖๖",
        "วันพุธที่ 32 มกราคม 2567",
        "วันที่ ๑๔ พฤศจิกายน ของทุกปี",
        "5 มีนาคม 12 คน",
        "โทร. 0 2241 9000 ต่อ 5342",
        "192.168.12.2567",
        "เวลา 08.30 น.",
        "แบบ 8/1/2555",
        "ข้อ 1/10/67",
    ],
)
def test_it_leaves_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_it_counts_out_the_days_of_a_list() -> None:
    found = only("๑ - ๓ และ ๕ มีนาคม ๒๕๖๗")
    assert found.kind == "list"
    assert found.dates == (date(2024, 3, 1), date(2024, 3, 2), date(2024, 3, 3), date(2024, 3, 5))
    two_months = only("วันอังคารที่ ๓๐ เมษายน และวันพฤหัสบดีที่ ๒ พฤษภาคม ๒๕๖๗")
    assert two_months.dates == (date(2024, 4, 30), date(2024, 5, 2))


def test_it_keeps_two_full_dates_apart() -> None:
    found = find_dates("เมื่อวันที่ ๑๐ มีนาคม ๒๕๖๗ และวันที่ ๑๒ เมษายน ๒๕๖๗")
    assert [one.start for one in found] == [date(2024, 3, 10), date(2024, 4, 12)]


def test_it_keeps_the_first_date_of_a_range_that_runs_backwards() -> None:
    found = find_dates("วันที่ 10 มีนาคม 2567 - 5 มีนาคม 2567")
    assert [one.start for one in found] == [date(2024, 3, 10), date(2024, 3, 5)]


def test_it_drops_a_number_that_belongs_to_the_word_before() -> None:
    [quarter] = find_dates("ไตรมาสที่ ๒ มกราคม - มีนาคม ๒๕๖๗")
    assert (quarter.start, quarter.end, quarter.precision) == (date(2024, 1, 1), date(2024, 3, 31), "month")
    [days] = find_dates("กลุ่มที่ 20, 10 และ 17 มีนาคม 2567")
    assert days.dates == (date(2024, 3, 10), date(2024, 3, 17))


@pytest.mark.parametrize(
    ("text", "start", "end", "days"),
    [
        ("วันพุธที่ ๑๘ ก.ค. ๖๑ เวลา ๑๓.๓๐ น.", "13:30", None, 1),
        ("วันที่ ๕ มกราคม ๒๕๖๗ เวลา ๙ นาฬิกา", "09:00", None, 1),
        ("ภายในเวลา ๑๒.๐๐ น. ของวันศุกร์ที่ ๑๖ มกราคม ๒๕๖๙", "12:00", None, 1),
        ("วันเสาร์ที่ 14 ม.ค. 2566 ตั้งแต่เวลา 8.00 – 16.00 น.", "08:00", "16:00", 1),
        ("วันที่ 30 กันยายน 2567 เวลา 09.00 น. ถึงเวลา 24.00 น.", "09:00", "24:00", 1),
        ("วันที่ ๒๘ - ๓๐ พฤษภาคม ๒๕๖๘ เวลา ๐๘.๓๐ - ๑๖.๓๐ น.", "08:30", "16:30", 3),
        ("วันที่ 1 มีนาคม 2567 เวลา 08.30 น. ถึงวันที่ 3 มีนาคม 2567 เวลา 16.30 น.", "08:30", "16:30", 3),
    ],
)
def test_it_takes_the_time_of_day_with_the_date(text: str, start: str, end: str | None, days: int) -> None:
    found = only(text)
    assert (found.time_start, found.time_end, found.precision) == (start, end, "minute")
    assert (found.end - found.start).days == days - 1
    assert found.span == (0, len(text))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ภายในวันศุกร์ที่ ๑๔ กรกฎาคม ๒๕๖๖", "deadline"),
        ("ไม่เกินวันที่ ๖ กันยายน ๒๕๖๗", "deadline"),
        ("ก่อนวันที่ ๒๑ กุมภาพันธ์ ๒๕๖๘", "before"),
        ("ถึงวันที่ ๑๘ ต.ค. ๖๓", "until"),
        ("ลว. ๑ พ.ย. ๕๙", "letter_date"),
        ("ลง 8 เมษายน 2564", "letter_date"),
        ("ตั้งแต่วันที่ ๑๙ สิงหาคม ๒๕๖๗", None),
    ],
)
def test_it_says_what_the_leading_word_makes_of_the_date(text: str, role: str | None) -> None:
    assert only(text).role == role


def test_it_notices_a_weekday_that_does_not_fit() -> None:
    assert only("วันศุกร์ที่ ๑๔ กรกฎาคม ๒๕๖๖").weekday_agrees
    assert not only("วันจันทร์ที่ ๑๔ กรกฎาคม ๒๕๖๖").weekday_agrees
    assert only("๑๔ กรกฎาคม ๒๕๖๖").weekday_agrees
