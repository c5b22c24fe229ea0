"""What a piece of code asks the database: the statements, and the plans the database makes for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from core.extensions import db


@dataclass
class Statements:
    """Each statement with its parameters, as the driver got it."""

    seen: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def reads(self) -> list[tuple[str, Any]]:
        """Those that read."""
        return [one for one in self.seen if one[0].lstrip().upper().startswith(("SELECT", "WITH"))]

    def plans(self) -> list[str]:
        """The plan of each read, one text each; on PostgreSQL scans of whole tables are used only where nothing else
        is possible, so that a small test table tells what a large one would do.
        """
        connection = db.session.connection()
        postgres = connection.dialect.name == "postgresql"
        if postgres:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN " if postgres else "EXPLAIN QUERY PLAN "
        return [
            "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + text, given))
            for text, given in list(self.reads)
        ]


@contextmanager
def statements() -> Iterator[Statements]:
    """Note every statement inside the block."""
    noted = Statements()

    def note(*event: Any) -> None:
        noted.seen.append((event[2], event[3]))

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
