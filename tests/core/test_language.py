"""Choosing the language."""

import pytest
from flask.testing import FlaskClient

from core.language import local_path
from tests.core.frame_app import make_frame_app


@pytest.fixture
def browser() -> FlaskClient:
    return make_frame_app().test_client()


def test_it_speaks_thai_at_first(browser: FlaskClient) -> None:
    assert '<html lang="th"' in browser.get("/").text


def test_it_speaks_english_once_chosen_and_goes_back_to_the_page(browser: FlaskClient) -> None:
    answer = browser.get("/language/en?next=/register?year=2567")
    assert answer.headers["Location"] == "/register?year=2567"
    page = browser.get("/").text
    assert '<html lang="en"' in page
    assert "Skip to content" in page


def test_it_ignores_a_language_it_does_not_speak(browser: FlaskClient) -> None:
    assert browser.get("/language/fr").status_code == 404
    browser.set_cookie("language", "fr")
    assert '<html lang="th"' in browser.get("/").text


def test_the_switch_keeps_where_one_is(browser: FlaskClient) -> None:
    assert "/language/en?next=/?year%3D2567" in browser.get("/?year=2567").text


@pytest.mark.parametrize(
    "address",
    ["//evil.invalid", "////evil.invalid", "https://evil.invalid/",
     "/\\evil.invalid", "\\\\evil.invalid", "/\t/evil.invalid",
     "javascript:alert(1)", "desk", "", None, "/a\nb"],
)  # fmt: skip
def test_it_never_sends_anyone_to_another_site(address: str | None) -> None:
    assert local_path(address) == "/"


def test_it_keeps_a_path_with_its_query() -> None:
    assert local_path("/letters?page=2&q=ว") == "/letters?page=2&q=ว"
