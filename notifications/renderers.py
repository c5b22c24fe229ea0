"""From a kind of message to its words: a registry that each package's `messages.py` fills; app.py imports those.

    @renders("accounts.invitation", lazy_gettext("คำเชิญ"))
    def invitation(payload: dict[str, Any]) -> Words: ...

A renderer runs in the language of the message and may read the database; it never writes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, render_template
from flask_babel import LazyString, force_locale, gettext

from core.errors import DomainError, NotFound
from notifications.models import OutboxMessage


@dataclass(frozen=True)
class Words:
    """A message as text: what happened, a list where there is one, then what to do. `secret_link`: the link lets its
    bearer in.
    """

    subject: str
    paragraphs: tuple[str, ...]
    button: str = ""
    link: str = ""
    closing: tuple[str, ...] = ()
    secret_link: bool = False
    items: tuple[str, ...] = ()


class NoLongerNeeded(DomainError):
    """What a message is about has been done meanwhile: it is not sent, and nothing went wrong."""


@dataclass(frozen=True)
class Rendered:
    """A message ready for a channel."""

    subject: str
    text: str
    html: str


def payload_of(mail: Sequence[OutboxMessage]) -> dict[str, Any]:
    """Give what a renderer gets: the payload of a message alone, with `obligations` (ids) where it reminds of some."""
    reminded = [one.obligation_id for one in mail if one.obligation_id is not None]
    return {**mail[0].payload, "organisation_id": mail[0].organisation_id, "obligations": reminded}


Renderer = Callable[[dict[str, Any]], Words]
_renderers: dict[str, Renderer] = {}
_names: dict[str, LazyString] = {}


def renders(kind: str, name: LazyString | None = None) -> Callable[[Renderer], Renderer]:
    """Register the renderer of `kind` and what people call it. Raises ValueError when there is another one."""

    def register(renderer: Renderer) -> Renderer:
        if name is not None:
            _names[kind] = name
        if _renderers.setdefault(kind, renderer) is not renderer:
            raise ValueError(f"two renderers for {kind}")
        return renderer

    return register


def name_of(kind: str) -> str:
    """Give what people call a kind of message."""
    return str(_names.get(kind, kind))


def render(kind: str, payload: dict[str, Any], locale: str, show_secrets: bool = True) -> Rendered:
    """Put a message into words.

    Raises NotFound for an unknown kind, or what its renderer raises when the thing it is about is gone
    (NoLongerNeeded when it is done). `show_secrets` False: for a page that shows the mail to somebody it was not
    sent to.
    """
    if kind not in _renderers:
        raise NotFound(f"no renderer for {kind}")
    with force_locale(locale):
        words = _renderers[kind](payload)
        if words.secret_link and not show_secrets:
            words = replace(words, link="https://…")
        values = {"words": words, "locale": locale, "sender": gettext("เวียน ระบบหนังสือเวียน")}
        return Rendered(
            subject=" ".join(words.subject.split()),
            text=render_template("notifications/email/message.txt", **values),
            html=render_template("notifications/email/message.html", **values),
        )


def absolute_url(endpoint: str, **values: object) -> str:
    """Give the address of a page as the world sees it (BASE_URL), also where no request is at hand."""
    base = current_app.config["WIAN"].base_url
    scheme, _, host = base.partition("://")
    host, slash, root = host.partition("/")
    adapter = current_app.url_map.bind(host, script_name=slash + root or "/", url_scheme=scheme)
    return adapter.build(endpoint, values, force_external=True)
