"""The worker: every job at its time, one fault stops nothing, SIGTERM ends it in good order."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from core import clock
from core.timed_jobs import Job
from deadlines import heartbeat, scheduler

ROOT = Path(__file__).resolve().parents[2]


def test_it_runs_every_job_once_and_exits_with_what_failed(app, monkeypatch):
    ran = []

    def fail():
        ran.append("b")
        raise RuntimeError("broken")

    jobs = [Job("a", 60, lambda: ran.append("a")), Job("b", 60, fail), Job("c", 60, lambda: ran.append("c"))]
    monkeypatch.setitem(app.extensions, "wian.jobs", jobs)
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert ran == ["a", "b", "c"]
    assert result.exit_code == 1
    assert "b" in result.output


def test_it_has_the_outbox_among_its_jobs(app):
    assert {"notifications.send_due", "deadlines.beat"} <= {job.name for job in scheduler.jobs_of(app)}


def test_it_names_every_job_once(app):
    names = [job.name for job in scheduler.jobs_of(app)]
    assert len(names) == len(set(names))


def test_it_knows_whether_a_worker_is_alive(session):
    now = clock.now()
    assert not heartbeat.is_alive(now)
    heartbeat.beat("host:1", now - dt.timedelta(minutes=9))
    assert not heartbeat.is_alive(now)
    heartbeat.beat("host:1", now)
    assert heartbeat.is_alive(now)
    assert heartbeat.last_beat() == now


def test_it_works_until_told_to_stop(app, session):
    environment = {
        "PATH": os.environ["PATH"],
        "FLASK_APP": "app",
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "WIAN_VAR": str(app.config["WIAN"].var_dir),
        "SECRET_KEY": "a key for tests only",
    }
    command = [sys.executable, "-m", "flask", "worker"]
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while heartbeat.last_beat() is None and time.monotonic() < deadline and worker.poll() is None:
        session.rollback()
        time.sleep(0.2)
    session.rollback()
    worker.send_signal(signal.SIGTERM)
    _, log = worker.communicate(timeout=30)
    assert heartbeat.last_beat() is not None, log
    assert worker.returncode == 0, log
    assert "Traceback" not in log
