"""The two example chains with their real numbers and dates, through the same verbs the pages call.

Each step is safe to repeat: a letter that stands under its number and date is left as it is. Books are opened at the
number the letter really had, as every office does that changes over in mid-year (design rule 1).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from core import clock
from core.actor import Actor
from core.extensions import db
from desk.demo_people import CENTRAL, office_of
from documents.letter_document import LetterForm
from documents.storage import FileStore
from letters import draft, enclosures, issue
from letters.book_sheet import TITLES
from letters.models import Letter
from letters.numbering import Opening, open_register, reference
from letters.proofread import pass_finding, proofread
from letters.register_models import Register
from letters.status import Book, Urgency
from organisations import queries
from organisations.models import Office, Signatory
from routing.assign import Assigning, assign
from routing.dispatch import dispatch
from routing.forward import Forwarding, draft_from
from routing.models import Delivery
from routing.receive import Receiving, live_receipt, receive
from thai_numerals import register_year, to_thai

FILE = Path(__file__).resolve().parent.parent / "data" / "demo" / "chains.json"
DESKS = {"hall": CENTRAL, "local": "0023.6"}
RULES: dict[str, list[dict[str, Any]]] = {"all_provinces": [{"rule": "provinces"}]}
CLOCK_STARTS = dt.datetime(2024, 4, 1, 1, 30, tzinfo=dt.UTC)  # Monday 1 April 2567, 08.30: both chains have arrived


@dataclass(frozen=True)
class Stage:
    """What every step of the demo needs: the file store, and letters made so far by their key."""

    store: FileStore
    letters: dict[str, Letter]


def read_chains() -> list[dict[str, Any]]:
    """Give the example chains, each with its letters in order."""
    return list(json.loads(FILE.read_text(encoding="utf-8"))["chains"])


def load_demo(store: FileStore) -> Iterator[Letter]:
    """Bring both chains in, letter by letter; the caller commits after each one given."""
    stage = Stage(store, {})
    for chain in read_chains():
        for told in chain["letters"]:
            letter = _known(told) or _issue(told, stage)
            stage.letters[told["key"]] = letter
            yield letter
            for receipt in told["receipts"]:
                _receive(letter, receipt)
                yield letter


def letters_of(chain: dict[str, Any]) -> list[Letter]:
    """Give the letters of one chain that stand in Wian, in order."""
    return [letter for told in chain["letters"] if (letter := _known(told))]


def is_loaded() -> bool:
    """Say whether the last letter of the last chain stands and has gone out."""
    if db.session.scalar(sa.select(sa.func.count()).select_from(Office)) == 0:
        return False
    letter = _known(read_chains()[-1]["letters"][-1])
    return letter is not None and letter.recipient_count > 0


def _office(told: dict[str, Any]) -> Office:
    return office_of(told.get("organisation", "PMO"), DESKS[told.get("desk", "hall")])


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _circular(told: dict[str, Any]) -> bool:
    return bool(told.get("circular", True))


def _known(told: dict[str, Any]) -> Letter | None:
    ref_no = reference(_office(told), told["number"], circular=_circular(told))
    return db.session.scalar(sa.select(Letter).where(Letter.ref_no == ref_no, Letter.letter_date == _day(told["date"])))


def _open_at(office: Office, book: Book, number: int, day: dt.date, actor: Actor) -> None:
    """Open the book at the real number, once."""
    year = register_year(day)
    known = sa.select(Register.id).where(Register.office_id == office.id, Register.book == book, Register.year == year)
    if db.session.scalar(known) is None:
        opening = Opening(
            office_id=office.id,
            book=book,
            year=year,
            first_number=number,
            reason="เริ่มใช้ระบบระหว่างปี",
            paper_book=paper_book(book, year),
        )
        open_register(opening, now=clock.at(day, 8, 30), actor=actor)


def paper_book(book: Book, year: int) -> str:
    """Name the book on paper that the demo's book of `year` (พ.ศ.) goes on from."""
    return f"{TITLES[book]} เล่มกระดาษ ปี {to_thai(str(year))}"


