"""สิ่งที่ส่งมาด้วย of a letter: a file, a link, a copy of another letter, or paper only.

The list and its printed text change only while the letter is a draft; each change raises the draft's version. What a
line leads to may be replaced after issue, with a trace: the printed code leads to /e/<token>, which follows.
"""

from __future__ import annotations

import copy
import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.claims import claim
from core.errors import InvalidInput, NotFound, Refused
from core.extensions import db
from core.stored_files import Store, StoredFile, keep
from documents.upload_checks import UploadRefused, check_upload
from letters.links import ascii_url
from letters.models import Enclosure, Letter
from letters.search_text import index_letter
from letters.status import EDITABLE, URGENCY_WORDS, EnclosureKind, LetterStatus
from letters.upload_words import refusal
from thai_numerals import format_date, to_arabic

MOST_ENCLOSURES = 30
LONGEST_TEXT = 1000
_COPIED = ("kind", "text", "copies", "file_id", "file_name", "url", "linked_letter_id", "opens_on", "as_qr")
_TARGET = ("url", "file_id", "file_name")
WITH_CODE = frozenset({EnclosureKind.FILE, EnclosureKind.LINK})


@dataclass(frozen=True)
class Details:
    """What is printed and when it opens. `copies` as printed ("จำนวน 1 ชุด"), `as_qr` a code at the letter's foot."""

    text: str
    copies: str = ""
    opens_on: dt.date | None = None
    as_qr: bool = False


@dataclass(frozen=True)
class Upload:
    """Bytes as they came, the name the browser gave, and the most bytes this system takes."""

    content: bytes
    file_name: str
    max_bytes: int


@dataclass(frozen=True)
class Doing:
    """Who changes the list, when."""

    now: dt.datetime
    actor: Actor


def keep_upload(upload: Upload, store: Store, now: dt.datetime, field: str = "file") -> tuple[StoredFile, str]:
    """Check an upload by its content and keep it once; give its row and a safe file name.

    Raises InvalidInput with the reason and the remedy.
    """
    try:
        sound = check_upload(upload.content, upload.file_name, max_bytes=upload.max_bytes)
    except UploadRefused as error:
        raise refusal(error, field) from error
    return keep(upload.content, sound.media_type, store, now), sound.file_name


def add_file(letter: Letter, details: Details, upload: Upload, store: Store, doing: Doing) -> Enclosure:
    """Add an uploaded file to a draft. Raises InvalidInput, Refused when the letter is no draft."""
    file, name = keep_upload(upload, store, doing.now)
    details = details if details.text.strip() else Details(name.rsplit(".", 1)[0], *_rest(details))
    return _add(letter, EnclosureKind.FILE, details, doing, file_id=file.id, file_name=name)


def _rest(details: Details) -> tuple[str, dt.date | None, bool]:
    return details.copies, details.opens_on, details.as_qr


def add_link(letter: Letter, details: Details, url: str, doing: Doing) -> Enclosure:
    """Add the address of a website to a draft, stored as ASCII. Raises InvalidInput, Refused."""
    return _add(letter, EnclosureKind.LINK, details, doing, url=ascii_url(url))


def add_copy(letter: Letter, other: Letter, doing: Doing, details: Details | None = None) -> Enclosure:
    """Add a copy of an issued letter; its PDF and its own enclosures are reached through it, no byte is copied.

    Raises InvalidInput for a letter that was never issued, Refused when `letter` is no draft.
    """
    if other.ref_no is None or other.id == letter.id:
        raise InvalidInput(_("ส่งสำเนาได้เฉพาะหนังสือที่ออกเลขแล้ว"), _("เลือกหนังสือฉบับอื่น"), "linked_letter_id")
    details = details or Details(copy_line(other), "จำนวน 1 ชุด")
    return _add(letter, EnclosureKind.LETTER, details, doing, linked_letter_id=other.id)


def add_paper(letter: Letter, details: Details, doing: Doing) -> Enclosure:
    """Add something that goes on paper only. Raises InvalidInput, Refused."""
    return _add(letter, EnclosureKind.PAPER, details, doing)


def copy_line(other: Letter) -> str:
    """Give the printed words for a copy of `other`: สำเนาหนังสือ<issuer> <urgency> ที่ … ลงวันที่ … (saraban.md 2.4)."""
    urgency = " ".join(filter(None, (URGENCY_WORDS[other.urgency], other.urgency_by)))
    parts = [f"สำเนาหนังสือ{other.issuer_name}", urgency, f"ที่ {other.ref_no}" if other.ref_no else ""]
    if other.letter_date:
        parts.append(f"ลงวันที่ {to_arabic(format_date(other.letter_date, 'full'))}")
    return " ".join(part for part in parts if part)


