import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai_numerals import to_arabic, to_thai


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("จำนวน 15 ชุด", "จำนวน ๑๕ ชุด"),
        ("พช 0023.6/ว 1507", "พช ๐๐๒๓.๖/ว ๑๕๐๗"),
        ("โทร. 0-5672-9781 ต่อ 103", "โทร. ๐-๕๖๗๒-๙๗๘๑ ต่อ ๑๐๓"),
        ("ร้อยละ 97.50 เวลา 09.30 น.", "ร้อยละ ๙๗.๕๐ เวลา ๐๙.๓๐ น."),
        ("ข้อ 1.2.3.4 แห่งระเบียบ", "ข้อ ๑.๒.๓.๔ แห่งระเบียบ"),
        ("(1) ... 2. 3)", "(๑) ... ๒. ๓)"),
        ("เวลา 09:30:15", "เวลา ๐๙:๓๐:๑๕"),
        ("ฉบับที่ 2.ให้ถือปฏิบัติ", "ฉบับที่ ๒.ให้ถือปฏิบัติ"),
    ],
)
def test_it_prints_the_digits_of_running_text_in_thai(typed: str, printed: str) -> None:
    assert to_thai(typed) == printed
    assert to_arabic(printed) == typed


@pytest.mark.parametrize(
    "address",
    [
        "https://water.dla.go.th/survey66",
        "http://164.115.25.179/",
        "https://example.go.th/ประกาศ2567/แบบ1",
        "HTTPS://EXAMPLE.GO.TH/A1?x=2&y=3#4",
        "www.dla2.go.th/v2/?p=10",
        "dla2.go.th",
        "qr1.example.go.th:8080/x9",
        "saraban_0102@example2.go.th",
        "vbdc.ranong99@gmail.com",
        "164.115.25.179",
        "10.0.0.1:8443/login2",
        "192.168.1.0/24",
        "2001:db8::8a2e:370:7334",
        "report_2024.xlsx",
        "แบบตอบรับ2567.pdf",
        "แบบ-1.final2.docx",
        "bit.ly/3xYz12",
        "line.me/R/ti/p/@123abcd",
    ],
)
def test_it_leaves_what_a_machine_reads_alone(address: str) -> None:
    assert to_thai(address) == address
    assert to_thai(f"ที่ {address} ภายใน 5 วัน") == f"ที่ {address} ภายใน ๕ วัน"
    assert to_thai(f"({address}) ข้อ 2") == f"({address}) ข้อ ๒"
    assert to_thai(f"ข้อ 1 {address}\nข้อ 2") == f"ข้อ ๑ {address}\nข้อ ๒"


@given(st.text(alphabet="0123456789๐๑๒๓๔๕๖๗๘๙กขคาีิ่.,/-:@ \nabcXYZ", max_size=80))
def test_it_changes_digits_and_nothing_else(text: str) -> None:
    thai = to_thai(text)
    assert to_arabic(thai) == to_arabic(text)
    assert len(thai) == len(text)
    assert to_thai(thai) == thai


@given(st.text(alphabet="กขคาีิ่0123456789 ,()", max_size=80))
def test_it_leaves_no_arabic_digit_in_thai_prose(text: str) -> None:
    assert not set("0123456789") & set(to_thai(text))
