"""The example bundles as PDF files: each letter printed from what stands in it, the bundle as one file."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from pathlib import Path

import pikepdf

from documents.letter_json import document_from_json
from documents.render_pdf import render_pdf
from letters.reading.read import read_letters
from letters.reading.reading_json import reading_as_json
from letters.reading.take_text import pasted_text

BUNDLES = Path(__file__).parents[1] / "data" / "bundles"
ADDRESSES = {"สำนักงานปลัดสำนักนายกรัฐมนตรี": "ทำเนียบรัฐบาล กทม. 10300"}
MADE = dt.datetime(2024, 3, 29, tzinfo=dt.UTC)


def seed_text(name: str) -> str:
    """The bundle as its scan was read, scan errors and all: "phetchabun" (3 letters) or "krabi" (2)."""
    return (BUNDLES / f"{name}.txt").read_text(encoding="utf-8")


@cache
def letter_pdfs(name: str) -> tuple[bytes, ...]:
    """Each letter of the bundle as a PDF of its own, the forwarding letter first."""
    readings = read_letters(pasted_text(seed_text(name)).text)
    letters = []
    for reading in map(reading_as_json, readings):
        office = reading["issuing_office"]
        given = {**reading, "address": [office, ADDRESSES.get(office, "ถนนสายหลัก 67000")]}
        letters.append(render_pdf(document_from_json(given), timestamp=MADE))
    return tuple(letters)


def bundle_pdf(name: str) -> bytes:
    """The whole bundle as one PDF, as a district passes it on."""
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for content in letter_pdfs(name):
            whole.pages.extend(pikepdf.open(io.BytesIO(content)).pages)
        whole.save(out, deterministic_id=True)
    return out.getvalue()
