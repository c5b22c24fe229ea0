"""People for tests: make_user(role=…, office=…) gives one who belongs to an office."""

from __future__ import annotations

import itertools

from accounts.models import Membership, User
from accounts.permissions import Role
from accounts.security import hash_password
from core.clock import now
from core.extensions import db
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation

PASSWORD = "หนังสือเวียน-ถึง-อำเภอ"
_number = itertools.count(1)
_hashes: list[str] = []


def make_user(role: Role | None = Role.CLERK, office: Office | None = None, **changes) -> User:
    """A person with `role` in `office` (a province's of their own when None); `role` None: in no office."""
    number = next(_number)
    values = {
        "email": f"person{number}@example.invalid",
        "name": f"เจ้าหน้าที่คนที่ {number}",
        "fs_uniquifier": f"uniquifier{number}",
        "created_at": now(),
        **changes,
    }
    user = User(**values)
    db.session.add(user)
    if role is not None:
        add_membership(user, role, office or make_own_office())
    db.session.flush()
    return user


def add_membership(user: User, role: Role, office: Office) -> Membership:
    """One more role of `user`."""
    membership = Membership(user=user, role=role, office=office)
    db.session.add(membership)
    db.session.flush()
    return membership


def password_hash() -> str:
    """The hash of PASSWORD, made once: Argon2 is slow on purpose."""
    if not _hashes:
        _hashes.append(hash_password(PASSWORD))
    return _hashes[0]


def make_own_office(**changes) -> Office:
    """The central desk of a province of its own."""
    number = next(_number)
    name = f"จังหวัดที่ {number}"
    organisation = Organisation(
        code=f"T{number}", kind=OrganisationKind.PROVINCE, name=name, short_name=name, sort_key=name
    )
    values = {"name": f"สำนักงาน{name}", "short_name": f"สนง.{number}", "is_central_desk": True, **changes}
    office = Office(organisation=organisation, **values)
    db.session.add(office)
    db.session.flush()
    return office
