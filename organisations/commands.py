"""flask organisations: the list of the country, contacts, search."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from core.clock import now
from core.errors import DomainError
from core.extensions import db
from organisations import queries
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
