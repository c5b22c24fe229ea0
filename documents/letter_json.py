"""A letter given as JSON (the shape `letters read` writes, and the parts only a printed letter has) as LetterDocument.

Keys of `letters read` that stand nowhere on paper (deadlines, doubts, found places …) are passed over; what is missing
or null is left out of the letter, never invented.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from documents.letter_document import EnclosureLine, LetterDocument, LetterForm, QrCode, SignatureBlock
from thai_numerals import format_date


class LetterJsonError(ValueError):
    """A key of the JSON holds the wrong type or value: `key` names it, `expected` says in English what it should be."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(f"{key}: expected {expected}")
        self.key = key
        self.expected = expected


def document_from_json(data: object) -> LetterDocument:
    """Return the letter that `data` (parsed JSON) describes. Raises LetterJsonError naming the key that is wrong."""
    if not isinstance(data, dict):
        raise LetterJsonError("letter", "an object with the letter's keys")
    letter = _Reader(data)
    form = _form(letter)
    address = letter.texts("address")
    office = letter.text("issuing_office")
    return LetterDocument(
        form=form,
        ref_no=letter.text("ref_no"),
        office_lines=(*(() if not office or office in address[:1] else (office,)), *address),
        date=_date(letter),
        urgency=letter.text("urgency") or None,
        urgency_by=_urgency_by(letter),
        subject=letter.text("subject"),
        opening=letter.text("opening") or "เรียน",
        to=" ".join(letter.texts("to")),
        references=tuple(_line(letter, "references")),
        enclosures=tuple(
            EnclosureLine(text, _copies(item.text("copies"))) for item, text in _items(letter, "enclosures")
        ),
        body=letter.texts("body"),
        closing=letter.text("closing"),
        signature=_signature(letter),
        stamp_name=office if form is LetterForm.STAMP else "",
        owner_unit=letter.texts("owner_unit"),
        contact_lines=tuple(_contact_lines(letter)),
        copies_to=letter.texts("copies_to"),
        qr=tuple(_codes(letter)),
    )


@dataclass(frozen=True)
class _Reader:
    """Typed access to one JSON object; `path` is put before the key in errors."""

    data: dict[str, Any]
    path: str = ""

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise LetterJsonError(self.path + key, "a text or null")
        return value.strip()

    def list(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise LetterJsonError(self.path + key, "a list or null")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.list(key)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                raise LetterJsonError(f"{self.path}{key}[{index}]", "a text")
        return tuple(value.strip() for value in values if value.strip())


def _form(letter: _Reader) -> LetterForm:
    name = letter.text("form") or LetterForm.EXTERNAL
    try:
        return LetterForm(name)
    except ValueError as error:
        raise LetterJsonError("form", "one of " + ", ".join(form.value for form in LetterForm)) from error


def _date(letter: _Reader) -> dt.date | None:
    text = letter.text("date")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise LetterJsonError("date", "a date such as 2024-03-28") from error


def _items(letter: _Reader, key: str) -> list[tuple[_Reader, str]]:
    """Objects with `text`, or plain texts, of the list at `key`."""
    items = []
    for index, value in enumerate(letter.list(key)):
        where = f"{key}[{index}]"
        if isinstance(value, str):
            value = {"text": value}
        if not isinstance(value, dict):
            raise LetterJsonError(where, "a text, or an object with the key text")
        item = _Reader(value, f"{where}.")
        if item.text("text"):
            items.append((item, item.text("text")))
    return items


def _copies(text: str) -> str | None:
    """Read labels say "๑ ชุด"; paper says "จำนวน ๑ ชุด"."""
    return f"จำนวน {text.removeprefix('จำนวน').strip()}" if text else None


def _urgency_by(letter: _Reader) -> str | None:
    """The day behind ด่วนภายใน, given as ISO date or already in words."""
    text = letter.text("urgency_by")
    try:
        return format_date(dt.date.fromisoformat(text), thai_digits=False) if text else None
    except ValueError:
        return text


def _line(letter: _Reader, key: str) -> list[str]:
    return [text for _, text in _items(letter, key)]


def _signature(letter: _Reader) -> SignatureBlock | None:
    value = letter.data.get("signatory")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise LetterJsonError("signatory", "an object with name, position, acting, on_behalf, or null")
    signatory = _Reader(value, "signatory.")
    acting = " ".join(filter(None, (signatory.text("position"), signatory.text("acting"))))
    lines = tuple(filter(None, (acting, signatory.text("on_behalf"))))
    name = signatory.text("name")
    return SignatureBlock(name, lines) if name or lines else None


def _contact_lines(letter: _Reader) -> list[str]:
    """โทร., โทรสาร and e-mail lines (saraban 1.3, parts 13)."""
    lines = []
    for label, key in (("โทร.", "phones"), ("โทรสาร", "fax"), ("อีเมล", "emails")):
        values = (letter.text(key),) if isinstance(letter.data.get(key), str) else letter.texts(key)
        if any(values):
            lines.append(f"{label} {', '.join(values)}")
    return lines


def _codes(letter: _Reader) -> list[QrCode]:
    """QR codes: addresses, or objects with url and caption."""
    codes = []
    for index, value in enumerate(letter.list("qr")):
        where = f"qr[{index}]"
        if isinstance(value, str):
            value = {"url": value}
        if not isinstance(value, dict):
            raise LetterJsonError(where, "an address, or an object with url and caption")
        item = _Reader(value, f"{where}.")
        url = item.text("url")
        if not url or not url.isascii():
            raise LetterJsonError(f"{where}.url" if "caption" in value else where, "an address in ASCII letters")
        codes.append(QrCode(url, item.text("caption")))
    return codes
