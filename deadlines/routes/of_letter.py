"""The deadlines of a letter's chain: seen by all who may see the letter, set by whoever asks."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import DomainError, Forbidden, Refused
from core.extensions import db
from core.form_errors import put_on_form
from deadlines.deadline_form import DeadlineForm, asked_by, form_of
from deadlines.due import Due
from deadlines.forms import EarlierForm
from deadlines.models import Deadline, Obligation
from deadlines.of_chain import earlier_days_of, followed, share_counts
from deadlines.owe import deadlines_of
from deadlines.policy import can_set
from deadlines.routes.blueprint import bp
from deadlines.routes.loading import person
from deadlines.set_deadlines import Asked, add, bring_forward, drop_earlier
from deadlines.status import DeadlineKind
from deadlines.status_labels import KIND_ICONS, KIND_LABELS
from deadlines.when import when_due
from letters.models import Letter
from letters.routes.loading import letter_seen
from letters.status import OPEN_WORK, LetterStatus
from organisations.kinds import KIND_FACTS, LAO_KINDS
from routing.asker import asker_of
from routing.chain_duties import catch_up, root_of
from routing.suggested_duties import Suggestion, suggestions

P = Permission


@dataclass
class LetterPage:
    """One showing: the letter, the first of its chain, who asks; forms that were refused keep what was typed."""

    letter: Letter
    root: Letter
    asker_id: int | None
    form: DeadlineForm | None = None
    earlier: dict[int, EarlierForm] = field(default_factory=dict)

    @property
    def may_set(self) -> bool:
        """Say whether the person may set deadlines here: of the chain's first letter, while it is in force."""
        gone = (LetterStatus.RECALLED, LetterStatus.SUPERSEDED, LetterStatus.DISCARDED)
        return can_set(person(), self.asker_id) and self.root.status not in gone

    @property
    def may_bring_forward(self) -> bool:
        """Say whether this is the person's own draft that forwards the chain's first letter."""
        own = can_set(person(), self.letter.issuer_id) and self.letter.id != self.root.id
        return own and self.letter.status in OPEN_WORK


def _of(known: list[Deadline]) -> sa.ColumnElement[bool]:
    return Obligation.deadline_id.in_([one.id for one in known])


def page_of_letter(letter_id: int) -> LetterPage:
    """Load a letter this organisation may see with its chain. Raises NotFound."""
    letter = letter_seen(letter_id)
    root = letter if root_of(letter) == letter.id else db.session.get_one(Letter, root_of(letter))
    return LetterPage(letter, root, asker_of(root))


@bp.get("/letters/<int:letter_id>/deadlines")
@requires(P.LETTER_READ)
def of_letter(letter_id: int) -> ResponseReturnValue:
    """Show what the chain asks; `take` fills the form with what was read, to be changed before it is kept."""
    page = page_of_letter(letter_id)
    mark = request.args.get("take", "")
    if mark and page.may_set:
        page.form = DeadlineForm(formdata=None, data=form_of(_suggested(page, mark).asked))
    return _show(page)


