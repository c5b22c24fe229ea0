"""Letters of many subjects: surveys, budgets, elections, floods, training, and those that ask nothing."""

import pytest

from letters.reading.duties import DutyHead
from tests.letters.reading.duty_examples import head_of, invented, printed, read_body, session_label

LETTERS = [pytest.param(row, id=row["name"]) for row in invented()]


@pytest.mark.parametrize("row", LETTERS)
def test_it_reads_the_duties(row):
    found = read_body(row["body"], head_of(row)).obligations.value
    assert [(duty.action, list(duty.who)) for duty in found] == [(d["action"], d["who"]) for d in row["obligations"]]
    for duty, wanted in zip(found, row["obligations"], strict=True):
        said = {key: printed(getattr(duty, key)) for key in wanted if key not in ("action", "who")}
        assert said == {key: value for key, value in wanted.items() if key not in ("action", "who")}


@pytest.mark.parametrize("row", [row for row in LETTERS if row.values[0]["deadline"] != "auto"])
def test_it_reads_the_main_date(row):
    found, wanted = read_body(row["body"], head_of(row)).deadline.value, row["deadline"]
    assert (found is None) == (wanted is None)
    for key, value in (wanted or {}).items():
        got = getattr(found, key)
        if key == "rule":
            assert {name: getattr(got, name) for name in value} == value
        else:
            assert printed(got) == value


@pytest.mark.parametrize("row", [row for row in LETTERS if row.values[0]["meeting"]])
def test_it_reads_the_meeting(row):
    meeting = read_body(row["body"], head_of(row)).meeting.value
    assert {key: printed(getattr(meeting, key)) for key in ("start", "end", "place")} == row["meeting"]


@pytest.mark.parametrize("row", [row for row in LETTERS if row.values[0]["sessions"]])
def test_it_reads_the_sessions(row):
    found = [session_label(session) for session in read_body(row["body"], head_of(row)).sessions.value]
    keys = ("start", "end", "platform", "for_kinds")
    assert [{key: session[key] for key in keys} for session in found] == row["sessions"]


@pytest.mark.parametrize(
    "junk", ["ขอให้" * 9000, "ภายในวันที่ ๑ ๒ ๓ " * 3000, "จึง และ เพื่อ ให้อำเภอแจ้ง อปท. " * 1500, "การและ" * 9000]
)
def test_it_ends_soon_on_any_text(junk):
    assert read_body(junk, DutyHead()).obligations.value is not None
