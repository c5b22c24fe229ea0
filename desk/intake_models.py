"""Tables of what comes in to be looked at: files, the letters in them, the mail that brought them, its addresses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model
from core.stored_files import StoredFile
from desk.intake_status import IntakeSource, IntakeState
from letters.models import Letter
from organisations.models import Office


class TakenMail(Model):
    """One e-mail forwarded to an office: taken once by its Message-ID, or its own SHA-256 where it has none.

    `note` is the text of the message; `refusals` the attachments that could not be taken: [{"name", "reason"}].
    """

    __tablename__ = "taken_mails"
    __table_args__ = (sa.UniqueConstraint("office_id", "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"))
    message_id: Mapped[str] = mapped_column(sa.String(300))
    sender: Mapped[str] = mapped_column(sa.String(300))
    subject: Mapped[str] = mapped_column(sa.Text, default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    refusals: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    taken_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    dismissed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # its refusals were seen


class IncomingFile(Model):
    """A file that an office took in and that waits to be looked at. `reason` says why it is unreadable or set aside;
    `claimed_at` when a worker began to read it.
    """

    __tablename__ = "incoming_files"
    __table_args__ = (
        sa.Index("ix_incoming_files_office", "office_id", "state", "id"),
        sa.Index("ix_incoming_files_state", "state", "id"),
        sa.Index("ix_incoming_files_file", "file_id", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"))
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))
    file_name: Mapped[str] = mapped_column(sa.String(200))
    source: Mapped[IntakeSource] = mapped_column(enum_column(IntakeSource, "source"))
    state: Mapped[IntakeState] = mapped_column(enum_column(IntakeState, "state"), default=IntakeState.WAITING)
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    page_count: Mapped[int] = mapped_column(default=0)
    from_ocr: Mapped[bool] = mapped_column(default=False)
    mail_id: Mapped[int | None] = mapped_column(sa.ForeignKey("taken_mails.id"), index=True)
    taken_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    taken_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    taken_by_name: Mapped[str] = mapped_column(sa.String(200))
    claimed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    done_by_name: Mapped[str] = mapped_column(sa.String(200), default="")

    office: Mapped[Office] = relationship()
    file: Mapped[StoredFile] = relationship()
    mail: Mapped[TakenMail | None] = relationship()
    letters: Mapped[list[IncomingLetter]] = relationship(back_populates="incoming", order_by="IncomingLetter.part")


class IncomingLetter(Model):
    """One letter in a file: the forwarding letter is part 1, its source part 2 …

    `reading` has the keys of `flask letters read`; `marks` where each value stands on the pages: {field: [[page, left,
    top, width, height], …]}, page from 1, the rest in percent of the page. `typed` is the form as a person last left
    it. `first_page` and `last_page` count pages of the file.
    """

    __tablename__ = "incoming_letters"
    __table_args__ = (sa.UniqueConstraint("incoming_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incoming_id: Mapped[int] = mapped_column(sa.ForeignKey("incoming_files.id"))
    part: Mapped[int]
    first_page: Mapped[int] = mapped_column(default=1)
    last_page: Mapped[int] = mapped_column(default=1)
    reading: Mapped[dict[str, Any]] = mapped_column(Json, deferred=True)
    marks: Mapped[dict[str, Any]] = mapped_column(Json, default=dict, deferred=True)
    typed: Mapped[dict[str, Any] | None] = mapped_column(Json, deferred=True)
    letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)

    incoming: Mapped[IncomingFile] = relationship(back_populates="letters")
    letter: Mapped[Letter | None] = relationship()


class IntakeAddress(Model):
    """The address an office forwards e-mail to: its token stands behind the plus. A revoked one takes nothing more."""

    __tablename__ = "intake_addresses"
    __table_args__ = (
        sa.Index(
            "uq_intake_addresses_standing",
            "office_id",
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"))
    token: Mapped[str] = mapped_column(sa.String(40), unique=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_by_name: Mapped[str] = mapped_column(sa.String(200))
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    office: Mapped[Office] = relationship()
