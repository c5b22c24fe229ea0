"""Who may speak for a share of a deadline. Rules on plain values."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.permissions import Permission
from deadlines.status import SETTLED_BY_ACT, DeadlineKind
from organisations.kinds import LAO_KINDS, OrganisationKind

P = Permission


@dataclass(frozen=True)
class Person:
    """Who wants to act: the organisation acted for, and what the person may do there."""

    organisation_id: int
    permissions: frozenset[Permission]


@dataclass(frozen=True)
class ShareFacts:
    """What the rules need to know of a share: whose it is, who stands above, who asked, what is asked."""

    organisation_id: int
    kind: OrganisationKind
    parent_id: int | None
    asker_id: int | None  # the issuer of the chain's first letter
    asked: DeadlineKind


def can_read(who: Person, share: ShareFacts) -> bool:
    """Say whether the person may see the share: its organisation, the one above it, and whoever asked."""
    near = (share.organisation_id, share.parent_id, share.asker_id)
    return P.LETTER_READ in who.permissions and who.organisation_id in near


def can_state(who: Person, share: ShareFacts) -> bool:
    """Say whether the person may say that the organisation's own share is done; what an act in Wian settles is
    settled by that act only.
    """
    own = who.organisation_id == share.organisation_id
    return own and P.DELIVERY_ACKNOWLEDGE in who.permissions and share.asked not in SETTLED_BY_ACT


def can_state_on_behalf(who: Person, share: ShareFacts) -> bool:
    """Say whether the person may say so for an LAO below: its district, or the province of อบจ., ทน. and ทม."""
    return (
        P.DELIVERY_CONFIRM in who.permissions
        and share.kind in LAO_KINDS
        and who.organisation_id == share.parent_id
        and share.asked not in SETTLED_BY_ACT - {DeadlineKind.REGISTER_ATTENDEES}
    )


def can_reopen(who: Person, share: ShareFacts) -> bool:
    """Say whether the person may take a share up again: whoever may have stated it done, or whoever asked."""
    asked_it = who.organisation_id == share.asker_id and P.LETTER_DRAFT in who.permissions
    return can_state(who, share) or can_state_on_behalf(who, share) or asked_it


def can_set(who: Person, asker_id: int | None) -> bool:
    """Say whether the person may set, change, extend or withdraw a letter's deadlines: the office that asked."""
    return who.organisation_id == asker_id and P.LETTER_DRAFT in who.permissions
