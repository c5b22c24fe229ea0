"""Tables of people: users, their memberships in offices, invitations, counts of failed sign-ins."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from flask_security.core import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model
from organisations.models import Office


class User(Model, UserMixin):
    """A person. Roles stand in memberships; `password` is an Argon2 hash, None until the invitation is accepted."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(255), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    position: Mapped[str] = mapped_column(sa.String(200), default="")
    phone: Mapped[str] = mapped_column(sa.String(100), default="")
    password: Mapped[str | None] = mapped_column(sa.String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(sa.String(64), unique=True)
    locale: Mapped[str] = mapped_column(sa.String(5), default="th")
    last_office_id: Mapped[int | None] = mapped_column(sa.ForeignKey("offices.id"))
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    last_signed_in_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    memberships: Mapped[list[Membership]] = relationship(back_populates="user", lazy="selectin")

    @property
    def roles(self) -> list[object]:  # type: ignore[override]
        """Give no library roles: Wian's stand in memberships."""
        return []


class Membership(Model):
    """A person's role in one office; one person may have several offices and several roles."""

    __tablename__ = "memberships"
    __table_args__ = (sa.UniqueConstraint("user_id", "office_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "role"))
    active: Mapped[bool] = mapped_column(default=True)

    user: Mapped[User] = relationship(back_populates="memberships")
    office: Mapped[Office] = relationship(lazy="joined")

    @property
    def permissions(self) -> frozenset[Permission]:
        """Give what this role allows in this office."""
        return ROLE_PERMISSIONS[self.role] if self.active else frozenset()


class Invitation(Model):
    """An invitation of one address into one office, with `roles`. The link's token is made from `nonce` with the secret
    key (accounts.invitation_links) and never stored: `token_hash` is its SHA-256. `email` is empty on the first link of
    a new system, which is handed over on paper. Sending again makes a new nonce, so the old link ends.
    """

    __tablename__ = "invitations"
    __table_args__ = (sa.UniqueConstraint("email", "office_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(255), index=True)
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("offices.id"), index=True)
    roles: Mapped[list[str]] = mapped_column(Json)
    locale: Mapped[str] = mapped_column(sa.String(5), default="th")
    nonce: Mapped[str] = mapped_column(sa.String(32))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    invited_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    office: Mapped[Office] = relationship()
    invited_by: Mapped[User | None] = relationship()

    @property
    def message_key(self) -> str:
        """Name its message in the outbox."""
        return f"invitation:{self.nonce}"


class SignInThrottle(Model):
    """Attempts to sign in since the last success, per address typed and per network address. It stands beside the
    users, not on them: an address nobody has is locked just the same, so a lock never tells whether one exists.
    """

    __tablename__ = "sign_in_throttles"

    key: Mapped[str] = mapped_column(sa.String(80), primary_key=True)  # "address:<sha256>" or "network:<ip>"
    attempts: Mapped[int]
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
