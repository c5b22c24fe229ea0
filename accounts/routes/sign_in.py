"""Sign in, sign out, switch the office acted for."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from flask_security.utils import login_user, logout_user

from accounts.access import current_offices, current_person, public, requires
from accounts.forms import SignInForm
from accounts.models import User
from accounts.routes.blueprint import bp
from accounts.security import verify_password
from accounts.sign_in import Attempt, find_user, refuse, succeed, take_turn
from core import clock
from core.errors import DomainError, InvalidInput
from core.extensions import db
from core.jinja_filters import count, time
from core.language import COOKIE, YEAR, local_path
from core.navigation import home


class SignInRefused(DomainError):
    """Address and password do not fit, or no attempt may be made now."""

    status = 401


class TooManyAttempts(SignInRefused):
    """Locked for a while."""

    status = 429


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Ask for address and password; after signing in go on to the page first asked for."""
    following = request.args.get("next")
    if current_user.is_authenticated:
        return redirect(local_path(following) if following else home())
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        try:
            return _enter(_prove(form), following)
        except SignInRefused as error:
            form.password.errors = [str(error)]
            status = error.status
    elif form.is_submitted():
        status = 422
    return render_template("accounts/sign_in.html", form=form), status


def _prove(form: SignInForm) -> User:
    """Give the person whose address and password these are. Raises SignInRefused.

    Three short steps, each committed, so that hashing holds no lock: count the attempt, look at the password, record.
    """
    attempt = Attempt(form.email.data or "", request.remote_addr or "", clock.now())
    turn = take_turn(attempt)
    user = find_user(attempt.email)
    hashed = user.password if user else None
    db.session.commit()
    if turn.locked_until:
        raise TooManyAttempts(gettext("ยังเข้าใช้งานไม่ได้จนถึง %(at)s เพราะใส่ผิดหลายครั้ง", at=time(turn.locked_until)))
    if not verify_password(form.password.data or "", hashed):
        locked_until = refuse(user, attempt, turn)
        db.session.commit()
        if locked_until:
            raise TooManyAttempts(
                gettext("อีเมลหรือรหัสผ่านไม่ตรงกัน ครบจำนวนครั้งแล้ว ลองใหม่ได้หลัง %(at)s", at=time(locked_until)),
                gettext("ถ้าลืมรหัสผ่าน ขอตั้งใหม่ได้ทันที"),
            )
        raise SignInRefused(gettext("อีเมลหรือรหัสผ่านไม่ตรงกัน ลองใหม่ได้อีก %(left)s ครั้ง", left=count(turn.left)))
    assert user is not None
    if not user.active:
        raise SignInRefused(gettext("บัญชีนี้ปิดใช้งานแล้ว"), gettext("ติดต่อผู้ดูแลของหน่วยงาน"))
    succeed(user, attempt)
    db.session.commit()
    return user


def _enter(user: User, following: str | None) -> ResponseReturnValue:
    """Begin a session of this person, in their language."""
    session.clear()
    session.permanent = True
    login_user(user)
    response = redirect(local_path(following) if following else home())
    response.set_cookie(COOKIE, user.locale, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


@bp.post("/sign-out")
@requires()
def sign_out() -> ResponseReturnValue:
    """End the session."""
    logout_user()
    session.clear()
    flash(gettext("ออกจากระบบแล้ว"), "success")
    return redirect(url_for("accounts.sign_in"))


@bp.post("/office")
@requires()
def switch_office() -> ResponseReturnValue:
    """Act for another of one's offices from now on, also after the next sign-in."""
    chosen = request.form.get("office", type=int)
    offices = {office.id: office for office in current_offices()}
    if chosen not in offices:
        raise InvalidInput(gettext("ท่านไม่ได้อยู่ในหน่วยงานที่เลือก"), gettext("เลือกหน่วยงานของท่านจากเมนูที่มุมบน"), "office")
    current_person().last_office_id = chosen
    db.session.commit()
    flash(gettext("ใช้งานในนาม%(office)s", office=offices[chosen].name), "success")
    return redirect(local_path(request.form.get("next")))
