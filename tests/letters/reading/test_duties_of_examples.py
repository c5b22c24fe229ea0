"""What the labelled example letters ask of whom by when."""

import re

import pytest

from tests.letters.reading.duty_examples import duty_label, labelled, printed, read_labelled, session_label

LETTERS = [pytest.param(row, id=row["id"]) for row in labelled()]
KEYS = ("action", "who", "start", "end", "time", "before", "recurrence", "limit")


def bare(text: str | None) -> str:
    return re.sub(r"\s", "", text or "")


@pytest.mark.parametrize("row", LETTERS)
def test_it_reads_what_is_asked_of_whom_by_when(row):
    wanted = [{key: duty.get(key) for key in KEYS} for duty in row["labels"]["obligations"]]
    assert [duty_label(duty) for duty in read_labelled(row).obligations.value] == wanted


@pytest.mark.parametrize("row", LETTERS)
def test_it_gives_each_duty_in_words_of_the_letter(row):
    duties = read_labelled(row).obligations
    assert len(duties.spans) == len(duties.value)
    for duty in duties.value:
        assert bare(duty.text) in bare(row["text"])


@pytest.mark.parametrize("row", LETTERS)
def test_it_reads_the_main_date_of_the_receiver(row):
    wanted = row["labels"]["deadline"]
    found = read_labelled(row).deadline.value
    if wanted is None:
        assert found is None
        return
    assert found is not None and found.what
    keys = ("start", "end", "precision", "time", "before")
    assert {key: printed(getattr(found, key)) for key in keys} == {key: wanted.get(key) for key in keys}
    assert (found.rule is not None) == ("rule" in wanted)


@pytest.mark.parametrize("row", LETTERS)
def test_it_reads_the_meeting_and_its_sessions(row):
    read = read_labelled(row)
    meeting = read.meeting.value
    found = meeting and {key: printed(getattr(meeting, key)) for key in ("start", "end", "place")}
    assert found == row["labels"]["meeting"]
    wanted = [{key: value for key, value in session.items() if key != "note"} for session in row["labels"]["sessions"]]
    assert [session_label(session) for session in read.sessions.value] == wanted


def test_it_doubts_a_session_whose_day_is_behind_a_code():
    row = next(row for row in labelled() if row["id"] == "seed-0-1")
    doubts = read_labelled(row).sessions.doubts
    assert [doubt.field for doubt in doubts] == ["sessions"]
    assert "QR" in doubts[0].reason
