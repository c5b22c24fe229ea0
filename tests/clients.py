"""A test browser whose requests run as in a process of their own, and that looks at every answer it gets."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.extensions import db
from tests.page_checks import faults_of


class Browser(FlaskClient):
    """Requests see neither the test's session nor its `g`. What the test has made so far is committed before each
    one, so that it is there and no transaction of the test stands in the way; afterwards objects are read afresh.

    Every whole page it is answered is looked at (tests/page_checks.py); a header with Thai letters in it is one that
    gunicorn would not send.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
        answer: TestResponse = Context().run(super().open, *args, **kwargs)
        assert str(answer.headers).isascii(), f"{answer.request.path} {answer.headers}"
        if answer.mimetype == "text/html" and "<html" in answer.text:
            assert faults_of(answer.text) == [], f"{answer.request.method} {answer.request.path}"
        return answer
