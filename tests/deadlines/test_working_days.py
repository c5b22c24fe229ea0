"""Working days of the Thai state, held against the calendar as it was announced."""

import datetime as dt

import pytest

from deadlines.working_days import holiday_name, is_working_day, working_days_between

D = dt.date


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (D(2024, 3, 28), True),
        (D(2024, 3, 23), False),  # Saturday, the second receiving stamp of the Phetchabun bundle
        (D(2023, 6, 2), True),
        (D(2023, 6, 5), False),  # in lieu of วันวิสาขบูชา
        (D(2024, 4, 8), False),  # in lieu of วันจักรี
        (D(2024, 4, 12), False),  # extra day of the cabinet
        (D(2024, 4, 16), False),  # in lieu of Songkran
        (D(2024, 5, 1), True),  # Labour Day is not the state's
        (D(2024, 5, 10), False),  # วันพืชมงคล, the state's only
    ],
)
def test_it_knows_the_states_working_days(day, working):
    assert is_working_day(day) is working


def test_it_names_a_holiday():
    assert "จักรี" in holiday_name(D(2024, 4, 6))
    assert holiday_name(D(2024, 3, 28)) == ""


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (D(2024, 3, 23), D(2024, 3, 28), 4),
        (D(2023, 6, 2), D(2023, 6, 6), 1),  # weekend and a day in lieu between
        (D(2024, 3, 28), D(2024, 3, 28), 0),
        (D(2024, 3, 28), D(2024, 3, 27), -1),
        (D(2023, 12, 28), D(2024, 1, 3), 2),  # the turn of the year
        (D(2024, 4, 1), D(2024, 4, 22), 11),
    ],
)
def test_it_counts_the_days_after_the_first_up_to_the_last(start, end, days):
    assert working_days_between(start, end) == days
    assert sum(is_working_day(min(start, end) + dt.timedelta(n)) for n in range(1, abs((end - start).days) + 1)) == abs(
        days
    )
