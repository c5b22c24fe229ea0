"""The example letters read for their duties, in the shape of their labels."""

import datetime as dt
import json
from pathlib import Path

from letters.reading.duties import Duties, DutyHead, duties_in, read_duties
from letters.reading.duty import Duty, Session
from letters.reading.normalise import normalise
from letters.reading.sheet import make_sheet

DATA = Path(__file__).resolve().parents[2] / "data"


def labelled() -> list[dict]:
    """The whole letters with labelled obligations."""
    rows = [
        json.loads(line)
        for name in ("full_letters", "pairs", "letters")
        for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    return [row for row in rows if row["labels"].get("obligations") is not None]


def invented() -> list[dict]:
    """Bodies of invented letters of many subjects, with what they ask."""
    return json.loads((DATA / "duty_letters.json").read_text("utf-8"))


def head_of(row: dict) -> DutyHead:
    """The head of a labelled letter or an invented one."""
    day = dt.date.fromisoformat(row["date"]) if row["date"] else None
    return DutyHead(tuple(row["to"] or ()), row["issuing_office"], day, tuple(row.get("urls") or ()))


def read_labelled(row: dict) -> Duties:
    """A labelled letter's duties, read from its text with the head its labels give."""
    return read_duties(make_sheet(normalise(row["text"])), head_of(row["labels"]))


def read_body(body: str, head: DutyHead) -> Duties:
    """The duties of a bare body."""
    pieces, at = [], 0
    for line in body.split("\n"):
        if line.strip():
            pieces.append((at, at + len(line)))
        at += len(line) + 1
    return duties_in(body, pieces, head)


def printed(value: object) -> object:
    """A day or time as the labels write it."""
    if isinstance(value, (dt.datetime, dt.time)):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, dt.date) else value


def duty_label(duty: Duty) -> dict:
    """Action, who and time of a duty as the labels write them."""
    keys = ("start", "end", "time", "before", "recurrence", "limit")
    return {"action": duty.action.value, "who": list(duty.who)} | {key: printed(getattr(duty, key)) for key in keys}


def session_label(session: Session) -> dict:
    """A session as the labels write it."""
    label = {key: printed(getattr(session, key)) for key in ("start", "end", "platform", "url")}
    label["for_kinds"] = list(session.for_kinds)
    if session.meeting_id:
        label["meeting_id"] = session.meeting_id
    return label | ({"optional": True} if session.optional else {})
