"""Drafts: begun with the office's defaults, saved so that two editors never overwrite each other, discarded and
brought back. Nobody's text is lost: every stretch of editing leaves a DraftRevision.
"""

from __future__ import annotations

import copy
import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.clock import day_of
from core.errors import InvalidInput, Refused
from core.extensions import db
from documents.letter_document import LetterForm
from letters.draft_conflict import DraftConflict, LeftDraft, differences
from letters.draft_fields import CONTENT_FIELDS, checked, content_of, plain
from letters.enclosures import copy_enclosures, is_open
from letters.models import DraftRevision, Letter
from letters.moves import move
from letters.office_defaults import contact_lines, only_signatory, signature_of, top_lines
from letters.queries import newest_text
from letters.salutation import Rank, words_for
from letters.search_text import index_letter
from letters.status import EDITABLE, LetterStatus, Origin
from organisations.models import Office

FOLD_WITHIN = dt.timedelta(minutes=5)


def new_token() -> str:
    """Give an unguessable ASCII token for a public address."""
    return secrets.token_urlsafe(18)


@dataclass(frozen=True)
class Starting:
    """A wish for a draft. `content` overrides the office's defaults (names of CONTENT_FIELDS)."""

    office: Office
    form: LetterForm
    now: dt.datetime
    actor: Actor
    content: dict[str, Any] | None = None
    source: Letter | None = None


@dataclass(frozen=True)
class Saving:
    """One save: `content` holds the fields that were edited, `version` the one they were written on."""

    content: dict[str, Any]
    version: int
    now: dt.datetime
    actor: Actor


def start(wish: Starting) -> Letter:
    """Make a draft with the office's letterhead, owner unit, phone, digits, words and only signatory; flushed.

    Raises InvalidInput naming the field of `content` that cannot be used.
    """
    office = wish.office
    opening, closing = words_for(wish.form, Rank.ORDINARY)
    letter = Letter(
        form=wish.form,
        status=LetterStatus.DRAFT,
        version=1,
        issuer=office.organisation,
        issuer_name=office.organisation.name,
        office=office,
        office_lines=top_lines(office),
        opening=opening,
        closing=closing,
        owner_unit=list(office.owner_unit),
        contact_lines=contact_lines(office),
        thai_digits=office.thai_digits,
        addressee_rules=[],
        source=wish.source,
        drafter_id=wish.actor.user_id,
        created_at=wish.now,
        updated_at=wish.now,
        updated_by_id=wish.actor.user_id,
        verify_token=new_token(),
    )
    _set_signatory(letter)
    for name, value in checked(wish.content or {}, letter).items():
        setattr(letter, name, value)
    db.session.add(letter)
    db.session.flush()
    _write_revision(letter, wish.actor, wish.now)
    record(Act(wish.actor, AuditAct.LETTER_DRAFTED, letter, wish.now, after={"form": str(wish.form)}))
    index_letter(letter, wish.now)
    return letter


def _set_signatory(letter: Letter) -> None:
    assert letter.office is not None
    if signatory := only_signatory(letter.office):
        letter.signatory_id = signatory.id
        letter.signature_name, letter.signature_lines = signature_of(signatory)


def start_copy(of: Letter, office: Office, now: dt.datetime, actor: Actor) -> Letter:
    """Make a new draft that says what `of` says, with its enclosures (no bytes are copied), without its number.

    Office, letterhead, unit and phone are today's of `office`. When the office's organisation wrote `of`, addressees
    come along too; of another's letter, what does not open yet stays behind.
    """
    kept = ("urgency", "urgency_by", "subject", "references", "body_cause", "body_purpose", "body_conclusion")
    content = {name: copy.deepcopy(getattr(of, name)) for name in (*kept, "opening", "closing", "circular")}
    own = of.issuer_id == office.organisation_id
    if own:
        content |= {"addressee_rules": copy.deepcopy(of.addressee_rules), "addressee_text": of.addressee_text}
    letter = start(Starting(office, of.form, now, actor, content))
    copy_enclosures(
        of.enclosures if own else [one for one in of.enclosures if is_open(one, day_of(now))], letter, new_token
    )
    index_letter(letter, now)
    return letter


