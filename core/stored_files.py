"""The row about a stored file; its bytes are in the file store under their SHA-256 (documents/storage.py)."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import BinaryIO, Protocol

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import UtcDateTime
from core.extensions import Model, db

STORE_KEY = "wian.store"


class Store(Protocol):
    """What this layer needs of documents.storage.FileStore; app.py opens the one the settings name."""

    def put(self, content: bytes | BinaryIO) -> str: ...  # noqa: D102

    def read(self, sha256: str) -> bytes: ...  # noqa: D102

    def open(self, sha256: str) -> BinaryIO: ...  # noqa: D102

    def exists(self, sha256: str) -> bool: ...  # noqa: D102


class StoredFile(Model):
    """One content, stored once however many letters carry it (design rule 10). `size` in bytes."""

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(sa.String(100))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


def current_store() -> Store:
    """Give the file store of this installation (edges pass it on to domain functions)."""
    store: Store = current_app.extensions[STORE_KEY]
    return store


def keep(content: bytes, media_type: str, store: Store, now: dt.datetime) -> StoredFile:
    """Put `content` into the store and give its row: the same bytes have one file and one row, whoever brings them.

    The bytes land before the row, so a rolled back transaction leaves at most a file without a row.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if not store.exists(sha256):
        store.put(content)
    find = sa.select(StoredFile).where(StoredFile.sha256 == sha256)
    if found := db.session.scalar(find):
        return found
    insert = sa.text(
        "INSERT INTO stored_files (sha256, size, media_type, created_at)"
        " VALUES (:sha256, :size, :media_type, :created_at) ON CONFLICT DO NOTHING"
    ).bindparams(sa.bindparam("created_at", type_=UtcDateTime()))
    values = {"sha256": sha256, "size": len(content), "media_type": media_type, "created_at": now}
    db.session.execute(insert, values)
    return db.session.scalars(find).one()
