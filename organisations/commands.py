"""flask organisations: the list of the country, contacts, search."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from core.actor import SYSTEM
from core.clock import now, today
from core.errors import DomainError
from core.extensions import db
from organisations import queries
from organisations.contact_file import SHOWN, read_contacts
from organisations.import_contacts import apply, check_origin, plan
from organisations.import_list import Progress, import_country

organisations_cli = AppGroup("organisations", help="The tree of the state: its list, contacts, search.")
commands: list[click.Command] = [organisations_cli]


def _stop(error: DomainError) -> None:
    """End as every command ends on bad input: one line on stderr, status 2."""
    db.session.rollback()
    click.echo(str(error), err=True)
    sys.exit(2)


def _shown_progress() -> Progress | None:
    """A line that counts up, on a terminal only."""
    if not sys.stderr.isatty():
        return None
    return lambda done, total: click.echo(f"\r{done:,} / {total:,}", nl=done == total, err=True)


@organisations_cli.command("import")
def import_list() -> None:
    """Bring the database to the list of the country in data/organisations.

    Safe to repeat: a second run changes nothing, edits made in Wian stay.

    Example: flask organisations import
    """
    try:
        count = import_country(db.session(), now(), _shown_progress())
        db.session.commit()
    except DomainError as error:
        _stop(error)
    else:
        click.echo(
            f"{count.total:,} organisations in the list: {count.added:,} added, {count.changed:,} changed, "
            f"{count.kept:,} kept as edited here, {count.closed:,} closed; {count.offices:,} offices added"
        )


@organisations_cli.command("contacts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="Where the table comes from; kept beside every contact.")
@click.option(
    "--date", "as_of", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The day it tells of, 2026-01-05."
)
@click.option("--apply", "write", is_flag=True, help="Write all good rows; without it only show what would change.")
def contacts(file: Path, source: str, as_of: dt.datetime, write: bool) -> None:
    """Take contacts from an XLSX or CSV table (code, phone, saraban address, head, address).

    Shows what would change; rows in error are named and left out. Safe to repeat.

    Example: flask organisations contacts list.xlsx --source "สถจ.เพชรบูรณ์" --date 2026-01-05 --apply
    """
    try:
        origin = check_origin(source, as_of.date(), today())
        planned = plan(db.session(), read_contacts(file.read_bytes(), file.name), origin, None, lock=write)
        if write:
            apply(db.session(), planned, SYSTEM, now())
            db.session.commit()
    except DomainError as error:
        _stop(error)
    else:
        for row in planned.rows:
            said = "; ".join(f"{SHOWN[c.field]}: {c.old or '–'} → {c.new or '–'}" for c in row.changes)
            click.echo(f"{row.row}\t{row.label}\t{said}{''.join(f' ({warning})' for warning in row.warnings)}")
        for wrong in planned.errors:
            click.echo(f"{wrong.row}\t{wrong.column}\t{wrong.value}\t{wrong.message} {wrong.remedy}", err=True)
        done = "changed" if write else "would change (--apply writes them)"
        click.echo(f"{len(planned.rows):,} {done}, {planned.unchanged:,} the same, {len(planned.errors):,} in error")


@organisations_cli.command("search")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many lines at most.")
def search(text: tuple[str, ...], limit: int) -> None:
    """Find organisations by name or code: one line each with code, name, province's letters.

    Example: flask organisations search อบต.สะเดียง
    """
    found = queries.search(" ".join(text), limit)
    if not found:
        click.echo(f"ไม่พบองค์กรที่ตรงกับ “{' '.join(text)}” ลองพิมพ์ให้สั้นลง", err=True)
        sys.exit(1)
    for one in found:
        click.echo(f"{one.code}\t{one.label}\t{one.letter_prefix or ''}")
