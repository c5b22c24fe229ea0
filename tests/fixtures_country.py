"""Fixtures with the whole country: every organisation of the list with its offices, nothing else.

Any test may ask for them; pytest finds them through `pytest_plugins` in tests/conftest.py.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from accounts.models import User
from core import clock
from core.extensions import db
from organisations.import_list import import_country
from tests.apps import make_test_app
from tests.databases import PostgresDatabases, SqliteDatabases


@pytest.fixture(scope="session")
def country_template(databases: SqliteDatabases | PostgresDatabases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A migrated database with the whole country; made once a run."""

    def fill(url: str) -> None:
        app = make_test_app(url, tmp_path_factory.mktemp("country"))
        with app.app_context():
            upgrade()
            import_country(db.session(), clock.now())
            db.session.commit()
            db.session.remove()
            db.engine.dispose()

    return databases.template("country", fill)


@pytest.fixture
def country_app(make_app: Callable[..., Flask], country_template: str) -> Iterator[Flask]:
    """The app on a fresh copy of the country, its context pushed."""
    app = make_app(country_template)
    with app.app_context():
        yield app


@pytest.fixture
def country(country_app: Flask) -> Any:
    """The database session of `country_app`."""
    return db.session


@pytest.fixture
def sign_in_country(country_app: Flask) -> Callable[[User], FlaskClient]:
    """`sign_in_as` on the country: give a browser in which this person is signed in."""

    def sign_in(user: User) -> FlaskClient:
        db.session.flush()
        identity = user.fs_uniquifier
        db.session.commit()
        browser = country_app.test_client()
        with browser.session_transaction() as session:
            session.update(_user_id=identity, _fresh=True)
        return browser

    return sign_in
