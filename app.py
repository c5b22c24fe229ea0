"""create_app(): the only place where everything meets."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from accounts import security
from core import audit, web_frame
from core.config import Settings, read_settings
from core.database import is_a_models, tune
from core.extensions import csrf, db, migrate
from core.installation import init_clock
from documents.storage import open_store

PACKAGES = (
    "core",
    "organisations",
    "notifications",
    "accounts",
    "letters",
    "deadlines",
    "routing",
    "desk",
)
MODELS = (
    "core.audit",
    "core.installation",
    "core.rate_limit",
    "core.stored_files",
    "organisations.models",
    "notifications.models",
    "accounts.models",
    "letters.models",
    "letters.reading_models",
    "letters.proof_models",
    "letters.register_models",
    "letters.search_models",
    "deadlines.models",
    "routing.models",
    "desk.intake_models",
)


def edge(package: str, name: str) -> ModuleType | None:
    """Give a module a package may offer (`routes`, `commands`, `jobs`, `messages`), or None when it has none."""
    return import_module(f"{package}.{name}") if find_spec(f"{package}.{name}") else None


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from `settings` (the environment when None).

    An edge says what it offers: `blueprints` in routes, `commands` (click groups) in commands, `jobs` in jobs.
    """
    settings = settings or read_settings()
    app = Flask(__name__)
    app.config.from_mapping(settings.flask())
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[settings.proxies] * 4)  # type: ignore[method-assign]
    for model in MODELS:
        import_module(model)
    db.init_app(app)
    with app.app_context():
        tune(db.engine)
    migrate.init_app(app, db, render_as_batch=True, include_name=is_a_models)
    csrf.init_app(app)
    web_frame.init_app(app)
    security.init_app(app)
    audit.install()
    init_clock(app)
    app.extensions["wian.store"] = open_store(settings.storage_url)
    app.extensions["wian.jobs"] = []
    for package in PACKAGES:
        edge(package, "messages")  # registers its renderers
        if routes := edge(package, "routes"):
            for blueprint in routes.blueprints:
                app.register_blueprint(blueprint)
        if commands := edge(package, "commands"):
            for command in commands.commands:
                app.cli.add_command(command)
        if jobs := edge(package, "jobs"):
            app.extensions["wian.jobs"].extend(jobs.jobs)
    return app
