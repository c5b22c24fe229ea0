"""Organisations, offices and signatories for tests; a test states only what matters to it."""

from __future__ import annotations

import itertools
from typing import Any

from core.extensions import db
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import Office, Organisation, Signatory
from organisations.thai_order import sort_key

_number = itertools.count(1)


def make_organisation(**changes: Any) -> Organisation:
    """An LAO (อบต.) of no province, saved. `office=False` leaves out its central desk; `name` follows from the rest."""
    number = next(_number)
    kind = changes.setdefault("kind", OrganisationKind.SAO)
    short_name = changes.setdefault("short_name", f"ทดสอบ{number}")
    changes.setdefault("code", f"T{number:05d}")
    changes.setdefault("name", f"{KIND_FACTS[kind].full}{short_name}")
    changes.setdefault("sort_key", sort_key(short_name))
    with_office = changes.pop("office", True)
    organisation = Organisation(**changes)
    db.session.add(organisation)
    db.session.flush()
    if with_office:
        make_office(organisation=organisation, is_central_desk=True)
    return organisation


def make_office(**changes: Any) -> Office:
    """An office with a code, saved; of a new organisation (whose central desk it is) unless one is given."""
    number = next(_number)
    if "organisation" not in changes and "organisation_id" not in changes:
        changes["organisation"] = make_organisation(office=False)
        changes.setdefault("is_central_desk", True)
    name = changes.setdefault("name", f"หน่วยงานทดสอบ {number}")
    defaults = {"short_name": name, "prefix": "พช", "code": f"0099.{number}", "letterhead": [name]}
    office = Office(**{**defaults, **changes})
    db.session.add(office)
    db.session.flush()
    return office


def make_signatory(**changes: Any) -> Signatory:
    """A signatory who signs as the head, saved; of a new office unless one is given."""
    if "office" not in changes and "office_id" not in changes:
        changes["office"] = make_office()
    signatory = Signatory(**{"name": "นายสมชาย ตัวอย่าง", "position": "ผู้ว่าราชการจังหวัดเพชรบูรณ์", **changes})
    db.session.add(signatory)
    db.session.flush()
    return signatory
