"""Fixtures every test may use: the app on a fresh database, a client, a session, signing in."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from core.extensions import db
from core.installation import init_clock
from tests.accounts.fixtures import sign_in_as  # noqa: F401
from tests.apps import make_test_app
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.postgres_server import memory_folder, postgres_server

# tests never assert seconds: a busy machine must not make an example "too slow"
hypothesis.settings.register_profile("wian", deadline=None)
hypothesis.settings.load_profile("wian")
pytest_plugins = ["tests.tripwires", "tests.fixtures_country"]

Databases = SqliteDatabases | PostgresDatabases


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--databases", default="sqlite", help="sqlite, postgresql, or both with a comma between")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "databases" in metafunc.fixturenames:
        names = metafunc.config.getoption("--databases").split(",")
        metafunc.parametrize("databases", names, indirect=True, scope="session")


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest) -> Iterator[Databases]:
    """The maker of databases on the engine this run of the tests is for."""
    if request.param == "sqlite":
        with tempfile.TemporaryDirectory(prefix="wian-sqlite-", dir=memory_folder()) as folder:
            yield SqliteDatabases(Path(folder))
        return
    with postgres_server() as url:
        yield PostgresDatabases(url, os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture(scope="session")
def empty_template(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated, empty database."""

    def fill(url: str) -> None:
        app = make_test_app(url, tmp_path_factory.mktemp("template"))
        with app.app_context():
            upgrade()
            db.engine.dispose()

    return databases.template("empty", fill)


@pytest.fixture
def make_app(databases: Databases, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Make apps on fresh copies of a template; all are dropped at the end."""
    made: list[tuple[Flask, str]] = []

    def make(template: str, **environment: str) -> Flask:
        url = databases.copy(template)
        app = make_test_app(url, tmp_path / f"var{len(made)}", **environment)
        made.append((app, url))
        return app

    yield make
    for app, url in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        databases.drop(url)


@pytest.fixture(scope="session")
def shared_app(databases: Databases, empty_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The app most tests share: making one takes longer than most tests."""
    url = databases.copy(empty_template)
    yield make_test_app(url, tmp_path_factory.mktemp("var"))
    databases.drop(url)


@pytest.fixture
def app(shared_app: Flask, databases: Databases, empty_template: str) -> Iterator[Flask]:
    """The app on a fresh empty database, its context pushed; settings a test changes are put back."""
    databases.renew(shared_app.config["SQLALCHEMY_DATABASE_URI"], empty_template)
    init_clock(shared_app)
    config = dict(shared_app.config)
    with shared_app.app_context():
        yield shared_app
        db.session.remove()
        db.engine.dispose()
    shared_app.config.clear()
    shared_app.config.update(config)


@pytest.fixture
def session(app: Flask) -> Any:
    """The database session of `app`."""
    return db.session


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without a person."""
    return app.test_client()
