"""INSERT … ON CONFLICT, which SQLAlchemy spells once per database."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite

from core.extensions import Base, db


def insert(model: type[Base]) -> postgresql.Insert:
    """Give an INSERT into the table of `model` that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if db.engine.dialect.name == "sqlite":
        return sqlite.insert(model)  # type: ignore[return-value]
    return postgresql.insert(model)
