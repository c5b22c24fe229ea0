"""How Wian talks to SQLite: WAL, full durability, and a write lock taken at the start by whoever writes."""

from __future__ import annotations

import random
import sqlite3
import time

import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy.engine import Connection, Engine

from core.extensions import db

ONLY_READS = "wian_only_reads"  # execution option of a connection that never writes, beside one that may
WAIT_SECONDS = 30  # for another writer, then the request fails
_WHOLE_TABLES = ("jit", "enable_hashjoin", "enable_mergejoin", "enable_seqscan")
READ_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def _begin(connection: Connection) -> None:
    reading = has_request_context() and request.method in READ_METHODS
    reading = reading or connection.get_execution_options().get(ONLY_READS, False)
    if reading:
        connection.exec_driver_sql("BEGIN")
    else:
        _take_turn(connection)


def _take_turn(connection: Connection) -> None:
    """Begin as the writer. SQLite's own waiting grows to a tenth of a second between tries, so a process that has
    just committed is always there first, and among many busy ones somebody waits for ever. Short even tries are fair.
    """
    end = time.monotonic() + WAIT_SECONDS
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                connection.connection.driver_connection.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
            time.sleep(random.uniform(0.001, 0.01))
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")


def _connect(dbapi_connection: sqlite3.Connection, _record: object) -> None:
    dbapi_connection.isolation_level = None  # we say BEGIN ourselves
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={WAIT_SECONDS * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def read_on() -> None:
    """End the transaction at hand and begin one that only reads: slow work after an act, such as drawing a page, keeps
    no other writer waiting. What was not committed is gone.
    """
    db.session.rollback()
    db.session.connection(execution_options={ONLY_READS: True})


def look_up_one_by_one() -> None:
    """Say for the rest of the transaction that rows are looked up in indexes, one after the other, as far as a page
    needs (PostgreSQL): its planner knows neither how few rows a text search leaves nor what looking at a text costs.
    """
    if db.engine.dialect.name == "postgresql":
        off = sa.select(*(sa.func.set_config(name, "off", True) for name in _WHOLE_TABLES))
        db.session.execute(off.add_columns(sa.func.set_config("max_parallel_workers_per_gather", "0", True)))


def is_a_models(name: str | None, kind: str, _parents: object) -> bool:
    """Say whether something found in a database is for the models to describe: not the tables of SQLite's full text."""
    return not (kind == "table" and name is not None and name.startswith("search_index"))


def tune(engine: Engine) -> None:
    """Set the engine up. On SQLite a transaction that reads first and writes later fails as locked under
    load, so every transaction outside a GET begins IMMEDIATE; pages that only read begin plainly.
    """
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _connect)
        sa.event.listen(engine, "begin", _begin)
