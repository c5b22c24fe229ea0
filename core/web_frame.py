"""The visible frame of every page, put on an app in one call."""

from flask import Flask

from core import (
    assets,
    error_pages,
    jinja_filters,
    language,
    navigation,
    security_headers,
    translations,
)


def init_app(app: Flask) -> None:
    """Give `app` its languages, filters, menu, assets, error pages and headers."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for part in (translations, language, jinja_filters, navigation, assets, error_pages, security_headers):
        part.init_app(app)
