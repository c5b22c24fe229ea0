"""Where lines may end in Thai text."""

import pytest

from documents.thai_line_breaks import split_words


def words(text: str) -> list[str]:
    return [word.text.strip() for word in split_words(text)]


def test_it_loses_no_letter() -> None:
    text = "ด้วยจังหวัดเพชรบูรณ์ (ก.ก.ถ) แจ้งว่า  www.odloc.go.th/a-b?c=1 ต่าง ๆ ๒๘ มีนาคม ๒๕๖๗"
    assert "".join(word.text for word in split_words(text)) == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ลงวันที่ ๒๘ มีนาคม ๒๕๖๗ นั้น", "วันที่ ๒๘ มีนาคม ๒๕๖๗"),
        ("ภายในวันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖ นี้", "วันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๖"),
        ("หนังสือ ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗ ลง", "ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗"),
        ("แบบสำรวจ จำนวน ๑ ชุด และ", "จำนวน ๑ ชุด"),
        ("ประชุมเวลา ๐๙.๐๐ - ๑๒.๐๐ น. ณ", "๐๙.๐๐ - ๑๒.๐๐ น."),
        ("ในการประชุมครั้งที่ ๔/๒๕๖๖ เมื่อ", "ครั้งที่ ๔/๒๕๖๖"),
        ("ผู้ประสานงาน นายสืบพงษ์ นิ่มพูลสวัสดิ์ โทร", "นายสืบพงษ์ นิ่มพูลสวัสดิ์"),
        ("ระหว่างเดือนมิถุนายน - กรกฎาคม ๒๕๖๗ และ", "มิถุนายน - กรกฎาคม ๒๕๖๗"),
        ("วันที่ ๑๒ - ๑๔ มกราคม ๒๕๖๖ ณ", "๑๒ - ๑๔ มกราคม ๒๕๖๖"),
        ("งานต่าง ๆ และ", "ต่าง ๆ"),
        ("นายกเทศมนตรีเมืองวิเชียรบุรี และ", "วิเชียรบุรี"),
        ("ท้องที่ตำบลสะเดียง อำเภอหล่มเก่า", "หล่มเก่า"),
    ],
)
def test_it_keeps_together_what_belongs_together(text: str, whole: str) -> None:
    assert any(whole in word for word in words(text)), words(text)


def test_it_does_not_take_an_office_for_a_person() -> None:
    assert "นายอำเภอ" in words("เรียน นายอำเภอ ทุกอำเภอ นายกเทศมนตรี ทุกแห่ง")


def test_it_starts_no_line_with_a_closing_mark() -> None:
    for word in words("ท้องถิ่น (อปท.) “ก” (ก.ก.ถ.) ร้อยละ ๕, ๑๐ และกรุงเทพฯ ทุกปี"):
        assert word[0] not in ")”,.ๆฯ"
