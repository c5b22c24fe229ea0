"""Issue a letter: try the page, take the number and freeze, make the files, in this order (design rules 1 and 2).

    prepare   a dry render with a placeholder number: what cannot be printed never takes a number
    freeze    one short transaction: number, register row, addressees, canonical text with its SHA-256
    finish    PDF and DOCX from the canonical text alone, added once

A crash after freeze leaves the letter NUMBERED; the worker finishes it (letters/jobs.py).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import SYSTEM, Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused, StaleState
from core.extensions import db
from core.public_address import public_url
from core.stored_files import Store, StoredFile, keep
from documents.letter_document import LetterDocument
from documents.printable_text import UnprintableText
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf
from letters import addressee_rules
from letters.book_checks import check_day, numbering_office
from letters.letter_view import canonical_of, document_from_canonical, document_of, verify_path
from letters.models import Addressee, Letter
from letters.moves import move
from letters.numbering import Columns, Taking, reference, take_number, use_reserved
from letters.office_defaults import signature_of
from letters.proofread import keep_findings
from letters.readiness import require_complete
from letters.register_models import RegisterEntry
from letters.search_text import index_letter
from letters.status import Book, EntryStatus, LetterStatus
from letters.supersede import mark_superseded
from organisations.models import Office, Signatory
from organisations.saved_groups import count_use

PLACEHOLDER_NUMBER = 99999
TRIAL_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Signing:
    """Who signs, who presses the button and when. `day` is the letter's date: today in Bangkok, or for a letter
    signed in ink the day written on the paper. `version` is the draft that was tried and shown (None: any),
    `scan` the signed paper of a letter signed in ink.
    """

    signatory: Signatory | None
    actor: Actor
    now: dt.datetime
    day: dt.date
    version: int | None = None
    scan: StoredFile | None = None


def book_of(letter: Letter) -> Book:
    """Give the kind of book the letter's number comes from."""
    return Book.CIRCULAR if letter.circular else Book.SENT


def trial_document(letter: Letter, day: dt.date | None, emblem: bytes | None = None) -> LetterDocument:
    """Give the letter as it will print, with a placeholder for a number not yet taken; `day` None leaves it open.

    Raises InvalidInput naming the field that is still missing, Refused when the office cannot number.
    """
    office = _ready(letter)
    return dataclasses.replace(
        document_of(letter, emblem),
        ref_no=letter.ref_no or reference(office, PLACEHOLDER_NUMBER, circular=letter.circular),
        date=day,
        verify_url=public_url(verify_path(letter)),
    )


def dry_render(document: LetterDocument) -> bytes:
    """Render PDF and DOCX once and give the PDF. Raises InvalidInput naming the field that cannot be printed.

    Slow work: call it outside a write transaction.
    """
    try:
        render_docx(document)
        return render_pdf(document, timestamp=TRIAL_TIME)
    except UnprintableText as error:
        raise InvalidInput(
            _("พิมพ์อักขระ %(characters)s ไม่ได้", characters=error.characters),
            _("ลบอักขระนี้ หรือเว้นวรรคในข้อความที่ยาวติดกัน"),
            error.field,
        ) from error
    except ValueError as error:
        raise InvalidInput(_("จัดหน้าหนังสือนี้ไม่ได้"), _("ตรวจที่อยู่เว็บไซต์และรูปตราครุฑ แล้วลองอีกครั้ง")) from error


def prepare(letter: Letter, day: dt.date | None = None, emblem: bytes | None = None) -> bytes:
    """Give the PDF of a dry render; design rule 1 (a). Raises what trial_document and dry_render raise."""
    return dry_render(trial_document(letter, day or TRIAL_TIME.date(), emblem))


def freeze(letter: Letter, signing: Signing) -> RegisterEntry:
    """Take the number, write the register row, freeze text, addressees and signatory; design rule 1 (b).

    A letter out for ink uses the number reserved for it. Raises InvalidInput for what is missing, Refused for an
    office that cannot number or a signatory who may not sign for it, StaleState when somebody was quicker.
    """
    office = _ready(letter)
    check_day(signing.day, signing.now)
    _sign(letter, signing)
    ink = letter.status is LetterStatus.AWAITING_INK
    db.session.flush()
    move(letter, LetterStatus.NUMBERED)
    if signing.version not in (None, letter.version):
        raise StaleState(_("มีคนแก้ร่างนี้ไปก่อนแล้ว"), _("ดูฉบับล่าสุดก่อนลงนาม"))
    db.session.expire(letter, ["enclosures"])  # a line added before the row was ours is frozen too
    _freeze_addressees(letter)
    entry = _number(letter, office, signing, ink=ink)
    letter.ref_no, letter.letter_date, letter.issued_at = entry.ref_no, signing.day, signing.now
    letter.root_id = (letter.source.root_id or letter.source.id) if letter.source else letter.id
    letter.signed_by_id = None if ink else signing.actor.user_id
    db.session.flush()
    canonical = {**canonical_of(letter), "frozen_at": signing.now.astimezone(dt.UTC).isoformat()}
    letter.recipient_count = len(canonical["addressees"])
    keep_findings(letter, signing.now)
    letter.canonical = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    letter.content_sha256 = hashlib.sha256(letter.canonical.encode()).hexdigest()
    db.session.flush()
    after: dict[str, Any] = {
        "ref_no": letter.ref_no,
        "day": signing.day.isoformat(),
        "content_sha256": letter.content_sha256,
    }
    codes = "\n".join(code for code, _for_information in canonical["addressees"])
    after |= {"recipients": letter.recipient_count, "recipients_sha256": hashlib.sha256(codes.encode()).hexdigest()}
    if signing.scan is not None:
        letter.scan_file = signing.scan
        after["scan_sha256"] = signing.scan.sha256
    index_letter(letter, signing.now)
    record(Act(signing.actor, AuditAct.LETTER_NUMBERED, letter, signing.now, after=after))
    return entry


