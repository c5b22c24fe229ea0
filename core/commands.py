"""Commands about the whole system: the audit chains."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from core import audit

audit_cli = AppGroup("audit", help="The record of every act.")
commands: list[click.Command] = [audit_cli]


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
