"""The address an office forwards e-mail to: made, made anew, taken away, by whoever sets the office up."""

from __future__ import annotations

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, requires
from accounts.permissions import Permission
from core import clock
from core.errors import Refused
from core.extensions import db
from desk import intake_addresses
from desk.routes.taking_in import bp
from organisations import queries
from organisations.models import Office
from organisations.routes.blueprint import demand


@bp.post("/offices/<int:office_id>/address")
@requires(Permission.OFFICE_EDIT)
def new_address(office_id: int) -> ResponseReturnValue:
    """Give the office a new address; the old one takes nothing more."""
    office = _editable(office_id)
    if not intake_addresses.has_mailbox(current_app.config["WIAN"]):
        raise Refused(_("ระบบนี้ยังไม่ได้ตั้งกล่องจดหมาย"), _("ให้ผู้ดูแลระบบตั้งค่า MAILBOX_URL"))
    intake_addresses.make(office, now=clock.now(), actor=current_actor())
    db.session.commit()
    flash(_("สร้างที่อยู่แล้ว ที่อยู่เดิมใช้ไม่ได้อีก"), "success")
    return redirect(url_for("organisations.office", office_id=office_id))


@bp.post("/offices/<int:office_id>/address/drop")
@requires(Permission.OFFICE_EDIT)
def drop_address(office_id: int) -> ResponseReturnValue:
    """Take the office's address away."""
    intake_addresses.revoke(_editable(office_id), now=clock.now(), actor=current_actor())
    db.session.commit()
    flash(_("เลิกรับทางอีเมลแล้ว"), "success")
    return redirect(url_for("organisations.office", office_id=office_id))


def _editable(office_id: int) -> Office:
    office = queries.office(office_id)
    demand(Permission.OFFICE_EDIT, office.organisation)
    return office
