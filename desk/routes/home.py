"""The desk page: what needs me now."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from accounts.access import current_office, current_permissions, current_person, requires
from accounts.permissions import Permission
from core import clock
from core.navigation import MenuEntry, show_in_menu
from deadlines.words import held_since, remaining
from deadlines.working_days import working_days_between
from desk.sent_progress import unfinished
from desk.task_faces import FACES, address_of
from desk.tasks import DeskView, tasks_for

blueprint = Blueprint("desk", __name__)
show_in_menu(blueprint, MenuEntry("desk.home", "desk", _l("โต๊ะทำงาน"), None, 10))


@blueprint.get("/")
@requires()
def home() -> ResponseReturnValue:
    """Show the office's tasks, urgent first, beside its letters that are not yet acknowledged by all."""
    office = current_office()
    if office is None:
        return render_template("desk/no_office.html", person=current_user)
    permissions = current_permissions()
    today = clock.today()
    view = DeskView(office, permissions, current_person().id, clock.now())
    return render_template(
        "desk/home.html",
        today=today,
        tasks=tasks_for(view),
        faces=FACES,
        address_of=address_of,
        sent=unfinished(office.id),
        held_since=lambda since: held_since(clock.day_of(since), today),
        left=lambda day: remaining(day, today),
        days_held=lambda since: max(0, working_days_between(clock.day_of(since), today)),
        may_record=Permission.REGISTER_KEEP in permissions,
        may_draft=Permission.LETTER_DRAFT in permissions,
    )
