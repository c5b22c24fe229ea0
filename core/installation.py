"""What this database is: a demo or a real system, made when, on which clock."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from flask import Flask, current_app
from flask_babel import gettext
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import OFFSET_KEY
from core.column_types import UtcDateTime, enum_column
from core.database import ONLY_READS
from core.errors import Refused
from core.extensions import Model, db

KIND_KEY = "wian.kind"


class InstallationKind(StrEnum):
    """A demo database never becomes a real one."""

    DEMO = "demo"
    REAL = "real"


class Installation(Model):
    """The single row (id 1) that says what the database is. `clock_offset` is in seconds."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[InstallationKind] = mapped_column(enum_column(InstallationKind, "kind"))
    clock_offset: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


def kind_of_installation() -> InstallationKind | None:
    """Give what the database is, or None before the first set-up."""
    return db.session.scalar(sa.select(Installation.kind).where(Installation.id == 1))


def is_demo() -> bool:
    """Tell whether this is a demo. A database never changes its kind: once known, the answer is kept."""
    kept: list[InstallationKind] = current_app.extensions.setdefault(KIND_KEY, [])
    if not kept and (kind := kind_of_installation()) is not None:
        kept.append(kind)
    return kept == [InstallationKind.DEMO]


def claim_installation(kind: InstallationKind, at: dt.datetime, clock_offset: int = 0) -> None:
    """Mark the database as `kind`; repeating the same kind changes nothing. Raises Refused for the other kind."""
    present = kind_of_installation()
    if present is None:
        db.session.add(Installation(id=1, kind=kind, created_at=at, clock_offset=clock_offset))
    elif present != kind:
        raise Refused(
            gettext("ฐานข้อมูลนี้เป็นระบบสาธิต ใช้งานจริงไม่ได้")
            if present is InstallationKind.DEMO
            else gettext("ฐานข้อมูลนี้เป็นระบบจริง ใส่ข้อมูลสาธิตไม่ได้"),
            gettext("ตั้ง DATABASE_URL ให้ชี้ไปฐานข้อมูลอื่น"),
        )


def init_clock(app: Flask) -> None:
    """Let core.clock read this installation's offset; read once, when first needed."""
    cached: list[dt.timedelta] = []

    def offset() -> dt.timedelta:
        if not cached:
            with db.engine.connect().execution_options(**{ONLY_READS: True}) as connection:
                if not sa.inspect(connection).has_table(Installation.__tablename__):
                    return dt.timedelta()
                seconds = connection.scalar(sa.select(Installation.clock_offset).where(Installation.id == 1))
            if seconds is None:
                return dt.timedelta()
            cached.append(dt.timedelta(seconds=seconds))
        return cached[0]

    app.extensions[OFFSET_KEY] = offset
    app.extensions[KIND_KEY] = []
