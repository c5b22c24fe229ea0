"""Tables of the way a letter takes: deliveries, receipts, assignments."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import UtcDateTime, enum_column
from core.extensions import Model
from core.stored_files import StoredFile
from letters.models import Letter
from letters.register_models import RegisterEntry
from organisations.models import Office, Organisation
from routing.status import BehalfMethod, DeliveryState


class Delivery(Model):
    """One letter to one organisation, with its state. `root_letter_id` and `from_organisation_id` repeat what the
    letter says, for roll-ups from one index. `holder_office_id` is the desk that has it now. What is done on
    behalf, cancelled or forwarded stands beside the state. `number` is the newest เลขรับ, for lists.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        sa.UniqueConstraint("letter_id", "organisation_id"),
        sa.Index("ix_deliveries_desk", "organisation_id", "state", "id"),
        sa.Index("ix_deliveries_organisation", "organisation_id", "id"),
        sa.Index("ix_deliveries_holder", "holder_office_id", "state", "id"),
        sa.Index("ix_deliveries_letter_state", "letter_id", "state"),
        sa.Index("ix_deliveries_root", "root_letter_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"))
    root_letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"))
    from_organisation_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"))
    holder_office_id: Mapped[int | None] = mapped_column(sa.ForeignKey("offices.id"))
    position: Mapped[int] = mapped_column(default=0)
    for_information: Mapped[bool] = mapped_column(default=False)
    state: Mapped[DeliveryState] = mapped_column(enum_column(DeliveryState, "state"))
    sent_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    delivered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    acknowledged_by_name: Mapped[str] = mapped_column(sa.String(200), default="")
    registered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    number: Mapped[str] = mapped_column(sa.String(30), default="")
    reason: Mapped[str] = mapped_column(sa.Text, default="")  # of rejection, of invalidity, of recall
    objected_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # when it was rejected or reported faulty
    behalf_method: Mapped[BehalfMethod | None] = mapped_column(enum_column(BehalfMethod, "behalf_method"))
    behalf_person: Mapped[str] = mapped_column(sa.String(200), default="")
    behalf_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # จบเรื่อง: nothing more to do here
    closed_note: Mapped[str | None] = mapped_column(sa.Text)
    forwarded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    forwarded_letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)

    letter: Mapped[Letter] = relationship(foreign_keys=[letter_id])
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    holder_office: Mapped[Office | None] = relationship()
    receipts: Mapped[list[Receipt]] = relationship(back_populates="delivery", order_by="Receipt.id")


class Receipt(Model):
    """One entry in one office's received register for one letter (ข้อ 38, 40): a letter may have several. A paper
    letter has receipts without a delivery. `entry_id` None: the book is kept elsewhere and only its number stands here.
    """

    __tablename__ = "receipts"
    __table_args__ = (
        # one standing entry of a letter in one office's book; those taken back stay beside it
        sa.Index(
            "uq_receipts_standing",
            "letter_id",
            "office_id",
            unique=True,
            sqlite_where=sa.text("taken_back_at IS NULL"),
            postgresql_where=sa.text("taken_back_at IS NULL"),
        ),
        sa.Index("ix_receipts_office", "office_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    delivery_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deliveries.id"), index=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"))
    entry_id: Mapped[int | None] = mapped_column(sa.ForeignKey("register_entries.id"))
    number: Mapped[str] = mapped_column(sa.String(30))
    received_on: Mapped[dt.date]
    received_time: Mapped[dt.time | None]
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    by_name: Mapped[str] = mapped_column(sa.String(200), default="")
    scan_file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))  # this office's own paper
    taken_back_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    delivery: Mapped[Delivery | None] = relationship(back_populates="receipts")
    letter: Mapped[Letter] = relationship()
    office: Mapped[Office] = relationship()
    entry: Mapped[RegisterEntry | None] = relationship()
    scan_file: Mapped[StoredFile | None] = relationship()


class Assignment(Model):
    """A note on a received letter (เกษียน): to which office or person, what to do. The newest holds."""

    __tablename__ = "assignments"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    delivery_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deliveries.id"), index=True)
    from_office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"))
    to_office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"), index=True)
    to_user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    by_name: Mapped[str] = mapped_column(sa.String(200), default="")

    to_office: Mapped[Office] = relationship(foreign_keys=[to_office_id])
    from_office: Mapped[Office] = relationship(foreign_keys=[from_office_id])


class ArrivalNotice(Model):
    """The one note a dispatch leaves for the worker: tell this letter's recipients by e-mail (design rule 7).
    `expanded_at` None: the messages are still to be made.
    """

    __tablename__ = "arrival_notices"
    __table_args__ = (sa.Index("ix_arrival_notices_waiting", "expanded_at", "made_at"),)

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), primary_key=True)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expanded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
