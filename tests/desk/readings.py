"""Files as a reader gives them, for tests that are not about reading."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

from desk.read_file import ReadFile, ReadLetter
from documents.stamp_pdf import image_to_pdf

PMO = {
    "ref_no": "นร 0107/2199",
    "circular": False,
    "urgency": "ด่วนที่สุด",
    "secrecy": None,
    "date": "2024-03-14",
    "issuing_office": "สำนักงานปลัดสำนักนายกรัฐมนตรี",
    "subject": "การประชุมเชิงปฏิบัติการ",
    "to": ["ผู้ว่าราชการจังหวัดทุกแห่ง"],
    "references": [],
    "enclosures": [{"text": "กำหนดการประชุม", "ref_no": None, "date": None, "copies": "๑ ชุด"}],
    "signatory": {
        "name": "นายมงคลชัย สมอุดร",
        "position": "รองปลัดสำนักนายกรัฐมนตรี",
        "acting": "ปฏิบัติราชการแทน",
        "on_behalf": "ปลัดสำนักนายกรัฐมนตรี",
    },
    "body": ["ด้วยจะจัดประชุม", "ดังนั้น ขอให้เข้าร่วม", "จึงเรียนมาเพื่อทราบ"],
    "received": [],
    "obligations": [
        {"action": "enter_data", "who": ["sao"], "text": "บันทึกข้อมูล", "start": "2024-06-01", "end": "2024-07-31"},
        {"action": "register_attendees", "who": ["sao"], "text": "แจ้งตอบรับรายชื่อ", "start": None, "end": None},
    ],
    "sessions": [{"start": None, "end": None, "platform": "Webex", "url": None, "for_kinds": ["sao"]}],
    "deadline": None,
    "found": {"ref_no": [[0, 12, 1]]},
    "doubts": [],
    "text": "ที่ นร ๐๑๐๗/๒๑๙๙",
}
PROVINCE = {
    **PMO,
    "ref_no": "พช 0023.6/ว 1507",
    "circular": True,
    "date": None,
    "date_partial": "2024-03",
    "issuing_office": "ศาลากลางจังหวัดเพชรบูรณ์",
    "to": ["นายอำเภอ ทุกอำเภอ"],
    "enclosures": [
        {
            "text": "สำเนาหนังสือสำนักงานปลัดสำนักนายกรัฐมนตรี ด่วนที่สุด ที่ นร ๐๑๐๗/๒๑๙๙ ลงวันที่ ๑๔ มีนาคม ๒๕๖๗",
            "ref_no": "นร 0107/2199",
            "date": "2024-03-14",
            "copies": "๑ ชุด",
        }
    ],
    "doubts": [{"field": "date", "text": "พช มีนาคม ๒๕๖๗", "reason": "ในหนังสือเห็นเพียงเดือนและปี ไม่มีวันที่"}],
}


def one(reading: dict, **changes) -> ReadFile:
    """A file that holds one letter."""
    return ReadFile((ReadLetter({**reading, **changes}),), page_count=1)


def bundle(*readings: dict) -> ReadFile:
    """A file of several letters, one a page."""
    letters = [ReadLetter(reading, first_page=page, last_page=page) for page, reading in enumerate(readings, 1)]
    return ReadFile(tuple(letters), page_count=len(letters))


def scan(pages: int = 1, shade: int = 255) -> bytes:
    """A PDF of blank scanned pages; another shade is another file."""
    out = io.BytesIO()
    Image.new("L", (620, 877), shade).save(out, "PNG")
    with pikepdf.open(io.BytesIO(image_to_pdf(out.getvalue()))) as pdf:
        for _ in range(pages - 1):
            pdf.pages.append(pdf.pages[0])
        whole = io.BytesIO()
        pdf.save(whole, deterministic_id=True)
    return whole.getvalue()
