"""LetterDocument: everything that stands on one official letter, as plain values.

One LetterDocument feeds the PDF (render_pdf), the DOCX (render_docx) and the live page, so that all three
say the same. Text is held as typed; Thai digits are a matter of display (design rule 5).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class LetterForm(StrEnum):
    """The printed forms Wian writes (ระเบียบงานสารบรรณ ข้อ 11, 12, 13)."""

    EXTERNAL = "external"  # หนังสือภายนอก, แบบที่ 1
    MEMO = "memo"  # บันทึกข้อความ (หนังสือภายใน), แบบที่ 2
    STAMP = "stamp"  # หนังสือประทับตรา, แบบที่ 3


@dataclass(frozen=True)
class EnclosureLine:
    """One line of สิ่งที่ส่งมาด้วย: its text and, when given, the count such as "จำนวน 1 ชุด"."""

    text: str
    copies: str | None = None


@dataclass(frozen=True)
class QrCode:
    """A code at the letter's foot: `url` in ASCII, `caption` printed under it."""

    url: str
    caption: str = ""


@dataclass(frozen=True)
class SignatureBlock:
    """Who signs: `name` without brackets, `position_lines` below it, acting wording included (saraban 1.9)."""

    name: str
    position_lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class LetterDocument:
    """The content of one letter. Empty or None means: the line is left out, never invented.

    `ref_no` is printed after "ที่" as given ("พช 0023.6/ว 1507"; with the number open until issue: "พช 0023.6/ว");
    `office_lines` is the issuing office's letterhead (name, then address); `date` None leaves the place empty;
    `to` is the whole addressee text after `opening`; `body` holds paragraphs; `qr` codes print at 25 mm,
    `verify_url` as a 20 mm code; `emblem` is the office's own Garuda picture (PNG bytes) or None for an empty place;
    `thai_digits` False prints digits as typed. A stamp letter prints `stamp_name` (the office) where others sign.
    """

    form: LetterForm = LetterForm.EXTERNAL
    ref_no: str = ""
    office_lines: tuple[str, ...] = ()
    date: dt.date | None = None
    urgency: str | None = None
    urgency_by: str | None = None
    subject: str = ""
    opening: str = "เรียน"
    to: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[EnclosureLine, ...] = ()
    body: tuple[str, ...] = ()
    closing: str = ""
    signature: SignatureBlock | None = None
    stamp_name: str = ""
    owner_unit: tuple[str, ...] = ()
    contact_lines: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    qr: tuple[QrCode, ...] = field(default=())
    verify_url: str | None = None
    emblem: bytes | None = None
    thai_digits: bool = True
