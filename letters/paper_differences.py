"""Where the paper at hand reads otherwise than the letter Wian has: named field by field, never merged silently."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from letters.models import Letter
from letters.status import URGENCY_WORDS, Urgency
from thai_numerals import to_arabic

COMPARED = {
    "subject": _l("เรื่อง"),
    "urgency": _l("ชั้นความเร็ว"),
    "addressee_text": _l("เรียน"),
    "references": _l("อ้างถึง"),
    "enclosures": _l("สิ่งที่ส่งมาด้วย"),
    "body": _l("ข้อความ"),
    "signature_name": _l("ผู้ลงนาม"),
}


@dataclass(frozen=True)
class Difference:
    """A field that reads otherwise in the letter Wian has and on the paper at hand."""

    field: str
    label: str
    known: str
    typed: str


def compare(letter: Letter, values: dict[str, Any]) -> list[Difference]:
    """Name the fields typed from the paper that read otherwise in `letter`; what was not typed is not compared."""
    found = []
    for name, label in COMPARED.items():
        known, typed = words_of(_value(letter, name)), words_of(values[name] if name != "body" else body_of(values))
        if typed and _same_words(known) != _same_words(typed):
            found.append(Difference(name, str(label), known, typed))
    return found


def _value(letter: Letter, name: str) -> Any:  # noqa: ANN401
    if name == "body":
        return body_of({part: getattr(letter, part) for part in ("body_cause", "body_purpose", "body_conclusion")})
    if name == "enclosures":
        return [f"{one.text} {one.copies}" for one in letter.enclosures]
    return getattr(letter, name)


def body_of(values: dict[str, Any]) -> list[str]:
    """Give the three parts of the body."""
    return [values["body_cause"], values["body_purpose"], values["body_conclusion"]]


def words_of(value: object) -> str:
    """Give a field's value as a person reads it, one line an item, without empty ones."""
    lines = value if isinstance(value, list | tuple) else [value]
    words = (URGENCY_WORDS[line] if isinstance(line, Urgency) else str(line).strip() for line in lines)
    return "\n".join(line for line in words if line)


def _same_words(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", to_arabic(text))
