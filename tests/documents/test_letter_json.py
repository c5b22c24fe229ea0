"""A letter given as JSON: what stands on paper is taken over, what is wrong is named."""

import datetime as dt

import pytest

from documents.letter_document import EnclosureLine, LetterForm, QrCode, SignatureBlock
from documents.letter_json import LetterJsonError, document_from_json

READ = {
    "ref_no": "สท 0023.9/ว 113",
    "circular": True,
    "urgency": "ด่วนภายใน",
    "urgency_by": "2025-02-20",
    "date": "2025-02-13",
    "issuing_office": "ที่ว่าการอำเภอศรีสัชนาลัย",
    "subject": "การประชุมชี้แจง",
    "to": ["นายกเทศมนตรีตำบลหาดเสี้ยว", "นายกองค์การบริหารส่วนตำบล ทุกแห่ง"],
    "references": [{"text": "หนังสือจังหวัดสุโขทัย", "ref_no": "สท 0023.3/ว 876", "date": "2025-02-10"}],
    "enclosures": [{"text": "กำหนดการ", "copies": "๑ ชุด"}, {"text": "แบบตอบรับ", "copies": None}],
    "signatory": {"name": "นางสาวรุ่งทิวา พันธุ์เกษม", "position": "ท้องถิ่นอำเภอ", "acting": "ปฏิบัติราชการแทน",
                  "on_behalf": "นายอำเภอศรีสัชนาลัย"},
    "phones": ["055 671048"],
    "fax": [],
    "deadline": {"start": None, "end": "2025-02-21", "precision": "day", "what": "ตอบรับ"},
    "doubts": [],
    "secrecy": None,
    "body": ["ด้วยอำเภอ", "จึงเรียนมาเพื่อทราบ"],
    "address": ["ถนนศรีสัชนาลัย สท 64130"],
    "owner_unit": ["สำนักงานส่งเสริมการปกครองท้องถิ่นอำเภอ"],
    "qr": ["https://forms.invalid/a"],
    "closing": "ขอแสดงความนับถือ",
}  # fmt: skip


def test_it_takes_over_what_stands_on_paper() -> None:
    letter = document_from_json(READ)
    assert letter.form is LetterForm.EXTERNAL
    assert letter.date == dt.date(2025, 2, 13)
    assert letter.office_lines == ("ที่ว่าการอำเภอศรีสัชนาลัย", "ถนนศรีสัชนาลัย สท 64130")
    assert letter.to == "นายกเทศมนตรีตำบลหาดเสี้ยว นายกองค์การบริหารส่วนตำบล ทุกแห่ง"
    assert letter.enclosures == (EnclosureLine("กำหนดการ", "จำนวน ๑ ชุด"), EnclosureLine("แบบตอบรับ"))
    assert letter.signature == SignatureBlock("นางสาวรุ่งทิวา พันธุ์เกษม", ("ท้องถิ่นอำเภอ ปฏิบัติราชการแทน", "นายอำเภอศรีสัชนาลัย"))
    assert letter.contact_lines == ("โทร. 055 671048",)
    assert letter.qr == (QrCode("https://forms.invalid/a"),)
    assert letter.urgency_by == "20 กุมภาพันธ์ 2568"


def test_it_leaves_out_what_is_missing() -> None:
    letter = document_from_json({"subject": "ทดสอบ"})
    assert (letter.date, letter.signature, letter.closing, letter.office_lines) == (None, None, "", ())


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"subject": 5}, "subject"),
        ({"to": "นายอำเภอ"}, "to"),
        ({"to": [1]}, "to[0]"),
        ({"date": "28/3/2567"}, "date"),
        ({"form": "poem"}, "form"),
        ({"enclosures": [{"text": "ก", "copies": 1}]}, "enclosures[0].copies"),
        ({"enclosures": [3]}, "enclosures[0]"),
        ({"signatory": "นาย ก"}, "signatory"),
        ({"qr": ["https://ไทย.invalid"]}, "qr[0]"),
        ([], "letter"),
    ],
)
def test_it_names_the_key_that_is_wrong(wrong: object, key: str) -> None:
    with pytest.raises(LetterJsonError) as error:
        document_from_json(wrong)
    assert error.value.key == key
    assert str(error.value).startswith(f"{key}: expected ")
