"""What Wian renders it reads back: letters made by Hypothesis, as PDF and as Word, every field equal."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.accuracy import same
from documents.letter_json import document_from_json
from documents.render_docx import render_docx
from documents.render_pdf import render_pdf
from letters.reading.read import read_parts
from letters.reading.reading_json import reading_as_json
from letters.reading.take_text import take_text
from thai_numerals.dates import MONTHS

TIMESTAMP = dt.datetime(2024, 3, 28, 9, 0, tzinfo=dt.UTC)
PROVINCES = (("น่าน", "นน"), ("ขอนแก่น", "ขก"), ("เชียงใหม่", "ชม"), ("ร้อยเอ็ด", "รอ"), ("ตรัง", "ตง"), ("กาญจนบุรี", "กจ"))
SUBJECTS = (
    "การสำรวจข้อมูลแหล่งน้ำ",
    "การจัดสรรงบประมาณเงินอุดหนุนทั่วไปสำหรับสนับสนุนอาหารเสริม (นม) ภาคเรียนที่ 1 ปีการศึกษา 2567 ขององค์กรปกครองส่วนท้องถิ่น",
    "ซักซ้อมแนวทางการปฏิบัติตามระเบียบกระทรวงมหาดไทย (ฉบับที่ 2) พ.ศ. 2563",
    "ขอเชิญประชุมผ่านระบบ Zoom",
)
THINGS = ("แบบรายงาน", "กำหนดการประชุม", "คู่มือการบันทึกข้อมูลผ่านระบบ", "แบบตอบรับเข้าร่วมโครงการ", "แผนปฏิบัติการ พ.ศ. 2567")
PARAGRAPHS = (
    "ด้วยกรมส่งเสริมการปกครองท้องถิ่นขอให้จังหวัดแจ้งองค์กรปกครองส่วนท้องถิ่นในพื้นที่ดำเนินการตามแนวทางที่กำหนด",
    "เพื่อให้การดำเนินการเป็นไปด้วยความเรียบร้อย จึงขอให้บันทึกข้อมูลในระบบ https://water.dla.go.th/survey66 ให้แล้วเสร็จ",
    "ทั้งนี้ ขอให้รายงานผลการดำเนินการภายในวันที่ 14 มิถุนายน 2567 รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย " * 9,
)
ACTINGS = ("ปฏิบัติราชการแทน", "รักษาราชการแทน", "รักษาการในตำแหน่ง", "ปฏิบัติหน้าที่")
RECEIVERS = (
    "นายอำเภอทุกอำเภอ",
    "ผู้ว่าราชการจังหวัด ทุกจังหวัด",
    "นายกองค์การบริหารส่วนจังหวัดน่าน",
    "นายกเทศมนตรีเมืองกันตัง",
    "หัวหน้าส่วนราชการที่เกี่ยวข้อง",
    "ท้องถิ่นอำเภอทุกอำเภอ",
)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))
PLACES = st.sampled_from(PROVINCES)


def in_words(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}"


@st.composite
def numbers(draw: st.DrawFn) -> str:
    unit = draw(st.sampled_from(("0023.3", "0021", "0017.2", "51006", "0033.005", "0816.3")))
    circular = draw(st.sampled_from(("ว ", "")))
    return f"{draw(PLACES)[1]} {unit}/{circular}{draw(st.integers(1, 29999))}"


@st.composite
def citations(draw: st.DrawFn) -> dict[str, Any]:
    number, day = draw(numbers()), draw(DAYS)
    urgency = draw(st.sampled_from(("", "ด่วนที่สุด ", "ด่วนมาก ")))
    text = f"หนังสือจังหวัด{draw(PLACES)[0]} {urgency}ที่ {number} ลงวันที่ {in_words(day)}"
    return {"text": text, "ref_no": number, "date": day.isoformat()}


@st.composite
def enclosures(draw: st.DrawFn) -> dict[str, Any]:
    copied = draw(st.booleans())
    cited = draw(citations()) if copied else {"text": draw(st.sampled_from(THINGS)), "ref_no": None, "date": None}
    prefix = "สำเนา" if copied else ""
    count = f"{draw(st.integers(1, 20))} {draw(st.sampled_from(('ฉบับ', 'ชุด', 'แผ่น', 'เล่ม')))}"
    return cited | {"text": prefix + cited["text"], "copies": count}


@st.composite
def letters(draw: st.DrawFn) -> dict[str, Any]:
    form = draw(st.sampled_from(("external", "external", "memo", "stamp")))
    place = draw(PLACES)
    number = draw(numbers())
    acting = draw(st.booleans())
    signatory = {
        "name": draw(st.sampled_from(("นายสืบพงษ์ นิ่มพูลสวัสดิ์", "นางสาวรุ่งทิวา พันธุ์เกษม", "ร้อยตรี สุรชัย อินทร์แก้ว"))),
        "position": f"รองผู้ว่าราชการจังหวัด{'' if acting else place[0]}",
        "acting": draw(st.sampled_from(ACTINGS)) if acting else None,
        "on_behalf": f"ผู้ว่าราชการจังหวัด{place[0]}" if acting else None,
    }
    offices = {"external": f"ศาลากลางจังหวัด{place[0]}", "memo": f"สำนักงานจังหวัด{place[0]}", "stamp": "กรมการปกครอง"}
    people = draw(st.lists(st.sampled_from(RECEIVERS), min_size=1, max_size=5, unique=True))
    return {
        "form": form,
        "ref_no": number,
        "circular": "/ว " in number,
        "urgency": draw(st.sampled_from((None, "ด่วน", "ด่วนมาก", "ด่วนที่สุด"))),
        "date": draw(DAYS).isoformat(),
        "issuing_office": offices[form],
        "address": [f"ถนนมหาราช {place[1]} 55000"] if form == "external" else [],
        "subject": draw(st.sampled_from(SUBJECTS)) if form != "stamp" else None,
        "opening": "ถึง" if form == "stamp" else "เรียน",
        "to": people if form != "stamp" else ["สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด ทุกจังหวัด"],
        "references": draw(st.lists(citations(), max_size=3)) if form == "external" else [],
        "enclosures": draw(st.lists(enclosures(), max_size=3)) if form == "external" else [],
        "body": [*draw(st.permutations(PARAGRAPHS))[:2], "จึงเรียนมาเพื่อโปรดพิจารณาดำเนินการต่อไป"]
        if form != "stamp"
        else list(PARAGRAPHS[:2]),
        "closing": "ขอแสดงความนับถือ" if form == "external" else None,
        "signatory": signatory if form != "stamp" else None,
        "owner_unit": ["กลุ่มงานบริการสาธารณะท้องถิ่น"],
        "phones": draw(st.sampled_from(([], ["0 5474 1061"], ["0-5672-9781 ต่อ 103"], ["0 2241 9000 ต่อ 5312"]))),
        "fax": draw(st.sampled_from(([], ["0 2283 4641-2"]))) if form != "memo" else [],
        "emails": draw(st.sampled_from(([], ["saraban@nan.go.th"]))) if form != "memo" else [],
        "copies_to": draw(st.sampled_from(([], ["นายอำเภอเมืองน่าน", "ท้องถิ่นจังหวัดน่าน"]))) if form == "external" else [],
    }


READ_BACK = (
    *("form", "ref_no", "circular", "urgency", "date", "issuing_office", "subject", "to", "references", "enclosures"),
    *("signatory", "phones", "fax", "emails", "copies_to"),
)


def read(data: bytes, name: str) -> dict[str, Any]:
    taken = take_text(data, name)
    [part] = read_parts(taken.text, taken.page_starts)
    return reading_as_json(part.reading)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(letter=letters())
def test_it_reads_back_what_it_prints(letter: dict[str, Any]) -> None:
    document = document_from_json(letter)
    for found in (
        read(render_pdf(document, timestamp=TIMESTAMP), "letter.pdf"),
        read(render_docx(document), "letter.docx"),
    ):
        wrong = {key: (letter[key], found[key]) for key in READ_BACK if not same(letter[key], found[key])}
        assert wrong == {}
