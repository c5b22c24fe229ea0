"""The main menu."""

import pytest
from flask import Blueprint, Flask, render_template_string
from flask_babel import lazy_gettext

from core.navigation import MenuEntry, menu_links, menu_of, show_in_menu, with_args
from tests.core.frame_app import make_frame_app


def an_app(permitted: set[str | None]) -> Flask:
    app = make_frame_app()
    books = Blueprint("books", __name__, url_prefix="/books")
    books.add_url_rule("/<kind>/", "book", lambda kind: menu())
    books.add_url_rule("/", "list", lambda: menu())
    show_in_menu(books, MenuEntry("books.list", "register", lazy_gettext("ร่าง"), "book:read", position=20))
    show_in_menu(books, MenuEntry("first", "desk", lazy_gettext("เวียน"), position=10))
    show_in_menu(books, MenuEntry("books.gone", "map", lazy_gettext("ค้นหา"), position=5))
    show_in_menu(books, MenuEntry("first", "user", lazy_gettext("ส่งแล้ว"), menu="account"))
    app.register_blueprint(books)
    menu_of(app).permits = lambda permission: permission in permitted
    return app


def menu() -> str:
    return render_template_string(
        "{% for i in nav_items() %}{{ i.label }}{{ '*' if i.current }} {% endfor %}|"
        "{% for i in nav_items('account') %}{{ i.label }} {% endfor %}"
    )


def test_it_shows_what_is_there_and_permitted_in_order() -> None:
    assert an_app({None, "book:read"}).test_client().get("/books/").text == "เวียน ร่าง* |ส่งแล้ว "


def test_it_hides_what_is_not_permitted() -> None:
    assert an_app({None}).test_client().get("/books/").text == "เวียน |ส่งแล้ว "


def test_it_shows_a_stranger_nothing() -> None:
    app = make_frame_app()
    with app.test_request_context("/"):
        assert menu_links() == []


def test_it_marks_the_section_a_deeper_page_belongs_to() -> None:
    assert "ร่าง*" in an_app({None, "book:read"}).test_client().get("/books/sent/").text


def test_it_speaks_the_language_of_the_reader() -> None:
    browser = an_app({None, "book:read"}).test_client()
    browser.set_cookie("language", "en")
    assert browser.get("/books/").text == "Wian Draft* |Sent "


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({"cursor": "x"}, "/books/sent/?q=a&q=b&cursor=x"),
        ({"q": None}, "/books/sent/"),
        ({"q": "c"}, "/books/sent/?q=c"),
    ],
)
def test_it_changes_only_the_named_part_of_an_address(changes: dict[str, str | None], address: str) -> None:
    with an_app(set()).test_request_context("/books/sent/?q=a&q=b"):
        assert with_args(**changes) == address
