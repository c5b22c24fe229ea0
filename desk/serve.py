"""A whole Wian on one machine: gunicorn over the app already built, the timed work inside its one process."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from deadlines.scheduler import start_inside
from desk import web_server


class OneMachine(BaseApplication):
    """One web process with threads: enough for an office, quick to start, since the app is not built a second time."""

    def __init__(self, app: Flask, bind: str) -> None:
        self.flask_app = app
        self.bind = bind
        super().__init__()

    def load_config(self) -> None:
        """Set gunicorn up; slow clients get threads, not processes."""
        settings: dict[str, Any] = {
            "bind": self.bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": 8,
            "timeout": 120,
            "loglevel": "warning",
            "post_worker_init": self._begin_work,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Give gunicorn the app."""
        return self.flask_app

    def _begin_work(self, worker: object) -> None:
        web_server.post_worker_init(worker)
        start_inside(self.flask_app)
