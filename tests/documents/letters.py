"""Letters the document tests are made of: the Phetchabun province's circular of 28 March 2567, and changes to it."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

from documents.letter_document import EnclosureLine, LetterDocument, QrCode, SignatureBlock

DATA = Path(__file__).parents[1] / "data" / "documents"
TIMESTAMP = dt.datetime(2024, 3, 28, 9, 0, tzinfo=dt.UTC)
VERIFY_URL = "https://wian.example.invalid/v/AbCdEfGhIjKlMnOpQrStUv"


@cache
def province_text() -> dict[str, Any]:
    return json.loads((DATA / "province_letter.json").read_text("utf-8"))


def make_letter(**changes: Any) -> LetterDocument:
    """The province's letter พช 0023.6/ว 1507, changed as the test says."""
    text = province_text()
    letter: dict[str, Any] = {
        "ref_no": "พช 0023.6/ว 1507",
        "office_lines": ("ศาลากลางจังหวัดเพชรบูรณ์", "ถนนสระบุรี-หล่มสัก พช 67000"),
        "date": dt.date(2024, 3, 28),
        "urgency": "ด่วนที่สุด",
        "subject": text["subject"],
        "to": text["to"],
        "enclosures": (EnclosureLine(text["enclosure"], "จำนวน 1 ชุด"),),
        "body": tuple(text["body"]),
        "closing": "ขอแสดงความนับถือ",
        "signature": SignatureBlock(
            "นายสืบพงษ์ นิ่มพูลสวัสดิ์",
            ("รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดเพชรบูรณ์"),
        ),
        "owner_unit": (
            "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด",
            "กลุ่มงานบริการสาธารณะท้องถิ่นและประสานงานท้องถิ่นอำเภอ",
        ),
        "contact_lines": ("โทร. 0-5672-9781 ต่อ 103",),
    }
    return LetterDocument(**(letter | changes))


def codes(count: int) -> tuple[QrCode, ...]:
    return tuple(
        QrCode(f"https://wian.example.invalid/e/{n}-AbCdEfGhIjKlMnOpQrSt", f"สิ่งที่ส่งมาด้วย {n}")
        for n in range(1, count + 1)
    )
