"""What tests of numbers and issuing begin with: an organisation, its office, a taking."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.actor import Actor
from core.extensions import db
from letters.numbering import Taking
from letters.status import Book
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation

NOW = dt.datetime(2024, 3, 28, 3, 0, tzinfo=dt.UTC)  # 28 March 2567, 10.00 in Bangkok
DAY = dt.date(2024, 3, 28)


def make_organisation(code: str = "67", name: str = "จังหวัดเพชรบูรณ์", **columns: Any) -> Organisation:
    short = name.removeprefix("จังหวัด").removeprefix("อำเภอ")
    given = {"kind": OrganisationKind.PROVINCE, "short_name": short, "sort_key": short, **columns}
    organisation = Organisation(code=code, name=name, **given)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def make_office(organisation: Organisation | None = None, **columns: Any) -> Office:
    given = {
        "name": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเพชรบูรณ์",
        "short_name": "สถจ.เพชรบูรณ์",
        "prefix": "พช",
        "code": "0023.6",
        "is_central_desk": True,
        **columns,
    }
    office = Office(organisation=organisation or make_organisation(), **given)
    db.session.add(office)
    db.session.flush()
    return office


def actor_of(office: Office) -> Actor:
    return Actor(None, "นางสาวพิมพ์ใจ ศรีสุข", office.id)


def taking(office: Office, book: Book = Book.CIRCULAR, day: dt.date = DAY, **columns: Any) -> Taking:
    given = {"now": NOW, "actor": actor_of(office), **columns}
    return Taking(office_id=office.id, book=book, day=day, **given)
