"""What was read, as the form of a letter shows it: every value as text a person can put right."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from letters.status import URGENCY_WORDS, Urgency
from organisations.models import Office, Organisation
from thai_numerals import format_date, to_arabic

# field of the reading -> field of the form (letters/paper_form.py)
FORM_FIELD = {
    "issuing_office": "issuer_name",
    "ref_no": "ref_no",
    "circular": "ref_no",
    "date": "letter_date",
    "date_partial": "letter_date",
    "urgency": "urgency",
    "urgency_by": "urgency_by",
    "secrecy": "secrecy",
    "subject": "subject",
    "to": "addressee_text",
    "references": "references",
    "enclosures": "enclosures",
    "body": "body_cause",
    "signatory": "signature_name",
    "received": "received_day",
}
SECRECY = {"ลับ": "secret", "ลับมาก": "very_secret", "ลับที่สุด": "top_secret"}
_URGENCY = {words: one for one, words in URGENCY_WORDS.items() if words}
# the house a letter is written in -> the organisation that issues it (saraban.md 1.5)
_HOUSES = (
    (re.compile(r"^ศาลากลาง(จังหวัด.+)$"), r"\1"),
    (re.compile(r"^ที่ว่าการ(อำเภอ.+)$"), r"\1"),
    (re.compile(r"^สำนักงาน(เทศบาล(?:นคร|เมือง|ตำบล).+)$"), r"\1"),
    (re.compile(r"^(?:ที่ทำการ|สำนักงาน)(องค์การบริหารส่วน(?:ตำบล|จังหวัด).+)$"), r"\1"),
)


def values_of(reading: dict[str, Any], office: Office, today: dt.date) -> dict[str, str]:
    """Give the form's values for a reading; what was not read is empty. The receiving day is today's, or that of the
    office's own stamp on the paper.
    """
    signatory = reading.get("signatory") or {}
    posts = [" ".join(filter(None, (signatory.get("position"), signatory.get("acting")))), signatory.get("on_behalf")]
    stamp = own_stamp(reading, office)
    received = _date(stamp.get("date")) if stamp else None
    time = str(stamp.get("time") or "")[:5].replace(":", ".") if stamp else ""
    urgency_by = reading.get("urgency_by")
    return {
        "issuer_name": issuer_of(reading.get("issuing_office") or ""),
        "ref_no": reading.get("ref_no") or "",
        "letter_date": _long(_date(reading.get("date"))),
        "urgency": _URGENCY.get(reading.get("urgency") or "", Urgency.NORMAL).value,
        "urgency_by": (_long(_date(urgency_by)) or str(urgency_by)) if urgency_by else "",
        "secrecy": SECRECY.get(reading.get("secrecy") or "", "normal"),
        "subject": reading.get("subject") or "",
        "addressee_text": " ".join(reading.get("to") or ()),
        "references": "\n".join(one["text"] for one in reading.get("references") or ()),
        "enclosures": "\n".join(_enclosed(one) for one in reading.get("enclosures") or ()),
        "body_cause": "\n".join(reading.get("body") or ()),
        "signature_name": signatory.get("name") or "",
        "signature_lines": "\n".join(one for one in posts if one),
        "received_day": _long(received or today),
        "received_time": time,
        "number": (stamp.get("number") or "") if stamp and not office.keeps_register_here else "",
    }


def issuer_of(issuing_office: str) -> str:
    """Give the organisation behind the house named at a letter's top right: ศาลากลางจังหวัดกระบี่ is จังหวัดกระบี่."""
    name = " ".join(issuing_office.split())
    for house, issuer in _HOUSES:
        if house.match(name):
            return house.sub(issuer, name)
    return name


def own_stamp(reading: dict[str, Any], office: Office) -> dict[str, Any] | None:
    """Give the receiving stamp on the paper that is this office's own, when exactly one names it."""
    names = {_squeezed(one) for one in (office.name, office.short_name) if one}
    if office.is_central_desk:
        names |= {_squeezed(one) for one in _houses_of(office.organisation)}
    found = [one for one in reading.get("received") or () if one.get("office") and _squeezed(one["office"]) in names]
    return found[0] if len(found) == 1 else None


def _houses_of(organisation: Organisation) -> tuple[str, ...]:
    name = organisation.name
    return (name, f"ศาลากลาง{name}", f"ที่ว่าการ{name}", f"สำนักงาน{name}", f"ที่ทำการ{name}")


def _enclosed(one: dict[str, Any]) -> str:
    copies = str(one.get("copies") or "").removeprefix("จำนวน").strip()
    return f"{one['text']} จำนวน {copies}" if copies else str(one["text"])


def _date(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _long(day: dt.date | None) -> str:
    return to_arabic(format_date(day, "full")) if day else ""


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
