"""The address an office forwards e-mail to: made, shown, revoked; and the office behind an address."""

from __future__ import annotations

import datetime as dt
import secrets

import sqlalchemy as sa

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.config import Settings
from core.extensions import db
from desk.intake_models import IntakeAddress
from organisations.models import Office

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for another
_LENGTH = 12


def has_mailbox(settings: Settings) -> bool:
    """Say whether this installation takes in e-mail at all."""
    return not settings.mailbox_url.startswith("none:")


def address_of(office_id: int, settings: Settings) -> str | None:
    """Give the office's address as people write to it, None when it has none or no mailbox is set."""
    standing = _standing(office_id)
    if standing is None or not has_mailbox(settings):
        return None
    name, _, host = settings.mailbox_address.partition("@")
    return f"{name}+{standing.token}@{host}"


def make(office: Office, *, now: dt.datetime, actor: Actor) -> IntakeAddress:
    """Give the office a new address; the one it had takes nothing more from now on."""
    revoke(office, now=now, actor=actor, on_record=False)
    token = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    made = IntakeAddress(office_id=office.id, token=token, made_at=now, made_by_name=actor.name)
    db.session.add(made)
    db.session.flush()
    record(Act(actor, AuditAct.INTAKE_ADDRESS_CHANGED, office, now, after={"address": made.id}))
    return made


def revoke(office: Office, *, now: dt.datetime, actor: Actor, on_record: bool = True) -> bool:
    """Take the office's address away; False when it had none."""
    standing = _standing(office.id)
    if standing is None:
        return False
    standing.revoked_at = now
    db.session.flush()
    if on_record:
        record(Act(actor, AuditAct.INTAKE_ADDRESS_CHANGED, office, now, before={"address": standing.id}))
    return True


def office_behind(token: str) -> Office | None:
    """Give the office whose standing address carries this token."""
    query = sa.select(IntakeAddress).where(IntakeAddress.token == token, IntakeAddress.revoked_at.is_(None))
    found = db.session.scalar(query)
    return found.office if found is not None and found.office.active else None


def _standing(office_id: int) -> IntakeAddress | None:
    query = sa.select(IntakeAddress).where(IntakeAddress.office_id == office_id, IntakeAddress.revoked_at.is_(None))
    return db.session.scalar(query)
