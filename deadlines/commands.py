"""flask worker: the timed work."""

from __future__ import annotations

import logging
import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from deadlines import scheduler


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


commands: list[click.Command] = [worker]
