"""What came to the organisation."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from accounts.access import current_permissions, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import NotFound
from core.navigation import MenuEntry, show_in_menu
from deadlines.words import held_since
from organisations.kinds import LAO_KINDS
from routing.labels import TAB_LABELS
from routing.queries import InboxTab, delivery_for, inbox_counts
from routing.queries import inbox as inbox_page
from routing.routes.blueprint import bp
from routing.status import OUTSTANDING_STATES

show_in_menu(bp, MenuEntry("routing.inbox", "letter", lazy_gettext("หนังสือเข้า"), Permission.LETTER_READ, 18))


@bp.get("/in/")
@requires(Permission.LETTER_READ)
def inbox() -> ResponseReturnValue:
    """Show what came in, the part that waits first; `tab` chooses another."""
    office = office_in_use()
    asked = request.args.get("tab", "")
    tab = InboxTab(asked) if asked in set(InboxTab) else InboxTab.WAITING
    today = clock.today()
    return render_template(
        "routing/inbox.html",
        office=office,
        may_confirm=office.organisation.kind not in LAO_KINDS and Permission.DELIVERY_CONFIRM in current_permissions(),
        tab=tab,
        tabs=TAB_LABELS,
        counts=inbox_counts(office.organisation_id),
        page=inbox_page(office.organisation_id, tab, request.args.get("cursor")),
        held=lambda one: held_since(clock.day_of(one.sent_at), today) if one.state in OUTSTANDING_STATES else "",
    )


@bp.get("/in/letter/<int:letter_id>")
@requires(Permission.LETTER_READ)
def my_delivery(letter_id: int) -> ResponseReturnValue:
    """Lead from a mail or a letter's page to this organisation's own delivery of it. Raises NotFound."""
    delivery = delivery_for(letter_id, office_in_use().organisation_id)
    if delivery is None:
        raise NotFound(_("หนังสือฉบับนี้ไม่ได้ส่งถึงหน่วยงานที่ท่านใช้อยู่"), _("สลับไปหน่วยงานอื่นของท่านที่มุมบน"))
    return redirect(url_for("routing.delivery", delivery_id=delivery.id))
