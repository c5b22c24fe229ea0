"""Reads for the pages of people and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from accounts.models import Invitation, Membership, User
from accounts.oversight import overseen
from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from notifications.models import OutboxMessage
from organisations.models import Office, Organisation
from organisations.tree import children

WAITING_ORDER = (Order(Invitation.invited_at, descending=True), Order(Invitation.id))


def people_of(organisation_id: int) -> Sequence[User]:
    """Give everybody who has or had a role in the organisation, those in service first."""
    here = sa.select(Membership.user_id).join(Office).where(Office.organisation_id == organisation_id)
    return db.session.scalars(
        sa.select(User).where(User.id.in_(here)).order_by(User.active.desc(), User.name, User.id)
    ).all()


@dataclass(frozen=True)
class WaitingInvitation:
    """An invitation nobody has accepted, with what became of its mail (None: it never was one)."""

    invitation: Invitation
    mail: OutboxMessage | None

    @property
    def invited_at(self) -> object:
        """For paging."""
        return self.invitation.invited_at

    @property
    def id(self) -> int:
        """For paging."""
        return self.invitation.id


def waiting(own: Office) -> sa.Select[Invitation, OutboxMessage]:
    """Select the invitations of one's organisations that nobody has accepted, each with its mail."""
    key = sa.literal("invitation:").concat(Invitation.nonce)
    return (
        sa.select(Invitation, OutboxMessage)
        .join(Office, Invitation.office_id == Office.id)
        .join(Organisation, Office.organisation_id == Organisation.id)
        .outerjoin(OutboxMessage, OutboxMessage.dedupe_key == key)
        .where(overseen(own), Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .where(Invitation.email != "")
        .options(joinedload(Invitation.office).joinedload(Office.organisation))
    )


def waiting_page(own: Office, cursor: str | None) -> Page[WaitingInvitation]:
    """Give one page of who has not come, the latest invited first."""
    query: sa.Select[Any] = waiting(own)  # type: ignore[assignment]
    rows = db.session.execute(keyset(query, WAITING_ORDER, cursor)).unique().tuples()
    return page_of([WaitingInvitation(invitation, mail) for invitation, mail in rows], WAITING_ORDER, cursor)


def mail_counts(own: Office) -> dict[str, int]:
    """Give how many of these invitations' mails are in each state; the progress of a bulk invitation."""
    inner = waiting(own).with_only_columns(OutboxMessage.status, sa.func.count()).group_by(OutboxMessage.status)
    return {str(status): count for status, count in db.session.execute(inner.order_by(None)) if status}


@dataclass(frozen=True)
class Child:
    """An organisation directly below, as the bulk invitation shows it."""

    organisation: Organisation
    office: Office
    email: str
    people: int
    invited: bool

    @property
    def is_open(self) -> bool:
        """Whether it can be invited now."""
        return bool(self.email) and not self.people and not self.invited


def children_to_invite(own: Office) -> list[Child]:
    """Give every organisation directly below with its desk, the address an invitation would go to, and who is there."""
    people = (
        sa.select(Office.organisation_id, sa.func.count(sa.distinct(Membership.user_id)).label("people"))
        .join(Membership, Membership.office_id == Office.id)
        .where(Membership.active)
        .group_by(Office.organisation_id)
        .subquery()
    )
    invited = (
        sa.select(Office.organisation_id)
        .join(Invitation, Invitation.office_id == Office.id)
        .where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
        .distinct()
        .subquery()
    )
    rows = db.session.execute(
        children(own.organisation_id)
        .add_columns(Office, people.c.people, invited.c.organisation_id)
        .join(Office, sa.and_(Office.organisation_id == Organisation.id, Office.is_central_desk))
        .outerjoin(people, people.c.organisation_id == Organisation.id)
        .outerjoin(invited, invited.c.organisation_id == Organisation.id)
    )
    return [
        Child(organisation, office, office.saraban_email or organisation.saraban_email or "", count or 0, bool(pending))
        for organisation, office, count, pending in rows
    ]
