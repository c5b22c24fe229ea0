"""A refusal of the office's own terms, shown beside the field it is about instead of on a page of its own."""

from __future__ import annotations

from flask_wtf import FlaskForm

from core.errors import DomainError


def put_on_form(form: FlaskForm, error: DomainError) -> int:
    """Add `error` to its field (above the form when it has none) and give the status to answer with."""
    if error.field and error.field in form._fields:
        field = form[error.field]
        field.errors = [*field.errors, str(error)]
    else:
        form.form_errors.append(str(error))
    return error.status


def put_on_field(form: FlaskForm, error: DomainError) -> int:
    """Do the same for a page whose form says nothing above itself: an error of no field of its own is raised again."""
    if not error.field or error.field not in form._fields:
        raise error
    return put_on_form(form, error)
