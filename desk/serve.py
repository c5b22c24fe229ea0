"""The two processes of a one-machine Wian: web (gunicorn) and worker, started and stopped together."""

from __future__ import annotations

import signal
import subprocess
import sys
from types import FrameType

GRACE_SECONDS = 10


def web_command(bind: str, workers: int = 1, threads: int = 8) -> list[str]:
    """Give the command of the web server. Threads serve slow clients; one process is enough for an office."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        bind,
        "--workers",
        str(workers),
        "--worker-class",
        "gthread",
        "--threads",
        str(threads),
        "--timeout",
        "120",
        "--log-level",
        "warning",
        "app:create_app()",
    ]


def worker_command() -> list[str]:
    """Give the command of the worker."""
    return [sys.executable, "-m", "flask", "--app", "app", "worker"]


def run_together(*commands: list[str]) -> int:
    """Run the commands until one ends or this process is told to stop; stop the others, give the exit status."""
    processes = [subprocess.Popen(command) for command in commands]

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    status = 0
    try:
        while not any(process.poll() is not None for process in processes):
            try:
                status = processes[0].wait(timeout=0.5)
            except subprocess.TimeoutExpired:
                continue
        status = next(process.returncode for process in processes if process.returncode is not None)
    except KeyboardInterrupt:
        status = 0
    finally:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
    return status
