"""The worker's sending, against a real SMTP server."""

import datetime as dt

import pytest
from flask_babel import LazyString

from core import clock
from core.installation import InstallationKind, claim_installation
from notifications import deliver
from notifications.channels.email import SmtpChannel
from notifications.jobs import drain, send_due
from notifications.models import OutboxMessage
from notifications.outbox import Message, enqueue_all
from notifications.renderers import Words, _renderers, renders
from notifications.status import OutboxStatus
from tests.notifications.smtp_server import only_wian, post_office


@pytest.fixture(autouse=True)
def _kind():
    @renders("test.letter", LazyString(lambda: "หนังสือ"))
    def letter(payload):
        return Words("มีหนังสือถึงท่าน", (f"เรื่อง {payload['subject']}",), "เปิดหนังสือ", "https://wian.example/l/1")

    yield
    del _renderers["test.letter"]


def queue(session, *names, kind="test.letter"):
    now = clock.now()
    enqueue_all(
        Message(kind, f"{name}@example.invalid", f"{kind}:{name}", now, {"subject": f"การประชุม <{name}>"})
        for name in names
    )
    session.commit()


def send(office, session):
    sent = drain(SmtpChannel(f"smtp://{office.url}", "Wian <wian@example.invalid>"))
    session.expire_all()
    return sent


def row(session, name):
    return session.query(OutboxMessage).filter_by(to_address=f"{name}@example.invalid").one()


def test_it_sends_text_and_html_in_thai_with_a_stable_message_id(session):
    queue(session, "somchai")
    with post_office() as office:
        assert send(office, session) == 1
    mail = office.mails[0]
    assert mail["Subject"] == "มีหนังสือถึงท่าน"
    assert mail["To"] == "somchai@example.invalid"
    assert mail["From"].addresses[0].addr_spec == "wian@example.invalid"
    assert mail["Message-ID"] == f"<{row(session, 'somchai').message_id}@example.invalid>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime.tzinfo is not None
    text, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    assert "เรื่อง การประชุม <somchai>" in text
    assert "การประชุม &lt;somchai&gt;" in html
    assert 'href="https://wian.example/l/1"' in html
    assert row(session, "somchai").status is OutboxStatus.SENT


def test_it_sends_each_once_over_one_connection(session):
    queue(session, *[f"lao{number}" for number in range(130)])
    with post_office() as office:
        assert send(office, session) == 130
        assert send(office, session) == 0
    assert len(set(office.addresses)) == len(office.addresses) == 130
    assert office.connections == 1


def test_it_keeps_the_reason_of_a_refusal_and_gives_up(session):
    queue(session, "refused", "good")
    with post_office() as office:
        assert send(office, session) == 1
    assert row(session, "refused").status is OutboxStatus.FAILED
    assert row(session, "refused").last_error == "550 5.1.1 no such mailbox"


def test_it_tries_a_deferred_mail_again_later_and_later(session, monkeypatch):
    queue(session, "later")
    start = clock.now()
    waits = []
    with post_office() as office:
        for _ in range(len(deliver.WAITS) + 1):
            due = row(session, "later").due_at
            monkeypatch.setattr("core.clock.now", lambda due=due: max(due, start))
            send(office, session)
            waits.append(row(session, "later").due_at - max(due, start))
    assert tuple(waits[:-1]) == deliver.WAITS
    assert row(session, "later").status is OutboxStatus.FAILED
    assert row(session, "later").last_error == "451 4.3.0 try again later"


def test_it_goes_on_with_the_others_when_the_server_hangs_up(session):
    queue(session, "before", "dropped", "after")
    with post_office() as office:
        assert send(office, session) == 2
    assert office.addresses == ["before@example.invalid", "after@example.invalid"]
    assert row(session, "dropped").status is OutboxStatus.QUEUED
    assert row(session, "dropped").due_at > clock.now()


def test_it_counts_no_attempt_when_the_server_is_away(session):
    queue(session, "one", "two")
    assert drain(SmtpChannel("smtp://127.0.0.1:1", "wian@example.invalid")) == 0
    session.expire_all()
    for name in ("one", "two"):
        waiting = row(session, name)
        assert (waiting.status, waiting.attempts) == (OutboxStatus.QUEUED, 0)
        assert "refused" in waiting.last_error


def test_it_signs_in_with_user_and_password(session):
    queue(session, "somchai")
    with post_office(authenticator=only_wian, auth_required=True, auth_require_tls=False) as office:
        assert drain(SmtpChannel(f"smtp://wian%40example.invalid:wrong@{office.url}", "wian@example.invalid")) == 0
        session.query(OutboxMessage).update({"due_at": clock.now()})
        session.commit()
        good = SmtpChannel(f"smtp://wian%40example.invalid:p%40ss%3Aword@{office.url}", "wian@example.invalid")
        assert drain(good) == 1


def test_it_fails_one_that_cannot_be_written_and_sends_the_rest(session):
    queue(session, "stranger", kind="test.unknown")
    queue(session, "somchai")
    with post_office() as office:
        assert send(office, session) == 1
    assert row(session, "stranger").status is OutboxStatus.FAILED


def test_it_gives_back_what_a_dead_worker_held(session, monkeypatch):
    queue(session, "held")
    deliver.claim("gone:1", clock.now())
    session.commit()
    with post_office() as office:
        assert send(office, session) == 0
        later = clock.now() + deliver.LEASE + dt.timedelta(seconds=1)
        monkeypatch.setattr("core.clock.now", lambda: later)
        assert send(office, session) == 1


def test_it_does_not_write_over_another_workers_result(session):
    queue(session, "held")
    mine = deliver.claim("slow:1", clock.now())
    session.query(OutboxMessage).update({"claimed_by": "other:2"})
    deliver.write_results("slow:1", [deliver.Result(mine[0].id, 1, "550 no", final=True)], clock.now())
    session.expire_all()
    assert row(session, "held").status is OutboxStatus.SENDING


def test_it_lets_nothing_leave_a_demo(make_app, empty_template, tmp_path):
    with post_office() as office:
        app = make_app(empty_template, SMTP_URL=f"smtp://{office.url}")
        with app.app_context():
            from core.extensions import db

            claim_installation(InstallationKind.DEMO, clock.now())
            queue(db.session, "somchai")
            assert send_due() == 1
            assert len(list((app.config["WIAN"].var_dir / "outbox").glob("*.eml"))) == 1
    assert office.mails == []


def test_it_keeps_everything_until_a_real_system_has_a_server(session):
    claim_installation(InstallationKind.REAL, clock.now())
    queue(session, "somchai")
    assert send_due() == 0
    assert row(session, "somchai").status is OutboxStatus.QUEUED
