import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from core.database import is_a_models
from core.extensions import db

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


def test_it_numbers_migrations_without_a_gap():
    numbers = sorted(int(re.match(r"(\d{4})_", path.name)[1]) for path in VERSIONS.glob("*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_it_migrates_to_exactly_the_models(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_a_models})
        assert compare_metadata(context, db.metadata) == []
