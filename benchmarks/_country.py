"""What the benches of routing share: the whole country in an empty database, letters in it, one line of figures."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_migrate import upgrade

from benchmarks.prove_numbers import app_on
from core.actor import Actor
from core.extensions import db
from letters.models import Addressee, Letter
from letters.status import LetterStatus
from organisations.import_list import import_country
from organisations.kinds import LAO_KINDS, OrganisationKind
from organisations.models import Organisation

NOW = datetime(2024, 3, 14, 3, 0, tzinfo=UTC)
CLERK = Actor(None, "ผู้วัด")


@contextmanager
def country() -> Iterator[str]:
    """An app context on a database with the country; gives the dialect's name. DATABASE_URL chooses an empty database,
    without it a SQLite file is made and removed.
    """
    with tempfile.TemporaryDirectory() as name:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{Path(name) / 'country.db'}"  # noqa: TID251
        with app_on(url, Path(name)).app_context():
            upgrade()
            import_country(db.session(), NOW)
            db.session.commit()
            yield db.engine.dialect.name
            db.session.remove()
            db.engine.dispose()


def letter_to_all(number: int) -> Letter:
    """An issued letter of the centre with all 7,850 LAOs on its frozen list, committed."""
    centre = db.session.scalars(sa.select(Organisation).where(Organisation.kind == OrganisationKind.CENTRAL)).first()
    assert centre is not None
    letter = Letter(**letter_columns(centre.id, centre.name, number))
    db.session.add(letter)
    db.session.flush()
    letter.root_id = letter.id
    laos = sa.select(sa.literal(letter.id), Organisation.id, sa.literal(0), sa.false())
    laos = laos.where(Organisation.kind.in_(LAO_KINDS), Organisation.active)
    columns = ["letter_id", "organisation_id", "position", "for_information"]
    db.session.execute(sa.insert(Addressee).from_select(columns, laos))
    db.session.commit()
    return letter


def letter_columns(issuer_id: int, issuer_name: str, number: int) -> dict[str, Any]:
    """The columns of an issued letter."""
    return {
        "issuer_id": issuer_id,
        "issuer_name": issuer_name,
        "status": LetterStatus.ISSUED,
        "circular": True,
        "ref_no": f"นร 0107/ว {number}",
        "letter_date": NOW.date(),
        "subject": "การประชุมเชิงปฏิบัติการเพื่อชี้แจงแนวทางการประเมินมาตรฐานขั้นต่ำการจัดบริการสาธารณะ",
        "created_at": NOW,
        "updated_at": NOW,
        "issued_at": NOW,
        "verify_token": f"bench-{number}",
    }


def marks(sql: str, dialect: str) -> str:
    """Give `sql` with the driver's own marks for values."""
    return sql if dialect == "sqlite" else sql.replace("?", "%s")


def instant(dialect: str) -> Any:  # noqa: ANN401
    """NOW as the driver takes it."""
    return NOW.strftime("%Y-%m-%d %H:%M:%S.%f") if dialect == "sqlite" else NOW


def report(name: str, value: float, peer: float, note: str) -> None:
    """Print one line: a rate, and how much it is of the rate of the bare statements (`floor`) in the same run."""
    line = {
        "name": name,
        "value": round(value, 1),
        "unit": "per_second",
        "floor": round(peer, 1),
        "ratio": round(value / peer, 2),
        "peer": "the same statements through the driver",
        "note": note,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)
