"""Commands about the whole system: the audit chains, the catalogue of translations."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from core import audit, translations

audit_cli = AppGroup("audit", help="The record of every act.")
i18n = AppGroup("i18n", help="The English catalogue (docs/translations.md).")
commands: list[click.Command] = [audit_cli, i18n]


@audit_cli.command("verify")
def verify_audit() -> None:
    """Check every chain of the audit record from its first row.

    Exit status 0 only when nothing was changed, removed or added behind Wian's back.

    Example: flask audit verify
    """
    found = list(audit.verify())
    for broken in found:
        click.echo(f"chain {broken.chain}, row {broken.seq}: {broken.reason}", err=True)
    if found:
        sys.exit(1)
    click.echo("บันทึกการปฏิบัติงานครบถ้วน ไม่พบการแก้ไข (audit record is whole)")


@i18n.command("update")
def update() -> None:
    """Collect all texts, keep their English, put the file in order, compile it.

    Also mends the file after a merge. Example: flask i18n update
    """
    root = Path(current_app.root_path)
    path = translations.catalogue_path(root)
    catalogue = translations.merge(translations.extract(root), translations.read_catalogue(path))
    translations.write_catalogue(path, catalogue)
    translations.compile_catalogue(path)
    missing = translations.untranslated(root)
    for text in missing:
        click.echo(f"  {text}")
    click.echo(f"{len(catalogue)} texts, {len(missing)} without English in {path.relative_to(root)}")


@i18n.command("check")
def check() -> None:
    """End with status 1 when a text has no English. Example: flask i18n check"""
    missing = translations.untranslated(Path(current_app.root_path))
    for text in missing:
        click.echo(text)
    if missing:
        raise click.exceptions.Exit(1)
