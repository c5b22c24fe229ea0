"""One click from a received letter to its forwarding draft."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import Refused
from core.extensions import db
from routing.forward import Forwarding, draft_from
from routing.policy import can_forward
from routing.routes.blueprint import bp
from routing.routes.loading import delivery_for


@bp.post("/in/<int:delivery_id>/forward")
@requires(Permission.LETTER_DRAFT)
def forward(delivery_id: int) -> ResponseReturnValue:
    """Make the forwarding draft, or find the one there is, and lead to the page where it is written."""
    found = delivery_for(delivery_id, can_forward)
    office = office_in_use()
    if not office.reference_code:
        raise Refused(
            _("%(office)sยังไม่มีรหัสหน่วยงาน จึงออกหนังสือแจ้งต่อไม่ได้", office=office.short_name or office.name),
            _("มอบหนังสือให้หน่วยที่ออกหนังสือ หรือสลับไปหน่วยนั้นที่มุมบน"),
        )
    wish = Forwarding(found, office, request.form.get("pattern") or None)
    letter = draft_from(wish, now=clock.now(), actor=current_actor())
    db.session.commit()
    return redirect(url_for("letters.write", letter_id=letter.id))