def _add(letter: Letter, kind: EnclosureKind, details: Details, doing: Doing, **target: object) -> Enclosure:
    _hold_draft(letter, doing)
    if len(letter.enclosures) >= MOST_ENCLOSURES:
        raise InvalidInput(_("สิ่งที่ส่งมาด้วยมีได้ไม่เกิน %(most)s รายการ", most=MOST_ENCLOSURES), _("รวมเป็นไฟล์เดียวก่อน"), "text")
    enclosure = Enclosure(kind=kind, position=len(letter.enclosures) + 1, token=secrets.token_urlsafe(18), **target)
    _write(enclosure, details)
    letter.enclosures.append(enclosure)
    index_letter(letter, doing.now)
    _record(letter, doing, None, {"enclosure": enclosure.id, "kind": str(kind), "text": enclosure.text})
    return enclosure


def _write(enclosure: Enclosure, details: Details) -> None:
    text, copies = " ".join(details.text.split()), " ".join(details.copies.split())
    if not 0 < len(text) <= LONGEST_TEXT:
        raise InvalidInput(_("ยังไม่ได้ใส่ชื่อสิ่งที่ส่งมาด้วย"), _("ใส่ชื่อยาวไม่เกิน %(most)s ตัวอักษร", most=LONGEST_TEXT), "text")
    if len(copies) > 60:
        raise InvalidInput(_("จำนวนยาวเกินไป"), _("เขียนสั้น ๆ เช่น จำนวน 1 ชุด"), "copies")
    if details.as_qr and enclosure.kind not in WITH_CODE:
        raise InvalidInput(_("พิมพ์ QR Code ได้เฉพาะไฟล์และลิงก์"), _("เอาเครื่องหมาย QR Code ออก"), "as_qr")
    enclosure.text, enclosure.copies = text, copies
    enclosure.opens_on, enclosure.as_qr = details.opens_on, details.as_qr


def _hold_draft(letter: Letter, doing: Doing) -> None:
    """Take the letter's row while it is a draft, so that nobody issues it with half a list or another than he saw."""
    mark = {"version": Letter.version + 1, "updated_at": doing.now, "updated_by_id": doing.actor.user_id}
    if letter.status not in EDITABLE or not claim(Letter, letter.id, {"status": LetterStatus.DRAFT}, mark):
        raise Refused(_("หนังสือนี้ไม่ใช่ร่างแล้ว รายการสิ่งที่ส่งมาด้วยจึงแก้ไม่ได้"), _("ถ้าออกเลขแล้ว ให้เปลี่ยนเฉพาะปลายทางของรายการ"))
    db.session.refresh(letter, ["version", "updated_at", "updated_by_id"])


def _record(
    letter: Letter, doing: Doing, before: dict[str, Any] | None, after: dict[str, Any], note: str | None = None
) -> None:
    after = after | {"version": letter.version}
    record(Act(doing.actor, AuditAct.ENCLOSURE_CHANGED, letter, doing.now, before=before, after=after, note=note))


def find(letter: Letter, enclosure_id: int) -> Enclosure:
    """Give the enclosure of this letter. Raises NotFound."""
    found = next((one for one in letter.enclosures if one.id == enclosure_id), None)
    if found is None:
        raise NotFound(_("ไม่พบสิ่งที่ส่งมาด้วยรายการนี้"), _("โหลดหน้าใหม่"))
    return found


def edit(letter: Letter, enclosure_id: int, details: Details, doing: Doing) -> Enclosure:
    """Change what is printed of one line of a draft. Raises InvalidInput, NotFound, Refused."""
    enclosure = find(letter, enclosure_id)
    _hold_draft(letter, doing)
    before = {"text": enclosure.text, "copies": enclosure.copies}
    _write(enclosure, details)
    index_letter(letter, doing.now)
    _record(letter, doing, before, {"enclosure": enclosure.id, "text": enclosure.text, "copies": enclosure.copies})
    return enclosure


def remove(letter: Letter, enclosure_id: int, doing: Doing) -> None:
    """Take one line off a draft; the stored file stays. Raises NotFound, Refused."""
    enclosure = find(letter, enclosure_id)
    _hold_draft(letter, doing)
    before = {"enclosure": enclosure.id, "kind": str(enclosure.kind), "text": enclosure.text}
    letter.enclosures.remove(enclosure)
    _number(letter)
    index_letter(letter, doing.now)
    _record(letter, doing, before, {})


