"""Wordings of time that bind a duty, and those that only tell."""

import datetime as dt

import pytest

from letters.reading.due_phrases import dues_of
from letters.reading.duty import RecurringRule, RelativeRule
from letters.reading.squeezed import squeeze

WRITTEN = dt.date(2024, 3, 1)


def dues(text: str):
    return dues_of(squeeze(text, [(0, len(text))]), WRITTEN)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ภายในวันศุกร์ที่ ๒๔ พฤศจิกายน ๒๕๖๗", dt.date(2024, 11, 24)),
        ("ไม่เกินวันที่ ๖ ก.ย. ๖๗", dt.date(2024, 9, 6)),
        ("ภายในสิ้นเดือนเมษายน ๒๕๖๗", dt.date(2024, 4, 30)),
        ("ภายในสิ้นเดือนนี้", dt.date(2024, 3, 31)),
        ("ภายในวันที่ ๑๕ มีนาคม นี้", dt.date(2024, 3, 15)),
        ("ภายในวันนี้ เวลา ๑๖.๓๐ น.", dt.date(2024, 3, 1)),
        ("ภายใน ๗ วัน นับแต่วันที่ลงในหนังสือนี้", dt.date(2024, 3, 8)),
        ("ตั้งแต่บัดนี้ จนถึงวันที่ ๓๑ พฤษภาคม ๒๕๖๗", dt.date(2024, 5, 31)),
        ("ภายในเดือน กุมภาพันธ์ ๒๕๖๘", dt.date(2025, 2, 28)),
    ],
)
def test_it_reads_a_last_day(text, end):
    (due,) = dues(text)
    assert due.end == end


def test_it_keeps_the_printed_day_of_before():
    (due,) = dues("ให้อำเภอทราบก่อนวันที่ ๒๑ มีนาคม ๒๕๖๗")
    assert (due.end, due.before) == (dt.date(2024, 3, 20), dt.date(2024, 3, 21))


def test_a_time_makes_before_mean_that_day():
    (due,) = dues("ก่อนเวลา ๑๖.๓๐ น. ของวันที่ ๓ พ.ค. ๖๗")
    assert (due.end, due.time, due.before) == (dt.date(2024, 5, 3), dt.time(16, 30), None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ภายใน ๗ วันทำการ นับแต่ได้รับหนังสือ", RelativeRule(7, "working_day", "receipt")),
        ("ภายใน ๑๕ วัน นับแต่วันที่ได้รับหนังสือนี้", RelativeRule(15, "day", "receipt")),
        ("ภายในสิบห้าวันนับแต่วันที่ได้รับแจ้ง", RelativeRule(15, "day", "receipt")),
        ("ภายใน ๓๐ วัน นับแต่วันสิ้นสุดการอบรม", RelativeRule(30, "day", "event")),
        ("ภายใน ๒ สัปดาห์ นับจากวันที่ได้รับแจ้ง", RelativeRule(14, "day", "receipt")),
        ("ทุกวันที่ ๕ ของเดือน", RecurringRule("monthly", 5)),
        ("ภายในวันที่ ๕ ของเดือนถัดไป", RecurringRule("monthly", 5)),
        ("เป็นประจำทุกเดือน ภายในวันที่ ๑๐ ของเดือนถัดไป", RecurringRule("monthly", 10)),
        ("ภายในวันทำการสุดท้ายของทุกเดือน", RecurringRule("monthly", 31, None, "previous_working_day")),
        ("ทุกวันศุกร์", RecurringRule("weekly", None, "FR")),
        ("ภายในวันพฤหัสบดีของทุกสัปดาห์", RecurringRule("weekly", None, "TH")),
        ("เป็นประจำทุกไตรมาส", RecurringRule("quarterly")),
    ],
)
def test_it_reads_a_rule(text, rule):
    (due,) = dues(text)
    assert due.rule == rule


def test_it_doubts_days_counted_from_it_is_not_said_what():
    (due,) = dues("ให้รายงานภายใน ๓ วัน")
    assert due.doubt


def test_it_reads_an_hour_of_every_day():
    (due,) = dues("ให้จังหวัดทราบ ทุกวันก่อนเวลา ๑๕.๐๐ น.")
    assert (due.rule, due.time) == (RecurringRule("daily"), dt.time(15))


@pytest.mark.parametrize(
    "text",
    [
        "ในการประชุมเมื่อวันที่ ๑ มีนาคม ๒๕๖๗",
        "ข้อมูล ณ วันที่ ๕ มกราคม ๒๕๖๗",
        "ลงวันที่ ๕ มกราคม ๒๕๖๗",
        "ประจำเดือนมีนาคม ๒๕๖๗",
        "ระหว่างวันที่ ๑๑ – ๑๕ ตุลาคม ๒๕๖๔ ที่ผ่านมา",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    ],
)
def test_it_leaves_background_dates(text):
    assert dues(text) == []
