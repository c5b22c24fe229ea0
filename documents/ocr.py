"""Text of a scanned page by Tesseract, where it is installed: for searching, never for numbers and dates.

Measured on clean Thai pages: one letter in ten is wrong and hardly a year comes out right, so whoever uses the text
must say that it was guessed from a picture.
"""

from __future__ import annotations

import io
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from documents.page_image import page_picture
from documents.upload_checks import UploadRefused

LANGUAGES = ("tha", "eng")
PAGE_PIXELS = 2480  # a page's width at 300 dpi
SECONDS_A_PAGE = 90
_LEAST_SURE = 30.0  # Tesseract's confidence, 0 to 100; below stand specks taken for letters
_SPACE = 0.5  # of the line's height of type: a gap that is a space
_COLUMN = 2.5
_FIELDS = 12


@dataclass(frozen=True, slots=True)
class OcrWord:
    """What Tesseract took for one word (in Thai often one letter), and its place in pixels."""

    text: str
    line: tuple[str, str, str]
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class OcrPage:
    """The text of one page; `words[i]` is for character i the word it belongs to, or -1."""

    text: str
    chars: tuple[int, ...]
    words: tuple[OcrWord, ...]
    width: int
    height: int


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Whether Tesseract with Thai and English can be run here (looked up once a process)."""
    program = _program()
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return set(LANGUAGES) <= set(listed.stdout.decode("utf-8", "replace").split())


def _program() -> str | None:
    return shutil.which("tesseract")


def read_scan(content: bytes, page: int) -> OcrPage:
    """Return what Tesseract reads on page `page` (from 1) of a PDF or picture.

    Raises UploadRefused: ocr_missing, ocr_failed (also after SECONDS_A_PAGE), damaged, too_complicated.
    """
    if not is_installed():
        raise UploadRefused("ocr_missing", "the page is a picture and no OCR is installed", "send the original file")
    picture = page_picture(content, page, PAGE_PIXELS).convert("L")
    saved = io.BytesIO()
    picture.save(saved, "PNG", dpi=(300, 300))
    words = tuple(_words(_run(saved.getvalue())))
    text, chars = _write(words)
    return OcrPage(text, tuple(chars), words, picture.width, picture.height)


def _run(png: bytes) -> str:
    command = [_program() or "tesseract", "stdin", "stdout", "-l", "+".join(LANGUAGES), "--dpi", "300", "tsv"]
    environment = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, input=png, capture_output=True, timeout=SECONDS_A_PAGE, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UploadRefused(
            "ocr_failed", "the page could not be read as text", "scan it again, upright, at 300 dpi"
        ) from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str) -> Iterator[OcrWord]:
    """The words of Tesseract's TSV: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) != _FIELDS or cells[0] != "5" or not cells[11].strip() or float(cells[10]) < _LEAST_SURE:
            continue
        left, top, width, height = map(int, cells[6:10])
        yield OcrWord(cells[11], (cells[2], cells[3], cells[4]), left, top, left + width, top + height)


def _write(words: tuple[OcrWord, ...]) -> tuple[str, list[int]]:
    written: list[str] = []
    chars: list[int] = []

    def put(text: str, word: int) -> None:
        written.append(text)
        chars.extend([word] * len(text))

    at = 0
    for _, line in groupby(words, key=lambda word: word.line):
        run = list(line)
        height = statistics.median(word.bottom - word.top for word in run)
        if written:
            put("\n", -1)
        for before, word in zip([None, *run], run, strict=False):
            gap = 0 if before is None else (word.left - before.right) / max(height, 1)
            put("    " if gap > _COLUMN else " " if gap > _SPACE else "", -1)
            put(word.text, at)
            at += 1
    return "".join(written), chars
