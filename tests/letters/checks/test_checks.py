"""The 33 checks: what the example bundles show, and each on a letter of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from deadlines.working_days import is_working_day
from letters.checks.letter import check_letter, check_papers
from letters.checks.table import TABLE
from letters.compare import side_of

ROOT = Path(__file__).parents[3]
SEEDS = {
    row["id"]: row["text"]
    for row in map(json.loads, (ROOT / "tests/data/seed_letters.jsonl").read_text(encoding="utf-8").splitlines())
}
PLAIN = """ที่ กบ ๐๐๒๓.๖/ว ๒๖๓๕
ศาลากลางจังหวัดกระบี่
ถนนอุตรกิจ กบ ๘๑๐๐๐
๘ มิถุนายน ๒๕๖๖
เรื่อง การบันทึกข้อมูล
เรียน นายอำเภอ ทุกอำเภอ
สิ่งที่ส่งมาด้วย สำเนาหนังสือ จำนวน ๑ ชุด
ด้วยกรมส่งเสริมการปกครองท้องถิ่นแจ้งว่า ให้รายงานภายในวันศุกร์ที่ ๑๖ มิถุนายน ๒๕๖๖ รายละเอียดตามสิ่งที่ส่งมาด้วย
จึงเรียนมาเพื่อพิจารณาดำเนินการ สำหรับอำเภอให้แจ้งเทศบาลตำบลและองค์การบริหารส่วนตำบลด้วย
ขอแสดงความนับถือ
(นายก ขคง)
รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน
ผู้ว่าราชการจังหวัดกระบี่
โทร. ๐ ๗๕๖๑ ๑๘๙๙
"""


def _numbers(text: str) -> list[int]:
    return [one.number for one in check_letter(side_of(text), is_working_day)]


def test_a_letter_without_fault_has_no_check():
    assert _numbers(PLAIN) == []


@pytest.mark.parametrize(
    ("number", "old", "new"),
    [
        (1, "รายละเอียด", "ที่ www.dla๒.go.th รายละเอียด"),
        (2, "รายละเอียด", "ที่ http://dla.go.th/x รายละเอียด"),
        (7, "๘ มิถุนายน", "มิถุนายน"),
        (11, "ว ๒๖๓๕", "ว ๒๖ ๓๕"),
        (12, "รายละเอียด", "จำนวน ๑2 แห่ง รายละเอียด"),
        (14, "วันศุกร์ที่ ๑๖", "วันพฤหัสบดีที่ ๑๖"),
        (14, "วันศุกร์ที่ ๑๖", "วันเสาร์ที่ ๑๗"),
        (15, "ภายในวันศุกร์ที่ ๑๖ มิถุนายน ๒๕๖๖", "ตามวันและเวลาที่กำหนด"),
        (16, "สำเนาหนังสือ จำนวน ๑ ชุด", "QR Code แบบตอบรับ"),
        (18, "รายละเอียด", "ประจำปี พ.ศ. ๒๕๖๖ และประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รายละเอียด"),
        (20, "ตามสิ่งที่ส่งมาด้วย", "ตามสิ่งที่ส่งมาด้วย ๑ - ๓"),
        (24, "เทศบาลตำบลและองค์การบริหารส่วนตำบล", "องค์กรปกครองส่วนท้องถิ่น"),
        (25, "รายละเอียด", "(ก.ก.ถ.) และ (ก.ก.ถ) รายละเอียด"),
        (26, "กรมส่งเสริมการปกครองท้องถิ่น", "กรมส่งเสริมการปกครองส่วนท้องถิ่น"),
        (27, "รายงาน", "จั้ดทำรายงาน"),
        (29, "นายอำเภอ ทุกอำเภอ", "นายอำเภอเมืองกระบี่"),
        (30, "ที่ กบ", "ที่ กจ"),
        (31, "\nผู้ว่าราชการจังหวัดกระบี่\nโทร", "\nโทร"),
        (32, "๐ ๗๕๖๑ ๑๘๙๙", "๐๘ ๑๒๓๔ ๕๖๗๘"),
    ],
)
def test_it_sees(number, old, new):
    assert old in PLAIN
    assert _numbers(PLAIN.replace(old, new)) == [number]


def test_it_sees_an_empty_time_in_a_stamp():
    assert _numbers("ศาลากลางจังหวัดกระบี่\nเลขรับ ๑๒\nวันที่ ๙ มิ.ย. ๒๕๖๖\nเวลา.....\n" + PLAIN) == [17]


def test_it_sees_a_catch_word_between_pages():
    assert 28 in _numbers(SEEDS["seed-0-2"])


def test_the_phetchabun_chain_was_received_before_it_was_dated():
    found = check_papers([side_of(SEEDS[f"seed-0-{n}"]) for n in (3, 2, 1)], is_working_day)
    assert [one.number for one in found] == [8, 9, 5, 33]
    assert "๒๒ มี.ค. ๖๗" in found[2].text and "๒๘ มี.ค. ๖๗" in found[2].text


def test_the_krabi_window_was_open_before_the_letter_went_out():
    found = check_papers([side_of(SEEDS[f"seed-4-{n}"]) for n in (2, 1)], is_working_day)
    assert [one.number for one in found] == [9, 13, 33]
    assert "7 วัน" in found[1].text


def test_every_check_says_what_to_do():
    found = [one for text in SEEDS.values() for one in check_letter(side_of(text), is_working_day)]
    assert found and all(one.text and one.remedy for one in found)


def test_the_page_lists_every_check_as_it_is_made():
    page = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .+ \| (\w+) \| (\w+) \| (\S+) \|$", page, re.MULTILINE)
    assert rows == [(str(one.number), str(one.severity), str(one.made), one.made_in) for one in TABLE]
    assert [one.number for one in TABLE] == list(range(1, 34))
    assert all((ROOT / one.made_in).is_file() for one in TABLE)
