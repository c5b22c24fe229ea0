"""What a person reads when something went wrong."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import error_pages
from tests.core.frame_app import make_frame_app


@pytest.fixture
def browser() -> FlaskClient:
    return make_frame_app().test_client()


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429])
def test_it_says_in_thai_what_happened_and_offers_a_way_on(browser: FlaskClient, status: int) -> None:
    answer = browser.get(f"/status/{status}")
    assert answer.status_code == status
    assert answer.text.count("<h1") == 1
    assert 'lang="th"' in answer.text
    assert "ไปหน้าแรก" in answer.text


def test_it_shows_the_message_and_remedy_of_a_domain_error(browser: FlaskClient) -> None:
    answer = browser.get("/refused")
    assert answer.status_code == 422
    assert "ยังไม่ได้เลือกผู้ลงนาม" in answer.text
    assert "เลือกผู้ลงนามหนึ่งคน" in answer.text


def test_it_gives_a_fault_a_code_to_read_out_and_tells_nothing_of_its_inside(browser: FlaskClient) -> None:
    answer = browser.get("/fault")
    assert answer.status_code == 500
    assert "ระบบขัดข้องชั่วคราว" in answer.text
    assert "WN-" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_it_writes_the_code_into_the_log(browser: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    answer = browser.get("/fault")
    code = answer.text[answer.text.index("WN-") :][:7]
    assert f"fault {code} at GET /fault" in caplog.text


def test_it_explains_a_form_that_was_open_too_long(browser: FlaskClient) -> None:
    answer = browser.post("/write")
    assert answer.status_code == 400
    assert "หน้านี้เปิดไว้นานเกินไป" in answer.text


def test_it_speaks_english_to_those_who_chose_it(browser: FlaskClient) -> None:
    browser.set_cookie("language", "en")
    assert "Page not found" in browser.get("/nowhere").text


def test_it_answers_a_program_in_json(browser: FlaskClient) -> None:
    answer = browser.get("/refused", headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.get_json() == {
        "error": {"message": "ยังไม่ได้เลือกผู้ลงนาม", "remedy": "เลือกผู้ลงนามหนึ่งคน", "field": "signatory"}
    }


def test_it_sends_htmx_a_note_for_the_top_of_the_page(browser: FlaskClient) -> None:
    answer = browser.get("/refused", headers={"HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "#notices"
    assert "<html" not in answer.text
    assert 'role="alert"' in answer.text


def test_it_names_the_methods_a_page_takes(browser: FlaskClient) -> None:
    assert "POST" in browser.get("/write").headers["Allow"]


def test_it_still_shows_a_page_when_the_frame_itself_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_values: object) -> str:
        raise RuntimeError("no database")

    monkeypatch.setattr(error_pages, "render_template", broken)
    answer = make_frame_app().test_client().get("/nowhere")
    assert answer.status_code == 404
    assert "ไม่พบหน้านี้" in answer.text


def test_a_fault_asks_nothing_of_the_frame_that_may_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(error_pages, "render_template", lambda *what, **_values: asked.append(what))
    assert make_frame_app().test_client().get("/fault").status_code == 500
    assert asked == []


def test_it_leads_back_only_within_this_site(browser: FlaskClient) -> None:
    own = browser.get("/nowhere", headers={"Referer": "http://localhost/"})
    foreign = browser.get("/nowhere", headers={"Referer": "http://elsewhere.invalid/x"})
    assert "กลับไปหน้าเดิม" in own.text
    assert "กลับไปหน้าเดิม" not in foreign.text


def test_it_leaves_redirects_alone() -> None:
    app: Flask = make_frame_app()
    app.add_url_rule("/folder/", view_func=lambda: "in", endpoint="folder")
    assert app.test_client().get("/folder").status_code == 308
