"""Pages of the system itself: is it up, and the record of acts."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from accounts.access import current_office, public, requires
from accounts.permissions import Permission
from core.audit import AuditEntry
from core.audit_labels import ACT_LABELS
from core.extensions import db
from core.navigation import MenuEntry, show_in_menu
from core.paging import Order, keyset, page_of

blueprint = Blueprint("system", __name__)
blueprints = [blueprint]
show_in_menu(
    blueprint, MenuEntry("system.audit", "shield", _l("บันทึกการปฏิบัติงาน"), Permission.AUDIT_READ, 60, menu="account")
)


@blueprint.get("/health")
@public
def health() -> Response:
    """Answer 200 while the database answers; for load balancers and the start-up check."""
    db.session.execute(sa.text("SELECT 1"))
    return jsonify(status="ok")


@blueprint.get("/audit")
@requires(Permission.AUDIT_READ)
def audit() -> ResponseReturnValue:
    """Show every act recorded for this office, newest first."""
    office = current_office()
    order = [Order(AuditEntry.id, descending=True)]
    query = sa.select(AuditEntry).where(AuditEntry.chain == (office.id if office else -1))
    cursor = request.args.get("cursor")
    rows = db.session.scalars(keyset(query, order, cursor)).all()
    return render_template("system/audit.html", page=page_of(rows, order, cursor), labels=ACT_LABELS, office=office)
