"""Cancel one recipient of an issued letter."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError
from core.extensions import db
from routing.cancel import cancel_recipient
from routing.forms import ReasonForm
from routing.policy import can_cancel
from routing.routes.blueprint import bp
from routing.routes.loading import delivery_for

P = Permission


@bp.get("/in/<int:delivery_id>/cancel")
@requires(P.LETTER_RECALL)
def cancel(delivery_id: int) -> ResponseReturnValue:
    """Ask for the reason and say what will happen."""
    return render_template(
        "routing/cancel.html", delivery=delivery_for(delivery_id, can_cancel), form=ReasonForm(formdata=None)
    )


@bp.post("/in/<int:delivery_id>/cancel")
@requires(P.LETTER_RECALL)
def confirm_cancel(delivery_id: int) -> ResponseReturnValue:
    """Take the letter away from this one recipient; the row and the reason stay."""
    found = delivery_for(delivery_id, can_cancel)
    letter_id, name, form = found.letter_id, found.organisation.label, ReasonForm()
    if not form.validate():
        return render_template("routing/cancel.html", delivery=found, form=form), 422
    try:
        cancel_recipient(found, form.reason.data or "", now=clock.now(), actor=current_actor())
        db.session.commit()
    except DomainError as error:
        if error.field != "reason":
            raise
        form.reason.errors = [str(error)]
        return render_template("routing/cancel.html", delivery=found, form=form), 422
    flash(_("ยกเลิกการส่งถึง %(name)s แล้ว", name=name), "done")
    return redirect(url_for("routing.tracking_letter", letter_id=letter_id))
