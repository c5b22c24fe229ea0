"""Letters spoilt in every way files are: cut, doubled, shuffled, misread, filled with junk; each by its own number."""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from documents.letter_document import EnclosureLine, LetterDocument, SignatureBlock
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf

DATA = Path(__file__).parents[1] / "tests" / "data"
TIMESTAMP = dt.datetime(2024, 3, 28, tzinfo=dt.UTC)
JUNK = (
    "\x00\x02\x0c\r\n\t \u00a0\u200b\u00ad\u0e33\u0e4d\u0e48\u0e49\uf70a\uf702\ufffe\ufffd\u202e"
    "๑๒ที่/ว.()-–|<>http://www.@ลงวันที่เรื่องเรียน๐๐๐๐"
)
LOOK_ALIKES = {
    "๖": "๒",
    "๗": "๓",
    "๘": "๕",
    "น": "บ",
    "น้ำ": "น\u0e4d\u0e49า",
    "ำ": "\u0e4dา",
    "ที่": "ท\u0e48\u0e35",
    "\u0e48": "\uf70a",
    " ": "\u00a0",
    "\n": "\r\n",
}
HEADS = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp874")
MOST_CHANGES = 6


@dataclass(frozen=True)
class Given:
    """One input: its number in the run, the file's bytes and name."""

    number: int
    data: bytes
    name: str


def spoilt(seed: int, number: int) -> Given:
    """Input `number` of the run with this seed: the same whenever it is asked for."""
    chance = random.Random(f"{seed}:{number}")
    kind = chance.choices(("text", "pdf", "docx", "noise"), (72, 12, 12, 4))[0]
    if kind == "text":
        text = _changed(chance, chance.choice(texts()))
        return Given(number, text.encode(chance.choice(ENCODINGS), "replace"), "letter.txt")
    if kind == "noise":
        size = chance.choice((0, 1, 10, 1000, 100_000))
        return Given(
            number,
            chance.choice((b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n")) + chance.randbytes(size),
            "x",
        )
    if kind == "pdf":
        return Given(number, _bytes_changed(chance, chance.choice(pdfs())), "letter.pdf")
    return Given(number, _docx_changed(chance, chance.choice(docxs())), "letter.docx")


@cache
def texts() -> list[str]:
    """Every example text, whole bundles too."""
    found = [path.read_text("utf-8") for path in sorted((DATA / "bundles").glob("*.txt"))]
    for name in ("full_letters", "pairs", "letters"):
        found += [json.loads(line)["text"] for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return found


@cache
def pdfs() -> list[bytes]:
    """A short and a two-page letter as official PDFs."""
    return [render_pdf(letter, timestamp=TIMESTAMP) for letter in _letters()]


@cache
def docxs() -> list[bytes]:
    """The same letters as Word files."""
    return [render_docx(letter) for letter in _letters()]


def _letters() -> list[LetterDocument]:
    text = json.loads((DATA / "documents" / "province_letter.json").read_text("utf-8"))
    long = LetterDocument(
        ref_no="พช 0023.6/ว 1507",
        office_lines=("ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000"),
        date=TIMESTAMP.date(),
        urgency="ด่วนที่สุด",
        subject=text["subject"],
        to=text["to"],
        enclosures=(EnclosureLine(text["enclosure"], "จำนวน 1 ชุด"),),
        body=tuple(text["body"]),
        closing="ขอแสดงความนับถือ",
        signature=SignatureBlock("นายสืบพงษ์ นิ่มพูลสวัสดิ์", ("ผู้ว่าราชการจังหวัดเพชรบูรณ์",)),
        owner_unit=("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",),
        contact_lines=("โทร. 0-5672-9781 ต่อ 103",),
    )
    short = LetterDocument(
        ref_no="พช 0023.7/583", date=TIMESTAMP.date(), subject="ประชุม", to="นายอำเภอ", body=("ด้วยจังหวัด",)
    )
    return [long, short]


def _changed(chance: random.Random, text: str) -> str:
    for _ in range(chance.randint(1, MOST_CHANGES)):
        text = chance.choice(CHANGES)(chance, text)[:400_000]
    return text


def _span(chance: random.Random, length: int, most: int) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + chance.randint(0, most))


def _delete(chance: random.Random, text: str) -> str:
    start, end = _span(chance, len(text), 400)
    return text[:start] + text[end:]


def _double(chance: random.Random, text: str) -> str:
    start, end = _span(chance, len(text), 300)
    return text[:end] + text[start:end] * chance.choice((1, 1, 2, 50)) + text[end:]


def _junk(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    if chance.random() < 0.3:
        junk = chance.choice(JUNK) * chance.choice((100, 3000))
    else:
        junk = "".join(chance.choices(JUNK, k=chance.randint(1, 60)))
    return text[:at] + junk + text[at:]


def _any_characters(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    odd = "".join(chr(c) for c in (chance.randrange(0x110000) for _ in range(20)) if not 0xD800 <= c < 0xE000)
    return text[:at] + odd + text[at:]


def _shuffle_lines(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    start, end = _span(chance, len(lines), 12)
    some = lines[start:end]
    chance.shuffle(some)
    return "\n".join([*lines[:start], *some, *lines[end:]])


def _misread(chance: random.Random, text: str) -> str:
    printed, read = chance.choice(list(LOOK_ALIKES.items()))
    return text.replace(printed, read, chance.choice((1, 5, -1)))


def _join_lines(chance: random.Random, text: str) -> str:
    return text.replace("\n", chance.choice((" ", "", "  ")), chance.choice((1, 5, -1)))


def _break_lines(chance: random.Random, text: str) -> str:
    width = chance.choice((1, 7, 40))
    start, end = _span(chance, len(text), 500)
    middle = "\n".join(text[at : at + width] for at in range(start, end, width))
    return text[:start] + middle + text[end:]


def _another(chance: random.Random, text: str) -> str:
    return text + chance.choice(("\n", "\n\n", "\f", "")) + chance.choice(texts())


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randint(0, len(text))] if chance.random() < 0.5 else text[chance.randint(0, len(text)) :]


CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    *(_delete, _double, _junk, _any_characters, _shuffle_lines, _misread),
    *(_join_lines, _break_lines, _another, _cut),
)


def _bytes_changed(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, MOST_CHANGES)):
        start, end = _span(chance, len(changed), 200)
        way = chance.randrange(5)
        if way == 0:
            del changed[start:]
        elif way == 1:
            del changed[start:end]
        elif way == 2:
            changed[start:end] = chance.randbytes(end - start)
        elif way == 3 and start < len(changed):
            changed[start] ^= 1 << chance.randrange(8)
        else:
            changed[end:end] = changed[start:end]
    return bytes(changed)


def _docx_changed(chance: random.Random, data: bytes) -> bytes:
    """Half the time the archive's bytes, half the time the text of a part inside a sound archive."""
    if chance.random() < 0.5:
        return _bytes_changed(chance, data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        spoil = chance.choice([name for name in old.namelist() if name.startswith("word/") and name.endswith(".xml")])
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _changed(chance, content.decode("utf-8")).encode() if name == spoil else content)
    return out.getvalue()
