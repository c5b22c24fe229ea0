"""How Wian talks to SQLite: WAL, full durability, and a write lock taken at the start by whoever writes."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy.engine import Connection, Engine

ONLY_READS = "wian_only_reads"  # execution option of a connection that never writes, beside one that may
READ_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def _begin(connection: Connection) -> None:
    reading = has_request_context() and request.method in READ_METHODS
    reading = reading or connection.get_execution_options().get(ONLY_READS, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _connect(dbapi_connection: Any, _record: Any) -> None:  # noqa: ANN401
    dbapi_connection.isolation_level = None  # we say BEGIN ourselves
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def tune(engine: Engine) -> None:
    """Set the engine up. On SQLite a transaction that reads first and writes later fails as locked under
    load, so every transaction outside a GET begins IMMEDIATE; pages that only read begin plainly.
    """
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _connect)
        sa.event.listen(engine, "begin", _begin)
