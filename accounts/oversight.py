"""Whose people one looks after: those of the own organisation and of every organisation below it."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from flask_babel import gettext

from accounts.models import User
from accounts.permissions import Permission, Role
from accounts.policy import can, grantable_roles
from accounts.role_labels import ROLE_LABELS
from core.errors import Forbidden, InvalidInput
from core.extensions import db
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation
from organisations.tree import descendant_ids, is_within


def overseen(own: Office) -> sa.ColumnElement[bool]:
    """Give the condition on Organisation.id that holds for the own organisation and all below."""
    if own.organisation.parent_id is None and own.organisation.kind is OrganisationKind.CENTRAL:
        return sa.true()  # the centre stands above everything
    below = Organisation.id.in_(descendant_ids(own.organisation_id))
    return sa.or_(Organisation.id == own.organisation_id, below)


def oversees(person: User, own: Office, organisation_id: int) -> bool:
    """Tell whether `person`, acting for `own`, looks after the people of this organisation."""
    if not can(person, Permission.PEOPLE_INVITE, own.id):
        return False
    return bool(db.session.scalar(is_within(organisation_id, own.organisation_id)))


def check_oversees(person: User, own: Office, organisation_id: int) -> None:
    """Raise Forbidden unless `person`, acting for `own`, looks after the people of this organisation."""
    if not oversees(person, own, organisation_id):
        raise Forbidden(gettext("ท่านดูแลบุคลากรขององค์กรนี้ไม่ได้"), gettext("ผู้ดูแลขององค์กรนั้น หรือขององค์กรต้นสังกัด ทำได้"))


def check_roles(person: User, own: Office, office: Office, roles: Iterable[Role]) -> None:
    """Raise unless `person` may hand out each of `roles` in `office`; national administrators belong to the centre."""
    check_oversees(person, own, office.organisation_id)
    allowed = roles_for(person, own, office)
    for role in roles:
        if role not in allowed:
            raise InvalidInput(
                gettext("ให้หน้าที่%(role)sใน%(office)sไม่ได้", role=ROLE_LABELS[role], office=office.name),
                gettext("เลือกหน้าที่อื่น"),
                "roles",
            )


def roles_for(person: User, own: Office, office: Office) -> tuple[Role, ...]:
    """Give the roles `person`, acting for `own`, may hand out in `office`."""
    at_centre = office.organisation.kind is OrganisationKind.CENTRAL and office.organisation.parent_id is None
    grantable = grantable_roles(person, (own.id,))
    return tuple(role for role in grantable if role is not Role.NATIONAL_ADMIN or at_centre)
