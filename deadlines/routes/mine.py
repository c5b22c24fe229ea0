"""What the organisation owes, soonest first."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from accounts.access import office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.navigation import MenuEntry, show_in_menu
from deadlines.queries import DutyTab, duties_of, duty_counts
from deadlines.routes.blueprint import bp
from deadlines.status_labels import KIND_ICONS, KIND_LABELS
from deadlines.words import remaining

TAB_LABELS = {
    DutyTab.OPEN: lazy_gettext("ยังไม่เสร็จ"),
    DutyTab.DONE: lazy_gettext("เสร็จแล้ว"),
    DutyTab.ALL: lazy_gettext("ทั้งหมด"),
}
show_in_menu(bp, MenuEntry("deadlines.mine", "calendar", lazy_gettext("กำหนดส่ง"), Permission.LETTER_READ, 22))


@bp.get("/deadlines")
@requires(Permission.LETTER_READ)
def mine() -> ResponseReturnValue:
    """Show what waits, the soonest day first; `tab` chooses another part."""
    office, asked = office_in_use(), request.args.get("tab", "")
    tab = DutyTab(asked) if asked in set(DutyTab) else DutyTab.OPEN
    today = clock.today()
    return render_template(
        "deadlines/mine.html",
        office=office,
        tab=tab,
        tabs=TAB_LABELS,
        counts=duty_counts(office.organisation_id),
        page=duties_of(office.organisation_id, tab, request.args.get("cursor")),
        kinds=KIND_LABELS,
        icons=KIND_ICONS,
        now=clock.now(),
        left=lambda day: remaining(day, today),
    )
