import pytest

from tests.journeys.live_server import live_server


@pytest.fixture
def server(databases, empty_template, tmp_path):
    with live_server(databases.copy(empty_template), tmp_path / "var") as running:
        yield running


def test_it_tells_a_stranger_in_thai_that_the_page_is_not_there(page, server):
    page.goto(server.url + "/no-such-page")
    assert page.locator("h1").count() == 1
    assert "ไม่พบ" in page.inner_text("main")
