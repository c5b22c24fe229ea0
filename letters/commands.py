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
from core.errors import DomainError
from deadlines.working_days import is_working_day
from desk.file_commands import read_stored, take_in_files
from documents.letter_document import LetterDocument
from documents.letter_json import document_from_json
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf
from letters.bundle_checks import bundle_checks
from letters.compared_papers import as_plain, as_table, compared_papers
from letters.reading.bundle import split_bundle
from letters.reading.read import read_parts
from letters.reading.reading import LetterReading
from letters.reading.reading_json import readings_as_json
from letters.reading.reading_table import readings_as_table
from letters.reading.take_text import take_text

letters_cli = AppGroup("letters", help="Letters from and to files.")
letters_cli.add_command(take_in_files)
letters_cli.add_command(read_stored)
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


@letters_cli.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, one line a letter (docs/reading.md).")
def read(files: tuple[str, ...], as_json: bool) -> None:
    """Say what letters hold: number, date, office, receivers, duties, deadline, contacts, and what is in doubt.

    FILE is a PDF, a DOCX, a text file, a scan (with Tesseract installed), or - for standard input. A file with several
    letters gives each. A file that cannot be read ends in one line on stderr and status 2; the others are still read.

    Example: flask letters read circular.pdf reply.docx --json
    """
    failed = False
    for name in files:
        try:
            readings = _readings(_content(name), Path(name).name)
        except (DomainError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            click.echo(" ".join(f"{name}: {reason}".split()), err=True)
            failed = True
            continue
        if as_json:
            for line in readings_as_json(readings, name, bundle_checks(readings, is_working_day)):
                click.echo(json.dumps(line, ensure_ascii=False))
        else:
            click.echo(readings_as_table(readings, name))
    sys.exit(2 if failed else 0)


def _readings(data: bytes, name: str) -> list[LetterReading]:
    taken = take_text(data, name)
    parts = read_parts(taken.text, taken.page_starts, guessed_pages=frozenset(taken.ocr_pages))
    return [part.reading for part in parts]


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


@letters_cli.command("compare")
@click.argument("source", type=click.File("rb"))
@click.argument("forwarded", type=click.File("rb"))
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
def compare_letters(source: BinaryIO, forwarded: BinaryIO, as_json: bool) -> None:
    """Hold a forwarding letter against its source: what contradicts it, and what the checks of docs/checks.md show.

    Each file is text, PDF, DOCX or (with Tesseract) a scan; of a file with several letters the first is taken. Ends
    with status 0 whatever was found. One of the two may be - for standard input.

    Example: flask letters compare ministry.pdf province.docx --json
    """
    papers = [_letter_text(file) for file in (source, forwarded)]
    result = compared_papers(papers[0], papers[1], is_working_day)
    click.echo(json.dumps(as_plain(result), ensure_ascii=False) if as_json else as_table(result))


def _letter_text(file: BinaryIO) -> str:
    """The first letter in a file."""
    name = getattr(file, "name", "-")
    try:
        taken = take_text(file.read(), Path(name).name)
    except DomainError as error:
        _stop(f"{name}: {error}")
    part = split_bundle(taken.text, taken.page_starts)[0]
    return taken.text[part.start : part.end]


def _made_at(document: LetterDocument) -> dt.datetime:
    """The letter's own day, so that the same letter gives the same file; the present moment when it has none."""
    return dt.datetime.combine(document.date, dt.time(), dt.UTC) if document.date else now()


def _stop(message: str) -> NoReturn:
    """End as every command ends on bad input: one line on stderr, status 2."""
    click.echo(" ".join(message.split()), err=True)
    sys.exit(2)
