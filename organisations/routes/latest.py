"""When somebody else was faster: what was typed stays, and beside each field stands what is saved now."""

from __future__ import annotations

from flask_wtf import FlaskForm

from core.errors import DomainError, StaleState
from core.extensions import Base, db


def latest(form: FlaskForm, error: DomainError, row: Base) -> dict[str, str]:
    """Drop the failed change, read the row afresh and, after StaleState, give the saved values that differ from the
    typed ones, by field. The form goes on from the fresh row: saving again is then a decision, not an accident.
    """
    db.session.rollback()
    db.session.refresh(row)
    if not isinstance(error, StaleState):
        return {}
    form["version"].raw_data = None
    form["version"].data = row.version  # type: ignore[attr-defined]
    differ = {}
    for field in form:
        present = getattr(row, field.name, None)
        if field.name != "version" and hasattr(row, field.name) and _shown(present) != _shown(field.data):
            differ[field.name] = _shown(present) or "–"
    return differ


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
