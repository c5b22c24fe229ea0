"""Both example bundles come in as files: one look, one press, and the forwarding letter lies there."""

from __future__ import annotations

import datetime as dt
import re

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from app import create_app
from core import clock
from core.config import read_settings
from tests.desk.seed_pdfs import bundle_pdf, letter_pdfs
from tests.journeys.live_server import live_server
from tests.journeys.stage import set_stage, sign_in

MORNINGS = {"phetchabun": clock.at(dt.date(2024, 3, 29), 9), "krabi": clock.at(dt.date(2023, 6, 8), 9)}
CLERKS = {"phetchabun": "clerk@phetchabun.invalid", "krabi": "clerk@krabi.invalid"}
NUMBERS = {"phetchabun": "๒๖๖๖", "krabi": "๗๗๐๖"}
REFS = {"phetchabun": "นร 0107/2199", "krabi": "นร 0107/ว 3898"}


@pytest.fixture(scope="module", params=["phetchabun", "krabi"])
def place(request):
    return request.param


@pytest.fixture(scope="module")
def server(databases, tmp_path_factory, place):
    folder = tmp_path_factory.mktemp(f"import_{place}")
    template = databases.template(f"import_{place}", lambda url: set_stage(url, folder / "stage", MORNINGS[place]))
    url = databases.copy(template)
    with live_server(url, folder / "var") as running:
        yield running
    databases.drop(url)


@pytest.fixture(scope="module")
def pdfs(place, tmp_path_factory):
    """The letter of the PM Office alone, and the whole bundle."""
    settings = {"WIAN_VAR": str(tmp_path_factory.mktemp("pdfs")), "SECRET_KEY": "a key for tests only"}
    with create_app(read_settings(settings)).app_context():
        return letter_pdfs(place)[-1], bundle_pdf(place)


@pytest.fixture
def page(browser: Browser, server, place) -> Page:
    context = browser.new_context(locale="th-TH", viewport={"width": 1366, "height": 900})
    context.set_default_timeout(60_000)
    yield sign_in(context.new_page(), server.url, CLERKS[place])
    context.close()


def give(page: Page, base: str, name: str, content: bytes) -> None:
    """Choose one file on the import page; it is read and opened by itself."""
    page.goto(f"{base}/import/")
    page.set_input_files("#files", {"name": name, "mimeType": "application/pdf", "buffer": content})
    page.wait_for_url(re.compile(r"/import/\d+$"))


def test_a_letter_comes_in_as_a_file_and_goes_on(page, server, place, pdfs):
    give(page, server.url, "ต้นเรื่อง.pdf", pdfs[0])
    expect(page.locator("[name=ref_no]")).to_have_value(REFS[place])
    expect(page.locator("figure.scan img").first).to_have_js_property("complete", True)
    page.locator("[name=subject]").focus()
    expect(page.locator("#m-subject.is-lit")).to_be_visible()
    for box in page.locator(".is-doubt input[name=ticked]").all():
        box.check()
    page.locator(".actions .btn-primary").click()
    expect(page.locator("main")).to_contain_text(f"ลงรับแล้ว {NUMBERS[place]}")
    page.get_by_role("link", name="เปิดหนังสือ").click()
    page.wait_for_url(re.compile(r"/letters/\d+$"))
    stamped = page.request.get(f"{page.url}/stamped.pdf").body()
    assert NUMBERS[place] in pypdfium2.PdfDocument(stamped)[0].get_textpage().get_text_range()
    page.goto(f"{server.url}/registers/received")
    expect(page.locator("main")).to_contain_text(NUMBERS[place])
    page.goto(f"{server.url}/")
    page.get_by_role("button", name="เขียนหนังสือแจ้งต่อ").click()
    page.wait_for_url(re.compile(r"/letters/\d+/write"))
    assert "สำนักงานปลัดสำนักนายกรัฐมนตรี" in page.locator("[name=body_cause]").input_value()


def test_a_bundle_is_told_apart_and_the_same_file_is_noticed(page, server, place, pdfs):
    give(page, server.url, "ทั้งชุด.pdf", pdfs[1])
    expect(page.locator(".switch button")).to_have_count({"phetchabun": 3, "krabi": 2}[place])
    expect(page.locator("[name=source_part]")).to_have_value("2")
    page.goto(f"{server.url}/import/")
    name = {"name": "อีกครั้ง.pdf", "mimeType": "application/pdf", "buffer": pdfs[1]}
    page.set_input_files("#files", name)
    expect(page.locator("#drop-list")).to_contain_text("นำเข้าแล้วเมื่อ")
