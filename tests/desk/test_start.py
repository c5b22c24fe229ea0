"""`flask start` serves a whole Wian from one process, and ends when told."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from core import clock
from core.extensions import db
from core.installation import InstallationKind, claim_installation
from tests.apps import make_test_app
from tests.journeys.live_server import free_port

ROOT = Path(__file__).parents[2]


@contextmanager
def start(url: str, var: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `flask start` on the database at `url`; give its process and address."""
    port = free_port()
    settings = {"DATABASE_URL": url, "WIAN_VAR": str(var), "SECRET_KEY": "a key for tests only", "PORT": str(port)}
    command = [sys.executable, "-m", "flask", "--app", "app", "start"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + 120
    while not answers(address) and time.monotonic() < end and process.poll() is None:
        time.sleep(0.2)
    try:
        yield process, address
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def real(databases, empty_template, tmp_path):
    """A real system, so that no demo has to be made first."""
    url = databases.copy(empty_template)
    with make_test_app(url, tmp_path / "stage").app_context():
        claim_installation(InstallationKind.REAL, clock.now())
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    yield url
    databases.drop(url)


@pytest.fixture
def country(databases, country_template):
    """The country without a chain: what the demo takes longest to make is there."""
    url = databases.copy(country_template)
    yield url
    databases.drop(url)


def answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(f"{address}/health", timeout=10).status == 200
    except OSError:
        return False


def test_it_prints_its_address_answers_and_ends_when_told(real, tmp_path):
    with start(real, tmp_path) as (process, address):
        assert answers(address)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert address in process.stdout.read()


def test_it_draws_pages_right_after_it_made_the_demo(country, tmp_path):
    with start(country, tmp_path) as (_process, address):
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = browser.open(f"{address}/sign-in", timeout=10).read().decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        fields = {"csrf_token": token, "email": "clerk@phetchabun.invalid", "password": "wian-demo"}
        browser.open(f"{address}/sign-in", urlencode(fields).encode(), timeout=10)
        assert browser.open(f"{address}/registers/received.pdf", timeout=30).read().startswith(b"%PDF")
