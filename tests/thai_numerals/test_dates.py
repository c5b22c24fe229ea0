from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import thai_strftime

from thai_numerals import (
    find_dates,
    fiscal_year,
    fiscal_year_bounds,
    format_date,
    format_date_en,
    format_month,
    format_month_range,
    format_range,
    format_time,
    format_time_range,
    register_year,
    to_buddhist,
    to_gregorian,
    year_bounds,
)

days = st.dates(date(1941, 1, 1), date(2150, 12, 31))
near_days = st.dates(date(1977, 1, 1), date(2056, 12, 31))  # what two digits of a year can say
sides = st.sampled_from(["", "จังหวัดแจ้งว่า ", "(", "ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗ ", "จำนวน ๑๕ ชุด\n"])


def test_it_writes_dates_as_letters_do() -> None:
    day = date(2024, 3, 29)
    assert format_date(day) == "๒๙ มีนาคม ๒๕๖๗"
    assert format_date(day, "short") == "๒๙ มี.ค. ๖๗"
    assert format_date(day, "weekday") == "วันศุกร์ที่ ๒๙ มีนาคม ๒๕๖๗"
    assert format_date(day, thai_digits=False) == "29 มีนาคม 2567"
    assert format_date_en(date(2024, 3, 28)) == "28 March 2024"
    with pytest.raises(ValueError, match="รูปแบบวันที่"):
        format_date(day, "long")


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2025, 7, 15), date(2025, 7, 17), "๑๕ - ๑๗ กรกฎาคม ๒๕๖๘"),
        (date(2023, 7, 31), date(2023, 8, 4), "๓๑ กรกฎาคม - ๔ สิงหาคม ๒๕๖๖"),
        (date(2022, 12, 22), date(2023, 1, 11), "๒๒ ธันวาคม ๒๕๖๕ - ๑๑ มกราคม ๒๕๖๖"),
        (date(2024, 3, 29), date(2024, 3, 29), "๒๙ มีนาคม ๒๕๖๗"),
    ],
)
def test_it_says_in_a_range_only_what_differs(start: date, end: date, written: str) -> None:
    assert format_range(start, end) == written


def test_it_writes_months_and_times() -> None:
    assert format_month(date(2024, 3, 5)) == "มีนาคม ๒๕๖๗"
    assert format_month_range(date(2024, 6, 1), date(2024, 7, 31)) == "มิถุนายน - กรกฎาคม ๒๕๖๗"
    assert format_month_range(date(2023, 10, 1), date(2024, 9, 30)) == "ตุลาคม ๒๕๖๖ - กันยายน ๒๕๖๗"
    assert format_month_range(date(2024, 6, 30), date(2024, 6, 1)) == "มิถุนายน ๒๕๖๗"
    assert format_time(time(9, 30)) == "๐๙.๓๐ น."
    assert format_time_range(time(9, 30), time(12)) == "๐๙.๓๐ - ๑๒.๐๐ น."


def test_it_refuses_ranges_out_of_order() -> None:
    with pytest.raises(ValueError, match="ก่อนวันเริ่ม"):
        format_range(date(2024, 3, 2), date(2024, 3, 1))
    with pytest.raises(ValueError, match="ก่อนวันเริ่ม"):
        format_month_range(date(2024, 4, 1), date(2024, 3, 31))
    with pytest.raises(ValueError, match="ก่อนเวลาเริ่ม"):
        format_time_range(time(12), time(9))


def test_it_counts_the_years_of_an_office() -> None:
    assert to_buddhist(2024) == 2567
    assert to_gregorian(2567) == 2024
    assert register_year(date(2024, 10, 1)) == 2567
    assert fiscal_year(date(2023, 9, 30)) == 2566
    assert fiscal_year(date(2023, 10, 1)) == 2567
    assert fiscal_year_bounds(2567) == (date(2023, 10, 1), date(2024, 9, 30))
    assert year_bounds(2567) == (date(2024, 1, 1), date(2024, 12, 31))


@given(days)
def test_it_agrees_with_pythainlp(day: date) -> None:
    assert format_date(day) == thai_strftime(day, "%-d %B %Y", thaidigit=True)


@given(days)
def test_a_day_lies_in_its_own_years(day: date) -> None:
    first, last = fiscal_year_bounds(fiscal_year(day))
    assert first <= day <= last
    first, last = year_bounds(register_year(day))
    assert first <= day <= last


@given(sides, near_days, st.sampled_from(["full", "short", "weekday"]), st.booleans())
def test_it_finds_the_date_it_wrote(before: str, day: date, style: str, thai_digits: bool) -> None:
    written = format_date(day, style, thai_digits=thai_digits)
    [found] = find_dates(f"{before}{written} ต่อไป")
    assert (found.kind, found.start, found.end, found.weekday_agrees) == ("single", day, day, True)
    assert found.span == (len(before), len(before) + len(written))


@given(sides, days, st.integers(0, 800), st.booleans())
def test_it_finds_the_range_it_wrote(before: str, start: date, length: int, thai_digits: bool) -> None:
    end = date.fromordinal(start.toordinal() + length)
    [found] = find_dates(f"{before}{format_range(start, end, thai_digits=thai_digits)} ต่อไป")
    assert (found.start, found.end) == (start, end)


@given(days, days)
def test_it_finds_the_months_it_wrote(one: date, other: date) -> None:
    start, end = sorted((one, other))
    [found] = find_dates(format_month_range(start, end))
    assert (found.start, found.precision) == (start.replace(day=1), "month")
    assert (found.end.year, found.end.month) == (end.year, end.month)


@given(days, st.times(), st.times())
def test_it_finds_the_time_it_wrote(day: date, one: time, other: time) -> None:
    start, end = sorted(moment.replace(second=0, microsecond=0) for moment in (one, other))
    [found] = find_dates(f"{format_date(day, 'weekday')} เวลา {format_time_range(start, end)}")
    assert found.time_start == f"{start:%H:%M}"
    assert found.time_end == (f"{end:%H:%M}" if end > start else None)


@given(days)
def test_it_finds_the_english_date_it_wrote(day: date) -> None:
    [found] = find_dates(format_date_en(day))
    assert (found.start, found.end) == (day, day)
