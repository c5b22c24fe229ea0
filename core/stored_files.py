"""The row about a stored file; its bytes are in the file store under their SHA-256 (documents/storage.py)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import UtcDateTime
from core.extensions import Model


class StoredFile(Model):
    """One content, stored once however many letters carry it (design rule 10). `size` in bytes."""

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(sa.String(100))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
