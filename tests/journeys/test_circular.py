"""A circular goes down the whole chain in the browser, as the two example bundles did on paper."""

from __future__ import annotations

import datetime as dt
import re

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from core import clock
from tests.journeys.live_server import live_server
from tests.journeys.stage import letter_told, set_stage, sign_in

MORNINGS = {"phetchabun": clock.at(dt.date(2024, 3, 28), 9), "krabi": clock.at(dt.date(2023, 6, 8), 9)}


@pytest.fixture(scope="module", params=["phetchabun", "krabi"])
def place(request):
    return request.param


@pytest.fixture(scope="module")
def server(databases, tmp_path_factory, place):
    folder = tmp_path_factory.mktemp(place)
    template = databases.template(f"journey_{place}", lambda url: set_stage(url, folder / "stage", MORNINGS[place]))
    url = databases.copy(template)
    with live_server(url, folder / "var") as running:
        yield running
    databases.drop(url)


@pytest.fixture
def person(browser: Browser, server):
    """Give a page on which this person sits at the desk; `width` 390 is a phone."""
    opened = []

    def come(email: str, width: int = 1366) -> Page:
        context = browser.new_context(locale="th-TH", viewport={"width": width, "height": 900})
        context.set_default_timeout(60_000)
        opened.append(context)
        return sign_in(context.new_page(), server.url, email)

    yield come
    for context in opened:
        context.close()


def record_on_paper(page: Page, key: str, typed: dict[str, str]) -> None:
    """Register a letter that came on paper, typing what stands on it."""
    told = letter_told(key)
    page.get_by_role("link", name="ลงรับหนังสือกระดาษ").first.click()
    page.fill("[name=issuer_name]", "สำนักงานปลัดสำนักนายกรัฐมนตรี")
    page.fill("[name=subject]", told["subject"])
    page.select_option("[name=urgency]", told["urgency"])
    page.fill("[name=body_cause]", "\n".join(told["body"].values()))
    page.fill("[name=signature_name]", told["signatory"]["name"])
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.locator(".actions .btn-primary").click()


def forward(page: Page, base: str) -> str:
    """From the desk: one click makes the draft, one more submits it. Gives what the draft says."""
    page.goto(f"{base}/")
    page.get_by_role("button", name="เขียนหนังสือแจ้งต่อ").click()
    page.wait_for_url(re.compile(r"/letters/\d+/write"))
    expect(page.locator("[name=subject]")).not_to_be_empty()
    words = " ".join([page.locator("main").inner_text(), *_typed(page)])
    page.get_by_role("button", name=re.compile("เสนอ")).click()
    page.wait_for_url(re.compile(r"/letters/\d+$"))
    return words


def _typed(page: Page) -> list[str]:
    return [field.input_value() for field in page.locator("main textarea, main input[type=text]").all()]


def sign(page: Page, ref_no: str, recipients: str) -> str:
    """From the desk: open the draft, one click signs, numbers and sends. Gives the words of the official PDF."""
    page.get_by_role("link", name="ตรวจและลงนาม").click()
    button = page.get_by_role("button", name=re.compile(rf"ออกเลขและส่ง {recipients} แห่ง"))
    button.click()
    expect(page.locator("h1")).to_contain_text(ref_no)
    expect(page.locator("main")).to_contain_text(f"ผู้รับ {recipients} แห่ง")
    pdf = pypdfium2.PdfDocument(page.request.get(f"{page.url}/files/pdf").body())
    return "".join("".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())


@pytest.mark.parametrize("place", ["phetchabun"], indirect=True)
def test_a_circular_goes_from_the_province_to_an_lao_and_back(person, server):
    clerk = person("clerk@phetchabun.invalid")
    record_on_paper(
        clerk,
        "pmo-2199",
        {
            "ref_no": "นร ๐๑๐๗/๒๑๙๙",
            "letter_date": "๑๔ มีนาคม ๒๕๖๗",
            "addressee_text": "ผู้ว่าราชการจังหวัดทุกแห่ง",
            "received_day": "๒๓ มีนาคม ๒๕๖๗",
        },
    )
    expect(clerk.locator("main")).to_contain_text("๒๖๖๖")
    words = forward(clerk, server.url)
    assert "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีแจ้งว่า" in words
    assert "สำเนาหนังสือสำนักงานปลัดสำนักนายกรัฐมนตรี ด่วนที่สุด ที่ นร ๐๑๐๗/๒๑๙๙ ลงวันที่ ๑๔ มีนาคม ๒๕๖๗" in words
    printed = sign(person("suebpong@phetchabun.invalid"), "พช ๐๐๒๓.๖/ว ๑๕๐๗", "๑๕")
    assert "นายกเทศมนตรีเมืองหล่มสักและนายกเทศมนตรีเมืองวิเชียรบุรี" in printed
    assert "จำนวน๑ชุด" in printed

    district = person("clerk@mueang-phetchabun.invalid")
    district.get_by_role("link", name="ลงรับ", exact=True).last.click()
    district.get_by_role("button", name=re.compile("ลงรับ")).first.click()
    expect(district.locator("main")).to_contain_text("๒๒๐๖")
    words = forward(district, server.url)
    assert "ด้วยจังหวัดเพชรบูรณ์ได้รับแจ้งจากสำนักงานปลัดสำนักนายกรัฐมนตรีว่า" in words
    sign(person("sutthisak@mueang-phetchabun.invalid"), "พช ๐๐๒๓.๗/ว ๕๘๓", "๑๘")

    lao = person("clerk@sadiang.invalid", width=390)
    lao.get_by_role("link", name="เปิดอ่านและรับทราบ").click()
    lao.get_by_role("button", name="รับทราบหนังสือ").click()
    expect(lao.locator("main")).to_contain_text("รับทราบแล้ว")

    clerk.goto(f"{server.url}/tracking/")
    clerk.get_by_role("link", name=re.compile("การประชุมเชิงปฏิบัติการ")).first.click()
    expect(clerk.locator("main")).to_contain_text("1/18")


@pytest.mark.parametrize("place", ["krabi"], indirect=True)
def test_the_krabi_circular_goes_to_8_districts_the_pao_and_the_town(person, server):
    clerk = person("clerk@krabi.invalid")
    record_on_paper(
        clerk,
        "pmo-3898",
        {
            "ref_no": "นร 0107/ว 3898",
            "letter_date": "31 พ.ค. 2566",
            "addressee_text": "ผู้ว่าราชการจังหวัดกระบี่",
            "received_day": "๖ มิถุนายน ๒๕๖๖",
        },
    )
    expect(clerk.locator("main")).to_contain_text("๗๗๐๖")
    words = forward(clerk, server.url)
    assert "ด้วยจังหวัดกระบี่ได้รับแจ้งจากสำนักงานปลัดสำนักนายกรัฐมนตรีว่า" in words
    printed = sign(person("anuwat@krabi.invalid"), "กบ ๐๐๒๓.๖/ว ๒๖๓๕", "๑๐")
    assert "เรียนนายอำเภอทุกอำเภอนายกองค์การบริหารส่วนจังหวัดกระบี่และนายกเทศมนตรีเมืองกระบี่" in printed
    assert "๘มิถุนายน๒๕๖๖" in printed
