"""Letters for tests: a small province with its districts and LAOs, drafts, issued letters."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from typing import Any

from core.actor import Actor
from core.extensions import db
from documents.letter_document import LetterForm
from letters import draft
from letters.models import Letter
from letters.status import LetterStatus
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import Office, Organisation, SavedGroup, SavedGroupMember, Signatory

K = OrganisationKind
NOW = dt.datetime(2024, 3, 28, 3, 0, tzinfo=dt.UTC)
_number = itertools.count(1)
# The real codes of Phetchabun's and Krabi's own (official list of the Department of Local Administration).
PHETCHABUN = {
    K.PAO: [("2670101", "เพชรบูรณ์")],
    K.TOWN_MUNICIPALITY: [("4670501", "วิเชียรบุรี"), ("4670301", "หล่มสัก"), ("4670102", "เพชรบูรณ์")],
    K.DISTRICT: [("6701", "เมืองเพชรบูรณ์"), ("6702", "ชนแดน")],
}
KRABI = {
    K.PAO: [("2810101", "กระบี่")],
    K.TOWN_MUNICIPALITY: [("4810102", "กระบี่")],
    K.DISTRICT: [("8101", "เมืองกระบี่"), ("8102", "เขาพนม")],
}


def make_org(kind: OrganisationKind, short_name: str, **columns: Any) -> Organisation:
    columns.setdefault("code", f"X{next(_number):05d}")
    columns.setdefault("name", f"{KIND_FACTS[kind].full}{short_name}")
    organisation = Organisation(kind=kind, short_name=short_name, sort_key=short_name, **columns)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def make_province(name: str = "เพชรบูรณ์", code: str = "67", below: dict[K, Any] = PHETCHABUN) -> Organisation:
    """A province with its อบจ., towns and districts (given out of order on purpose)."""
    province = make_org(K.PROVINCE, name, code=code, letter_prefix="พช")
    for kind, members in below.items():
        for member_code, short in members:
            make_org(kind, short, code=member_code, parent_id=province.id, province_code=code)
    return province


def make_district_laos(district: Organisation, towns: int = 1, saos: int = 2) -> list[Organisation]:
    """ทต. and อบต. that hear from `district`."""
    kinds = [K.SUBDISTRICT_MUNICIPALITY] * towns + [K.SAO] * saos
    return [make_org(kind, f"แห่งที่{next(_number)}", parent_id=district.id) for kind in kinds]


def make_letter_office(organisation: Organisation | None = None, **columns: Any) -> Office:
    """สถจ.เพชรบูรณ์ as it writes, with one signatory: the deputy governor of the first example letter."""
    given = {
        "name": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเพชรบูรณ์",
        "short_name": "สถจ.เพชรบูรณ์",
        "is_central_desk": True,
        "prefix": "พช",
        "code": "0023.6",
        "letterhead": ["ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000"],
        "owner_unit": ["สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด"],
        "phone": "0 5672 9781 ต่อ 103",
        **columns,
    }
    office = Office(organisation=organisation or make_province(), **given)
    db.session.add(office)
    db.session.flush()
    db.session.add(
        Signatory(
            office_id=office.id,
            name="นายสืบพงษ์ นิ่มพูลสวัสดิ์",
            position="รองผู้ว่าราชการจังหวัด",
            acting="ปฏิบัติราชการแทน",
            on_behalf="ผู้ว่าราชการจังหวัดเพชรบูรณ์",
        )
    )
    db.session.flush()
    return office


def make_group(office: Office, *members: Organisation, phrase: str = "คณะทำงานทุกแห่ง") -> SavedGroup:
    group = SavedGroup(office_id=office.id, name=phrase, phrase=phrase, updated_at=NOW)
    group.members = [SavedGroupMember(organisation_id=one.id) for one in members]
    db.session.add(group)
    db.session.flush()
    return group


def writer(office: Office | None = None) -> Actor:
    return Actor(None, "นางสาวพิมพ์ใจ ศรีสุข", office.id if office else None)


def make_draft(office: Office | None = None, now: dt.datetime = NOW, **content: Any) -> Letter:
    """A draft of a circular to everybody directly below the province, ready to be signed."""
    office = office or make_letter_office()
    given = {
        "circular": True,
        "subject": "การประชุมเชิงปฏิบัติการ ประจำปี พ.ศ. 2567",
        "addressee_rules": [{"rule": "districts"}, {"rule": "pao"}, {"rule": "municipalities"}],
        "body_cause": "ด้วยมีการประชุม",
        "body_conclusion": "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
        **content,
    }
    form = given.pop("form", LetterForm.EXTERNAL)
    return draft.start(draft.Starting(office, form, now, writer(office), given))


def make_issued_letter(office: Office | None = None, **columns: Any) -> Letter:
    """An issued letter as a row alone, without number book, files or deliveries."""
    letter = make_draft(office)
    given = {
        "status": LetterStatus.ISSUED,
        "ref_no": f"พช 0023.6/ว {next(_number)}",
        "letter_date": dt.date(2024, 3, 28),
        "issued_at": NOW,
        "verify_token": secrets.token_urlsafe(18),
        **columns,
    }
    for name, value in given.items():
        setattr(letter, name, value)
    letter.root_id = letter.root_id or letter.id
    db.session.flush()
    return letter
