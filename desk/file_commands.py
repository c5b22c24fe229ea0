"""`flask letters take-in` and `flask letters read-stored`: files and stored letters through the calls of the page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click
import sqlalchemy as sa
from flask import current_app

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import can
from core import clock
from core.actor import Actor
from core.database import read_on
from core.errors import DomainError
from core.extensions import db
from core.stored_files import current_store
from desk import read_stored as stored
from desk.intake_models import IncomingFile
from desk.intake_status import IntakeSource
from desk.read_file import Unreadable, read_file
from desk.take_in import Taken, Taking, claim_to_read, keep_reading, mark_unreadable, take_in
from letters.enclosures import Upload
from letters.kept_reading import keep
from letters.models import Letter
from organisations import queries
from organisations.models import Office


@click.command("take-in")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--office", "code", required=True, help="Official code of the organisation, or the office's ที่.")
@click.option("--as", "email", required=True, help="E-mail of the register keeper who takes them in.")
def take_in_files(files: tuple[Path, ...], code: str, email: str) -> None:
    """Take files in for an office, as the import page does: kept once, read, put on its list to be looked at.

    A file that cannot be taken is named and the others go on; the exit status is then 2.

    Example: flask letters take-in scan1.pdf scan2.pdf --office 67 --as clerk@example.go.th
    """
    office = _office(code)
    actor = _actor(email, office)
    most = current_app.config["WIAN"].max_upload_mb * 1024 * 1024
    refused = 0
    with click.progressbar(files, label="taking in", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        for path in shown:
            upload = Upload(path.read_bytes(), path.name, most)
            taking = Taking(office, IntakeSource.COMMAND, current_store(), clock.now(), actor)
            answer = take_in([upload], taking)[0]
            db.session.commit()
            refused += answer.refusal is not None
            _tell(path, answer)
    if refused:
        sys.exit(2)


@click.command("read-stored")
@click.option("--again", is_flag=True, help="Also those read before, unless a person checked what was read.")
def read_stored(again: bool) -> None:
    """Read the issued letters that are stored already and keep what they ask: deadlines, sessions, obligations.

    Safe to repeat: a letter is read once. Commits as it goes.

    Example: flask letters read-stored
    """
    ids, done = stored.unread(again=again), 0
    db.session.rollback()
    with click.progressbar(ids, label="reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        for letter_id in shown:
            read_on()
            found = stored.reading_of(db.session.get_one(Letter, letter_id), current_store())
            db.session.rollback()
            if found is not None:
                keep(db.session.get_one(Letter, letter_id), *found, clock.now())
                db.session.commit()
                done += 1
    if done:
        stored.note_run(done, clock.now())
    db.session.commit()
    click.echo(f"{done} letters read, {len(ids) - done} without text")


def _office(code: str) -> Office:
    wanted = " ".join(code.split())
    by_number = sa.select(Office).where(Office.prefix + " " + Office.code == wanted, Office.active)
    found = db.session.scalar(by_number)
    if found is not None:
        return found
    try:
        return queries.central_desk(queries.by_code(wanted).id)
    except DomainError as error:
        _stop(f"--office {code}: {error}")


def _actor(email: str, office: Office) -> Actor:
    person = db.session.scalar(sa.select(User).where(sa.func.lower(User.email) == email.strip().lower()))
    if person is None:
        _stop(f"--as {email}: no such account")
    if not can(person, Permission.REGISTER_KEEP, office.id):
        _stop(f"--as {email}: this person does not keep the register of {office.name}")
    return Actor(person.id, person.name, office.id)


def _tell(path: Path, answer: Taken) -> None:
    """Say what came of one file, and read a new one at once."""
    if answer.refusal is not None or answer.incoming is None:
        click.echo(f"{path}: {answer.refusal}", err=True)
    elif answer.again:
        click.echo(f"{path}: already taken in, file {answer.incoming.id}")
    else:
        click.echo(f"{path}: file {answer.incoming.id}, {_read(answer.incoming.id)}")


def _read(incoming_id: int) -> str:
    """Read a file with OCR where it is installed, between two transactions; give what was found."""
    incoming = db.session.get_one(IncomingFile, incoming_id)
    claim_to_read(incoming, clock.now())
    sha256, name = incoming.file.sha256, incoming.file_name
    db.session.commit()
    try:
        found = read_file(current_store().read(sha256), name, ocr=True)
    except Unreadable as error:
        mark_unreadable(db.session.get_one(IncomingFile, incoming_id), str(error))
        db.session.commit()
        return f"not read: {error}"
    keep_reading(db.session.get_one(IncomingFile, incoming_id), found)
    db.session.commit()
    return ", ".join(one.reading["ref_no"] or "no number" for one in found.letters) or "no text"


def _stop(message: str) -> NoReturn:
    """End as every command ends on bad input: one line on stderr, status 2."""
    click.echo(" ".join(message.split()), err=True)
    sys.exit(2)
