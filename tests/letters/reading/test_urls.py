"""Web and e-mail addresses as letters print them."""

import time

import pytest

from letters.reading.emails import find_emails, read_emails
from letters.reading.urls import find_urls, read_urls


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("พิมพ์ลิงก์ <http://๑๖๔.๑๑๕.๒๕.๑๗๙/> เพื่อเข้าสู่ระบบ", ["http://164.115.25.179/"]),
        ("ได้ที่ www.ect.go.th/ect_th/\ndownload/sao2564.zip และ", ["www.ect.go.th/ect_th/download/sao2564.zip"]),
        ("ระบบ (https://waste.dla.go.th/๒๕๖๗/q2) ให้ครบ", ["https://waste.dla.go.th/2567/q2"]),
        ("เว็บไซต์ www.dla.go.thเพื่อทราบ", ["www.dla.go.th"]),
        ("เว็บไซต์ odloc.go.th, dla.go.th/x.", ["odloc.go.th", "dla.go.th/x"]),
        ("ได้ที่ https://x.go.th/\n๒. รายงานผล", ["https://x.go.th/"]),
        ("ได้ที่ https://x.go.th/\nFacebook Live", ["https://x.go.th/"]),
        ("https://a.go.th/\nhttps://b.go.th", ["https://a.go.th/", "https://b.go.th"]),
        ("(https://bit.ly/3xYz).", ["https://bit.ly/3xYz"]),
        ("ตามข้อ ๑.๒.๓.๔/๕ และไฟล์ sao.zip ติดต่อ a@dla.go.th", []),
        ("http:// http://", []),
    ],
)
def test_it_gives_the_address_one_would_type(text, urls):
    assert [one.url for one in find_urls(text)] == urls


def test_it_keeps_what_the_paper_shows():
    text = "ดูที่ http://๑๖๔.๑๑๕.๒๕.๑๗๙/ ต่อไป"
    (one,) = find_urls(text)
    assert one.printed == "http://๑๖๔.๑๑๕.๒๕.๑๗๙/" == text[slice(*one.span)]
    assert one.thai_digits


def test_it_doubts_an_address_that_may_go_on_in_the_next_line():
    read = read_urls("ที่ https://drive.google.com/drive/folders/1AbC\n2DeF?usp=sharing")
    assert [doubt.field for doubt in read.doubts] == ["urls"]


@pytest.mark.parametrize(
    ("text", "emails"),
    [
        ("ทาง saraban@kkpao.go.th หรือ", ("saraban@kkpao.go.th",)),
        ("ทาง saraban@\nkkpao.go.th และ saraban@kkpao.go.th", ("saraban@kkpao.go.th",)),
        ("e-mail:plan.a๒@dla.go.th.", ("plan.a2@dla.go.th",)),
        ("ไลน์ @dla และ line @abc.com", ()),
    ],
)
def test_it_reads_emails(text, emails):
    assert read_emails(text).value == emails


@pytest.mark.parametrize("unit", ["http://", "www.", "a.com.", "@a.", "a@", "https://a.b/\n", "1.2.3.4/"])
def test_it_walks_junk_once(unit):
    junk = unit * (400_000 // len(unit))
    begun = time.process_time()
    find_urls(junk)
    find_emails(junk)
    assert time.process_time() - begun < 2