@dataclass(frozen=True)
class Rendered:
    """The two files of a letter, kept in the store."""

    pdf: bytes
    docx: bytes


def render(canonical: str, store: Store) -> Rendered:
    """Make both files from the canonical text alone: same text, same bytes. Slow work, no database."""
    content = json.loads(canonical)
    emblem = store.read(content["emblem_sha256"]) if content["emblem_sha256"] else None
    document = document_from_canonical(content, emblem)
    timestamp = dt.datetime.fromisoformat(content["frozen_at"])
    return Rendered(render_pdf(document, timestamp=timestamp), render_docx(document))


def finish(
    letter: Letter, store: Store, now: dt.datetime, *, actor: Actor = SYSTEM, rendered: Rendered | None = None
) -> Letter:
    """Add the files to a numbered letter and call it issued; design rule 1 (c). Safe to repeat: a letter that
    stands already is given back as it is. Raises Refused for a letter without a number.

    `rendered` comes from render() when the caller made the files before its transaction.
    """
    if letter.status is not LetterStatus.NUMBERED:
        if letter.canonical is None:
            raise Refused(_("หนังสือนี้ยังไม่ได้ออกเลข"), _("ลงนามและออกเลขก่อน"))
        return letter
    assert letter.canonical is not None
    made = rendered or render(letter.canonical, store)
    pdf = keep(made.pdf, "application/pdf", store, now)
    docx = keep(made.docx, DOCX, store, now)
    move(letter, LetterStatus.ISSUED, pdf_file_id=pdf.id, docx_file_id=docx.id)
    if letter.supersedes:
        mark_superseded(letter.supersedes, letter, now, actor)
    after = {"pdf_sha256": pdf.sha256, "docx_sha256": docx.sha256}
    record(Act(actor, AuditAct.LETTER_ISSUED, letter, now, after=after))
    return letter


def _ready(letter: Letter) -> Office:
    if letter.office_id is None:
        raise Refused(_("หนังสือนี้ไม่มีหน่วยงานเจ้าของ จึงออกเลขไม่ได้"))
    office = numbering_office(letter.office_id, book_of(letter))
    require_complete(letter)
    return office


def _sign(letter: Letter, signing: Signing) -> None:
    """Put the signatory's name and post on the page, unless the draft carries them already."""
    signatory = signing.signatory
    if signatory is None or signatory.id == letter.signatory_id:
        return
    if signatory.office_id != letter.office_id or not signatory.active:
        raise Refused(_("%(name)s ลงนามแทนหน่วยงานนี้ไม่ได้", name=signatory.name), _("เลือกผู้ลงนามของหน่วยงาน"), "signatory")
    letter.signatory = signatory
    letter.signature_name, letter.signature_lines = signature_of(signatory)


def _freeze_addressees(letter: Letter) -> None:
    """Write the Addressee rows by one statement, however many."""
    assert letter.issuer is not None
    named = addressee_rules.select(letter.addressee_rules, letter.issuer).subquery()
    columns = ("letter_id", "organisation_id", "position", "for_information")
    rows = sa.select(sa.literal(letter.id), named.c.organisation_id, named.c.position, named.c.for_information)
    db.session.execute(sa.insert(Addressee).from_select(columns, rows, include_defaults=False))
    count_use(addressee_rules.group_ids(letter.addressee_rules))


def _number(letter: Letter, office: Office, signing: Signing, *, ink: bool) -> RegisterEntry:
    source = letter.source.ref_no if letter.source else None
    columns = Columns(
        dated=signing.day,
        sender=(letter.owner_unit or [office.short_name])[0],
        recipient=letter.addressee_text,
        subject=letter.subject,
        remark=f"ต้นเรื่อง {source}" if source else "",
    )
    taking = Taking(office.id, book_of(letter), signing.day, signing.now, signing.actor, letter.id, columns)
    if not ink:
        return take_number(taking)
    return use_reserved(reserved_entry(letter), taking)


def reserved_entry(letter: Letter) -> RegisterEntry:
    """Give the number reserved for a letter out for ink. Raises Refused when there is none."""
    entry = db.session.scalar(
        sa.select(RegisterEntry).where(
            RegisterEntry.letter_id == letter.id, RegisterEntry.status == EntryStatus.RESERVED
        )
    )
    if entry is None:
        raise Refused(_("ไม่มีเลขที่จองไว้ให้หนังสือนี้"), _("จองเลขและพิมพ์หนังสือใหม่"))
    return entry
