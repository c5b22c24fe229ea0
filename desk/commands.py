"""`flask demo` and `flask start`: the example chains, and a whole Wian on one machine."""

from __future__ import annotations

import os
import sys

import click
from flask import current_app
from flask_migrate import upgrade

from core import clock
from core.errors import DomainError
from core.extensions import db
from core.installation import InstallationKind, claim_installation, kind_of_installation
from desk import demo, demo_people
from desk.search_command import find
from desk.serve import OneMachine
from letters.models import Letter
from organisations.import_list import import_country
from routing.chain_days import StepKind
from routing.chain_view import chain_of
from thai_numerals import format_date, to_thai


@click.command("demo")
def load() -> None:
    """Load the two example chains with their real numbers and dates, and print them.

    Makes the database, the country and the demo accounts first when they are not there. Safe to repeat: what stands
    already stays as it is. Refused in a real system.

    Example: flask demo
    """
    _prepare()
    for chain in demo.read_chains():
        _print_chain(chain["name"], demo.letters_of(chain))
    _print_accounts()


@click.command("start")
def start() -> None:
    """Serve Wian on this machine, web and timed work together; a database that is not set up becomes the demo first.

    PORT chooses the port. Example: PORT=8080 flask start
    """
    settings = current_app.config["WIAN"]
    if not _is_real():
        if _prepare():
            _begin_again()
        _print_accounts()
    db.session.remove()
    db.engine.dispose()
    click.echo(f"\nWian: {settings.base_url}   (Ctrl+C ends it)\n")
    sys.stdout.flush()
    OneMachine(current_app._get_current_object(), f"127.0.0.1:{settings.port}").run()  # type: ignore[attr-defined]


commands: list[click.Command] = [load, start, find]


def _is_real() -> bool:
    """Say whether the database is a real system; a database without tables is none yet."""
    with db.engine.connect() as connection:
        known = connection.dialect.has_table(connection, "installation")
    real = known and kind_of_installation() is InstallationKind.REAL
    db.session.rollback()  # ends the read: migrating takes the write lock
    return real


def _begin_again() -> None:
    """Put a fresh process in the place of this one: making the demo drew pages, and the threads Typst draws with do
    not live on in the processes gunicorn forks, where the next page would wait for them for ever.
    """
    db.session.remove()
    db.engine.dispose()
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _prepare() -> bool:
    """Make what is missing: tables, the demo mark and its clock, the country, people, chains. Say whether it was."""
    upgrade()
    moment = clock.now()
    try:
        claim_installation(InstallationKind.DEMO, moment, int((demo.CLOCK_STARTS - moment).total_seconds()))
        db.session.commit()
    except DomainError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if demo.is_loaded():
        return False
    click.echo("กำลังเตรียมข้อมูลทั้งประเทศ …")
    import_country(db.session(), clock.now())
    demo_people.load_people(clock.now())
    db.session.commit()
    for letter in demo.load_demo(current_app.extensions["wian.store"]):
        db.session.commit()
        click.echo(f"  {to_thai(letter.ref_no or '')}")
    return True


def _print_chain(name: str, letters: list[Letter]) -> None:
    """Print one chain as a table: who did what on which day, and the days in between."""
    chain = chain_of(letters[-1], now=clock.now())
    click.echo(f"\n{to_thai(name)}: {to_thai(str(chain.days))} วัน ({to_thai(str(chain.working_days))} วันทำการ)")
    sent = {letter.ref_no: letter.recipient_count for letter in letters}
    for hop in chain.hops:
        step = hop.step
        done = "ออก" if step.kind is StepKind.ISSUED else "ลงรับ"
        to = f"ถึง {to_thai(str(sent[step.number]))} แห่ง" if step.number in sent else ""
        day = format_date(step.day, "full")
        click.echo(f"  {day:<20} +{to_thai(str(hop.days))} วัน  {step.who} {done} {to_thai(step.number)} {to}".rstrip())


def _print_accounts() -> None:
    password = demo_people.read_people()["password"]
    click.echo(f"\nบัญชีทดลอง รหัสผ่านเดียวกันทุกบัญชี: {password}")
    for account in demo_people.accounts():
        click.echo(f"  {account.email:<36} {account.role:<20} {account.office}")
