"""Wian as its users meet it: a real server process on a real port, over a database of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class LiveServer:
    """A running Wian: its address, its database, its folder."""

    url: str
    database_url: str
    var_dir: Path
    environment: dict[str, str]

    def flask(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a flask command on the same system."""
        command = [sys.executable, "-m", "flask", "--app", "app", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=check, capture_output=True, text=True, timeout=300
        )


def _wait_until_up(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with status {process.returncode}")
        try:
            urllib.request.urlopen(url + "/health", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not come up")


@contextmanager
def live_server(database_url: str, var_dir: Path, **settings: str) -> Iterator[LiveServer]:
    """Run gunicorn as `make run` does and stop it at the end."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "WIAN_VAR": str(var_dir),
        "SECRET_KEY": "a key for tests only",
        "BASE_URL": url,
        **settings,
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:desk.web_server", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "8", "--log-level", "warning"]
    process = subprocess.Popen([*gunicorn, *options, "app:create_app()"], cwd=ROOT, env=environment)
    try:
        _wait_until_up(url, process)
        yield LiveServer(url, database_url, var_dir, environment)
    finally:
        process.terminate()
        process.wait(15)
