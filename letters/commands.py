"""flask letters: letters from and to files."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

import click
from flask.cli import AppGroup

from core.clock import now
from documents.letter_document import LetterDocument
from documents.letter_json import document_from_json
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf

letters_cli = AppGroup("letters", help="Letters from and to files.")
commands: list[click.Command] = [letters_cli]


@letters_cli.command("render")
@click.argument("letter", type=click.File("rb"))
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="Where the PDF goes.")
@click.option("--docx", type=click.Path(dir_okay=False, path_type=Path), help="Where the Word file goes.")
def render(letter: BinaryIO, pdf: Path | None, docx: Path | None) -> None:
    """Print a letter given as JSON (the keys of `letters read`, with body, address, owner_unit, qr) as PDF and DOCX.

    What is missing or null is left out, never invented. LETTER may be - for standard input.

    Example: flask letters render letter.json --pdf letter.pdf --docx letter.docx
    """
    name = getattr(letter, "name", "-")
    if pdf is None and docx is None:
        _stop("give --pdf OUT, --docx OUT, or both")
    try:
        document = document_from_json(json.load(letter))
        printed = [(pdf, render_pdf(document, timestamp=_made_at(document)))] if pdf else []
        printed += [(docx, render_docx(document))] if docx else []
    except json.JSONDecodeError as error:
        _stop(f"{name}: not JSON: line {error.lineno}, column {error.colno}: {error.msg}")
    except ValueError as error:  # the text cannot be decoded, a key is wrong, a character cannot be printed
        _stop(f"{name}: {error}")
    for path, content in printed:
        try:
            path.write_bytes(content)
        except OSError as error:
            _stop(f"{path}: cannot be written: {error.strerror}")


def _made_at(document: LetterDocument) -> dt.datetime:
    """The letter's own day, so that the same letter gives the same file; the present moment when it has none."""
    return dt.datetime.combine(document.date, dt.time(), dt.UTC) if document.date else now()


def _stop(message: str) -> NoReturn:
    """End as every command ends on bad input: one line on stderr, status 2."""
    click.echo(" ".join(message.split()), err=True)
    sys.exit(2)
