"""A day and a time as people type them."""

import datetime as dt

import pytest
from flask_wtf import FlaskForm

from core.clock import at
from core.moment_field import MomentField, shown

DAY, TIME = dt.date(2024, 3, 28), dt.time(10, 30)


class OneForm(FlaskForm):
    when = MomentField("เมื่อ")


def read(app, text):
    with app.test_request_context(method="POST", data={"when": text}):
        form = OneForm()
        return form.validate(), form.when


@pytest.mark.parametrize(
    ("text", "day", "time"),
    [
        ("28 มี.ค. 2567 10.30 น.", DAY, TIME),
        ("๒๘ มี.ค. ๖๗ ๑๐.๓๐ น.", DAY, TIME),
        ("28 มีนาคม 2567 เวลา 10:30", DAY, TIME),
        ("๒๘ มีนาคม ๒๕๖๗", DAY, None),
        ("2024-03-28 10:30", DAY, TIME),
        ("2024-03-28T10:30", DAY, TIME),
        ("2024-03-28", DAY, None),
        ("", None, None),
    ],
)
def test_it_reads_a_day_and_a_time(app, text, day, time):
    sound, field = read(app, text)
    assert (sound, field.day, field.time) == (True, day, time)


@pytest.mark.parametrize(
    "text", ["เมื่อวาน", "31 เมษายน 2567", "มีนาคม 2567", "2024-13-01", "1 - 3 เม.ย. 2567", "2024-03-28 25:00"]
)
def test_it_says_what_to_type_instead(app, text):
    sound, field = read(app, text)
    assert not sound
    assert "2567" in field.errors[0]


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_takes_back_what_it_shows(app, language):
    instant = at(DAY, 10, 30)
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        text = shown(instant)
    assert read(app, text)[1].instant == instant
