"""The frame in a real browser: fonts, the policy against scripts, narrow screens, both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.databases import SqliteDatabases
from tests.journeys.live_server import LiveServer, live_server


@pytest.fixture(scope="module")
def server(
    databases: SqliteDatabases, empty_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    with live_server(databases.copy(empty_template), tmp_path_factory.mktemp("var")) as running:
        yield running


def test_a_phone_shows_the_page_in_sarabun_without_scrolling_sideways(page: Page, server: LiveServer) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server.url + "/sign-in")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px Sarabun', 'ท้องถิ่น')")
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert said == []


def test_the_language_switch_changes_the_page_one_is_on(page: Page, server: LiveServer) -> None:
    page.goto(server.url + "/sign-in")
    page.get_by_role("link", name="EN").click()
    assert page.url.endswith("/sign-in")
    assert page.inner_text("h1") == "Sign in"
    page.get_by_role("link", name="ไทย").click()
    assert page.inner_text("h1") == "เข้าใช้งาน"


def test_the_first_key_reaches_the_content(page: Page, server: LiveServer) -> None:
    page.goto(server.url + "/no-such-page")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_browser_stops_a_script_that_slipped_into_a_page(page: Page, server: LiveServer) -> None:
    page.goto(server.url + "/sign-in")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.slipped = true';"
        " document.body.append(s); }"
    )
    assert page.evaluate("window.slipped") is None
