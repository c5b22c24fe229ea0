"""Acts of anybody, counted in the database: every process sees the same count."""

import datetime as dt
import io

import sqlalchemy as sa

from accounts.routes import password
from core import clock
from core.extensions import db
from core.rate_limit import RateWindow, SharedRateLimit
from letters.routes import verify
from tests.factories.routing import NOW

SECOND, MINUTE = dt.timedelta(seconds=1), dt.timedelta(minutes=1)


def test_it_counts_each_address_and_act_for_its_own_minute(session):
    limit, other = SharedRateLimit("register", 2), SharedRateLimit("compare", 2)
    assert [limit.allows("192.0.2.1", NOW + n * SECOND) for n in range(3)] == [True, True, False]
    assert limit.allows("192.0.2.2", NOW)
    assert other.allows("192.0.2.1", NOW)
    assert limit.allows("192.0.2.1", NOW + MINUTE)


def test_it_goes_on_where_another_process_stopped(session):
    first, second = SharedRateLimit("register", 2), SharedRateLimit("register", 2)
    assert first.allows("192.0.2.1", NOW)
    session.commit()
    assert second.allows("192.0.2.1", NOW)
    assert not first.allows("192.0.2.1", NOW)


def test_it_forgets_addresses_an_hour_later(session):
    limit = SharedRateLimit("register", 2)
    limit.allows("192.0.2.1", NOW)
    limit.allows("192.0.2.2", NOW + 62 * MINUTE)
    keys = session.scalars(sa.select(RateWindow.key)).all()
    assert keys == ["register:192.0.2.2"]


def test_it_slows_a_program_that_compares_file_after_file(session, client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(verify, "COMPARING", SharedRateLimit("compare a file", 2))
    path = f"/v/{'a' * 24}"
    answers = [client.post(path, data={"file": (io.BytesIO(b"%PDF"), "x.pdf")}).status_code for _ in range(3)]
    assert answers == [404, 404, 429]


def test_it_slows_a_program_that_asks_for_mail_after_mail(session, client, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(password, "ASKING", SharedRateLimit("forgotten password", 2))
    answers = [client.post("/password/forgot", data={"email": f"{n}@example.invalid"}).status_code for n in range(3)]
    assert answers == [302, 302, 429]
    assert db.session.scalar(sa.select(RateWindow.count)) == 2
