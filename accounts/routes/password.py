"""A new password: by mail for those who forgot it, on the own page for those who know it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_security.recoverable import reset_password_token_status
from flask_security.utils import login_user

from accounts.access import current_actor, current_person, public, requires
from accounts.forms import ChangePasswordForm, ForgotForm, NewPasswordForm, ProfileForm
from accounts.join import LinkEnded
from accounts.models import User
from accounts.passwords import change_password, request_reset, weakness
from accounts.routes.blueprint import bp
from accounts.security import hash_password, verify_password
from accounts.sign_in import find_user
from core import clock
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.extensions import db
from core.language import COOKIE, YEAR
from core.navigation import MenuEntry, show_in_menu
from core.rate_limit import SharedRateLimit

ASKING = SharedRateLimit("forgotten password", 20)
show_in_menu(bp, MenuEntry("accounts.account", "user", lazy_gettext("บัญชีของท่าน"), position=10, menu="account"))


@bp.route("/password/forgot", methods=["GET", "POST"])
@public
def forgot_password() -> ResponseReturnValue:
    """Ask for the address; the answer is the same whoever it belongs to."""
    form = ForgotForm()
    if form.validate_on_submit():
        if not ASKING.allows(request.remote_addr or "", clock.now()):
            abort(429)
        request_reset(find_user(form.email.data or ""), clock.now())
        db.session.commit()
        return redirect(url_for("accounts.forgot_password", sent=1))
    return render_template("accounts/forgot_password.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/password/reset/<token>", methods=["GET", "POST"])
@public
def reset_password(token: str) -> ResponseReturnValue:
    """Set a new password by the link of the mail; it works once, within its hour."""
    user = _owner(token)
    form = NewPasswordForm()
    if form.validate_on_submit() and _is_good(form, user):
        password_hash = _hash(form)
        user = _owner(token)  # the link may have been used while the password was hashed
        change_password(user, password_hash, Actor(user.id, user.name), clock.now())
        db.session.commit()
        flash(gettext("ตั้งรหัสผ่านใหม่แล้ว เข้าใช้งานด้วยรหัสผ่านใหม่"), "success")
        return redirect(url_for("accounts.sign_in"))
    return render_template("accounts/reset_password.html", form=form, user=user), 422 if form.is_submitted() else 200


@bp.get("/account")
@requires()
def account() -> ResponseReturnValue:
    """The own page: name, language, password."""
    return _account_page(ProfileForm(obj=current_person()), ChangePasswordForm())


@bp.post("/account")
@requires()
def change_profile() -> ResponseReturnValue:
    """Change name, post, telephone, language."""
    person, form = current_person(), ProfileForm()
    if not form.validate_on_submit():
        return _account_page(form, ChangePasswordForm(formdata=None)), 422
    before = {name: getattr(person, name) for name in form.data if name != "csrf_token"}
    form.populate_obj(person)
    after = {name: getattr(person, name) for name in before}
    if after != before:
        record(Act(current_actor(), AuditAct.USER_CHANGED, person, clock.now(), before, after))
    locale = person.locale
    db.session.commit()
    response = redirect(url_for("accounts.account"))
    response.set_cookie(COOKIE, locale, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    flash(gettext("บันทึกแล้ว"), "success")
    return response


@bp.post("/account/password")
@requires()
def change_own_password() -> ResponseReturnValue:
    """Change the password; all other sessions of this person end."""
    person, form = current_person(), ChangePasswordForm()
    user_id, present = person.id, person.password
    if form.validate_on_submit() and _knows(form, present) and _is_good(form, person):
        password_hash = _hash(form)
        person = db.session.get_one(User, user_id)
        change_password(person, password_hash, current_actor(), clock.now())
        session.clear()
        session.permanent = True
        login_user(person)
        db.session.commit()
        flash(gettext("เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เข้าใช้งานไว้ถูกออกจากระบบ"), "success")
        return redirect(url_for("accounts.account"))
    return _account_page(ProfileForm(formdata=None, obj=current_person()), form), 422


def _account_page(profile: ProfileForm, password: ChangePasswordForm) -> str:
    return render_template("accounts/account.html", profile=profile, password=password, person=current_person())


def _owner(token: str) -> User:
    """Give the person a reset link belongs to. Raises LinkEnded."""
    expired, invalid, user = reset_password_token_status(token)
    if expired or invalid or user is None or not user.active:
        raise LinkEnded(gettext("ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ"), gettext("ขอลิงก์ใหม่จากหน้า “ลืมรหัสผ่าน”"))
    return user


def _is_good(form: NewPasswordForm, user: User) -> bool:
    if wrong := weakness(form.password.data or "", (user.name, user.email)):
        form.password.errors = [wrong]
    return not wrong


def _knows(form: ChangePasswordForm, present: str | None) -> bool:
    db.session.rollback()
    if verify_password(form.present.data or "", present):
        return True
    form.present.errors = [gettext("รหัสผ่านปัจจุบันไม่ถูกต้อง")]
    return False


def _hash(form: NewPasswordForm) -> str:
    """Hash outside any transaction: it is slow on purpose."""
    db.session.rollback()
    return hash_password(form.password.data or "")
