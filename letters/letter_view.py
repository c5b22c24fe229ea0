"""A Letter as what stands on paper, and as the canonical text that issue freezes (design rules 1 and 2)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.errors import Refused
from core.extensions import db
from core.public_address import public_url
from core.stored_files import StoredFile
from documents.letter_document import EnclosureLine, LetterDocument, LetterForm, QrCode, SignatureBlock
from letters.addressee_rules import copies_phrases
from letters.models import Addressee, Enclosure, Letter
from letters.status import FROZEN, URGENCY_WORDS, Urgency
from organisations.models import Organisation

CANONICAL_FORMAT = "wian-letter/1"


def verify_path(letter: Letter) -> str:
    """Give the path of the public page that says whether a paper copy is genuine."""
    return f"/v/{letter.verify_token}"


def enclosure_path(enclosure: Enclosure) -> str:
    """Give the path a printed code leads to; it outlives any change of the target."""
    return f"/e/{enclosure.token}"


def reference_with_open_number(letter: Letter) -> str:
    """Give ที่ before a number is taken: "พช 0023.6/ว"; empty while the office has no code."""
    code = letter.office.reference_code if letter.office else ""
    return f"{code}/{'ว' if letter.circular else ''}" if code else ""


def paragraphs_of(*parts: str) -> tuple[str, ...]:
    """Give the paragraphs of the body's parts: a line break begins a new one, empty lines are left out."""
    return tuple(line.strip() for part in parts for line in part.splitlines() if line.strip())


def document_of(letter: Letter, emblem: bytes | None = None) -> LetterDocument:
    """Give what stands on the letter. A frozen one comes from its canonical text, whatever changed since.

    `emblem`: PNG of the office's own Garuda, None leaves its place empty. A draft shows ที่ with the number open
    and carries no verify code.
    """
    if letter.canonical:
        return document_from_canonical(json.loads(letter.canonical), emblem)
    number = reference_with_open_number(letter)
    stamp = letter.form is LetterForm.STAMP
    return LetterDocument(
        form=letter.form,
        ref_no=letter.ref_no or number,
        office_lines=tuple(letter.office_lines),
        date=letter.letter_date,
        urgency=URGENCY_WORDS[letter.urgency] or None,
        urgency_by=letter.urgency_by if letter.urgency is Urgency.URGENT_BY else None,
        subject=letter.subject,
        opening=letter.opening,
        to=letter.addressee_text,
        references=tuple(letter.references),
        enclosures=tuple(EnclosureLine(one.text, one.copies or None) for one in letter.enclosures),
        body=paragraphs_of(letter.body_cause, letter.body_purpose, letter.body_conclusion),
        closing=letter.closing,
        signature=None if stamp or not letter.signature_name else _signature(letter),
        stamp_name=letter.issuer_name if stamp else "",
        owner_unit=tuple(letter.owner_unit),
        contact_lines=tuple(letter.contact_lines),
        copies_to=_copies_to(letter),
        qr=_codes(letter),
        verify_url=public_url(verify_path(letter)) if letter.status in FROZEN else None,
        emblem=emblem,
        thai_digits=letter.thai_digits,
    )


def _signature(letter: Letter) -> SignatureBlock:
    return SignatureBlock(letter.signature_name, tuple(letter.signature_lines))


def _copies_to(letter: Letter) -> tuple[str, ...]:
    rules = [rule for rule in letter.addressee_rules if rule.get("for_information")]
    informed = copies_phrases(rules, letter.issuer) if rules and letter.issuer else []
    return (*letter.copies_to, *informed)


def _codes(letter: Letter) -> tuple[QrCode, ...]:
    several = len(letter.enclosures) > 1
    return tuple(
        QrCode(public_url(enclosure_path(one)), f"สิ่งที่ส่งมาด้วย {place}" if several else "สิ่งที่ส่งมาด้วย")
        for place, one in enumerate(letter.enclosures, 1)
        if one.as_qr
    )


