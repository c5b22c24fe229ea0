"""Two workers, one row: a change happens by conditional UPDATE, and the row count says whose it was."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import Executable

from core.extensions import Base, db


def claim(model: type[Base], identity: int, expected: dict[str, Any], change: dict[str, Any]) -> bool:
    """Change the row only while it still is as `expected`; True when this call changed it."""
    table = model.__table__
    statement = sa.update(model).where(table.c.id == identity)
    for name, value in expected.items():
        statement = statement.where(table.c[name] == value)
    return rows_changed(statement.values(**change).execution_options(synchronize_session="fetch")) == 1


def rows_changed(statement: Executable) -> int:
    """Execute an INSERT or UPDATE and give how many rows it wrote."""
    # without the option PostgreSQL's driver counts -1 for an INSERT … SELECT
    result = db.session.execute(statement, execution_options={"preserve_rowcount": True})
    return cast("sa.CursorResult[*tuple[Any, ...]]", result).rowcount
