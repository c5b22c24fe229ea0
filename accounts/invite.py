"""Inviting people into offices, one or thousands: set-based, one audit row, one message each through the outbox."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext

from accounts.invitation_links import hash_of, new_nonce, token_of
from accounts.models import Invitation, Membership, User
from accounts.permissions import Role
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import InvalidInput, StaleState
from core.extensions import db
from core.upsert import insert
from notifications import outbox

LASTS = dt.timedelta(days=14)
CHUNK = 300
KIND = "accounts.invitation"


@dataclass(frozen=True)
class Invitee:
    """Whom to invite where: an address as `normal_address` gives it, an office, roles."""

    email: str
    office_id: int
    roles: tuple[Role, ...]
    name: str = ""


@dataclass
class InviteCount:
    """What became of the invitees: invited now, still waiting from before, already there with these roles."""

    invited: list[Invitee] = field(default_factory=list)
    waiting: list[Invitee] = field(default_factory=list)
    members: list[Invitee] = field(default_factory=list)


def normal_address(text: str) -> str:
    """Give an e-mail address in the form it is stored. Raises InvalidInput that says what is wrong with it."""
    text = text.strip()
    if not text:
        raise InvalidInput(gettext("ยังไม่ได้ใส่อีเมล"), gettext("ใส่อีเมลราชการ เช่น somchai@example.go.th"), "email")
    if "@" not in text:
        raise InvalidInput(gettext("อีเมลขาด @"), gettext("เช่น somchai@example.go.th"), "email")
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise InvalidInput(
            gettext("อีเมล “%(text)s” ใช้ไม่ได้", text=text[:80]), gettext("ตรวจตัวสะกด เช่น somchai@example.go.th"), "email"
        ) from error
    return found.normalized.lower()


def invite(invitees: Sequence[Invitee], actor: Actor, now: dt.datetime) -> InviteCount:
    """Invite everybody who is not there yet and not invited already; whoever is, is only counted.

    The caller has checked that `actor` may invite into each office and hand out each role.
    """
    count = InviteCount()
    for start in range(0, len(invitees), CHUNK):
        _sort_out(invitees[start : start + CHUNK], count, now)
    for start in range(0, len(count.invited), CHUNK):
        _write(count.invited[start : start + CHUNK], actor, now)
    if count.invited:
        record(_act(count.invited, actor, now))
    return count


def resend(invitation: Invitation, actor: Actor, now: dt.datetime) -> None:
    """Send again with a new link and 14 new days; the old link ends. Raises StaleState once accepted or withdrawn."""
    outbox.cancel(key=invitation.message_key)
    nonce = new_nonce()
    change = {
        "nonce": nonce,
        "token_hash": hash_of(token_of(nonce)),
        "invited_at": now,
        "expires_at": now + LASTS,
        "invited_by_id": actor.user_id,
    }
    if not claim(Invitation, invitation.id, {"accepted_at": None, "withdrawn_at": None}, change):
        raise _stale()
    db.session.refresh(invitation)
    outbox.enqueue(_message(invitation.id, invitation.email, nonce, invitation.locale, now))
    after = {"email": invitation.email, "again": True}
    record(Act(actor, AuditAct.USER_INVITED, invitation, now, after=after))


def withdraw(invitation: Invitation, actor: Actor, now: dt.datetime) -> None:
    """End an invitation nobody has accepted. Raises StaleState when it has ended already."""
    if not claim(Invitation, invitation.id, {"accepted_at": None, "withdrawn_at": None}, {"withdrawn_at": now}):
        raise _stale()
    outbox.cancel(key=invitation.message_key)
    after = {"email": invitation.email, "withdrawn": True}
    record(Act(actor, AuditAct.USER_INVITED, invitation, now, after=after))


def _sort_out(chunk: Sequence[Invitee], count: InviteCount, now: dt.datetime) -> None:
    emails = {one.email for one in chunk}
    held = (
        sa.select(User.email, Membership.office_id, Membership.role)
        .join(Membership)
        .where(User.email.in_(emails), User.active, Membership.active)
    )
    members = {tuple(row) for row in db.session.execute(held)}
    open_ones = sa.select(Invitation.email, Invitation.office_id, Invitation.roles).where(
        Invitation.email.in_(emails),
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > now,
    )
    waiting = {(email, office, tuple(sorted(roles))) for email, office, roles in db.session.execute(open_ones)}
    seen = {(one.email, one.office_id) for one in count.invited}
    for one in chunk:
        if all((one.email, one.office_id, role) in members for role in one.roles):
            count.members.append(one)
        elif (one.email, one.office_id, tuple(sorted(one.roles))) in waiting or (one.email, one.office_id) in seen:
            count.waiting.append(one)
        else:
            seen.add((one.email, one.office_id))
            count.invited.append(one)


def _write(chunk: Sequence[Invitee], actor: Actor, now: dt.datetime) -> None:
    """Write invitations and their messages. An ended or changed invitation of the same address begins anew."""
    rows = [_row(one, actor, now) for one in chunk]
    keys = sa.tuple_(Invitation.email, Invitation.office_id).in_([(row["email"], row["office_id"]) for row in rows])
    for nonce in db.session.scalars(sa.select(Invitation.nonce).where(keys)):
        outbox.cancel(key=f"invitation:{nonce}")
    statement = insert(Invitation).values(rows)
    anew = {name: statement.excluded[name] for name in rows[0] if name not in ("email", "office_id")}
    statement = statement.on_conflict_do_update(index_elements=["email", "office_id"], set_=anew)
    written = statement.returning(Invitation.id, Invitation.email, Invitation.nonce, Invitation.locale)
    messages = [_message(*row, now) for row in db.session.execute(written)]
    outbox.enqueue_all(message for message in messages if message.to_address)


def _row(one: Invitee, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    nonce = new_nonce()
    return {
        "email": one.email,
        "name": one.name,
        "office_id": one.office_id,
        "roles": sorted(one.roles),
        "locale": "th",
        "nonce": nonce,
        "token_hash": hash_of(token_of(nonce)),
        "invited_by_id": actor.user_id,
        "invited_at": now,
        "expires_at": now + LASTS,
        "accepted_at": None,
        "withdrawn_at": None,
    }


def _message(identity: int, email: str, nonce: str, locale: str, now: dt.datetime) -> outbox.Message:
    payload = {"invitation": identity, "nonce": nonce}
    return outbox.Message(KIND, email, f"invitation:{nonce}", now, payload, locale=locale)


def _act(invited: Sequence[Invitee], actor: Actor, now: dt.datetime) -> Act:
    """One row for the act, however many people it was (design rule 9)."""
    if len(invited) == 1:
        one = invited[0]
        after = {"email": one.email, "office_id": one.office_id, "roles": sorted(one.roles)}
        return Act(actor, AuditAct.USER_INVITED, ("offices", one.office_id), now, after=after)
    lines = sorted(f"{one.email} {one.office_id} {'+'.join(sorted(one.roles))}" for one in invited)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Act(actor, AuditAct.USERS_INVITED, ("invitations", None), now, after={"count": len(lines), "sha256": digest})


def _stale() -> StaleState:
    return StaleState(gettext("คำเชิญนี้จบไปแล้ว"), gettext("เปิดรายชื่อใหม่เพื่อดูสถานะล่าสุด"))
