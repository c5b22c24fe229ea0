"""flask worker: the timed work; flask deadlines: deadlines of letters that are stored already."""

from __future__ import annotations

import logging
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from core import clock
from core.actor import SYSTEM
from core.extensions import db
from deadlines import scheduler
from letters.models import Letter
from routing.read_duties import letters_with_readings, write_read_duties


@click.command("worker")
@click.option("--once", is_flag=True, help="Run every job once, then end.")
@with_appcontext
def worker(once: bool) -> None:
    """Do the timed work: send what is due, finish what a crash left, until stopped.

    Any number may run beside each other. SIGTERM ends it after the job at hand.

    Example: flask worker
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not once:
        scheduler.work(app)
        return
    if failed := scheduler.run_once(app):
        click.echo(f"งานต่อไปนี้ไม่สำเร็จ: {', '.join(failed)}", err=True)
        sys.exit(1)


@click.group("deadlines")
def deadlines() -> None:
    """Deadlines of letters."""


@deadlines.command("from-readings")
def from_readings() -> None:
    """Write what the stored letters ask as deadlines, from what was read of them; see `flask letters read-stored`.

    Safe to repeat: a chain that has deadlines keeps them. Commits letter by letter.

    Example: flask deadlines from-readings
    """
    ids, written, chains = letters_with_readings(), 0, 0
    db.session.rollback()
    with click.progressbar(ids, label="writing", file=sys.stderr, hidden=not sys.stderr.isatty()) as shown:
        for letter_id in shown:
            made = write_read_duties(db.session.get_one(Letter, letter_id), now=clock.now(), actor=SYSTEM)
            db.session.commit()
            written, chains = written + len(made), chains + bool(made)
    click.echo(f"{written} deadlines of {chains} letters")


commands: list[click.Command] = [worker, deadlines]