def shift(letter: Letter, enclosure_id: int, by: int, doing: Doing) -> None:
    """Move one line of a draft up (-1) or down (+1); at the end of the list nothing happens."""
    enclosure = find(letter, enclosure_id)
    _hold_draft(letter, doing)
    place = letter.enclosures.index(enclosure)
    other = min(max(place + by, 0), len(letter.enclosures) - 1)
    letter.enclosures.insert(other, letter.enclosures.pop(place))
    _number(letter)
    _record(letter, doing, {"position": place + 1}, {"enclosure": enclosure.id, "position": other + 1})


def _number(letter: Letter) -> None:
    for position, one in enumerate(letter.enclosures, 1):
        one.position = position
    db.session.flush()


def replace_link(letter: Letter, enclosure_id: int, url: str, reason: str, doing: Doing) -> Enclosure:
    """Let a link lead elsewhere, on a draft or an issued letter: the printed code stays good. Leaves a trace.

    Raises InvalidInput (an issued letter needs a reason), NotFound, Refused.
    """
    enclosure = _replaceable(letter, enclosure_id, EnclosureKind.LINK, reason)
    return _replace(letter, enclosure, {"url": ascii_url(url)}, reason, doing)


@dataclass(frozen=True)
class NewFile:
    """A file that takes another's place, and why."""

    upload: Upload
    store: Store
    reason: str


def replace_file(letter: Letter, enclosure_id: int, new: NewFile, doing: Doing) -> Enclosure:
    """Put another file in an enclosure's place; the old one stays stored and named in the trace. Raises as above.

    The file is looked into before the database is asked anything: the edge comes without a transaction.
    """
    file, name = keep_upload(new.upload, new.store, doing.now)
    enclosure = _replaceable(letter, enclosure_id, EnclosureKind.FILE, new.reason)
    return _replace(letter, enclosure, {"file_id": file.id, "file_name": name}, new.reason, doing)


def _replaceable(letter: Letter, enclosure_id: int, kind: EnclosureKind, reason: str) -> Enclosure:
    enclosure = find(letter, enclosure_id)
    if letter.status not in (LetterStatus.DRAFT, LetterStatus.ISSUED) or enclosure.kind is not kind:
        raise Refused(_("เปลี่ยนปลายทางของรายการนี้ไม่ได้"), _("เปลี่ยนได้เฉพาะไฟล์และลิงก์ของร่างหรือหนังสือที่ออกแล้ว"))
    if letter.status is LetterStatus.ISSUED and not reason.strip():
        raise InvalidInput(_("ยังไม่ได้ใส่เหตุผลที่เปลี่ยน"), _("เหตุผลจะแสดงในประวัติของหนังสือ"), "reason")
    return enclosure


def _replace(letter: Letter, enclosure: Enclosure, target: dict[str, Any], reason: str, doing: Doing) -> Enclosure:
    if letter.status in EDITABLE:
        _hold_draft(letter, doing)
    before = {"enclosure": enclosure.id, "text": enclosure.text} | _target(enclosure)
    for name, value in target.items():
        setattr(enclosure, name, value)
    db.session.flush()
    db.session.refresh(enclosure)
    index_letter(letter, doing.now)
    after = {"enclosure": enclosure.id, "text": enclosure.text} | _target(enclosure)
    _record(letter, doing, before, after, reason.strip() or None)
    return enclosure


def _target(enclosure: Enclosure) -> dict[str, Any]:
    """Give where an enclosure leads, with the file's fingerprint: a row's id alone proves nothing."""
    values = {name: getattr(enclosure, name) for name in _TARGET if getattr(enclosure, name)}
    return values | ({"sha256": enclosure.file.sha256} if enclosure.file else {})


def copy_enclosures(lines: Iterable[Enclosure], to: Letter, new_token: Callable[[], str]) -> None:
    """Give `to` the same enclosures under codes of its own; files are shared, not copied."""
    for position, one in enumerate(lines, 1):
        values = {name: copy.copy(getattr(one, name)) for name in _COPIED}
        to.enclosures.append(Enclosure(position=position, token=new_token(), **values))


def is_open(enclosure: Enclosure, today: dt.date) -> bool:
    """Say whether those who got the letter may open it yet."""
    return enclosure.opens_on is None or enclosure.opens_on <= today
