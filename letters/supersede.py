"""A correction is a new letter that takes the place of an issued one (design rule 2)."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import Refused
from core.extensions import db
from letters.draft import start_copy
from letters.models import Letter
from letters.moves import move
from letters.status import FROZEN, OPEN_WORK, LetterStatus


def start(letter: Letter, *, now: dt.datetime, actor: Actor) -> Letter:
    """Begin the draft that will replace `letter`: the same text, addressees and enclosures, its own number later.

    A replacement begun already is given back. Raises Refused for a letter that is not in force.
    """
    if letter.status is not LetterStatus.ISSUED or letter.office is None:
        raise Refused(_("ออกฉบับใหม่แทนได้เฉพาะหนังสือที่ออกแล้วและยังใช้อยู่"), _("เขียนหนังสือใหม่แทน"))
    begun = db.session.query(Letter).filter(Letter.supersedes_id == letter.id, Letter.status.in_(OPEN_WORK)).first()
    if begun is not None:
        return begun
    draft = start_copy(letter, letter.office, now, actor)
    draft.supersedes, draft.source = letter, letter.source
    db.session.flush()
    return draft


def mark_superseded(old: Letter, new: Letter, now: dt.datetime, actor: Actor) -> None:
    """Note on `old` that the issued `new` stands in its place; a letter recalled meanwhile stays recalled."""
    if old.status is not LetterStatus.ISSUED:
        return
    move(old, LetterStatus.SUPERSEDED)
    record(Act(actor, AuditAct.LETTER_SUPERSEDED, old, now, after={"by": new.id, "ref_no": new.ref_no}))


def replacement_of(letter: Letter) -> Letter | None:
    """Give the issued letter that stands in the place of this one, if any."""
    newer = db.session.query(Letter).filter(Letter.supersedes_id == letter.id, Letter.status.in_(FROZEN))
    return newer.order_by(Letter.id.desc()).first()
