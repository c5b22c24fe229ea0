"""The first person of a new system: nobody can invite them, so a link is printed where the system is set up."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from accounts.invitation_links import token_of
from accounts.invite import Invitee, invite
from accounts.models import Invitation
from accounts.people import national_admins
from accounts.permissions import Role
from core.actor import SYSTEM
from core.extensions import db
from organisations import queries
from organisations.country_list import CENTRE_CODE


def first_link_token(now: dt.datetime) -> str | None:
    """Give the token of a new link for the first national administrator; the one printed before ends. None once there
    is a national administrator. Raises NotFound when the country was not imported.
    """
    if db.session.scalar(national_admins().limit(1)) is not None:
        return None
    desk = queries.central_desk(queries.by_code(CENTRE_CODE).id)
    mine = (Invitation.email == "", Invitation.office_id == desk.id)
    db.session.execute(sa.update(Invitation).where(*mine).values(withdrawn_at=now))
    invite([Invitee("", desk.id, (Role.NATIONAL_ADMIN,))], SYSTEM, now)
    return token_of(db.session.scalars(sa.select(Invitation.nonce).where(*mine)).one())
