"""A small province with its chain: centre, province with two desks, two districts, seven LAOs."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any

from core.actor import Actor
from core.extensions import db
from letters.models import Addressee, Letter
from letters.status import LetterStatus
from organisations.kinds import OrganisationKind as K
from organisations.models import Office, Organisation
from routing.dispatch import dispatch
from routing.models import Delivery

NOW = dt.datetime(2024, 3, 28, 3, 0, tzinfo=dt.UTC)  # 28 มี.ค. 2567 10.00 น.


@dataclass
class Province:
    """Organisations by their short names in `org`, desks by name in `desk`."""

    org: dict[str, Organisation] = field(default_factory=dict)
    desk: dict[str, Office] = field(default_factory=dict)

    def actor(self, desk: str, name: str = "สมศรี ใจดี") -> Actor:
        """A person of that desk."""
        return Actor(None, name, self.desk[desk].id)


ROWS = (
    ("สปน.", K.CENTRAL, "สำนักงานปลัดสำนักนายกรัฐมนตรี", None),
    ("จังหวัด", K.PROVINCE, "จังหวัดเพชรบูรณ์", "สปน."),
    ("อบจ.", K.PAO, "องค์การบริหารส่วนจังหวัดเพชรบูรณ์", "จังหวัด"),
    ("ทม.", K.TOWN_MUNICIPALITY, "เทศบาลเมืองหล่มสัก", "จังหวัด"),
    ("เมือง", K.DISTRICT, "อำเภอเมืองเพชรบูรณ์", "จังหวัด"),
    ("ชนแดน", K.DISTRICT, "อำเภอชนแดน", "จังหวัด"),
    ("ทต.ท่าพล", K.SUBDISTRICT_MUNICIPALITY, "เทศบาลตำบลท่าพล", "เมือง"),
    ("อบต.สะเดียง", K.SAO, "องค์การบริหารส่วนตำบลสะเดียง", "เมือง"),
    ("อบต.นาป่า", K.SAO, "องค์การบริหารส่วนตำบลนาป่า", "เมือง"),
    ("ทต.ดงขุย", K.SUBDISTRICT_MUNICIPALITY, "เทศบาลตำบลดงขุย", "ชนแดน"),
    ("อบต.ซับพุทรา", K.SAO, "องค์การบริหารส่วนตำบลซับพุทรา", "ชนแดน"),
)
WORDS = ("องค์การบริหารส่วนจังหวัด", "องค์การบริหารส่วนตำบล", "เทศบาลเมือง", "เทศบาลตำบล", "จังหวัด", "อำเภอ")
CODES = {"สปน.": ("นร", "0107"), "จังหวัด": ("พช", ""), "เมือง": ("พช", "0023.7"), "ชนแดน": ("พช", "0023.8")}


def make_province() -> Province:
    """Make them all and flush."""
    made = Province()
    for number, (short, kind, name, parent) in enumerate(ROWS):
        bare = next((name.removeprefix(word) for word in WORDS if name.startswith(word)), name)
        one = Organisation(code=f"T{number:03}", kind=kind, name=name, short_name=bare, sort_key=f"{number:03}")
        one.parent = made.org.get(parent or "")
        made.org[short] = one
        prefix, code = CODES.get(short, ("", ""))
        desk = Office(organisation=one, name=name, short_name=short, is_central_desk=True, prefix=prefix, code=code)
        desk.keeps_register_here = kind in (K.CENTRAL, K.PROVINCE, K.DISTRICT)
        made.desk[short] = desk
    made.desk["สถจ."] = Office(
        organisation=made.org["จังหวัด"], name="สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเพชรบูรณ์", short_name="สถจ.เพชรบูรณ์"
    )
    made.desk["สถจ."].prefix, made.desk["สถจ."].code = "พช", "0023.6"
    db.session.add_all([*made.org.values(), *made.desk.values()])
    db.session.flush()
    return made


def make_letter(issuer: Organisation, to: list[Organisation] | None = None, **changes: Any) -> Letter:
    """An issued letter with its frozen addressees."""
    values: dict[str, Any] = {
        "issuer_id": issuer.id,
        "issuer_name": issuer.name,
        "status": LetterStatus.ISSUED,
        "subject": "การประชุมชี้แจงแนวทางการประเมินมาตรฐานขั้นต่ำ",
        "ref_no": f"พช 0023.6/ว {secrets.randbelow(10**6)}",
        "letter_date": dt.date(2024, 3, 28),
        "created_at": NOW,
        "updated_at": NOW,
        "issued_at": NOW,
        "verify_token": secrets.token_urlsafe(16),
        **changes,
    }
    letter = Letter(**values)
    db.session.add(letter)
    db.session.flush()
    letter.root_id = letter.root_id or letter.id
    for one in to or []:
        db.session.add(Addressee(letter_id=letter.id, organisation_id=one.id, position=0))
    db.session.flush()
    return letter


def send(issuer: Organisation, to: list[Organisation], **changes: Any) -> Letter:
    """An issued letter, dispatched."""
    letter = make_letter(issuer, to, **changes)
    dispatch(letter, now=NOW, actor=Actor(None, "ผู้ส่ง"))
    db.session.flush()
    return letter


def delivery_of(letter: Letter, to: Organisation) -> Delivery:
    """The delivery of the letter to one organisation."""
    return db.session.query(Delivery).filter_by(letter_id=letter.id, organisation_id=to.id).one()