@bp.post("/letters/<int:letter_id>/deadlines")
@requires(P.LETTER_DRAFT)
def add_deadline(letter_id: int) -> ResponseReturnValue:
    """Set a deadline as typed."""
    page, form = _settable(letter_id), DeadlineForm()
    page.form = form
    if not form.validate():
        return _show(page), 422
    try:
        _add(page, asked_by(form, clock.today()))
    except DomainError as error:
        db.session.rollback()
        status = put_on_form(form, error)
        return _show(page), status
    flash(_("เพิ่มกำหนดแล้ว"), "done")
    return redirect(url_for("deadlines.of_letter", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/deadlines/take")
@requires(P.LETTER_DRAFT)
def take_suggestion(letter_id: int) -> ResponseReturnValue:
    """Set a deadline as it was read."""
    page = _settable(letter_id)
    _add(page, _suggested(page, request.form.get("mark", "")).asked)
    flash(_("เพิ่มกำหนดจากข้อความในหนังสือแล้ว"), "done")
    return redirect(url_for("deadlines.of_letter", letter_id=letter_id))


@bp.post("/letters/<int:letter_id>/deadlines/<int:deadline_id>/earlier")
@requires(P.LETTER_DRAFT)
def set_earlier(letter_id: int, deadline_id: int) -> ResponseReturnValue:
    """Set an earlier day for the addressees of a forwarding draft; an empty field takes it away."""
    page, form = page_of_letter(letter_id), EarlierForm(prefix=f"d{deadline_id}")
    deadline = db.session.get(Deadline, deadline_id)
    if not page.may_bring_forward or deadline is None or deadline.letter_id != page.root.id:
        raise Forbidden(_("ตั้งวันก่อนกำหนดได้เฉพาะในร่างหนังสือแจ้งต่อของท่าน"), _("เปิดร่างของหน่วยงานท่านก่อน"))
    page.earlier[deadline_id] = form
    if not form.validate():
        return _show(page), 422
    try:
        if form.due_on.day is None:
            drop_earlier(page.letter, deadline)
        else:
            bring_forward(page.letter, deadline, Due(form.due_on.day, form.due_on.time))
    except DomainError as error:
        db.session.rollback()
        status = put_on_form(form, error)
        return _show(page), status
    after = {"deadline": deadline_id, "earlier": form.due_on.day.isoformat() if form.due_on.day else None}
    record(Act(current_actor(), AuditAct.DEADLINE_SET, page.letter, clock.now(), after=after))
    db.session.commit()
    flash(_("บันทึกวันของผู้รับหนังสือฉบับนี้แล้ว"), "done")
    return redirect(url_for("deadlines.of_letter", letter_id=letter_id))


def _settable(letter_id: int) -> LetterPage:
    page = page_of_letter(letter_id)
    if not page.may_set:
        raise Forbidden(_("กำหนดของหนังสือนี้ตั้งได้เฉพาะหน่วยงานเจ้าของเรื่อง"), _("ติดต่อหน่วยงานที่ออกต้นเรื่อง"))
    return page


def _add(page: LetterPage, asked: Asked) -> None:
    add(page.root, asked, now=clock.now(), actor=current_actor())
    catch_up(page.root.id, now=clock.now(), actor=current_actor())
    db.session.commit()


def _found(page: LetterPage, known: list[Deadline]) -> list[Suggestion]:
    return suggestions(page.root, known, clock.today()) if page.may_set else []


def _suggested(page: LetterPage, mark: str) -> Suggestion:
    for one in _found(page, deadlines_of(page.root.id)):
        if one.mark == mark:
            return one
    raise Refused(_("ข้อความในหนังสือเปลี่ยนไปหรือข้อนี้เพิ่มแล้ว"), _("เปิดหน้ากำหนดของหนังสือใหม่"))


def _show(page: LetterPage) -> str:
    known = deadlines_of(page.root.id)
    mine = followed(office_in_use().organisation_id, page.asker_id)
    earlier = earlier_days_of(page.letter.id)
    return render_template(
        "deadlines/of_letter.html",
        page=page,
        letter=page.letter,
        root=page.root,
        deadlines=known,
        counts=share_counts(sa.and_(_of(known), mine), clock.now()),
        suggested=_found(page, known),
        form=page.form or DeadlineForm(formdata=None),
        earlier=earlier,
        earlier_form=lambda one: page.earlier.get(one.id) or EarlierForm.showing(one.id, earlier.get(one.id)),
        kinds=KIND_LABELS,
        icons=KIND_ICONS,
        for_whom=for_whom,
        when_due=when_due,
        FORWARD=DeadlineKind.FORWARD,
    )


def for_whom(asked: Asked | Deadline) -> str:
    """Give the kinds asked in words: all LAOs as one."""
    kinds = asked.for_kinds
    names = [_("อปท. ทุกประเภท")] if kinds >= LAO_KINDS else []
    rest = kinds - LAO_KINDS if names else kinds
    return ", ".join([*names, *(str(facts.label) for kind, facts in KIND_FACTS.items() if kind in rest)])
