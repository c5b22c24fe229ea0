"""A worker killed in the middle of its work: nothing lost, at most one batch of results sent twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from core import clock
from core.installation import InstallationKind, claim_installation
from notifications import deliver
from notifications.models import OutboxMessage
from notifications.outbox import Message, enqueue_all
from notifications.status import OutboxStatus
from tests.accounts.factories import make_user
from tests.notifications.smtp_server import post_office

ROOT = Path(__file__).resolve().parents[2]
MAILS, KILLS, SEED = 300, 3, 20240328


def start_worker(app, smtp_url):
    environment = {
        "PATH": os.environ["PATH"],
        "FLASK_APP": "app",
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "WIAN_VAR": str(app.config["WIAN"].var_dir),
        "SECRET_KEY": "a key for tests only",
        "SMTP_URL": smtp_url,
    }
    command = [sys.executable, "-m", "flask", "worker", "--once"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def test_it_loses_nothing_when_workers_are_killed(app, session):
    chance = random.Random(SEED)
    claim_installation(InstallationKind.REAL, clock.now())
    user = make_user()
    now, payload = clock.now(), {"at": clock.now().isoformat()}
    keys = [f"killed:{number}" for number in range(MAILS)]
    enqueue_all(
        Message("accounts.password_changed", f"lao{n}@example.invalid", key, now, payload) for n, key in enumerate(keys)
    )
    assert user.id
    session.commit()
    with post_office() as office:
        for _ in range(KILLS):
            seen, worker = len(office.mails), start_worker(app, f"smtp://{office.url}")
            deadline = time.monotonic() + 60
            until = seen + chance.randint(10, 60)
            while len(office.mails) < until and worker.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            expire_leases(session)
        assert start_worker(app, f"smtp://{office.url}").wait(timeout=120) == 0
    sent = Counter(office.addresses)
    assert len(sent) == MAILS
    repeated = sum(count - 1 for count in sent.values())
    assert repeated <= KILLS * deliver.RESULTS
    assert len({mail["Message-ID"] for mail in office.mails}) == MAILS
    assert session.query(OutboxMessage).filter_by(status=OutboxStatus.SENT).count() == MAILS
    session.rollback()


def expire_leases(session):
    """The ten minutes pass."""
    session.query(OutboxMessage).filter_by(status=OutboxStatus.SENDING).update({"lease_until": clock.now()})
    session.commit()
