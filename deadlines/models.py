"""Tables of what letters ask: deadlines, each organisation's share of them, and the worker's sign of life."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model
from core.stored_files import StoredFile
from deadlines.status import DeadlineKind, Evidence, ObligationState, SettledHow
from letters.models import Letter
from organisations.kinds import OrganisationKind
from organisations.models import Organisation


class WorkerBeat(Model):
    """A worker process and when it was last alive; a page tells administrators when nobody works."""

    __tablename__ = "worker_beats"

    worker: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    beat_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class Deadline(Model):
    """What a letter asks of some kinds of organisation. It belongs to the first letter of the chain (`letter_id`).

    `due_on` None with no `rule`: the day is not known ("ไม่ระบุวัน"), nobody is reminded until a person sets it.
    `due_time` None: the whole day counts. `rule` (JSON of letters.reading.duty): relative to receipt, counted when
    the letter reaches each organisation; or recurring, then each turn is a Deadline of its own with `series_id`.
    `pieces`: how many reports are asked. `withdrawn_at`: taken away; its rows stay, waived.
    """

    __tablename__ = "deadlines"
    __table_args__ = (
        sa.Index("ix_deadlines_letter", "letter_id", "kind"),
        sa.UniqueConstraint("series_id", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"))
    kind: Mapped[DeadlineKind] = mapped_column(enum_column(DeadlineKind, "kind"))
    what: Mapped[str] = mapped_column(sa.Text, default="")
    opens_on: Mapped[dt.date | None]
    due_on: Mapped[dt.date | None]
    due_time: Mapped[dt.time | None]
    rule: Mapped[dict[str, Any] | None] = mapped_column(Json)
    series_id: Mapped[int | None] = mapped_column(sa.ForeignKey("deadlines.id"))
    evidence: Mapped[Evidence] = mapped_column(enum_column(Evidence, "evidence"), default=Evidence.NONE)
    pieces: Mapped[int] = mapped_column(default=1)
    made_from: Mapped[str] = mapped_column(sa.String(20), default="typed")  # "typed", "read", "chain"
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    letter: Mapped[Letter] = relationship()
    kinds: Mapped[list[DeadlineFor]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    @property
    def for_kinds(self) -> frozenset[OrganisationKind]:
        """Give the kinds of organisation it is asked of."""
        return frozenset(one.organisation_kind for one in self.kinds)


class DeadlineFor(Model):
    """One kind of organisation of which a deadline is asked."""

    __tablename__ = "deadline_kinds"

    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"), primary_key=True)
    organisation_kind: Mapped[OrganisationKind] = mapped_column(
        enum_column(OrganisationKind, "organisation_kind"), primary_key=True
    )


class EarlierDay(Model):
    """The day a forwarding letter sets for its own addressees; never later than the deadline's."""

    __tablename__ = "earlier_days"

    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"), primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), primary_key=True)
    due_on: Mapped[dt.date]
    due_time: Mapped[dt.time | None]


class Obligation(Model):
    """One organisation's share of one deadline. `root_letter_id` repeats the deadline's letter, for one index.

    `via_letter_id` is the letter that reached the organisation and opened it; `due_on` its own day (the deadline's,
    an earlier one of that letter, a later one given by extension), `due_at` the instant from which it is late.
    `next_reminder_at` is the only fact reminding goes by.
    """

    __tablename__ = "obligations"
    __table_args__ = (
        sa.UniqueConstraint("deadline_id", "organisation_id"),
        sa.Index("ix_obligations_desk", "organisation_id", "state", "due_on"),
        sa.Index("ix_obligations_root", "root_letter_id", "organisation_id"),
        sa.Index("ix_obligations_deadline_state", "deadline_id", "state"),
        sa.Index(
            "ix_obligations_next_reminder",
            "next_reminder_at",
            sqlite_where=sa.text("next_reminder_at IS NOT NULL"),
            postgresql_where=sa.text("next_reminder_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(sa.ForeignKey("deadlines.id"))
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"))
    root_letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"))
    state: Mapped[ObligationState] = mapped_column(enum_column(ObligationState, "state"))
    via_letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    due_on: Mapped[dt.date | None]
    due_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    pieces_done: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    settled_how: Mapped[SettledHow | None] = mapped_column(enum_column(SettledHow, "settled_how"))
    settled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    settled_by_name: Mapped[str] = mapped_column(sa.String(200), default="")
    behalf_method: Mapped[str] = mapped_column(sa.String(20), default="")
    behalf_person: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")  # of the statement, or why it was waived
    next_reminder_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    last_offset: Mapped[int | None]  # the step of the policy gone through last
    extended: Mapped[bool] = mapped_column(default=False)  # given a later day: the deadline's own no longer counts

    deadline: Mapped[Deadline] = relationship()
    organisation: Mapped[Organisation] = relationship()
    evidence_files: Mapped[list[EvidenceFile]] = relationship(order_by="EvidenceFile.id")


class EvidenceFile(Model):
    """A file an organisation shows as done."""

    __tablename__ = "evidence_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(sa.ForeignKey("obligations.id"), index=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))
    file_name: Mapped[str] = mapped_column(sa.String(200))
    added_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    file: Mapped[StoredFile] = relationship()
