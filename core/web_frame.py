"""The visible frame of every page, put on an app in one call."""

from flask import Flask, current_app

from core import (
    assets,
    error_pages,
    jinja_filters,
    language,
    navigation,
    security_headers,
    translations,
)
from core.installation import is_demo


def init_app(app: Flask) -> None:
    """Give `app` its languages, filters, menu, assets, error pages and headers."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for part in (translations, language, jinja_filters, navigation, assets, error_pages, security_headers):
        part.init_app(app)
    app.context_processor(_installation)


def _installation() -> dict[str, bool]:
    """Every page of a demo says that it is one."""
    return {"demo": "sqlalchemy" in current_app.extensions and is_demo()}