def _signatory(office: Office, name: str) -> Signatory:
    return next(one for one in queries.signatories_of(office.id) if one.name == name)


def _actor(office: Office, signatory: Signatory) -> Actor:
    return Actor(signatory.user_id, signatory.name, office.id)


def _issue(told: dict[str, Any], stage: Stage) -> Letter:
    """Write, number, sign and send one letter on its real day."""
    office, day = _office(told), _day(told["date"])
    signatory = _signatory(office, told["signatory"]["name"])
    actor = _actor(office, signatory)
    now = clock.at(day, 10)
    letter = _forwarding(told, stage, office, now, actor) if "forwards" in told else _first(told, office, now, actor)
    _open_at(office, issue.book_of(letter), told["number"], day, actor)
    _keep_as_printed(letter, now, actor)
    issue.prepare(letter)
    issue.freeze(letter, issue.Signing(signatory=signatory, actor=actor, now=now, day=day))
    issue.finish(letter, stage.store, now, actor=actor)
    dispatch(letter, now=now, actor=actor)
    return letter


def _keep_as_printed(letter: Letter, now: dt.datetime, actor: Actor) -> None:
    """The real letters went out with their slips: the demo shows them, with the reason on record."""
    proof = proofread(letter)
    for one in proof.blocking if proof else []:
        pass_finding(letter, one.key, "คงตามฉบับกระดาษที่ออกไปแล้วจริง", now=now, actor=actor)


def _text(told: dict[str, Any]) -> dict[str, Any]:
    body = told["body"]
    return {
        "subject": told["subject"],
        "body_cause": body["cause"],
        "body_purpose": body["purpose"],
        "body_conclusion": body["conclusion"],
    }


def _first(told: dict[str, Any], office: Office, now: dt.datetime, actor: Actor) -> Letter:
    rules = RULES.get(told["rules"]) or [{"rule": "organisation", "id": queries.by_code(told["rules"]).id}]
    content = {
        **_text(told),
        "urgency": Urgency(told["urgency"]),
        "circular": _circular(told),
        "addressee_rules": rules,
        "contact_lines": told["phones"],
    }
    letter = draft.start(draft.Starting(office, LetterForm.EXTERNAL, now, actor, content))
    for one in told["enclosures"]:
        opens_on = _day(one["opens_on"]) if "opens_on" in one else None
        details = enclosures.Details(text=one["text"], opens_on=opens_on, as_qr=True)
        enclosures.add_link(letter, details, told["enclosure_url"], enclosures.Doing(now, actor))
    return letter


def _forwarding(told: dict[str, Any], stage: Stage, office: Office, now: dt.datetime, actor: Actor) -> Letter:
    """Take the forwarding draft Wian writes and give it the words the office really sent."""
    source = stage.letters[told["forwards"]]
    delivery = _delivery(source, office.organisation_id)
    letter = draft_from(Forwarding(delivery, office), now=now, actor=actor)
    return draft.save(letter, draft.Saving(_text(told), letter.version, now, actor))


def _delivery(letter: Letter, organisation_id: int) -> Delivery:
    return db.session.scalars(
        sa.select(Delivery).where(Delivery.letter_id == letter.id, Delivery.organisation_id == organisation_id)
    ).one()


def _receive(letter: Letter, told: dict[str, Any]) -> None:
    """Enter the receipt under its real number and day; the stamps of both chains leave the time empty."""
    office, day = _office(told), _day(told["date"])
    delivery = _delivery(letter, office.organisation_id)
    if live_receipt(delivery, office):
        return
    actor = Actor(None, "สารบรรณ", office.id)
    now = max(clock.at(day, 9), delivery.sent_at)
    if delivery.holder_office_id != office.id:
        hall = queries.central_desk(office.organisation_id)
        sender = Actor(None, "สารบรรณกลาง", hall.id)
        assign(Assigning(delivery, office, note="ดำเนินการ"), now=now, actor=sender)
    _open_at(office, Book.RECEIVED, told["number"], day, actor)
    receive(Receiving(delivery, office, day=day), now=now, actor=actor)
