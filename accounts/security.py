"""Flask-Security, set up for Wian: its sessions, Argon2id hashes and reset tokens; none of its pages.

The pages are ours (accounts.routes), so the library's blueprint, its commands and its token sign-in stay out.
"""

from __future__ import annotations

import datetime as dt
import secrets
from functools import cache
from typing import Any

import email_validator
from flask import Flask, has_request_context
from flask_security import Security, SQLAlchemyUserDatastore
from flask_security.core import RoleMixin
from flask_security.mail_util import MailUtil
from flask_security.proxies import _security
from flask_security.utils import hash_password as _hash
from flask_security.utils import verify_password as _verify

from accounts import access
from accounts.models import User
from core.extensions import db
from core.navigation import menu_of

RESET_WITHIN = dt.timedelta(hours=1)
SESSION_LASTS = dt.timedelta(hours=12)  # one working day without a click


class _NoRole(RoleMixin):
    """The library asks for a class of roles; Wian's roles stand in memberships."""


class OutboxOnly(MailUtil):
    """Takes the place of the library's mailer: mail leaves by the outbox, in the transaction that caused it."""

    def send_mail(self, *args: object, **kwargs: object) -> None:
        """Refuse. Raises RuntimeError: a call means that a feature of the library was switched on without its mail."""
        raise RuntimeError(
            "mail goes through notifications.outbox; give the feature a renderer in accounts/messages.py"
        )


def init_app(app: Flask) -> None:
    """Bind the library to `app`, take its extras away, and tell the frame who is at the browser."""
    app.config.update(
        PERMANENT_SESSION_LIFETIME=SESSION_LASTS,
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH={"argon2"},  # a new SECRET_KEY must not lock everybody out
        SECURITY_PASSWORD_NORMALIZE_FORM="NFKC",
        SECURITY_RESET_PASSWORD_WITHIN=RESET_WITHIN,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_CLI_USERS_NAME=False,
        SECURITY_CLI_ROLES_NAME=False,
    )
    security = Security(mail_util_cls=OutboxOnly)
    security.init_app(app, SQLAlchemyUserDatastore(db, User, _NoRole), register_blueprint=False)
    security.login_manager._request_callback = None  # no sign-in by ?auth_token=
    if "invalid" in email_validator.SPECIAL_USE_DOMAIN_NAMES:  # the addresses of demos; no mail reaches them
        email_validator.SPECIAL_USE_DOMAIN_NAMES.remove("invalid")
    menu_of(app).permits = access.permits
    app.context_processor(_who)


def _who() -> dict[str, Any]:
    """Give templates the office acted for and the others one could switch to."""
    if not has_request_context():
        return {}
    return {"office": access.current_office(), "offices": access.current_offices()}


def hash_password(password: str) -> str:
    """Give the Argon2id hash; takes tens of milliseconds, so outside a write transaction."""
    return str(_hash(_security._password_util.normalize(password)))


def verify_password(password: str, hashed: str | None) -> bool:
    """Tell whether the password fits. None (nobody, or not joined yet) takes as long as a wrong password."""
    fits = bool(_verify(_security._password_util.normalize(password), hashed or _nobody()))
    return fits and hashed is not None


@cache
def _nobody() -> str:
    return hash_password(secrets.token_urlsafe())
