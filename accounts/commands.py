"""flask setup: an empty real system. flask users: people from the command line."""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from typing import NoReturn

import click
import sqlalchemy as sa
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_babel import gettext
from flask_migrate import upgrade

from accounts.first_administrator import first_link_token
from accounts.invite import Invitee, invite, normal_address
from accounts.models import Membership, User
from accounts.people import deactivate
from accounts.permissions import Role
from accounts.sign_in import find_user
from core import clock
from core.actor import SYSTEM
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.config import default_database, read_settings
from core.errors import DomainError, InvalidInput, NotFound, Refused
from core.extensions import db
from core.installation import InstallationKind, claim_installation, kind_of_installation
from notifications.renderers import absolute_url
from organisations import queries
from organisations.import_list import import_country

users_cli = AppGroup("users", help="People from the command line.")


def _stop(error: DomainError) -> NoReturn:
    """End as every command ends on bad input: one line on stderr, status 2."""
    db.session.rollback()
    click.echo(str(error), err=True)
    sys.exit(2)


@click.command("setup")
@with_appcontext
def setup() -> None:
    """Make an empty real system: database, country list, one-time link for the first national administrator.

    Uses DATABASE_URL, or var/wian.db. A demo database is refused. Safe to repeat: it prints a new link as long as no
    national administrator has joined.

    Example: flask setup
    """
    with _real_app().app_context():
        try:
            _set_up()
        except DomainError as error:
            _stop(error)


def _real_app() -> Flask:
    """Give the app on the database a real system belongs in: while nothing is set, that is not the demo's."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = app.config["WIAN"]
    if settings.database_url != default_database(settings.var_dir):
        return app
    create_app = import_module("app").create_app  # app.py imports this module
    return create_app(read_settings(real=True))


def _set_up() -> None:
    logging.getLogger("alembic").setLevel(logging.WARNING)
    _refuse_demo()
    upgrade()
    if kind_of_installation() is None:
        now = clock.now()
        claim_installation(InstallationKind.REAL, now)
        record(Act(SYSTEM, AuditAct.SYSTEM_SET_UP, ("installation", 1), now))
    click.echo("กำลังเตรียมรายชื่อองค์กรทั้งประเทศ …")
    count = import_country(db.session(), clock.now())
    token = first_link_token(clock.now())
    db.session.commit()
    click.echo(f"ฐานข้อมูล: {sa.make_url(current_app.config['WIAN'].database_url).render_as_string()}")
    click.echo(f"องค์กร: {count.total:,}")
    if token is None:
        click.echo("มีผู้ดูแลทั้งประเทศแล้ว เข้าใช้งานตามปกติ")
        return
    click.echo("เปิดลิงก์นี้เพื่อเป็นผู้ดูแลทั้งประเทศคนแรก (ใช้ได้ครั้งเดียว ภายใน 14 วัน):")
    click.echo(absolute_url("accounts.join", token=token))


def _refuse_demo() -> None:
    """Look before anything is changed. Raises Refused for a demo database."""
    with db.engine.connect() as connection:
        known = connection.dialect.has_table(connection, "installation")
    kind = kind_of_installation() if known else None
    db.session.rollback()
    if kind is InstallationKind.DEMO:
        raise Refused(gettext("ฐานข้อมูลนี้เป็นระบบสาธิต ใช้งานจริงไม่ได้"), gettext("ตั้ง DATABASE_URL ให้ชี้ไปฐานข้อมูลอื่น"))


@users_cli.command("invite")
@click.argument("email")
@click.option("--organisation", "code", required=True, help="Official code, see: flask organisations search")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([role.value for role in Role]))
def invite_user(email: str, code: str, roles: tuple[str, ...]) -> None:
    """Invite a person into the central desk of an organisation; the mail goes through the outbox.

    Example: flask users invite somchai@example.go.th --organisation 67 --role clerk --role organisation_admin
    """
    try:
        desk = queries.central_desk(queries.by_code(code).id)
        if Role.NATIONAL_ADMIN in roles and desk.organisation.parent_id is not None:
            raise InvalidInput(gettext("ผู้ดูแลทั้งประเทศต้องอยู่ในส่วนกลาง"), gettext("ใช้หน้าที่ organisation_admin"), "roles")
        invitee = Invitee(normal_address(email), desk.id, tuple(Role(role) for role in roles))
        done = invite([invitee], SYSTEM, clock.now())
        db.session.commit()
    except DomainError as error:
        _stop(error)
    said = "ส่งคำเชิญแล้ว" if done.invited else "รอตอบรับอยู่แล้ว" if done.waiting else "อยู่ในหน่วยงานแล้ว"
    click.echo(f"{said}: {invitee.email}")


@users_cli.command("list")
@click.option("--organisation", "code", help="Only people of this organisation (official code).")
def list_users(code: str | None) -> None:
    """List people: e-mail, name, roles with organisation codes, last sign-in; closed accounts are marked.

    Example: flask users list --organisation 67
    """
    query = sa.select(User).order_by(User.email)
    if code:
        try:
            organisation = queries.by_code(code)
        except DomainError as error:
            _stop(error)
        offices = [office.id for office in queries.offices_of(organisation.id)]
        query = query.where(User.id.in_(sa.select(Membership.user_id).where(Membership.office_id.in_(offices))))
    for user in db.session.scalars(query):
        roles = ",".join(f"{one.office.organisation.code}:{one.role}" for one in user.memberships if one.active)
        seen = user.last_signed_in_at.isoformat(timespec="minutes") if user.last_signed_in_at else "-"
        click.echo(f"{user.email}\t{user.name}\t{roles or '-'}\t{seen}{'' if user.active else chr(9) + 'closed'}")


@users_cli.command("deactivate")
@click.argument("email")
def deactivate_user(email: str) -> None:
    """Close an account: no sign-in any more, open sessions end. Nothing is deleted.

    Example: flask users deactivate somchai@example.go.th
    """
    try:
        user = find_user(email)
        if user is None:
            raise NotFound(gettext("ไม่พบบัญชี %(email)s", email=email), gettext("ดูรายชื่อด้วย flask users list"))
        deactivate(user, SYSTEM, clock.now())
        db.session.commit()
    except DomainError as error:
        _stop(error)
    click.echo(f"ปิดบัญชีแล้ว: {email}")


commands: list[click.Command] = [setup, users_cli]
