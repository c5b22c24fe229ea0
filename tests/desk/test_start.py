"""`flask start` serves a whole Wian from one process, and ends when told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from core import clock
from core.extensions import db
from core.installation import InstallationKind, claim_installation
from tests.apps import make_test_app
from tests.journeys.live_server import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def started(databases, empty_template, tmp_path):
    """A real system, so that no demo has to be made first; gives its process and address."""
    url, port = databases.copy(empty_template), free_port()
    with make_test_app(url, tmp_path / "stage").app_context():
        claim_installation(InstallationKind.REAL, clock.now())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    settings = {"DATABASE_URL": url, "WIAN_VAR": str(tmp_path), "SECRET_KEY": "a key for tests only", "PORT": str(port)}
    command = [sys.executable, "-m", "flask", "--app", "app", "start"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()
    databases.drop(url)


def answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(f"{address}/health", timeout=10).status == 200
    except OSError:
        return False


def test_it_prints_its_address_answers_and_ends_when_told(started):
    process, address = started
    end = time.monotonic() + 60
    while not answers(address) and time.monotonic() < end and process.poll() is None:
        time.sleep(0.2)
    assert answers(address)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert address in process.stdout.read()
