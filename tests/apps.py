"""The app as tests build it."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from app import create_app
from core.config import read_settings
from tests.clients import Browser


def make_test_app(url: str, var_dir: Path, **environment: str) -> Flask:
    """Build the app as production does, on `url`, with CSRF off so that tests may post plainly."""
    environment = {
        "DATABASE_URL": url,
        "WIAN_VAR": str(var_dir),
        "SECRET_KEY": "a key for tests only",
        **environment,
    }
    app = create_app(read_settings(environment))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    # Argon2 is slow on purpose; the tests' passwords guard nothing
    app.extensions["security"].pwd_context.update(argon2__time_cost=1, argon2__memory_cost=64, argon2__parallelism=1)
    app.test_client_class = Browser
    return app
