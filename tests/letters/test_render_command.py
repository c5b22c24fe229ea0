"""flask letters render: a letter given as JSON becomes official PDF and DOCX."""

import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from docx import Document

from letters.commands import letters_cli

LETTER: dict[str, Any] = {
    "ref_no": "พช 0023.7/ว 583",
    "urgency": "ด่วนที่สุด",
    "date": "2024-03-29",
    "issuing_office": "ที่ว่าการอำเภอเมืองเพชรบูรณ์",
    "address": ["ถนนสระบุรี – หล่มสัก พช 67000"],
    "subject": "การประชุมเชิงปฏิบัติการ",
    "to": ["นายกเทศมนตรีตำบล และนายกองค์การบริหารส่วนตำบล ทุกแห่ง"],
    "body": ["ด้วยจังหวัดเพชรบูรณ์ได้รับแจ้งว่า", "จึงเรียนมาเพื่อทราบและดำเนินการต่อไป"],
    "closing": "ขอแสดงความนับถือ",
    "signatory": {"name": "นายสุทธิศักดิ์ จงขจรพงษ์", "position": "ปลัดอำเภอ", "acting": "ปฏิบัติราชการแทน",
                  "on_behalf": "นายอำเภอเมืองเพชรบูรณ์"},
    "phones": ["0-5671-2844"],
}  # fmt: skip


def run(folder: Path, letter: object, *options: str) -> Result:
    path = folder / "letter.json"
    path.write_text(letter if isinstance(letter, str) else json.dumps(letter), "utf-8")
    return CliRunner().invoke(letters_cli, ["render", str(path), *options])


def test_it_writes_both_files(tmp_path: Path) -> None:
    pdf, docx = tmp_path / "letter.pdf", tmp_path / "letter.docx"
    result = run(tmp_path, LETTER, "--pdf", str(pdf), "--docx", str(docx))
    assert (result.exit_code, result.output) == (0, "")
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_range()
    for words in ("ที่ พช ๐๐๒๓.๗/ว ๕๘๓", "๒๙ มีนาคม ๒๕๖๗", "(นายสุทธิศักดิ์ จงขจรพงษ์)", "โทร. ๐-๕๖๗๑-๒๘๔๔"):
        assert words in text
    assert "จึงเรียนมาเพื่อทราบและดำเนินการต่อไป" in [paragraph.text for paragraph in Document(str(docx)).paragraphs]


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        (LETTER | {"to": 5}, "to: expected a list or null"),
        (LETTER | {"date": "2567"}, "date: expected a date"),
        (LETTER | {"subject": "ประชุม 😀"}, "subject: cannot print '😀'"),
        ("{", "not JSON"),
        ("[]", "letter: expected an object"),
    ],
)
def test_it_ends_with_one_clear_line_and_status_2_on_bad_input(tmp_path: Path, letter: object, said: str) -> None:
    result = run(tmp_path, letter, "--pdf", str(tmp_path / "x.pdf"))
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


def test_it_says_when_it_is_not_told_what_to_write(tmp_path: Path) -> None:
    result = run(tmp_path, LETTER)
    assert (result.exit_code, result.stderr) == (2, "give --pdf OUT, --docx OUT, or both\n")


def test_it_says_when_the_file_cannot_be_written(tmp_path: Path) -> None:
    result = run(tmp_path, LETTER, "--pdf", str(tmp_path / "missing" / "x.pdf"))
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
