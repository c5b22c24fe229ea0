"""Databases for tests: a migrated template made once a run, copied afresh for every test that asks."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

_count = itertools.count(1)


class SqliteDatabases:
    """Templates are files; a copy is a file copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """Make the template database `name` once with `fill(url)`."""
        path = self.folder / f"{name}.db"
        if not path.exists():
            fill(f"sqlite:///{path}")
            with sa.create_engine(f"sqlite:///{path}").connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return name

    def copy(self, template: str) -> str:
        """Give the URL of a fresh copy."""
        target = self.folder / f"copy{next(_count)}.db"
        shutil.copyfile(self.folder / f"{template}.db", target)
        return f"sqlite:///{target}"

    def renew(self, url: str, template: str) -> None:
        """Make the copy at `url` fresh again; nobody may be connected to it."""
        self.drop(url)
        shutil.copyfile(self.folder / f"{template}.db", url.removeprefix("sqlite:///"))

    def drop(self, url: str) -> None:
        """Remove a copy."""
        for suffix in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + suffix).unlink(missing_ok=True)


class PostgresDatabases:
    """Templates are databases; a copy is CREATE DATABASE … TEMPLATE."""

    def __init__(self, url: str, prefix: str) -> None:
        self.url, self.prefix = url, prefix
        self.made: set[str] = set()
        self.admin = sa.create_engine(
            url.format(name="postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool
        )

    def _execute(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def template(self, name: str, fill: Callable[[str], None]) -> str:
        """Make the template database `name` once with `fill(url)`."""
        full = f"{self.prefix}_{name}"
        if full not in self.made:
            self._execute(f"CREATE DATABASE {full}")
            fill(self.url.format(name=full))
            self.made.add(full)
        return full

    def copy(self, template: str) -> str:
        """Give the URL of a fresh copy."""
        name = f"{self.prefix}_copy{next(_count)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url.format(name=name)

    def renew(self, url: str, template: str) -> None:
        """Make the copy at `url` fresh again."""
        self.drop(url)
        self._execute(f"CREATE DATABASE {sa.make_url(url).database} TEMPLATE {template} STRATEGY FILE_COPY")

    def drop(self, url: str) -> None:
        """Remove a copy."""
        name = sa.make_url(url).database
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
