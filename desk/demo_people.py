"""The offices, signatories and people of the demo: settings as printed on the example letters, accounts to try."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from accounts.models import Membership, User
from accounts.permissions import Role
from accounts.security import hash_password
from core.extensions import db
from organisations import queries
from organisations.models import Office, Signatory

FILE = Path(__file__).resolve().parent.parent / "data" / "demo" / "people.json"
CENTRAL = "central"


@dataclass(frozen=True)
class DemoAccount:
    """One account to sign in with."""

    email: str
    name: str
    role: Role
    office: str


def read_people() -> dict[str, Any]:
    """Give the file of demo people."""
    return dict(json.loads(FILE.read_text(encoding="utf-8")))


def office_of(organisation_code: str, desk: str) -> Office:
    """Give the central desk of an organisation, or the office with the code `desk`."""
    organisation = queries.by_code(organisation_code)
    if desk == CENTRAL:
        return queries.central_desk(organisation.id)
    return next(office for office in queries.offices_of(organisation.id) if office.code == desk)


def load_people(now: dt.datetime) -> None:
    """Set up offices, signatories and accounts; what is there already stays as it is."""
    people = read_people()
    hashed = hash_password(people["password"])
    for row in people["offices"]:
        office = office_of(row["organisation"], row["desk"])
        if not office.phone:
            for name, value in row["changes"].items():
                setattr(office, name, value)
        for signatory in row["signatories"]:
            user = _user(signatory["email"], signatory["name"], hashed, now)
            _member(user, office, Role.SIGNATORY)
            _signatory(office, user, {key: value for key, value in signatory.items() if key != "email"})
    for row in people["people"]:
        user = _user(row["email"], row["name"], hashed, now)
        _member(user, office_of(row["organisation"], row["desk"]), Role(row["role"]))
    db.session.flush()


def _user(email: str, name: str, hashed: str, now: dt.datetime) -> User:
    user = db.session.scalar(sa.select(User).where(User.email == email))
    if user is None:
        user = User(email=email, name=name, password=hashed, fs_uniquifier=secrets.token_hex(16), created_at=now)
        db.session.add(user)
        db.session.flush()
    return user


def _member(user: User, office: Office, role: Role) -> None:
    if not any((one.office_id, one.role) == (office.id, role) for one in user.memberships):
        db.session.add(Membership(user=user, office=office, role=role))
        user.last_office_id = user.last_office_id or office.id


def _signatory(office: Office, user: User, columns: dict[str, str]) -> None:
    known = sa.select(Signatory.id).where(Signatory.office_id == office.id, Signatory.name == columns["name"])
    if db.session.scalar(known) is None:
        db.session.add(Signatory(office_id=office.id, user_id=user.id, **columns))


def accounts() -> list[DemoAccount]:
    """Give one account per role and level, for the list that `make run` prints and the sign-in page of a demo."""
    emails = [row["email"] for row in read_people()["people"]]
    signatories = [one["email"] for row in read_people()["offices"] for one in row["signatories"]]
    rows = db.session.execute(
        sa.select(User.email, User.name, Membership.role, Office.short_name)
        .join(Membership, Membership.user_id == User.id)
        .join(Office, Office.id == Membership.office_id)
        .where(User.email.in_(emails + signatories))
        .order_by(Office.id, Membership.id)
    )
    return [DemoAccount(*row) for row in rows]
