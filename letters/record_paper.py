"""A letter that came on paper: recorded once for all of Wian, matched by issuer, ที่ and date (design rule 3).

The second office that records the same letter gets the one that is there; where its own paper reads otherwise, the
differences are named and put on record, never merged silently.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from core.actor import Actor
from core.audit import Act
from core.audit import record as note_act
from core.audit_acts import AuditAct
from core.clock import day_of
from core.errors import InvalidInput, Refused
from core.extensions import db
from core.stored_files import StoredFile
from letters.book_checks import required
from letters.models import Enclosure, Letter
from letters.paper_differences import Difference, body_of, compare, words_of
from letters.reference_number import ReferenceNumber
from letters.search_text import index_letter
from letters.status import EnclosureKind, LetterStatus, Origin, Urgency
from organisations.models import Organisation

MOST_LINES = 40
_NUMBERING = re.compile(r"^[0-9๐-๙]{1,2}[.)]\s*")
LONGEST = {"subject": 1000, "addressee_text": 1000, "issuer_name": 200, "body": 60_000, "signature_name": 200}


@dataclass(frozen=True)
class Paper:
    """What stands on the paper, as typed. `issuer_id` when the issuer is an organisation Wian knows; `ref_no` may be
    empty (a letter of a private person). `secret` says that a class above ปกติ stands on it.
    """

    issuer_name: str
    letter_date: dt.date
    subject: str
    now: dt.datetime
    actor: Actor
    issuer_id: int | None = None
    ref_no: str = ""
    urgency: Urgency = Urgency.NORMAL
    urgency_by: str = ""
    secret: bool = False
    opening: str = "เรียน"
    addressee_text: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    body: tuple[str, str, str] = ("", "", "")  # cause, purpose, conclusion; a pasted text goes in the first
    signature_name: str = ""
    signature_lines: tuple[str, ...] = ()
    scan: StoredFile | None = None


@dataclass(frozen=True)
class Recorded:
    """The letter; whether it was there before; where the paper at hand differs from it."""

    letter: Letter
    known: bool = False
    differences: list[Difference] = field(default_factory=list)


def look_up(paper: Paper) -> Recorded | None:
    """Give the letter of this paper that Wian has already, with the differences; None when it is new. Writes nothing.

    Raises what record raises.
    """
    values = _checked(paper)
    known = _match(values, paper.letter_date)
    return Recorded(known, True, compare(known, values)) if known else None


def record(paper: Paper) -> Recorded:
    """Give the one Letter of this paper: made now, or the one another office recorded or Wian issued.

    Raises Refused for a secret letter, InvalidInput naming the field that is missing or cannot be used.
    """
    values = _checked(paper)
    known = _match(values, paper.letter_date)
    if known is None:
        try:
            with db.session.begin_nested():
                letter = _new(paper, values)
        except IntegrityError:  # another office recorded it this very moment
            known = _match(values, paper.letter_date)
            if known is None:
                raise
        else:
            index_letter(letter, paper.now)
            note_act(Act(paper.actor, AuditAct.LETTER_RECORDED, letter, paper.now, after=_on_record(letter)))
            return Recorded(letter)
    differences = compare(known, values)
    after = {**_on_record(known), "paper_differs_in": [one.field for one in differences]}
    note_act(Act(paper.actor, AuditAct.LETTER_RECORDED, known, paper.now, after=after))
    return Recorded(known, True, differences)


def amend(letter: Letter, paper: Paper) -> list[Difference]:
    """Let a letter recorded from paper read as typed now; give what changed, which is put on record.

    The edge allows it while no other organisation holds the letter. Raises Refused for a letter Wian issued or one
    that was passed on already, and what record raises.
    """
    values = _checked(paper)
    onward = sa.select(Letter.id).where(Letter.source_id == letter.id).limit(1)
    if letter.origin is not Origin.PAPER or db.session.scalar(onward) is not None:
        raise Refused(_("แก้ข้อความของหนังสือนี้ไม่ได้ เพราะออกในระบบหรือแจ้งต่อไปแล้ว"), _("ลงรับตามฉบับที่มีอยู่"))
    differences = compare(letter, values)
    enclosures = values.pop("enclosures")
    for name, value in values.items():
        setattr(letter, name, value)
    letter.letter_date, letter.updated_at, letter.updated_by_id = paper.letter_date, paper.now, paper.actor.user_id
    if any(one.field == "enclosures" for one in differences):
        letter.enclosures = _enclosures(enclosures)
    index_letter(letter, paper.now)
    before = {one.field: one.known for one in differences}
    after = {one.field: one.typed for one in differences}
    note_act(Act(paper.actor, AuditAct.LETTER_EDITED, letter, paper.now, before=before, after=after))
    return differences


def _match(values: dict[str, Any], letter_date: dt.date) -> Letter | None:
    return match(values["issuer_id"], values["issuer_name"], values["ref_no"], letter_date)


def match(issuer_id: int | None, issuer_name: str, ref_no: str | None, letter_date: dt.date) -> Letter | None:
    """Find a letter by its identity across Wian; None for one without ที่, which has none."""
    if not ref_no:
        return None
    same_issuer = Letter.issuer_name == issuer_name
    if issuer_id is not None:
        same_issuer = sa.or_(same_issuer, Letter.issuer_id == issuer_id)
    letters = sa.select(Letter).where(Letter.ref_no == ref_no, Letter.letter_date == letter_date, same_issuer)
    return db.session.scalar(letters.order_by(Letter.id).limit(1))


def _checked(paper: Paper) -> dict[str, Any]:
    """Give the columns of the letter, trimmed and normalised. Raises InvalidInput naming the field, Refused."""
    if paper.secret:
        raise Refused(_("รับหนังสือลับไม่ได้"), _("โปรดส่งผ่านนายทะเบียนข้อมูลข่าวสารลับ"), "secret")
    if paper.letter_date > day_of(paper.now):
        raise InvalidInput(_("วันที่ของหนังสืออยู่ในอนาคต"), _("ตรวจวัน เดือน และปี พ.ศ. บนหนังสืออีกครั้ง"), "letter_date")
    issuer = db.session.get(Organisation, paper.issuer_id) if paper.issuer_id else None
    if paper.issuer_id and issuer is None:
        raise InvalidInput(_("ไม่พบหน่วยงานผู้ออกหนังสือที่เลือก"), _("ค้นชื่อใหม่ หรือพิมพ์ชื่อเอง"), "issuer_name")
    name = issuer.name if issuer else required(paper.issuer_name, "issuer_name", _("ยังไม่ได้ใส่หน่วยงานผู้ออกหนังสือ"))
    issuer = issuer or db.session.scalar(sa.select(Organisation).where(Organisation.name == name).limit(1))
    ref_no, circular = _reference(paper.ref_no)
    cause, purpose, conclusion = (_lines(part) for part in paper.body)
    values = {
        "issuer_id": issuer.id if issuer else None,
        "issuer_name": name,
        "ref_no": ref_no,
        "circular": circular,
        "subject": required(paper.subject, "subject", _("ยังไม่ได้ใส่เรื่อง")),
        "urgency": paper.urgency,
        "urgency_by": paper.urgency_by.strip() if paper.urgency is Urgency.URGENT_BY else "",
        "opening": paper.opening.strip() or "เรียน",
        "addressee_text": paper.addressee_text.strip(),
        "references": _list(paper.references, "references"),
        "enclosures": [_NUMBERING.sub("", line) for line in _list(paper.enclosures, "enclosures")],
        "body_cause": cause,
        "body_purpose": purpose,
        "body_conclusion": conclusion,
        "signature_name": paper.signature_name.strip(),
        "signature_lines": _list(paper.signature_lines, "signature_lines"),
    }
    for name, most in LONGEST.items():
        if len(words_of(body_of(values) if name == "body" else values[name])) > most:
            raise InvalidInput(_("ข้อความยาวเกินไป"), _("ย่อให้ไม่เกิน %(most)s ตัวอักษร", most=most), name)
    return values


def _reference(typed: str) -> tuple[str | None, bool]:
    if not typed.strip():
        return None, False
    try:
        reference = ReferenceNumber.parse(typed)
    except ValueError:
        raise InvalidInput(
            _("เลขที่หนังสือ “%(typed)s” ไม่ถูกแบบ", typed=typed.strip()[:60]),
            _("พิมพ์อย่าง พช 0023.6/ว 1507 หรือเว้นว่างถ้าไม่มี"),
            "ref_no",
        ) from None
    return str(reference), reference.circular


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _list(lines: tuple[str, ...], name: str) -> list[str]:
    kept = [" ".join(line.split()) for line in lines if line.strip()]
    if len(kept) > MOST_LINES or any(len(line) > 1000 for line in kept):
        raise InvalidInput(_("รายการยาวเกินไป"), _("ใส่ไม่เกิน %(most)s บรรทัด", most=MOST_LINES), name)
    return kept


def _new(paper: Paper, values: dict[str, Any]) -> Letter:
    columns = {name: value for name, value in values.items() if name != "enclosures"}
    letter = Letter(
        **columns,
        origin=Origin.PAPER,
        status=LetterStatus.ISSUED,
        letter_date=paper.letter_date,
        issued_at=paper.now,
        scan_file_id=paper.scan.id if paper.scan else None,
        created_at=paper.now,
        updated_at=paper.now,
        updated_by_id=paper.actor.user_id,
        verify_token=secrets.token_urlsafe(18),
    )
    letter.enclosures = _enclosures(values["enclosures"])
    db.session.add(letter)
    db.session.flush()
    letter.root_id = letter.id
    db.session.flush()
    return letter


def _enclosures(lines: list[str]) -> list[Enclosure]:
    """Give one row a line; "… จำนวน 1 ชุด" at its end is the count."""
    rows = []
    for position, line in enumerate(lines, 1):
        text, said, copies = line.partition(" จำนวน ")
        enclosure = Enclosure(kind=EnclosureKind.PAPER, position=position, text=text, token=secrets.token_urlsafe(18))
        enclosure.copies = f"จำนวน {copies}" if said else ""
        rows.append(enclosure)
    return rows


def _on_record(letter: Letter) -> dict[str, Any]:
    day = letter.letter_date.isoformat() if letter.letter_date else None
    return {"issuer": letter.issuer_name, "ref_no": letter.ref_no, "dated": day, "subject": letter.subject}
