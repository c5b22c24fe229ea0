"""The outbox: one row per cause, in the transaction of the cause."""

import datetime as dt

import pytest

from notifications.models import OutboxMessage
from notifications.outbox import Message, cancel, enqueue, enqueue_all
from notifications.status import OutboxStatus

NOW = dt.datetime(2024, 3, 28, 2, 0, tzinfo=dt.UTC)


def message(key="welcome:1", **changes):
    return Message(**{"kind": "test", "to_address": "a@example.invalid", "dedupe_key": key, "at": NOW, **changes})


def statuses(session):
    return {row.dedupe_key: str(row.status) for row in session.query(OutboxMessage)}


def test_it_keeps_one_row_per_key(session):
    assert enqueue(message())
    assert not enqueue(message(to_address="other@example.invalid"))
    assert [row.to_address for row in session.query(OutboxMessage)] == ["a@example.invalid"]


def test_it_adds_nothing_when_the_transaction_fails(session):
    enqueue(message())
    session.rollback()
    assert session.query(OutboxMessage).count() == 0


def test_it_adds_thousands_and_says_how_many_were_new(session):
    enqueue(message("bulk:7"))
    assert enqueue_all(message(f"bulk:{number}") for number in range(1200)) == 1199
    assert session.query(OutboxMessage).count() == 1200


def test_it_waits_until_the_day_it_is_for(session):
    later = NOW + dt.timedelta(days=14)
    enqueue(message(due_at=later))
    assert session.query(OutboxMessage).one().due_at == later


def test_it_takes_back_by_key_and_by_prefix_what_has_not_gone(session):
    enqueue_all(message(key) for key in ("reminder:1:7", "reminder:1:3", "reminder:10:7", "other%_:1"))
    assert cancel(key="reminder:1:7") == 1
    assert cancel(prefix="reminder:1:") == 1
    assert cancel(prefix="other%") == 1
    assert statuses(session) == {
        "reminder:1:7": "cancelled",
        "reminder:1:3": "cancelled",
        "reminder:10:7": "queued",
        "other%_:1": "cancelled",
    }


def test_it_cannot_take_back_what_is_being_sent(session):
    enqueue(message())
    session.query(OutboxMessage).update({"status": OutboxStatus.SENDING})
    assert cancel(key="welcome:1") == 0


def test_it_does_not_cancel_everything_by_mistake(session):
    with pytest.raises(ValueError, match="key or by prefix"):
        cancel()
