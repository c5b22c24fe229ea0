"""Who may do what: pure rules on people and their memberships. Routes ask them through accounts.access."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from accounts.permissions import ROLE_PERMISSIONS, Permission, Role


class Membership(Protocol):
    """What a rule needs to know of a membership."""

    @property
    def office_id(self) -> int:
        """The office."""
        ...

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role allows there; empty when it has ended."""
        ...


class Person(Protocol):
    """What a rule needs to know of a person."""

    @property
    def active(self) -> bool:
        """False once deactivated."""
        ...

    @property
    def memberships(self) -> Iterable[Membership]:
        """Roles in offices."""
        ...


def permissions_in(user: Person, office_ids: Collection[int]) -> frozenset[Permission]:
    """Give everything the person may do in any of these offices; nothing when deactivated."""
    if not user.active:
        return frozenset()
    held = (membership.permissions for membership in user.memberships if membership.office_id in office_ids)
    return frozenset().union(*held)


def can(user: Person, permission: Permission, office_id: int | None) -> bool:
    """Tell whether the person may do this for this office (None: for no office, so no)."""
    return office_id is not None and permission in permissions_in(user, (office_id,))


def roles_with(*permissions: Permission) -> tuple[Role, ...]:
    """Give the roles that hold every one of these permissions, in the order of the role table."""
    return tuple(role for role, held in ROLE_PERMISSIONS.items() if held.issuperset(permissions))


def grantable_roles(user: Person, office_ids: Collection[int]) -> tuple[Role, ...]:
    """Give the roles the person may hand out in the organisations these offices oversee: none without
    people:invite; a national administrator is made by another one only.
    """
    held = permissions_in(user, office_ids)
    if Permission.PEOPLE_INVITE not in held:
        return ()
    return tuple(role for role in Role if role is not Role.NATIONAL_ADMIN or Permission.NATION_EDIT in held)
