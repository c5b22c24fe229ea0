"""100,000 letters of the whole country with real words in them, their deliveries and search texts, for the search."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from benchmarks._country import NOW, letter_columns
from core.extensions import db
from letters.models import Letter
from letters.search_content import content_of, place_of, trigrams
from letters.search_index import is_sqlite
from letters.search_models import SearchText
from letters.status import LetterStatus
from organisations.kinds import OrganisationKind
from organisations.models import Organisation
from routing.models import Delivery
from routing.status import DeliveryState

DATA = Path(__file__).parents[1] / "tests" / "data"
RARE, FREQUENT, MIDDLING = "ปะการังฟอกขาว", "จึงเรียนมาเพื่อโปรดพิจารณา", "โรคพิษสุนัขบ้า"
BATCH = 2_000
DAYS = 3_650
A_CHAIN = 40  # letters with the same first letter
_EMPTY = {"office_lines": [], "addressee_rules": [], "references": [], "signature_lines": [], "owner_unit": []}
_SHARES = {OrganisationKind.CENTRAL: 3, OrganisationKind.PROVINCE: 32, OrganisationKind.DISTRICT: 65}  # of a hundred


def fill(count: int) -> None:
    """Write the letters in batches, each province's letters to those below it, and commit."""
    issuers = _issuers()
    phrases = _phrases()
    chance = random.Random(count)
    _without_word_index()
    for first in range(1, count + 1, BATCH):
        letters = [_letter(number, issuers, phrases, chance) for number in range(first, min(first + BATCH, count + 1))]
        db.session.execute(sa.insert(Letter), letters)
        db.session.execute(sa.insert(SearchText), [_search_text(one) for one in letters])
        db.session.commit()
    _deliver()
    _with_word_index()
    db.session.commit()


def _issuers() -> dict[OrganisationKind, list[Organisation]]:
    named = db.session.scalars(sa.select(Organisation).where(Organisation.kind.in_(_SHARES)).order_by(Organisation.id))
    grouped: dict[OrganisationKind, list[Organisation]] = {kind: [] for kind in _SHARES}
    for one in named:
        grouped[one.kind].append(one)
    return grouped


def _phrases() -> list[str]:
    """The pieces between spaces of real letters: what words letters are made of."""
    texts: Iterator[str] = (
        json.loads(line).get("text", "")
        for name in ("seed_letters.jsonl", "refs.jsonl", "dates.jsonl")
        for line in (DATA / name).read_text("utf-8").splitlines()
    )
    return sorted({piece for text in texts for piece in re.split(r"\s+", text) if 4 <= len(piece) <= 80})


def _letter(
    number: int, issuers: dict[OrganisationKind, list[Organisation]], phrases: list[str], chance: random.Random
) -> dict[str, Any]:
    kind = chance.choices(list(_SHARES), list(_SHARES.values()))[0]
    if number == 1 or number % A_CHAIN == 0:
        kind = OrganisationKind.CENTRAL
    issuer = issuers[kind][0 if kind is OrganisationKind.CENTRAL else number % len(issuers[kind])]
    day = NOW.date() - dt.timedelta(days=number * DAYS // 100_000)
    extra = [RARE] * (number % 33_000 == 500) + [MIDDLING] * (number % 50 == 0)
    words = [*chance.sample(phrases, 45), issuer.name, *extra]
    chance.shuffle(words)
    columns = letter_columns(issuer.id, issuer.name, number)
    circular = bool(number % 3)
    ref_no = f"{issuer.letter_prefix or 'นร'} 0023.{number % 9 + 1}/{'ว ' if circular else ''}{number % 9_000 + 1}"
    return columns | _EMPTY | {
        "id": number,
        "root_id": number - number % A_CHAIN or 1,  # the centre began every chain
        "circular": circular,
        "ref_no": ref_no,
        "letter_date": day,
        "subject": " ".join(words[:4]),
        "body_cause": " ".join(words[4:25]),
        "body_purpose": "\n".join(words[25:]),
        "body_conclusion": f"{FREQUENT}ดำเนินการต่อไป",
        "status": LetterStatus.RECALLED if number % 1_000 == 0 else LetterStatus.ISSUED,
    }  # fmt: skip


def _search_text(letter: dict[str, Any]) -> dict[str, Any]:
    row = SimpleNamespace(**{"addressee_text": "", "signature_name": "", "contact_lines": [], "copies_to": []} | letter)
    text = content_of(row)
    place = place_of(letter["id"], letter["letter_date"])
    grams = None if is_sqlite() else trigrams(text)
    return {"place": place, "letter_id": letter["id"], "text": text, "grams": grams, "stale": False}


def _deliver() -> None:
    """Each letter goes to every organisation directly below its issuer: about a million deliveries, one statement."""
    below = aliased(Organisation)
    columns = {
        "letter_id": Letter.id,
        "root_letter_id": Letter.root_id,
        "from_organisation_id": Letter.issuer_id,
        "organisation_id": below.id,
        "position": sa.literal(0),
        "for_information": sa.false(),
        "state": sa.literal(DeliveryState.ACKNOWLEDGED.value),
        "sent_at": Letter.issued_at,
        **{name: sa.literal("") for name in ("acknowledged_by_name", "number", "reason", "behalf_person")},
    }
    rows = sa.select(*(value.label(name) for name, value in columns.items()))
    rows = rows.join(below, below.parent_id == Letter.issuer_id)
    db.session.execute(sa.insert(Delivery).from_select(list(columns), rows, include_defaults=False))
    db.session.commit()


def _without_word_index() -> None:
    """An index of words is quicker made at once than grown letter by letter."""
    statements = ["DROP INDEX ix_search_texts_grams"]
    if is_sqlite():
        statements = ["DROP TRIGGER search_texts_inserted"]
    for statement in statements:
        db.session.execute(sa.text(statement))
    db.session.commit()


def _with_word_index() -> None:
    if is_sqlite():
        db.session.execute(sa.text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
        return
    db.session.execute(sa.text("SET LOCAL maintenance_work_mem = '512MB'"))
    db.session.execute(sa.text("CREATE INDEX ix_search_texts_grams ON search_texts USING gin (grams)"))
    db.session.commit()
    db.session.execute(sa.text("ANALYZE"))  # what autovacuum does within the minute
