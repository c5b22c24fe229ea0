"""Every page one can reach fits a phone, in the longer of the two languages."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.extensions import db
from desk.demo import load_demo
from tests.apps import make_test_app
from tests.journeys.live_server import live_server
from tests.journeys.stage import set_stage, sign_in

NOT_PAGES = (".pdf", ".xlsx", ".csv", "/files/", "/language/", "/enclosures/", "/print")
LINKS = "all => all.map(one => one.getAttribute('href')).filter(one => one && one.startsWith('/'))"


def lay(url, folder):
    """The stage with both example chains gone out."""
    set_stage(url, folder, clock.at(dt.date(2024, 4, 1), 9))
    app = make_test_app(url, folder)
    with app.app_context():
        for _letter in load_demo(app.extensions["wian.store"]):
            db.session.commit()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def server(databases, tmp_path_factory):
    folder = tmp_path_factory.mktemp("narrow")
    url = databases.copy(databases.template("journey_narrow", lambda url: lay(url, folder)))
    with live_server(url, folder) as running:
        yield running
    databases.drop(url)


def pages_of(page, server):
    """Give the addresses behind the menus and the first page's own links, one of a kind."""
    page.goto(f"{server.url}/language/en?next=/")
    found = page.eval_on_selector_all("header a, main a", LINKS)
    for address in ("/tracking/", "/registers/circular", "/letters/"):
        page.goto(server.url + address)
        found += page.eval_on_selector_all("main a", LINKS)[:6]
    return [one for one in dict.fromkeys(found) if not any(part in one for part in NOT_PAGES)]


@pytest.mark.parametrize("email", ["clerk@phetchabun.invalid", "national@pmo.invalid", "clerk@sadiang.invalid"])
def test_no_page_scrolls_sideways_on_a_phone(browser, server, email):
    context = browser.new_context(locale="th-TH", viewport={"width": 390, "height": 844})
    context.set_default_timeout(60_000)
    page = sign_in(context.new_page(), server.url, email)
    seen = pages_of(page, server)
    wide = []
    for address in seen:
        page.goto(server.url + address, wait_until="domcontentloaded")
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            wide.append(address)
    context.close()
    assert len(seen) > 5
    assert wide == []
