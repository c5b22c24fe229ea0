"""Who owes what on one deadline, for whoever asked, the province and the district above; also as a file."""

from __future__ import annotations

import tempfile

import sqlalchemy as sa
from flask import render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.database import read_on
from core.errors import InvalidInput
from core.extensions import db
from deadlines.forms import SeveralForm
from deadlines.models import Deadline, Obligation
from deadlines.of_chain import ShareCounts, followed, share_counts
from deadlines.policy import can_set
from deadlines.routes.blueprint import bp
from deadlines.routes.loading import deadline_followed, person
from deadlines.shares import Followed, ShareFilter, Standing, districts_in, shares_of
from deadlines.shares_export import columns, rows
from deadlines.status import SETTLED_BY_ACT, DeadlineKind
from deadlines.status_labels import KIND_LABELS
from deadlines.when import when_due
from deadlines.words import remaining
from documents.table_file import write_csv, write_xlsx
from organisations.kinds import KIND_FACTS, OrganisationKind
from routing.labels import METHOD_LABELS

P = Permission
IN_MEMORY = 1_000_000  # bytes; a longer list goes through a temporary file
LONGEST_TEXT = 200
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@bp.get("/deadlines/<int:deadline_id>")
@requires(P.LETTER_READ)
def shares(deadline_id: int) -> ResponseReturnValue:
    """Show the shares this organisation may follow, narrowed by state, kind, district and name."""
    deadline, asker_id = deadline_followed(deadline_id)
    return shares_page(deadline, asker_id, several_form(empty=True))


@bp.post("/deadlines/<int:deadline_id>/export")
@requires(P.LETTER_READ)
def export_shares(deadline_id: int) -> ResponseReturnValue:
    """Give the list as filtered; taking it out of the system goes on record before the first byte leaves."""
    kind = request.form.get("format", "")
    if kind not in TYPES:
        raise InvalidInput(_("ไม่มีไฟล์ชนิดนี้"), _("เลือก XLSX หรือ CSV"), "format")
    read_on()
    deadline, asker_id = deadline_followed(deadline_id)
    wish, of = wanted(), follows(deadline, asker_id)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed with the answer)
    actor, title = current_actor(), _("ใครทำแล้ว")
    lines = rows(of, wish, deadline)
    number = write_csv(columns(), lines, out) if kind == "csv" else write_xlsx(title, columns(), lines, out)
    db.session.rollback()  # ends the reading
    after = {"what": "obligations", "format": kind, "rows": number, "filtered": bool(wish)}
    record(Act(actor, AuditAct.EXPORTED, ("deadlines", deadline_id), clock.now(), after=after))
    db.session.commit()
    out.seek(0)
    return send_file(out, mimetype=TYPES[kind], as_attachment=True, download_name=f"{title}_{deadline_id}.{kind}")


def follows(deadline: Deadline, asker_id: int | None) -> Followed:
    """Give the shares of a deadline that the organisation in use may follow."""
    return Followed(deadline.id, followed(office_in_use().organisation_id, asker_id), clock.now())


def several_form(*, empty: bool = False) -> SeveralForm:
    """Give the form of acts on several shares, as posted or empty."""
    form = SeveralForm(formdata=None) if empty else SeveralForm()
    form.behalf_method.choices = [SelectChoice(method.value, label) for method, label in METHOD_LABELS.items()]
    return form


def wanted() -> ShareFilter:
    """Read the filter from the address or the form. Raises InvalidInput naming the field."""
    given = request.values
    text = " ".join(given.get("q", "").split())
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(_("คำค้นยาวเกิน %(most)s ตัวอักษร", most=LONGEST_TEXT), _("ใส่เพียงบางคำ"), "q")
    standing, kind, district = given.get("state", ""), given.get("kind", ""), given.get("district", "")
    for field, value, offered in (("state", standing, set(Standing)), ("kind", kind, set(OrganisationKind))):
        if value and value not in offered:
            raise _not_offered(field)
    if district and not (district.isascii() and district.isalnum() and len(district) <= 20):
        raise _not_offered("district")
    return ShareFilter(
        Standing(standing) if standing else None, OrganisationKind(kind) if kind else None, district, text
    )


def shares_page(
    deadline: Deadline, asker_id: int | None, form: SeveralForm, ticked: frozenset[int] = frozenset()
) -> str:
    """Render the page; `form` and `ticked` keep what was typed when an act was refused."""
    wish, of, who = wanted(), follows(deadline, asker_id), person()
    here = sa.and_(Obligation.deadline_id == deadline.id, of.seen)
    counts = share_counts(here, of.now).get(deadline.id, ShareCounts())
    by_act = SETTLED_BY_ACT - {DeadlineKind.REGISTER_ATTENDEES}
    return render_template(
        "deadlines/shares.html",
        deadline=deadline,
        letter=deadline.letter,
        counts=counts,
        wish=wish,
        page=shares_of(of, wish, request.args.get("cursor")),
        districts=districts_in(of),
        kind_facts={kind: facts for kind, facts in KIND_FACTS.items() if kind in deadline.for_kinds},
        form=form,
        ticked=ticked,
        whole=office_in_use().organisation_id == asker_id,
        may_set=can_set(who, asker_id) and deadline.withdrawn_at is None,
        may_settle=P.DELIVERY_CONFIRM in who.permissions and deadline.kind not in by_act,
        kinds=KIND_LABELS,
        Standing=Standing,
        when_due=when_due,
        now=of.now,
        left=lambda day: remaining(day, clock.day_of(of.now)),
    )


def _not_offered(field: str) -> InvalidInput:
    return InvalidInput(_("ตัวกรองนี้ไม่มีให้เลือก"), _("กลับไปหน้ากำหนด แล้วเลือกจากรายการ"), field)
