"""A LetterDocument as it is printed: labels, item numbers, brackets and Thai digits in place, nothing laid out yet.

The PDF and the DOCX are both made from this, so that they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents.letter_document import LetterDocument, LetterForm, QrCode
from documents.printable_text import printable
from thai_numerals import format_date, to_thai

VERIFY_CAPTION = "ตรวจสอบหนังสือ"


@dataclass(frozen=True)
class PrintedItem:
    """One item of a header field: `number` such as "๑." or empty, its text, and "จำนวน ๑ ชุด" or None."""

    text: str
    number: str = ""
    copies: str | None = None


@dataclass(frozen=True)
class PrintedField:
    """A labelled field under the date: `name` is the LetterDocument field, `label` the printed word."""

    name: str
    label: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True)
class PrintedLetter:
    """All text of one letter in reading order; empty means the line is not printed (saraban 1.3, ข้อ 11-13)."""

    form: LetterForm
    title: str
    urgency: str
    ref: str
    office_lines: tuple[str, ...]
    date: str
    fields: tuple[PrintedField, ...]
    body: tuple[str, ...]
    closing: str
    signer_lines: tuple[str, ...]
    stamp_name: str
    owner_lines: tuple[str, ...]
    copies_to: tuple[str, ...]
    qr: tuple[QrCode, ...]
    verify_url: str | None


def print_letter(doc: LetterDocument) -> PrintedLetter:
    """Return the words of `doc` as they stand on paper.

    Raises UnprintableText naming the field that holds a character the typeface lacks.
    """
    say = _Printer(doc.thai_digits)
    memo, stamp = doc.form is LetterForm.MEMO, doc.form is LetterForm.STAMP
    owner = say.lines("owner_unit", doc.owner_unit) + say.lines("contact_lines", doc.contact_lines)
    office = say.lines("office_lines", doc.office_lines)
    signer = doc.signature
    name = say.one("signature", signer.name) if signer else ""
    return PrintedLetter(
        form=doc.form,
        title=say.one("subject", doc.subject),
        urgency=" ".join(filter(None, (say.one("urgency", doc.urgency), say.one("urgency_by", doc.urgency_by)))),
        ref=say.one("ref_no", doc.ref_no),
        office_lines=_office_lines(doc.form, office, owner),
        date=format_date(doc.date, thai_digits=doc.thai_digits) if doc.date else "",
        fields=tuple(_fields(doc, say)),
        body=say.lines("body", doc.body),
        closing="" if doc.form is not LetterForm.EXTERNAL else say.one("closing", doc.closing),
        signer_lines=((f"({name})",) if name else ())
        + (say.lines("signature", signer.position_lines) if signer else ()),
        stamp_name=say.one("stamp_name", doc.stamp_name) or (office[0] if stamp and office else ""),
        owner_lines=() if memo else owner,
        copies_to=say.lines("copies_to", doc.copies_to),
        qr=tuple(QrCode(code.url, say.one("qr", code.caption)) for code in doc.qr),
        verify_url=doc.verify_url,
    )


@dataclass(frozen=True)
class _Printer:
    thai_digits: bool

    def one(self, field: str, text: str | None) -> str:
        ready = printable(field, text or "")
        return to_thai(ready) if self.thai_digits else ready

    def lines(self, field: str, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(filter(None, (self.one(field, text) for text in texts)))

    def number(self, n: int) -> str:
        return to_thai(f"{n}.") if self.thai_digits else f"{n}."


def _office_lines(form: LetterForm, office: tuple[str, ...], owner: tuple[str, ...]) -> tuple[str, ...]:
    """A memo says office, unit and telephone on one line without an address; a stamp letter signs with the name."""
    if form is LetterForm.MEMO:
        one_line = " ".join(dict.fromkeys(office[:1] + owner))
        return (one_line,) if one_line else ()
    return () if form is LetterForm.STAMP else office


def _fields(doc: LetterDocument, say: _Printer) -> Iterable[PrintedField]:
    stamp = doc.form is LetterForm.STAMP
    if doc.subject and not stamp:
        yield PrintedField("subject", "เรื่อง", (PrintedItem(say.one("subject", doc.subject)),))
    if doc.to:
        label = "ถึง" if stamp else say.one("opening", doc.opening)
        yield PrintedField("to", label, (PrintedItem(say.one("to", doc.to)),))
    references = [PrintedItem(text) for text in say.lines("references", doc.references)]
    if references:
        yield PrintedField("references", "อ้างถึง", _numbered(references, say))
    enclosures = [
        PrintedItem(say.one("enclosures", line.text), copies=say.one("enclosures", line.copies) or None)
        for line in doc.enclosures
    ]
    if enclosures:
        yield PrintedField("enclosures", "สิ่งที่ส่งมาด้วย", _numbered(enclosures, say))


def _numbered(items: list[PrintedItem], say: _Printer) -> tuple[PrintedItem, ...]:
    """Number the items when there are several, unless their text brings its own numbers."""
    if len(items) < 2:
        return tuple(items)
    numbers = [say.number(index) for index in range(1, len(items) + 1)]
    if all(item.text.startswith(number) for item, number in zip(items, numbers, strict=True)):
        items = [
            PrintedItem(item.text.removeprefix(number).lstrip(), copies=item.copies)
            for item, number in zip(items, numbers, strict=True)
        ]
    return tuple(PrintedItem(item.text, number, item.copies) for item, number in zip(items, numbers, strict=True))
