"""The five real letters of the example bundles, as the tests of forwarding and chain need them."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core.actor import Actor
from core.clock import at
from core.extensions import db
from letters.models import Letter
from letters.status import URGENCY_WORDS
from organisations.models import Office, Organisation
from routing.arrive import arrive_on_paper
from routing.models import Delivery
from tests.factories.routing import make_letter

FILE = Path(__file__).resolve().parents[1] / "data" / "seed_letters.jsonl"
SEEDS = {row["id"]: row for row in map(json.loads, FILE.read_text("utf-8").splitlines())}
MUEANG, PHETCHABUN, PMO_PHETCHABUN, KRABI, PMO_KRABI = "seed-0-1", "seed-0-2", "seed-0-3", "seed-4-1", "seed-4-2"
SCAN_ERRORS = (("องค้การ", "องค์การ"), ("จั้ด", "จัด"), ("ก.ก.อ.", "ก.ก.ถ."))
CLERK = Actor(None, "เจ้าหน้าที่ธุรการ")


def plain(text: str) -> str:
    """Without white space and scan errors, Arabic digits: what two prints of one text have in common."""
    for wrong, right in SCAN_ERRORS:
        text = text.replace(wrong, right)
    digits = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
    return re.sub(r"\s+", "", text).translate(digits)


def body_of(seed: str) -> list[str]:
    """The paragraphs between the heading and the closing, page marks left out."""
    text = SEEDS[seed]["text"]
    body = text[re.search(r"^ด้วย", text, re.MULTILINE).start() : text.index("ขอแสดงความนับถือ")]
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if not part.strip().startswith("/")]
    joined: list[str] = []
    for part in filter(None, parts):
        starts = part.startswith(("ด้วย", "ดังนั้น", "จึงเรียน", "สำนักงานปลัด", "จังหวัด"))
        if joined and not starts:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def office_of(code: str, unit: str = "") -> Office:
    """The desk of an organisation by its official code; `unit` a part of the desk's short name."""
    query = sa.select(Office).join(Organisation).where(Organisation.code == code, Office.short_name.contains(unit))
    return db.session.scalars(query.order_by(Office.id)).first()


def arrived(seed: str, office: Office, issuer: str, source: Letter | None = None) -> Delivery:
    """The letter of a seed as it lies on the desk of `office`."""
    labels: dict[str, Any] = SEEDS[seed]["labels"]
    day = dt.date.fromisoformat(labels["date"])
    body = body_of(seed)
    sender = db.session.scalars(sa.select(Organisation).where(Organisation.code == issuer)).one()
    letter = make_letter(
        sender,
        ref_no=labels["ref_no"],
        letter_date=day,
        subject=" ".join(labels["subject"].split()),
        urgency=next(key for key, word in URGENCY_WORDS.items() if word == labels["urgency"]),
        body_cause=body[0],
        body_purpose="\n".join(body[1:-1]),
        body_conclusion=body[-1],
        source_id=source.id if source else None,
        root_id=(source.root_id or source.id) if source else None,
        issued_at=at(day, 9),
    )
    return arrive_on_paper(letter, office, now=at(day, 10))
