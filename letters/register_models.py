"""Tables of the numbered books (design rule 1; ระเบียบงานสารบรรณ แบบ 13, แบบ 14, ข้อ 32)."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import UtcDateTime, enum_column
from core.extensions import Model
from letters.models import Letter
from letters.status import Book, EntryStatus
from organisations.models import Office


class Register(Model):
    """One book of one office and one Buddhist calendar year. `next_number` is the counter row: it is taken by
    UPDATE in the same transaction as the entry, so no number is lost or given twice.
    """

    __tablename__ = "registers"
    __table_args__ = (sa.UniqueConstraint("office_id", "book", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"))
    book: Mapped[Book] = mapped_column(enum_column(Book, "book"))
    year: Mapped[int]  # Buddhist calendar year, 2567
    first_number: Mapped[int] = mapped_column(default=1)
    next_number: Mapped[int] = mapped_column(default=1)
    last_day: Mapped[dt.date | None]  # the latest day of its rows: an earlier one is entered late
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    opened_reason: Mapped[str] = mapped_column(sa.Text, default="")
    paper_book: Mapped[str] = mapped_column(sa.String(200), default="")  # the book on paper that it continues

    office: Mapped[Office] = relationship()


class RegisterEntry(Model):
    """One row of a book. The columns of the form stand here as written on the day: later changes of names
    elsewhere do not reach an old book. `entry_date` is the row's own day, `recorded_at` when it was keyed in.
    """

    __tablename__ = "register_entries"
    __table_args__ = (
        sa.UniqueConstraint("register_id", "number"),
        sa.Index("ix_register_entries_day", "register_id", "entry_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    register_id: Mapped[int] = mapped_column(sa.ForeignKey("registers.id"))
    number: Mapped[int]
    status: Mapped[EntryStatus] = mapped_column(enum_column(EntryStatus, "status"))
    letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    entry_date: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    late_entered: Mapped[bool] = mapped_column(default=False)
    ref_no: Mapped[str] = mapped_column(sa.String(120), default="")  # ที่
    dated: Mapped[dt.date | None]  # ลงวันที่
    sender: Mapped[str] = mapped_column(sa.Text, default="")  # จาก
    recipient: Mapped[str] = mapped_column(sa.Text, default="")  # ถึง
    subject: Mapped[str] = mapped_column(sa.Text, default="")  # เรื่อง
    action: Mapped[str] = mapped_column(sa.Text, default="")  # การปฏิบัติ
    remark: Mapped[str] = mapped_column(sa.Text, default="")  # หมายเหตุ
    void_reason: Mapped[str] = mapped_column(sa.Text, default="")
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    register: Mapped[Register] = relationship()
    letter: Mapped[Letter | None] = relationship()
