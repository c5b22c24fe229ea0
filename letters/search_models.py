"""Tables that letters are found by; written by letters/search_text.py only."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from core.column_types import UtcDateTime
from core.extensions import Model


class SearchText(Model):
    """The search text of one letter (letters/search_content.py).

    `place` orders letters by day, then id (search_content.place_of), so that an index read backwards gives the newest
    first. On SQLite the table is the content of the FTS5 table `search_index`, kept equal by triggers; on PostgreSQL
    `grams` holds the three-character pieces under a GIN index (decision 0008). `stale`: a file's text came since, the
    worker writes the row anew. `opens_on`: the day from which the text of a further enclosure may be found.
    """

    __tablename__ = "search_texts"
    __table_args__ = (
        sa.Index(  # on SQLite an index of nothing
            "ix_search_texts_grams", "grams", postgresql_using="gin", postgresql_with={"gin_pending_list_limit": 512}
        ),
        sa.Index(
            "ix_search_texts_stale", "letter_id", sqlite_where=sa.text("stale = 1"), postgresql_where=sa.text("stale")
        ),
        sa.Index("ix_search_texts_opens_on", "opens_on"),
    )

    place: Mapped[int] = mapped_column(
        sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), unique=True)
    text: Mapped[str] = mapped_column(sa.Text)
    grams: Mapped[list[int] | None] = mapped_column(
        sa.JSON(none_as_null=True).with_variant(ARRAY(sa.Integer), "postgresql")
    )
    opens_on: Mapped[dt.date | None]
    stale: Mapped[bool] = mapped_column(default=False)


class LetterDay(Model):
    """A day after its own date that a letter's body names."""

    __tablename__ = "letter_days"
    __table_args__ = (sa.Index("ix_letter_days_day", "day", "letter_id"),)

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)


class FileText(Model):
    """The text of one stored file, once however many letters carry it. `taken_at` None: the worker has yet to read it;
    `reason` says why there is no text.
    """

    __tablename__ = "file_texts"
    __table_args__ = (
        sa.Index(
            "ix_file_texts_waiting",
            "file_id",
            sqlite_where=sa.text("taken_at IS NULL"),
            postgresql_where=sa.text("taken_at IS NULL"),
        ),
    )

    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"), primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text, default="")
    reason: Mapped[str] = mapped_column(sa.String(300), default="")
    taken_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