def canonical_of(letter: Letter, emblem_sha256: str | None = None) -> dict[str, Any]:
    """Give the letter's text, addressees, enclosures and signatory as plain JSON values, ready to be frozen.

    Called by issue when ref_no, letter_date and the Addressee rows stand (flushed). `document` alone is what the
    PDF and DOCX are rendered from; the rest says to whom and what went with it. Raises Refused without a number.
    """
    if not letter.ref_no or not letter.letter_date:
        raise Refused(_("หนังสือยังไม่มีเลขและวันที่ จึงตรึงข้อความไม่ได้"))
    document = dataclasses.replace(document_of(letter), verify_url=public_url(verify_path(letter)))
    office = letter.office
    return {
        "format": CANONICAL_FORMAT,
        "document": _plain_document(document),
        "emblem_sha256": emblem_sha256 or _emblem_sha256(letter),
        "circular": letter.circular,
        "issuer": {"code": letter.issuer.code if letter.issuer else None, "name": letter.issuer_name},
        "office": {"code": office.reference_code, "name": office.name} if office else None,
        "signatory_id": letter.signatory_id,
        "source": _source(letter),
        "addressees": _addressees(letter),
        "enclosures": [_plain_enclosure(one) for one in letter.enclosures],
    }


def _plain_document(document: LetterDocument) -> dict[str, Any]:
    values = dataclasses.asdict(document)
    del values["emblem"]
    values["date"] = document.date.isoformat() if document.date else None
    return json.loads(json.dumps(values, ensure_ascii=False))


def _emblem_sha256(letter: Letter) -> str | None:
    file_id = letter.office.emblem_file_id if letter.office else None
    return db.session.scalar(sa.select(StoredFile.sha256).where(StoredFile.id == file_id)) if file_id else None


def _source(letter: Letter) -> dict[str, Any] | None:
    source = letter.source
    if source is None:
        return None
    return {
        "issuer": source.issuer_name,
        "ref_no": source.ref_no,
        "date": source.letter_date.isoformat() if source.letter_date else None,
    }


def _addressees(letter: Letter) -> list[list[Any]]:
    """Give [official code, for information] of every addressee, in the order of the codes."""
    rows = db.session.execute(
        sa.select(Organisation.code, Addressee.for_information)
        .join(Addressee, Addressee.organisation_id == Organisation.id)
        .where(Addressee.letter_id == letter.id)
    )
    return sorted([code, for_information] for code, for_information in rows)


def _plain_enclosure(one: Enclosure) -> dict[str, Any]:
    return {
        "kind": str(one.kind),
        "text": one.text,
        "copies": one.copies,
        "as_qr": one.as_qr,
        "token": one.token,
        "opens_on": one.opens_on.isoformat() if one.opens_on else None,
        "file_sha256": one.file.sha256 if one.file else None,
        "file_name": one.file_name,
        "url": one.url,
        "letter": one.linked_letter.ref_no if one.linked_letter else None,
    }


def document_from_canonical(canonical: dict[str, Any], emblem: bytes | None = None) -> LetterDocument:
    """Give the LetterDocument that was frozen; `emblem` are the bytes named by canonical["emblem_sha256"]."""
    values = dict(canonical["document"])
    signature = values["signature"]
    values["form"] = LetterForm(values["form"])
    values["date"] = dt.date.fromisoformat(values["date"]) if values["date"] else None
    values["enclosures"] = tuple(EnclosureLine(**line) for line in values["enclosures"])
    values["qr"] = tuple(QrCode(**code) for code in values["qr"])
    values["signature"] = SignatureBlock(signature["name"], tuple(signature["position_lines"])) if signature else None
    for name in ("office_lines", "references", "body", "owner_unit", "contact_lines", "copies_to"):
        values[name] = tuple(values[name])
    return LetterDocument(**values, emblem=emblem)
