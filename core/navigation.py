"""The main menu as data: each package puts its entries beside its blueprint, the frame shows those that apply.

    show_in_menu(bp, MenuEntry("routing.tracking", "map", lazy_gettext("ติดตาม"), Permission.DELIVERY_READ, 40))

An entry is shown when its endpoint is registered, the person is signed in, and its permission (if any) is theirs for
the office they act for. Who holds a permission is not known here: app.py sets `app.extensions["menu"].permits`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, current_app, request, url_for
from flask_babel import LazyString

from core.language import local_path


@dataclass(frozen=True)
class MenuEntry:
    """One entry: where it leads, its icon (a name in icons.svg), its word, who sees it, its place from the left.

    `menu` is `main` (the bar) or `account` (under the person's name); `also` are endpoints of the same section whose
    addresses do not begin with its own.
    """

    endpoint: str
    icon: str
    label: LazyString
    permission: str | None = None
    position: int = 100
    menu: str = "main"
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuLink:
    """An entry as the template shows it."""

    url: str
    icon: str
    label: str
    current: bool


def _nobody(_permission: str | None) -> bool:
    return False


@dataclass
class Menu:
    """The entries of one app and the question whether the person at hand may use one."""

    entries: list[MenuEntry] = field(default_factory=list)
    permits: Callable[[str | None], bool] = _nobody

    def add(self, entry: MenuEntry) -> None:
        """Take an entry in; the list stays in order of position."""
        self.entries.append(entry)
        self.entries.sort(key=lambda one: one.position)


def menu_of(app: Flask) -> Menu:
    """Return the menu of `app`, made when first asked for."""
    return _menu_in(app.extensions)


def _menu_in(extensions: dict[str, Any]) -> Menu:
    menu: Menu = extensions.setdefault("menu", Menu())
    return menu


def show_in_menu(blueprint: Blueprint, entry: MenuEntry) -> None:
    """Put `entry` in the menu of every app that registers `blueprint`."""
    blueprint.record_once(lambda state: _menu_in(state.app.extensions).add(entry))


def menu_links(name: str = "main") -> list[MenuLink]:
    """Return what the person at hand sees of the menu `name`; `current` marks the entry of the page's own section."""
    menu: Menu = current_app.extensions["menu"]
    shown = [e for e in menu.entries if e.menu == name and has_page(e.endpoint) and menu.permits(e.permission)]
    here = _current(shown)
    return [MenuLink(url_for(e.endpoint), e.icon, str(e.label), e is here) for e in shown]


def _current(entries: list[MenuEntry]) -> MenuEntry | None:
    """The entry of this very endpoint, else the one whose address is the longest beginning of ours."""
    for entry in entries:
        if request.endpoint in (entry.endpoint, *entry.also):
            return entry
    inside = [e for e in entries if request.path.startswith(url_for(e.endpoint).rstrip("/") + "/")]
    inside = [e for e in inside if url_for(e.endpoint) != "/"]
    return max(inside, key=lambda e: len(url_for(e.endpoint)), default=None)


def has_page(endpoint: str) -> bool:
    """Tell whether this installation has the page `endpoint`."""
    return endpoint in current_app.view_functions


def with_args(**changes: object) -> str:
    """Return the address of this very page with some of its query arguments changed (None takes one away)."""
    args: dict[str, Any] = {**request.args.to_dict(flat=False), **changes}
    kept = {name: value for name, value in args.items() if value is not None}
    return url_for(request.endpoint or "", **{**kept, **(request.view_args or {})})


def home() -> str:
    """Return the first page: the desk where there is one."""
    return url_for("desk.home") if has_page("desk.home") else "/"


def back() -> str | None:
    """Return the page of this site one came from, for an error page; None when that is this page or unknown."""
    came = urlsplit(request.referrer or "")
    if came.netloc != request.host:
        return None
    path = local_path(came.path + ("?" + came.query if came.query else ""))
    return None if path.split("?")[0] == request.path and request.method == "GET" else path


def init_app(app: Flask) -> None:
    """Give templates of `app` the menu and what they need to link."""
    menu_of(app)
    app.jinja_env.globals.update(nav_items=menu_links, has_page=has_page, with_args=with_args, home=home, back=back)
