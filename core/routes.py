"""Pages of the system itself: is it up."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify

from core.extensions import db

blueprint = Blueprint("system", __name__)
blueprints = [blueprint]


@blueprint.get("/health")
def health() -> Response:
    """Answer 200 while the database answers; for load balancers and the start-up check."""
    db.session.execute(sa.text("SELECT 1"))
    return jsonify(status="ok")
