"""Signing in: attempts are counted before the password is looked at, so that guessing at once gains nothing.

An address is locked after 5 failures, a network address after 60, for 15 minutes. Both counts know nothing of users:
an address nobody has counts down and locks like any other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from accounts.models import SignInThrottle, User
from core.actor import SYSTEM, Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.extensions import db
from core.upsert import insert

ADDRESS_LIMIT = 5
NETWORK_LIMIT = 60
LOCK = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Attempt:
    """One try: the address as typed, the network address it came from, when."""

    email: str
    network: str
    now: dt.datetime

    @property
    def keys(self) -> tuple[str, str]:
        """Name the two counts. Only a hash of the address is kept: people type passwords into the wrong field."""
        address = hashlib.sha256(normal_email(self.email).encode()).hexdigest()
        return f"address:{address}", f"network:{self.network}"


@dataclass(frozen=True)
class Turn:
    """What the counts say: `left` tries after this one, or `locked_until` when none may be made now."""

    left: int
    locked_until: dt.datetime | None = None


def normal_email(email: str) -> str:
    """Give an address as it is stored and compared."""
    return email.strip().lower()


def take_turn(attempt: Attempt) -> Turn:
    """Count one attempt. The edge commits this before it looks at the password."""
    address, network = attempt.keys
    _forget_old(attempt)
    turns = [_count(address, ADDRESS_LIMIT, attempt.now), _count(network, NETWORK_LIMIT, attempt.now)]
    locked = [turn.locked_until for turn in turns if turn.locked_until]
    return Turn(turns[0].left, max(locked, default=None))


def find_user(email: str) -> User | None:
    """Give the person with this address."""
    return db.session.scalar(sa.select(User).where(User.email == normal_email(email)))


def refuse(user: User | None, attempt: Attempt, turn: Turn) -> dt.datetime | None:
    """Record a failure; the last allowed one locks the address. Gives until when it is locked now, if it is."""
    subject = ("users", user.id if user else None)
    record(Act(SYSTEM, AuditAct.USER_SIGN_IN_FAILED, subject, attempt.now, after={"network": attempt.network}))
    if turn.left > 0:
        return None
    until = attempt.now + LOCK
    db.session.execute(
        sa.update(SignInThrottle).where(SignInThrottle.key == attempt.keys[0]).values(locked_until=until)
    )
    record(Act(SYSTEM, AuditAct.USER_LOCKED, subject, attempt.now, after={"until": until.isoformat()}))
    return until


def succeed(user: User, attempt: Attempt) -> None:
    """Record the sign-in and let both counts begin anew."""
    user.last_signed_in_at = attempt.now
    forget_failures(attempt)
    actor = Actor(user.id, user.name)
    record(Act(actor, AuditAct.USER_SIGNED_IN, user, attempt.now, after={"network": attempt.network}))


def forget_failures(attempt: Attempt) -> None:
    """Lift the lock of an address, after its owner proved to be who they are."""
    db.session.execute(sa.delete(SignInThrottle).where(SignInThrottle.key == attempt.keys[0]))


def _forget_old(attempt: Attempt) -> None:
    over = sa.or_(
        SignInThrottle.locked_until <= attempt.now,
        sa.and_(SignInThrottle.locked_until.is_(None), SignInThrottle.started_at <= attempt.now - LOCK),
    )
    db.session.execute(sa.delete(SignInThrottle).where(SignInThrottle.key.in_(attempt.keys), over))


def _count(key: str, limit: int, now: dt.datetime) -> Turn:
    new = insert(SignInThrottle).values(key=key, attempts=1, started_at=now)
    counted = new.on_conflict_do_update(
        index_elements=[SignInThrottle.key], set_={"attempts": SignInThrottle.attempts + 1}
    ).returning(SignInThrottle.attempts, SignInThrottle.started_at, SignInThrottle.locked_until)
    attempts, started_at, locked_until = db.session.execute(counted).one()
    if attempts > limit:
        return Turn(0, locked_until or started_at + LOCK)
    return Turn(limit - attempts)
