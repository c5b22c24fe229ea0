"""Coming in by the link of an invitation."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security.utils import login_user

from accounts.access import public
from accounts.forms import JoinForm
from accounts.invite import normal_address
from accounts.join import Newcomer, find_invitation, join
from accounts.models import Invitation
from accounts.passwords import weakness
from accounts.permissions import Role
from accounts.role_labels import ROLE_LABELS
from accounts.routes.blueprint import bp
from accounts.security import hash_password
from accounts.sign_in import find_user
from core import clock
from core.errors import InvalidInput
from core.extensions import db
from core.navigation import home


@bp.route("/join/<token>", methods=["GET", "POST"], endpoint="join")
@public
def join_page(token: str) -> ResponseReturnValue:
    """Show what one is invited to; name and password make the account."""
    invitation = find_invitation(token, clock.now())
    known = find_user(invitation.email) if invitation.email else None
    form = JoinForm(name=invitation.name)
    if known is not None:
        return _add_to_account(invitation, form)
    if form.validate_on_submit() and (newcomer := _newcomer(form, invitation)):
        user = join(find_invitation(token, clock.now()), newcomer, clock.now())
        session.clear()
        session.permanent = True
        login_user(user)
        db.session.commit()
        flash(gettext("ยินดีต้อนรับ บัญชีของท่านพร้อมใช้แล้ว"), "success")
        return redirect(home())
    return _page(invitation, form, known=False), 422 if form.is_submitted() else 200


def _add_to_account(invitation: Invitation, form: JoinForm) -> ResponseReturnValue:
    """Somebody who has an account only says yes; the password is asked for at sign-in."""
    if not form.is_submitted():
        return _page(invitation, form, known=True)
    office = invitation.office.name
    join(invitation, None, clock.now())
    db.session.commit()
    flash(gettext("เพิ่ม%(office)sในบัญชีของท่านแล้ว", office=office), "success")
    return redirect(url_for("accounts.sign_in"))


def _newcomer(form: JoinForm, invitation: Invitation) -> Newcomer | None:
    """Give who joins, or None with what is wrong beside its field. Ends the transaction: hashing is slow."""
    name, position, password = form.name.data or "", form.position.data or "", form.password.data or ""
    if wrong := weakness(password, (name, invitation.email, invitation.office.name)):
        form.password.errors = [wrong]
        return None
    try:
        email = invitation.email or normal_address(form.email.data or "")
    except InvalidInput as error:
        form.email.errors = [str(error)]
        return None
    db.session.rollback()
    return Newcomer(email, name, position, hash_password(password))


def _page(invitation: Invitation, form: JoinForm, known: bool) -> str:
    roles = [ROLE_LABELS[Role(role)] for role in invitation.roles]
    return render_template("accounts/join.html", invitation=invitation, form=form, known=known, roles=roles)
