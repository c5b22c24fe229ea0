"""Alembic's entry: migrates with the app's own engine and metadata, in batch mode for SQLite."""

from alembic import context
from flask import current_app

config = context.config
extension = current_app.extensions["migrate"]


def run() -> None:
    """Run the migrations over one connection and one transaction."""
    arguments = dict(extension.configure_args)
    arguments.setdefault("compare_type", True)
    with extension.db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=extension.db.metadata, **arguments)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Wian migrates a live database only: flask db upgrade")
run()
