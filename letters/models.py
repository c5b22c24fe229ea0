"""Tables of letters: the letter, its enclosures, addressees, draft history and review."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model
from core.stored_files import StoredFile
from documents.letter_document import LetterForm
from letters.status import EnclosureKind, LetterStatus, Origin, ReviewDecision, Urgency
from organisations.models import Office, Organisation, Signatory


class Letter(Model):
    """One letter as its issuer issued it, or its draft.

    Who issued: `issuer_id` when the issuer is an organisation Wian knows, else only `issuer_name`; `office_id` is the
    issuing desk for letters written here. `ref_no` is the normalised ที่ ("พช 0023.6/ว 1507", Arabic digits), None
    until a number is taken. `addressee_rules` is the draft's list (letters/addressee_rules.py), frozen as Addressee
    rows at issue. `canonical` is the frozen text, `content_sha256` its fingerprint; `pdf_sha256` and `docx_sha256`
    are added once. `source_id` is the letter this one forwards, `root_id` the first of the chain known to Wian
    (own id for a first letter, set at issue). `version` rises with every save (two editors see each other by it).
    """

    __tablename__ = "letters"
    __table_args__ = (
        sa.Index("ix_letters_office_status", "office_id", "status", "id"),
        sa.Index("ix_letters_identity", "ref_no", "letter_date"),
        sa.Index("ix_letters_state", "status", "urgency"),
        sa.Index(
            "uq_letters_issuer_ref_date",
            "issuer_name",
            "ref_no",
            "letter_date",
            unique=True,
            sqlite_where=sa.text("ref_no IS NOT NULL AND letter_date IS NOT NULL"),
            postgresql_where=sa.text("ref_no IS NOT NULL AND letter_date IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[LetterForm] = mapped_column(enum_column(LetterForm, "form"), default=LetterForm.EXTERNAL)
    origin: Mapped[Origin] = mapped_column(enum_column(Origin, "origin"), default=Origin.WRITTEN)
    status: Mapped[LetterStatus] = mapped_column(enum_column(LetterStatus, "status"), default=LetterStatus.DRAFT)
    version: Mapped[int] = mapped_column(default=1)

    issuer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("organisations.id"), index=True)
    issuer_name: Mapped[str] = mapped_column(sa.String(200))
    office_id: Mapped[int | None] = mapped_column(sa.ForeignKey("offices.id"))
    office_lines: Mapped[list[str]] = mapped_column(Json, default=list)

    circular: Mapped[bool] = mapped_column(default=False)
    ref_no: Mapped[str | None] = mapped_column(sa.String(120))
    letter_date: Mapped[dt.date | None]
    urgency: Mapped[Urgency] = mapped_column(enum_column(Urgency, "urgency"), default=Urgency.NORMAL)
    urgency_by: Mapped[str] = mapped_column(sa.String(100), default="")
    subject: Mapped[str] = mapped_column(sa.Text, default="")
    opening: Mapped[str] = mapped_column(sa.String(40), default="เรียน")
    addressee_text: Mapped[str] = mapped_column(sa.Text, default="")
    addressee_rules: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    references: Mapped[list[str]] = mapped_column(Json, default=list)
    body_cause: Mapped[str] = mapped_column(sa.Text, default="")
    body_purpose: Mapped[str] = mapped_column(sa.Text, default="")
    body_conclusion: Mapped[str] = mapped_column(sa.Text, default="")
    closing: Mapped[str] = mapped_column(sa.String(80), default="ขอแสดงความนับถือ")
    signatory_id: Mapped[int | None] = mapped_column(sa.ForeignKey("signatories.id"))
    signature_name: Mapped[str] = mapped_column(sa.String(200), default="")
    signature_lines: Mapped[list[str]] = mapped_column(Json, default=list)
    owner_unit: Mapped[list[str]] = mapped_column(Json, default=list)
    contact_lines: Mapped[list[str]] = mapped_column(Json, default=list)
    copies_to: Mapped[list[str]] = mapped_column(Json, default=list)
    thai_digits: Mapped[bool] = mapped_column(default=True)

    source_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    root_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    supersedes_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    opening_pattern: Mapped[str] = mapped_column(sa.String(1), default="")

    drafter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    updated_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    issued_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime, index=True)

    verify_token: Mapped[str] = mapped_column(sa.String(64), unique=True)
    canonical: Mapped[str | None] = mapped_column(sa.Text, deferred=True)
    content_sha256: Mapped[str | None] = mapped_column(sa.String(64))
    pdf_file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    docx_file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    scan_file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))  # signed or received paper
    recipient_count: Mapped[int] = mapped_column(default=0)
    recalled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    recall_reason: Mapped[str] = mapped_column(sa.Text, default="")
    kept_after_recall_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)  # its source was recalled, it stays

    issuer: Mapped[Organisation | None] = relationship()
    office: Mapped[Office | None] = relationship()
    signatory: Mapped[Signatory | None] = relationship()
    source: Mapped[Letter | None] = relationship(remote_side="Letter.id", foreign_keys=[source_id])
    supersedes: Mapped[Letter | None] = relationship(remote_side="Letter.id", foreign_keys=[supersedes_id])
    pdf_file: Mapped[StoredFile | None] = relationship(foreign_keys=[pdf_file_id])
    docx_file: Mapped[StoredFile | None] = relationship(foreign_keys=[docx_file_id])
    scan_file: Mapped[StoredFile | None] = relationship(foreign_keys=[scan_file_id])
    enclosures: Mapped[list[Enclosure]] = relationship(
        back_populates="letter",
        order_by="Enclosure.position",
        cascade="all, delete-orphan",
        foreign_keys="Enclosure.letter_id",
    )


class Enclosure(Model):
    """One สิ่งที่ส่งมาด้วย. Its target may be replaced after issue, with a trace (audit), never its printed text.
    `opens_on`: not served to recipients before that day. `as_qr`: printed as a code at the letter's foot.
    """

    __tablename__ = "enclosures"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    position: Mapped[int]
    kind: Mapped[EnclosureKind] = mapped_column(enum_column(EnclosureKind, "kind"))
    text: Mapped[str] = mapped_column(sa.Text)
    copies: Mapped[str] = mapped_column(sa.String(60), default="")  # จำนวน 1 ชุด
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    file_name: Mapped[str] = mapped_column(sa.String(200), default="")
    url: Mapped[str] = mapped_column(sa.Text, default="")
    linked_letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    opens_on: Mapped[dt.date | None]
    as_qr: Mapped[bool] = mapped_column(default=False)
    token: Mapped[str] = mapped_column(sa.String(64), unique=True)  # the QR leads to /e/<token>, so a target can move

    letter: Mapped[Letter] = relationship(back_populates="enclosures", foreign_keys=[letter_id])
    file: Mapped[StoredFile | None] = relationship()
    linked_letter: Mapped[Letter | None] = relationship(foreign_keys=[linked_letter_id])


class Addressee(Model):
    """One organisation on the frozen list of an issued letter; `position` is the rule that named it."""

    __tablename__ = "addressees"

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(sa.ForeignKey("organisations.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    for_information: Mapped[bool] = mapped_column(default=False)


class DraftRevision(Model):
    """What a draft said after one save; kept so that nobody's text is lost. Saves by one person within a few
    minutes fold into one row. `set_aside`: text that met somebody else's save and did not become the draft;
    `version` is then the one it was written on.
    """

    __tablename__ = "draft_revisions"
    __table_args__ = (sa.UniqueConstraint("letter_id", "version", "set_aside", "saved_by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"))
    version: Mapped[int]
    saved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    saved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    saved_by_name: Mapped[str] = mapped_column(sa.String(200))
    set_aside: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]] = mapped_column(Json)


class DraftPresence(Model):
    """Who has a draft open, and when their page last said so; a row a minute old means they have gone."""

    __tablename__ = "draft_presences"

    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    typed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class ReviewStep(Model):
    """One step of a draft on its way to signature, with the note that went with it."""

    __tablename__ = "review_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letters.id"), index=True)
    decision: Mapped[ReviewDecision] = mapped_column(enum_column(ReviewDecision, "decision"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    by_name: Mapped[str] = mapped_column(sa.String(200))
    note: Mapped[str] = mapped_column(sa.Text, default="")
