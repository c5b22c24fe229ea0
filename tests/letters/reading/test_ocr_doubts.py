"""Nothing read from a picture is believed before a person has compared it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from letters.reading.ocr_doubts import as_guessed, ocr_doubts
from letters.reading.reading import LetterReading, Signatory

DATA = Path(__file__).parents[2] / "data" / "full_letters.jsonl"
TEXTS = [json.loads(line)["text"] for line in DATA.read_text("utf-8").splitlines()]
TEXT = "ส่งภายในวันที่ ๒๔ พ.ย. ๒๕๖๖ ที่ www.dla.go.th/๒๕๖๖ หรือ a1@dla.go.th ตามหนังสือ ที่ มท ๐๘๑๖.๓/ว ๑๒ จำนวน ๑,๐๒๗ ราย"


def test_each_address_date_reference_and_number_is_one_doubt() -> None:
    doubts = ocr_doubts(TEXT)
    texts = [doubt.text for doubt in doubts]
    assert texts[1:] == ["www.dla.go.th/๒๕๖๖", "a1@dla.go.th", "มท ๐๘๑๖.๓/ว ๑๒", "๑,๐๒๗"]
    assert "๒๔ พ.ย. ๒๕๖๖" in texts[0]
    assert len({doubt.reason for doubt in doubts}) == 5
    assert all(TEXT[slice(*doubt.span)] == doubt.text for doubt in doubts if doubt.span)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_digit_of_a_letter_is_without_a_doubt(text: str) -> None:
    covered = {at for doubt in ocr_doubts(text) for at in range(*(doubt.span or (0, 0)))}
    assert all(at in covered for at, c in enumerate(text) if c.isdigit())


def test_a_reading_from_a_picture_keeps_its_text_and_no_field() -> None:
    text = "ที่ มท ๐๘๑๖.๓/ว ๑๒\nลงชื่อ"
    guessed = as_guessed(
        LetterReading(
            text,
            ref_no="มท 0816.3/ว 12",
            circular=True,
            date=dt.date(2023, 11, 13),
            to=("ผู้ว่าราชการจังหวัด",),
            signatory=Signatory("นายทดสอบ"),
            body=("ด้วย",),
            found={"ref_no": ((4, 18),), "body": ((19, 25),)},
        )
    )
    assert (guessed.ref_no, guessed.circular, guessed.date, guessed.to, guessed.signatory) == (
        None,
        None,
        None,
        (),
        None,
    )
    assert (guessed.text, guessed.body, set(guessed.found)) == (text, ("ด้วย",), {"body"})
    assert {doubt.field for doubt in guessed.doubts} == {"ref_no", "circular", "date", "to", "signatory"}
    assert next(doubt.text for doubt in guessed.doubts if doubt.field == "ref_no") == text[4:18]
