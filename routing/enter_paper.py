"""A letter that came on paper or as a file: recorded, on the desk, in the book, tied to the letter it forwards.

The page for paper and the import both end here, so that a letter is entered one way (design rule 3).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act
from core.audit import record as note_act
from core.audit_acts import AuditAct
from core.extensions import db
from letters.models import Letter
from letters.record_paper import Paper, Recorded, amend, record
from letters.status import Origin
from organisations.models import Office
from routing.acknowledge import take_back
from routing.arrive import arrive_on_paper
from routing.chain_duties import on_linked
from routing.models import Delivery, Receipt
from routing.receive import Receiving, live_receipt, receive
from routing.status import DeliveryState

LONGEST_CHAIN = 20  # letters; the state has four levels


@dataclass(frozen=True)
class PaperStamp:
    """What the office writes when the paper comes: the day and time of its stamp, the number where its book is kept
    elsewhere, what is to be done, its own scan.
    """

    day: dt.date | None = None
    time: dt.time | None = None
    number: str = ""
    action: str = ""
    scan_file_id: int | None = None


@dataclass(frozen=True)
class Entered:
    """The entry; `new` is False when the office had the letter in its book already."""

    receipt: Receipt
    new: bool


def record_here(paper: Paper, office: Office, *, put_right: bool = False) -> Recorded:
    """Give the one letter of this paper; `put_right` lets it read as typed now, while nobody else has it.

    Raises what letters.record_paper.record raises.
    """
    recorded = record(paper)
    if recorded.differences and put_right and sole_holder(recorded.letter, office):
        amend(recorded.letter, paper)
    return recorded


def enter(letter: Letter, office: Office, stamp: PaperStamp, *, now: dt.datetime, actor: Actor) -> Entered:
    """Put a recorded letter on the organisation's desk and into the office's book. Raises what receive raises."""
    delivery = arrive_on_paper(letter, office, now=now)
    if standing := live_receipt(delivery, office):
        return Entered(standing, False)
    if delivery.state is DeliveryState.REJECTED:
        take_back(delivery, now=now, actor=actor, note=_("ลงรับใหม่"))
    wish = Receiving(delivery, office, stamp.day, stamp.time, stamp.number, stamp.action, stamp.scan_file_id)
    return Entered(receive(wish, now=now, actor=actor), True)


def sole_holder(letter: Letter, office: Office) -> bool:
    """Only while no other organisation has a paper letter may it be put right here."""
    elsewhere = sa.select(Delivery.id).where(
        Delivery.letter_id == letter.id, Delivery.organisation_id != office.organisation_id
    )
    return letter.origin is Origin.PAPER and db.session.scalar(elsewhere.limit(1)) is None


def link_source(letter: Letter, source: Letter, office: Office, *, now: dt.datetime, actor: Actor) -> bool:
    """Note that a paper letter forwards `source`; False when it may not be said here.

    A letter that has a source keeps it; so does one that Wian issued or that another organisation holds, for linking
    lets everyone who has the letter read its source. A letter is never its own source, however far down.
    """
    if letter.source_id is not None or letter.id in _chain_ids(source) or not sole_holder(letter, office):
        return False
    old_root, new_root = letter.root_id or letter.id, source.root_id or source.id
    letter.source_id = source.id
    db.session.flush()
    if old_root == letter.id:
        db.session.execute(sa.update(Letter).where(Letter.root_id == old_root).values(root_id=new_root))
        moved = sa.update(Delivery).where(Delivery.root_letter_id == old_root).values(root_letter_id=new_root)
        db.session.execute(moved)
        on_linked(old_root, new_root, now=now)
    db.session.refresh(letter)
    after = {"source": source.id, "ref_no": source.ref_no}
    note_act(Act(actor, AuditAct.LETTER_LINKED, letter, now, after=after))
    return True


def _chain_ids(letter: Letter) -> set[int]:
    """Give the ids of the letter and of all it comes from."""
    ids: set[int] = set()
    here: Letter | None = letter
    while here is not None and here.id not in ids and len(ids) < LONGEST_CHAIN:
        ids.add(here.id)
        here = here.source
    return ids