def save(letter: Letter, saving: Saving) -> Letter:
    """Write the edited fields unless the text was changed since `saving.version`; unchanged text makes no new version.

    What happened to the enclosures meanwhile is no conflict: it touches no text. Raises InvalidInput naming a field
    and, with both texts, DraftConflict when somebody else saved in between or LeftDraft when the letter is a draft no
    longer: the caller then calls set_aside and commits that.
    """
    if letter.origin is Origin.PAPER:
        raise Refused(_("หนังสือนี้มาทางกระดาษ จึงไม่มีร่างให้แก้"))
    _hold(letter)
    content = checked(saving.content, letter)
    change = {name: value for name, value in content.items() if getattr(letter, name) != value}
    if letter.status not in EDITABLE:
        raise LeftDraft(letter, differences(letter, change))
    if not change:
        return letter
    newest = newest_text(letter.id)
    if newest is not None and newest.version > saving.version:
        raise DraftConflict(letter, newest, differences(letter, change))
    for name, value in change.items():
        setattr(letter, name, value)
    letter.version, letter.updated_at, letter.updated_by_id = letter.version + 1, saving.now, saving.actor.user_id
    index_letter(letter, saving.now)
    if _write_revision(letter, saving.actor, saving.now):
        after = {"version": letter.version, "fields": sorted(change)}
        record(Act(saving.actor, AuditAct.LETTER_EDITED, letter, saving.now, after=after))
    return letter


def _hold(letter: Letter) -> None:
    """Keep the row ours until the transaction ends, and know it as it is. (SQLite drops the lock: its writers take
    turns anyway.)
    """
    db.session.execute(sa.select(Letter.id).where(Letter.id == letter.id).with_for_update())
    db.session.refresh(letter, ["status", "version", "updated_at", "updated_by_id", *CONTENT_FIELDS])


def _write_revision(letter: Letter, actor: Actor, now: dt.datetime) -> bool:
    """Keep what the draft says now; True when this began a new stretch of editing."""
    newest = newest_text(letter.id)
    # the first text of a draft is never folded away: it is what a copy or a forwarding began with
    foldable = newest is not None and newest.version > 1 and newest.saved_by_id == actor.user_id
    if newest is not None and foldable and now - newest.saved_at < FOLD_WITHIN:
        newest.version, newest.saved_at, newest.content = letter.version, now, content_of(letter)
        db.session.flush()
        return False
    revision = DraftRevision(letter_id=letter.id, version=letter.version, saved_at=now, content=content_of(letter))
    revision.saved_by_id, revision.saved_by_name = actor.user_id, actor.name
    db.session.add(revision)
    db.session.flush()
    return True


def set_aside(letter: Letter, saving: Saving) -> DraftRevision:
    """Keep the text that could not be saved, one row per person and version, so that it can still be taken from."""
    sound = {name: plain(value) for name, value in checked(saving.content, letter).items()}
    kept = db.session.scalar(
        sa.select(DraftRevision).where(
            DraftRevision.letter_id == letter.id,
            DraftRevision.version == saving.version,
            DraftRevision.set_aside,
            DraftRevision.saved_by_id == saving.actor.user_id,
        )
    )
    if kept is None:
        kept = DraftRevision(letter_id=letter.id, version=saving.version, set_aside=True)
        kept.saved_by_id, kept.saved_by_name = saving.actor.user_id, saving.actor.name
        db.session.add(kept)
    kept.saved_at = saving.now
    kept.content = content_of(letter) | sound
    db.session.flush()
    return kept


def restore(letter: Letter, revision: DraftRevision, now: dt.datetime, actor: Actor) -> Letter:
    """Make the draft say what it said at `revision`; what it says now stays in the history."""
    if revision.letter_id != letter.id:
        raise InvalidInput(_("ฉบับที่เลือกไม่ใช่ของร่างนี้"), _("เลือกจากประวัติของร่างนี้"), "revision")
    known = {name: revision.content[name] for name in CONTENT_FIELDS if name in revision.content}
    return save(letter, Saving(known, letter.version, now, actor))


def discard(letter: Letter, now: dt.datetime, actor: Actor) -> None:
    """Put a draft away; undo_discard brings it back. Raises Refused for anything but a draft, StaleState."""
    move(letter, LetterStatus.DISCARDED, updated_at=now, updated_by_id=actor.user_id)
    record(Act(actor, AuditAct.LETTER_DISCARDED, letter, now))


def undo_discard(letter: Letter, now: dt.datetime, actor: Actor) -> None:
    """Bring a discarded draft back as it was. Raises Refused, StaleState."""
    move(letter, LetterStatus.DRAFT, updated_at=now, updated_by_id=actor.user_id)
    record(Act(actor, AuditAct.LETTER_RESTORED, letter, now))
