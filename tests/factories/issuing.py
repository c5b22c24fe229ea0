"""What tests of numbers and issuing begin with: an organisation, its office, a taking."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from core.actor import Actor
from core.extensions import db
from letters.models import Letter
from letters.numbering import Taking
from letters.status import Book
from organisations.kinds import OrganisationKind
from organisations.models import Office, Organisation, Signatory

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


def make_phetchabun(code: str = "67", office: dict[str, Any] | None = None) -> Office:
    """The province with two of its districts and a signatory of its local administration office."""
    province = make_organisation(code)
    for number, name in ((1, "อำเภอเมืองเพชรบูรณ์"), (2, "อำเภอชนแดน")):
        make_organisation(f"{code}0{number}", name, kind=OrganisationKind.DISTRICT, parent_id=province.id)
    made = make_office(province, **(office or {}))
    db.session.add(Signatory(office=made, name="นายสืบพงษ์ นิ่มพูลสวัสดิ์", position="รองผู้ว่าราชการจังหวัด"))
    db.session.flush()
    return made


def make_draft(office: Office, **columns: Any) -> Letter:
    """A circular to the districts, complete but for its number."""
    signatory = db.session.query(Signatory).filter_by(office_id=office.id).one()
    given = {
        "issuer": office.organisation,
        "issuer_name": office.organisation.name,
        "office": office,
        "office_lines": ["ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000"],
        "circular": True,
        "subject": "การประชุมเชิงปฏิบัติการเพื่อชี้แจงแนวทางการประเมินมาตรฐานขั้นต่ำ",
        "addressee_rules": [{"rule": "districts"}],
        "addressee_text": "นายอำเภอ ทุกอำเภอ",
        "body_cause": "ด้วยจังหวัดเพชรบูรณ์ได้รับแจ้งจากสำนักงานปลัดสำนักนายกรัฐมนตรีว่า",
        "body_conclusion": "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
        "signatory": signatory,
        "signature_name": signatory.name,
        "signature_lines": [signatory.position],
        "verify_token": secrets.token_urlsafe(18),
        "created_at": NOW,
        "updated_at": NOW,
        **columns,
    }
    letter = Letter(**given)
    db.session.add(letter)
    db.session.flush()
    return letter
