"""Signing in without typing: `sign_in_as(user)` gives the browser of that person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import User
from core.extensions import db


@pytest.fixture
def sign_in_as(app: Flask) -> Callable[[User], FlaskClient]:
    """Give a browser in which `user` is signed in; each call a browser of its own."""

    def sign_in(user: User) -> FlaskClient:
        db.session.commit()
        identity = user.fs_uniquifier
        db.session.commit()
        browser = app.test_client()
        with browser.session_transaction() as session:
            session.update(_user_id=identity, _fresh=True)
        return browser

    return sign_in
