"""flask letters read: what letters say, as JSON lines or as a table."""

import datetime as dt
import json
from pathlib import Path

from click.testing import CliRunner, Result

from benchmarks.accuracy import rows
from documents.letter_json import document_from_json
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf
from letters.commands import letters_cli
from tests.letters.test_render_command import LETTER

BUNDLE = "\n\n".join(row["text"] for row in rows("letters") if row["id"].startswith("seed-0"))
KEYS = {
    *(
        "ref_no",
        "circular",
        "urgency",
        "secrecy",
        "date",
        "issuing_office",
        "subject",
        "to",
        "references",
        "enclosures",
    ),
    *(
        "signatory",
        "phones",
        "fax",
        "urls",
        "deadline",
        "meeting",
        "received",
        "emails",
        "obligations",
        "sessions",
        "form",
    ),
    *("copies_to", "urgency_by", "doubts", "found", "text", "date_partial", "date_from", "file", "part", "checks"),
}


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(letters_cli, ["read", *arguments], input=stdin)


def test_it_prints_one_object_a_letter_with_every_key(tmp_path: Path) -> None:
    path = tmp_path / "bundle.txt"
    path.write_text(BUNDLE, "utf-8")
    result = run(str(path), "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    letters = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(one["file"], one["part"], one["ref_no"]) for one in letters] == [
        (str(path), 1, "พช 0023.7/ว 583"),
        (str(path), 2, "พช 0023.6/ว 1507"),
        (str(path), 3, "นร 0107/2199"),
    ]
    assert all(set(one) >= KEYS for one in letters)
    assert (letters[1]["date"], letters[1]["date_partial"], letters[1]["date_from"]) == (
        "2024-03-28",
        "2024-03",
        "part 1",
    )


def test_every_place_it_gives_holds_the_value_in_its_text() -> None:
    [line] = run("-", "--json", stdin=rows("full_letters")[0]["text"].encode()).stdout.splitlines()
    letter = json.loads(line)
    [[start, end, page]] = letter["found"]["ref_no"]
    assert (letter["text"][start:end], page) == ("มท ๐๘๑๖.๓/ว ๒๕๔๗", 1)
    places = [letter["text"][start:end] for start, end, _ in letter["found"]["phones"]]
    assert places == ["๐ ๒๒๔๑ ๙๐๐๐ ต่อ ๕๓๑๒", "๐๘ ๑๘๓๗ ๐๐๙๑"]
    assert len(letter["found"]["references"]) == len(letter["references"])


def test_it_reads_pdf_and_word_alike(tmp_path: Path) -> None:
    document = document_from_json(LETTER)
    (tmp_path / "a.pdf").write_bytes(render_pdf(document, timestamp=dt.datetime(2024, 3, 29, tzinfo=dt.UTC)))
    (tmp_path / "a.docx").write_bytes(render_docx(document))
    lines = run(str(tmp_path / "a.pdf"), str(tmp_path / "a.docx"), "--json").stdout.splitlines()
    for letter in map(json.loads, lines):
        for key in ("ref_no", "urgency", "date", "issuing_office", "signatory", "phones"):
            assert letter[key] == LETTER[key]


def test_it_prints_a_table_a_clerk_can_read(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(rows("full_letters")[8]["text"], "utf-8")
    table = run(str(path)).stdout
    lines = [line.split(maxsplit=1) for line in table.splitlines()]
    assert ["ที่", "อบ 73401/218"] in lines
    assert ["ลงวันที่", "2020-06 (ไม่มีวัน)"] in lines
    assert "ตรวจ: ลงวันที่       อ่านวันในวันที่ของหนังสือไม่ได้" in table


def test_it_names_a_file_it_cannot_read_and_reads_the_others(tmp_path: Path) -> None:
    good = tmp_path / "letter.txt"
    good.write_text(BUNDLE, "utf-8")
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    result = run(str(tmp_path / "none.pdf"), str(broken), str(good), "--json")
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 3
    missing, damaged = result.stderr.splitlines()
    assert missing.startswith(f"{tmp_path / 'none.pdf'}: No such file")
    assert damaged.startswith(f"{broken}: ")
