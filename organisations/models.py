"""Tables of the state: organisations with their dated kinds, offices, signatories, saved groups."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model
from organisations.kinds import KIND_FACTS, OrganisationKind

# A server's own language must not reorder the keys.
_BY_CODE_POINT = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")


class Organisation(Model):
    """One organisation. `code` is the official code and never changes; `parent_id` is who sends letters on to it
    (design rule 3); `province_code` and `district_code` say where it lies. Its kind today stands here, its
    history in OrganisationKindPeriod. Contacts are empty until someone fills or imports them. `listed` is what the
    official list said when it was last imported: a newer list changes only what the list itself changed.
    """

    __tablename__ = "organisations"
    __table_args__ = (
        sa.Index("ix_organisations_parent_kind", "parent_id", "kind"),
        sa.Index("ix_organisations_province_kind", "province_code", "kind"),
        sa.Index("ix_organisations_district_kind", "district_code", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(enum_column(OrganisationKind, "kind"))
    name: Mapped[str] = mapped_column(sa.String(200), index=True)  # full: อบต. with its long words
    short_name: Mapped[str] = mapped_column(sa.String(200))  # without the kind's words: สะเดียง
    name_en: Mapped[str] = mapped_column(sa.String(200), default="")
    sort_key: Mapped[str] = mapped_column(_BY_CODE_POINT, index=True)  # Thai dictionary order: thai_order.sort_key
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"))
    province_code: Mapped[str | None] = mapped_column(sa.String(4))
    district_code: Mapped[str | None] = mapped_column(sa.String(6))
    letter_prefix: Mapped[str | None] = mapped_column(sa.String(10))  # พช
    head_name: Mapped[str | None] = mapped_column(sa.String(200))
    head_title: Mapped[str | None] = mapped_column(sa.String(200))  # overrides the form of address of the kind
    phone: Mapped[str | None] = mapped_column(sa.String(200))
    saraban_email: Mapped[str | None] = mapped_column(sa.String(200))
    address: Mapped[str | None] = mapped_column(sa.Text)
    contact_source: Mapped[str | None] = mapped_column(sa.String(200))
    contact_as_of: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(sa.String(200), default="")
    listed: Mapped[dict[str, Any] | None] = mapped_column(Json)
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    parent: Mapped[Organisation | None] = relationship(remote_side="Organisation.id")
    offices: Mapped[list[Office]] = relationship(back_populates="organisation", order_by="Office.id")

    @property
    def form_of_address(self) -> str:
        """Give the words after เรียน: the head's position, not a person's name (saraban.md section 5)."""
        if self.head_title:
            return self.head_title
        head = KIND_FACTS[self.kind].head
        return f"{head}{self.short_name}" if head else self.name

    @property
    def label(self) -> str:
        """Give the short label of lists: อบต.สะเดียง, อำเภอเมืองเพชรบูรณ์."""
        if self.kind in (OrganisationKind.PROVINCE, OrganisationKind.DISTRICT):
            return self.name
        short = KIND_FACTS[self.kind].short
        return f"{short}{self.short_name}" if short else self.name


class OrganisationKindPeriod(Model):
    """What an organisation was called and was, from when to when; an LAO keeps its identity through changes.
    `valid_from` None: since before the list began; `valid_to` None: until now (exclusive end). An organisation that
    never changed has no rows: it always was what it is.
    """

    __tablename__ = "organisation_kind_periods"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    kind: Mapped[OrganisationKind] = mapped_column(enum_column(OrganisationKind, "kind"))
    name: Mapped[str] = mapped_column(sa.String(200))
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(sa.String(200), default="")


class CircularSeries(StrEnum):
    """Whether ว numbers run in a book of their own or share the ordinary one (ข้อ 32)."""

    SEPARATE = "separate"
    SHARED = "shared"


class SigningRoute(StrEnum):
    """How a letter of the office comes to its signature (design.md section 4)."""

    DIRECT = "direct"
    ONE_SIGNATORY = "one_signatory"
    GROUP_THEN_SIGNATORY = "group_then_signatory"


class Office(Model):
    """A desk that keeps its own registers. `code` is the unit number after the letters (0023.6); empty means it
    cannot issue yet. The central desk is where letters to the organisation arrive first.
    """

    __tablename__ = "offices"
    __table_args__ = (
        # exactly one place where an organisation's letters arrive
        sa.Index(
            "uq_offices_central_desk",
            "organisation_id",
            unique=True,
            sqlite_where=sa.text("is_central_desk"),
            postgresql_where=sa.text("is_central_desk"),
        ),
        sa.Index("ix_offices_organisation_id", "organisation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    short_name: Mapped[str] = mapped_column(sa.String(100))
    is_central_desk: Mapped[bool] = mapped_column(default=False)
    prefix: Mapped[str] = mapped_column(sa.String(10), default="")  # พช
    code: Mapped[str] = mapped_column(sa.String(30), default="")  # 0023.6
    letterhead: Mapped[list[str]] = mapped_column(Json, default=list)  # the whole block: issuing office, address
    owner_unit: Mapped[list[str]] = mapped_column(Json, default=list)  # ส่วนราชการเจ้าของเรื่อง
    phone: Mapped[str] = mapped_column(sa.String(200), default="")
    fax: Mapped[str] = mapped_column(sa.String(200), default="")
    saraban_email: Mapped[str | None] = mapped_column(sa.String(200))
    circular_series: Mapped[CircularSeries] = mapped_column(
        enum_column(CircularSeries, "circular_series"), default=CircularSeries.SEPARATE
    )
    keeps_register_here: Mapped[bool] = mapped_column(default=True)
    signing_route: Mapped[SigningRoute] = mapped_column(
        enum_column(SigningRoute, "signing_route"), default=SigningRoute.ONE_SIGNATORY
    )
    opening_pattern: Mapped[str] = mapped_column(sa.String(1), default="A")  # last used: A, B or C
    thai_digits: Mapped[bool] = mapped_column(default=True)
    emblem_file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Organisation] = relationship(back_populates="offices")

    @property
    def reference_code(self) -> str:
        """Give the part of ที่ before the stroke: "พช 0023.6"; empty until both parts are set."""
        return f"{self.prefix} {self.code}" if self.prefix and self.code else ""


class Signatory(Model):
    """A person who may sign for an office. `acting` is the wording (ปฏิบัติราชการแทน …), `on_behalf` the post whose
    power is used (saraban.md 1.9); both empty when the head signs.
    """

    __tablename__ = "signatories"

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(sa.String(200))
    position: Mapped[str] = mapped_column(sa.String(200))
    acting: Mapped[str] = mapped_column(sa.String(100), default="")
    on_behalf: Mapped[str] = mapped_column(sa.String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)

    office: Mapped[Office] = relationship()

    @property
    def position_lines(self) -> tuple[str, ...]:
        """Give the lines under the name as printed: own post with acting wording, then the post acted for."""
        if not self.acting:
            return (self.position,)
        return (f"{self.position} {self.acting}", self.on_behalf)


class SavedGroup(Model):
    """A named list of organisations an office writes to again and again; `phrase` is printed after เรียน.
    A deleted group keeps its row, so that deleting can be undone and letters written to it can still name it.
    """

    __tablename__ = "saved_groups"
    __table_args__ = (
        sa.Index(
            "uq_saved_groups_name",
            "office_id",
            "name",
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"), index=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    phrase: Mapped[str] = mapped_column(sa.String(400))
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    use_count: Mapped[int] = mapped_column(default=0)  # letters issued to it
    version: Mapped[int] = mapped_column(default=1)

    members: Mapped[list[SavedGroupMember]] = relationship(cascade="all, delete-orphan")


class SavedGroupMember(Model):
    """One organisation of a saved group."""

    __tablename__ = "saved_group_members"

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("saved_groups.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), primary_key=True)
