"""The official PDF of a two-page letter: against LibreOffice turning the same letter's DOCX into PDF where it is
installed, else against the bare Typst compile (then the ratio says what word breaks and text layer cost)."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from documents.letter_document import LetterDocument, LetterForm, SignatureBlock
from documents.render_docx import render_docx
from documents.render_pdf import render_pages_svg, render_pdf, template_data, warm_up
from documents.typst_compiler import compile_pdf

DATA = Path(__file__).parents[1] / "tests" / "data" / "documents" / "province_letter.json"
TIMESTAMP = dt.datetime(2024, 3, 28, tzinfo=dt.UTC)
ROUNDS = 15
LIVE_PAGE_FLOOR_MS = 150


def main() -> None:
    """Print the PDF first, then the live page and the Word file. Each round sets a letter not set before."""
    warm_up()
    pdf = _milliseconds(lambda n: render_pdf(_letter(n), timestamp=TIMESTAMP))
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office:
        peer, peer_ms = "LibreOffice docx to pdf", _milliseconds(lambda n: _convert(office, _letter(n)), rounds=3)
    else:
        peer, peer_ms = "bare typst compile", _milliseconds(lambda n: _bare(_letter(100 + n)))
    _report("pdf", pdf, None, peer_ms / pdf, peer, "official PDF of a two-page letter, text layer repaired")
    svg = _milliseconds(lambda n: render_pages_svg(_letter(200 + n)))
    _report("pdf: live page", svg, LIVE_PAGE_FLOOR_MS, LIVE_PAGE_FLOOR_MS / svg, None, "SVG of both pages")
    word = _milliseconds(lambda n: render_docx(_letter(300 + n)))
    _report("pdf: docx", word, None, None, None, "the same letter as a Word file")


def _letter(number: int) -> LetterDocument:
    text = json.loads(DATA.read_text("utf-8"))
    return LetterDocument(
        form=LetterForm.EXTERNAL,
        ref_no=f"พช 0023.6/ว {number + 1}",
        office_lines=("ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000"),
        date=TIMESTAMP.date(),
        urgency="ด่วนที่สุด",
        subject=text["subject"],
        to=text["to"],
        body=tuple(f"{paragraph} ({number})" for paragraph in text["body"]),
        closing="ขอแสดงความนับถือ",
        signature=SignatureBlock("นายสืบพงษ์ นิ่มพูลสวัสดิ์", ("ผู้ว่าราชการจังหวัดเพชรบูรณ์",)),
    )


def _bare(letter: LetterDocument) -> None:
    compile_pdf("letter.typ", template_data(letter), timestamp=TIMESTAMP)


def _convert(office: str, letter: LetterDocument) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        path.write_bytes(render_docx(letter))
        command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True)


def _milliseconds(act: Callable[[int], object], rounds: int = ROUNDS) -> float:
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        act(number)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _report(name: str, value: float, floor: float | None, ratio: float | None, peer: str | None, note: str) -> None:
    line = {"name": name, "value": round(value, 1), "unit": "ms", "floor": floor}
    line |= {"ratio": ratio and round(ratio, 2), "peer": peer, "note": note}
    print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
