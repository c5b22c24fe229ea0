"""Somebody else who writes, to show that slow work keeps no writer waiting."""

from collections.abc import Callable
from types import ModuleType

import sqlalchemy as sa

from core.extensions import db


def write_elsewhere() -> None:
    """Write and commit on another connection; fails at once where SQLite's write lock is held."""
    with sa.create_engine(db.engine.url).connect() as other:
        if other.dialect.name == "sqlite":
            other.exec_driver_sql("PRAGMA busy_timeout=0")
        other.execute(sa.text("UPDATE letters SET urgency_by = '' WHERE id = -1"))
        other.commit()


def writes_during(monkeypatch, module: ModuleType, name: str) -> list[str]:
    """Let somebody else write whenever `module.name` is called; give the list that notes each time."""
    done: list[str] = []
    slow: Callable[..., object] = getattr(module, name)

    def called(*args, **more):
        write_elsewhere()
        done.append(name)
        return slow(*args, **more)

    monkeypatch.setattr(module, name, called)
    return done
