"""What every answer forbids the browser."""

import re
from pathlib import Path

import pytest

from tests.core.frame_app import make_frame_app

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def test_it_lets_no_foreign_or_inline_script_run() -> None:
    policy = make_frame_app().test_client().get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert re.findall(r"(\S+) 'unsafe-inline'", policy) == ["style-src-attr"]


@pytest.mark.parametrize("address", ["/", "/nowhere", "/fault", "/assets/wian.js"])
def test_it_sets_the_headers_on_every_answer(address: str) -> None:
    headers = make_frame_app().test_client().get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_page_is_not_kept_by_others() -> None:
    assert make_frame_app().test_client().get("/").headers["Cache-Control"] == "private, no-cache"


def test_it_asks_for_https_only_where_it_is_spoken() -> None:
    browser = make_frame_app().test_client()
    assert "Strict-Transport-Security" not in browser.get("/").headers
    assert "Strict-Transport-Security" in browser.get("/", base_url="https://wian.invalid").headers


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_carries_a_script_the_policy_would_stop(template: Path) -> None:
    text = re.sub(r"{[%#].*?[%#]}", "", template.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert "<style" not in text
    assert "javascript:" not in text
