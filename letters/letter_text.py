"""A stored letter as the text its paper shows, laid out as letters are, so that it can be read like any other."""

from __future__ import annotations

from documents.letter_document import LetterDocument
from letters.letter_view import document_of
from letters.models import Letter
from thai_numerals import format_date, to_thai


def text_of(letter: Letter) -> str:
    """Give head, body, signature and foot of a letter, a line each, in the order of the paper (แบบที่ 1)."""
    document = document_of(letter)
    head = [
        " ".join(filter(None, (document.urgency, document.urgency_by))),
        f"ที่ {document.ref_no}" if document.ref_no else "",
        "\n".join(document.office_lines or (letter.issuer_name,)),
        format_date(document.date, "full") if document.date else "",
        f"เรื่อง {document.subject}" if document.subject else "",
        f"{document.opening} {document.to}" if document.to else "",
        _numbered("อ้างถึง", list(document.references)),
        _numbered("สิ่งที่ส่งมาด้วย", [" ".join(filter(None, (one.text, one.copies))) for one in document.enclosures]),
    ]
    parts = [*head, "\n\n".join(document.body), document.closing, *_foot(document)]
    text = "\n\n".join(part for part in parts if part)
    return to_thai(text) if document.thai_digits else text


def _foot(document: LetterDocument) -> list[str]:
    signature = document.signature
    signed = "\n".join([f"({signature.name})", *signature.position_lines]) if signature else document.stamp_name
    copies = "สำเนาส่ง " + " ".join(document.copies_to) if document.copies_to else ""
    return [signed, "\n".join([*document.owner_unit, *document.contact_lines]), copies]


def _numbered(label: str, items: list[str]) -> str:
    if len(items) == 1:
        return f"{label} {items[0]}"
    return "\n".join(f"{label if at == 1 else ''} {at}. {item}".strip() for at, item in enumerate(items, 1))
