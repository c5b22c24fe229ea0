"""A small app with the frame only: no database, no accounts. Proves that the frame stands by itself."""

from pathlib import Path

from flask import Flask, abort, render_template_string
from flask_wtf import CSRFProtect

from core import web_frame
from core.errors import InvalidInput

ROOT = Path(__file__).resolve().parents[2]


def make_frame_app(**settings: object) -> Flask:
    app = Flask("wian", root_path=str(ROOT))
    app.config.from_mapping(SECRET_KEY="a key for tests only", **settings)
    CSRFProtect(app)
    web_frame.init_app(app)

    @app.get("/")
    def first() -> str:
        return render_template_string(
            '{% extends "base.html" %}{% from "macros/page.html" import pagehead %}'
            "{% block title %}First{% endblock %}{% block content %}{{ pagehead('First') }}{% endblock %}"
        )

    @app.get("/refused")
    def refused() -> str:
        raise InvalidInput("ยังไม่ได้เลือกผู้ลงนาม", "เลือกผู้ลงนามหนึ่งคน", field="signatory")

    @app.get("/status/<int:code>")
    def status(code: int) -> str:
        abort(code)

    @app.get("/fault")
    def fault() -> str:
        raise ZeroDivisionError

    @app.post("/write")
    def write() -> str:
        return "written"

    return app
