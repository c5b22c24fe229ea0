"""Days left and days held, as a clerk reads them."""

import datetime as dt

import pytest
from flask_babel import force_locale

from deadlines.words import held_since, remaining
from deadlines.working_days import add_working_days, is_working_day, working_days_between

D = dt.date


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        (D(2024, 4, 18), D(2024, 4, 18), "วันนี้"),
        (D(2024, 4, 18), D(2024, 4, 17), "พรุ่งนี้"),
        (D(2024, 4, 18), D(2024, 4, 4), "อีก ๖ วันทำการ"),  # 5, 9, 10, 11, 17 and 18 April: the rest are holidays
        (D(2024, 3, 30), D(2024, 3, 29), "พรุ่งนี้"),
        (D(2024, 3, 31), D(2024, 3, 29), "อีก ๒ วัน"),  # Sunday seen on Friday
        (D(2024, 3, 28), D(2024, 4, 1), "เลยมา ๒ วันทำการ"),
        (D(2024, 3, 29), D(2024, 3, 31), "เลยมา ๒ วัน"),
    ],
)
def test_it_says_what_is_left(app, day, today, words):
    assert remaining(day, today) == words


def test_it_says_how_long_a_letter_has_lain(app):
    assert held_since(D(2024, 3, 22), D(2024, 3, 28)) == "ค้างที่เรา ๔ วันทำการ"
    assert held_since(D(2024, 3, 28), D(2024, 3, 28)) == "มาถึงวันนี้"
    assert held_since(D(2024, 3, 23), D(2024, 3, 24)) == "ค้างที่เรา ๑ วัน"


def test_it_speaks_english(app):
    with app.test_request_context(), force_locale("en"):
        assert remaining(D(2024, 3, 28), D(2024, 3, 27)) == "tomorrow"
        assert remaining(D(2024, 3, 28), D(2024, 3, 25)) == "in 3 working days"


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (D(2024, 4, 5), 1, D(2024, 4, 9)),  # over the weekend and Chakri's day in lieu
        (D(2024, 4, 11), 1, D(2024, 4, 17)),  # over Songkran
        (D(2024, 4, 9), -1, D(2024, 4, 5)),
        (D(2024, 4, 6), 0, D(2024, 4, 6)),
    ],
)
def test_it_adds_working_days(day, count, expected):
    assert add_working_days(day, count) == expected


@pytest.mark.parametrize("count", [1, 5, 20, 250])
def test_it_adds_what_it_counts(count):
    start = D(2023, 6, 5)
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count
